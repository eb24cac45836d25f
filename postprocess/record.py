"""The record of one official document: the shape of ``STEM.json``.

Pydantic, since here data leaves the house. What each field means is said in
``descriptions``, in both languages; ``schema`` puts the two together.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from ocr.page import Box

# 1.3: Table.unit, TableCell.confidence
# 1.2: PageInfo.flattened
# 1.1: Reference.subject; Statistic.change, compared_with, cumulative; Source.part
SCHEMA_VERSION = "1.3"

T = TypeVar("T")


class Status(StrEnum):
    """How far a value can be relied on."""

    OK = "ok"
    DOUBTFUL = "doubtful"  # a person must look
    ABSENT = "absent"  # not on the page: value is null, nothing was guessed


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", validate_assignment=True)


class Evidence(_Model):
    """Where a value stands and how sure it is; shared by fields and list items."""

    raw: str | None = None
    page: int | None = None
    box: Box | None = None
    confidence: float | None = Field(None, ge=0, le=1)
    status: Status = Status.ABSENT
    rule: str | None = None


class Value(Evidence, Generic[T]):
    """One value of the record with its evidence.

    ``value`` is normalised: NFC, ISO dates. Absent means null, never a guess.
    """

    value: T | None = None
    candidates: list[str] | None = Field(
        None,
        description="What may be written in a doubtful slot, likeliest first; the key is there "
        "only where a pen's figures are in doubt",
        exclude_if=lambda candidates: not candidates,
    )


class Text(Value[str]):
    """A text value. Named, since a bare ``Value[str]`` cannot travel between processes."""


class Count(Value[int]):
    """A counted value."""


class Reference(Evidence):
    """Another document that this one cites, counted once with its mentions."""

    type: str | None = None
    number: str | None = None
    symbol: str | None = None
    date: str | None = None
    issuer: str | None = None
    title: str | None = None
    subject: str | None = None
    mentions: int = 1


class Statistic(Evidence):
    """A figure of the text: of what, for whom, how much.

    Numbers are as printed, made numbers (``1.506`` is 1506, ``81,76%`` is 81.76).
    """

    indicator: str | None = None
    scope: str | None = None
    value: float | int | None = None
    unit: str | None = None
    numerator: float | int | None = None
    denominator: float | int | None = None
    percent: float | None = None
    change: Literal["increase", "decrease"] | None = None
    compared_with: str | None = None
    cumulative: bool = False
    period: str | None = None
    check: str | None = None


class TableCell(_Model):
    """One cell of a table."""

    text: str
    box: Box | None = None
    confidence: float | None = Field(None, ge=0, le=1)


class Table(Evidence):
    """A ruled table: header cells and rows of cells."""

    unit: str | None = None
    header: list[TableCell] = []
    rows: list[list[TableCell]] = []


class Check(_Model):
    """The verdict of one cross-check."""

    rule: str
    verdict: str
    message: str


class Stamp(_Model):
    """Number and date that belong to another office: arrival stamp, certified copy."""

    number: Text = Field(default_factory=Text)
    date: Text = Field(default_factory=Text)


class Review(_Model):
    """Whether a person must look, and at what."""

    value: bool = False
    reasons: list[str] = []


class PictureQuality(_Model):
    """How good the picture of a page is."""

    colour: str
    contrast: float
    blur_mm: float | None = None
    below_decree_30: list[str] = []


class PageInfo(_Model):
    """What happened to one page."""

    number: int
    width: int
    height: int
    dpi: float
    origin: str
    layer: str
    rotation: int = 0
    skew: float = 0.0
    flattened: bool = False
    quality: PictureQuality | None = None
    words: int = 0
    confidence: float | None = None
    status: str = "done"
    notes: list[str] = []


class Signature(_Model):
    """A digital signature found in the original file; its validity is not judged."""

    signer: str | None = None
    time: str | None = None
    field: str | None = None


class Part(_Model):
    """Which pages of a file with several documents are this one."""

    number: int
    of: int
    first_page: int
    last_page: int


class Source(_Model):
    """The input file and what became of it."""

    file: str | None = None
    sha256: str | None = None
    bytes: int | None = None
    signed: list[Signature] = []
    part: Part | None = None
    documents: list[Part] = []
    pdf: str | None = None
    pdf_reasons: list[str] = []
    notes: list[str] = []
    engine: str | None = None
    software: str | None = None


class Dispatch(_Model):
    """The record of one official document."""

    schema_version: str = SCHEMA_VERSION
    type: Text = Field(default_factory=Text)
    number: Text = Field(default_factory=Text)
    symbol: Text = Field(default_factory=Text)
    date: Text = Field(default_factory=Text)
    place: Text = Field(default_factory=Text)
    superior: Text = Field(default_factory=Text)
    issuer: Text = Field(default_factory=Text)
    subject: Text = Field(default_factory=Text)
    signer: Text = Field(default_factory=Text)
    signer_title: Text = Field(default_factory=Text)
    authority: Text = Field(default_factory=Text)
    urgency: Text = Field(default_factory=Text)
    secrecy: Text = Field(default_factory=Text)
    period: Text = Field(default_factory=Text)
    language: Text = Field(default_factory=Text)
    page_count: Count = Field(default_factory=Count)
    addressees: list[Text] = []
    recipients: list[Text] = []
    references: list[Reference] = []
    statistics: list[Statistic] = []
    tables: list[Table] = []
    checks: list[Check] = []
    arrival: Stamp = Field(default_factory=Stamp)
    copy_: Stamp = Field(default_factory=Stamp, alias="copy")
    needs_review: Review = Field(default_factory=Review)
    pages: list[PageInfo] = []
    source: Source = Field(default_factory=Source)

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


# Fields of `Dispatch` that a person reads, in the order of the page.
SCALARS = (
    "type", "number", "symbol", "date", "place", "superior", "issuer", "subject", "signer",
    "signer_title", "authority", "urgency", "secrecy", "period", "language",
)  # fmt: skip
LISTS = ("addressees", "recipients", "references", "statistics", "tables")
