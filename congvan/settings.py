"""What a person may choose about a run; the same defaults for command and library."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from congvan.errors import UsageError
from ocr.engines import DEFAULT, engine


class OnSecret(StrEnum):
    """What to do with a document that bears a mark of secrecy."""

    APART = "apart"  # nothing of it is written, the others go on
    STOP = "stop"  # the run ends
    IGNORE = "ignore"  # it is written as any other


@dataclass(frozen=True, slots=True)
class Settings:
    """Options of ``digitize``.

    Attributes:
        engine: Name of the recogniser.
        dpi: For pages that have to be rendered.
        timeout: Seconds a page may take.
        max_megapixels: Limit for the picture of one page.
        max_pages: Limit for a document.
        pages: Numbers of the pages to read, None for all; the others stay as they are.
        one_document: Each file is one document, whatever its pages look like.
        on_secret: What to do with a document that bears a mark of secrecy.
        crops: Whether pictures of doubtful numbers and dates are saved.
    """

    engine: str = DEFAULT
    dpi: float = 300
    timeout: float = 120
    max_megapixels: float = 100
    max_pages: int = 2000
    pages: frozenset[int] | None = None
    one_document: bool = False
    on_secret: OnSecret = OnSecret.APART
    crops: bool = False

    def wants(self, number: int) -> bool:
        """Whether the page of that number is to be read."""
        return self.pages is None or number in self.pages


def page_numbers(text: str) -> frozenset[int]:
    """Page numbers from a list such as ``1-3,5``.

    Raises:
        UsageError: It is no such list.
    """
    numbers: set[int] = set()
    try:
        for part in text.split(","):
            first, dash, last = part.partition("-")
            a, b = int(first), int(last if dash else first)
            if not 1 <= a <= b <= 1_000_000:
                raise ValueError(part)
            numbers.update(range(a, b + 1))
    except ValueError as error:
        raise UsageError(
            en=f"--pages {text!r} is no list of pages. Write it so: --pages 1-3,5",
            vi=f"--pages {text!r} không phải danh sách trang. Hãy viết như sau: --pages 1-3,5",
        ) from error
    return frozenset(numbers)


def check_engine(name: str) -> None:
    """Find out before any work that the recogniser is there.

    Raises:
        UsageError: There is none of that name.
        EngineMissing: It is not installed.
    """
    try:
        engine(name).version()
    except ValueError as error:
        raise UsageError(en=str(error), vi=str(error)) from error
