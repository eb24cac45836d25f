"""What a sample dispatch says: its text, part by part, before it is set on paper.

The parts are those of Decree 30/2020/NĐ-CP, annex I, section IV. Running text may hold
``**bold**`` and ``*italic*``; what a clerk fills in by hand is written ``{so}``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph, broken and justified by the typesetter.

    Attributes:
        text: With inline marks.
        align: ``justify`` stretches all lines but the last.
        indent: First line, in points (1.27 cm is 36 pt).
        left: Left edge of all lines, in points from the margin.
        gap: White space above, in points.
        size: Type size in points, 0 for the size of the body.
        fixed: The text has line feeds that must be kept as the line breaks.
    """

    text: str
    align: Literal["justify", "left", "center", "right"] = "justify"
    indent: float = 36.0
    left: float = 0.0
    gap: float = 6.0
    size: float = 0.0
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table.

    Attributes:
        widths: Of the columns, as shares of the text width; they sum to 1.
        header: One text per column, set bold.
        rows: Texts per row; ``**`` around a text sets it bold.
        aligns: One letter per column: ``l``, ``c`` or ``r``.
    """

    widths: tuple[float, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    aligns: str
    size: float = 12.0


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


Block = Para | Table | PageBreak


@dataclass(frozen=True, slots=True)
class Seal:
    """The round seal: text on the ring above, below, and in the middle (none: a star)."""

    above: str
    below: str
    middle: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrival:
    """The stamp ĐẾN of the office that got the paper; number and date by hand."""

    office: str
    number: str
    date: str
    at: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Signature:
    """The block 7a to 7c: lines in capitals, then the name, with seal and stroke of the pen."""

    lines: tuple[str, ...]
    name: str
    seal: Seal | None = None
    seed: int | None = None


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One document.

    Attributes:
        superior: Lines of the superior office, as printed.
        issuer: Lines of the issuing office, as printed.
        number: What stands behind ``Số``, as ``87/BC-UBND`` or ``{1287}/SYT-NVY``.
        place_date: The line under the motto.
        about: Lines behind ``V/v`` of a công văn.
        kind: The name of the kind in capitals, None for a công văn.
        subject: Lines under the kind.
        addressees: Behind ``Kính gửi``.
        record: Fields of the truth record that only a reader of the text can tell.
        margins: Left, right, top, bottom in points.
    """

    issuer: tuple[str, ...]
    number: str
    place_date: str
    signature: Signature
    recipients: tuple[str, ...]
    body: tuple[Block, ...]
    record: dict[str, Any]
    superior: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    kind: str | None = None
    subject: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    after: tuple[Block, ...] = field(default=())
    arrival: Arrival | None = None
    size: float = 14.0
    leading: float = 1.2
    header_size: float = 13.0
    left_share: float = 0.4
    margins: tuple[float, float, float, float] = (85.0, 48.0, 57.0, 57.0)
