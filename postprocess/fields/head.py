"""What the head of a document consists of, and the signs it is known by."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

import regex

from dictionaries.syllable import is_syllable
from postprocess.fields.flow import Flow, Row

NUMBER_SLOT = regex.compile(
    r"^\W{0,3}(?:luat |nghi quyet |phap lenh |sac lenh |ban an )?"
    r"(?P<label>s[o0óe6a]\s*[:;.,¿]+|s[o06ae](?=\s*[\d/\-#]|[^\s/]{0,6}/))\s*"
    r"(?P<rest>(?!(?!\d{1,5}\s?[a-z]{2,5}\s?/)[^/]*[a-z]{4}[^/]*/).*)$"
)
# A number slot whose label was not read: only its symbol tells it.
BARE_SLOT = regex.compile(r"/\s?\p{Lu}{2,}\p{L}*\s?[-–]\s?\p{Lu}|^\W*\d{1,5}\s?/\s?\p{Lu}{3,}")
# "Số với QĐ-UBND": a pen's number was read as a word, its slash not at all.
WORD_SLOT = regex.compile(
    r"^\W{0,2}[Ss][ôốồổỗộ]\s\S{1,8}\s?/?\s?\p{Lu}\p{L}{0,4}\s?-\s?\p{Lu}{2,}[\p{L}\d-]*\W*$"
)
# "V/v", also as it is read where it stands small and alone: "VW:", "V4:", and in italics behind
# a quotation mark: "“1/2 triển khai".
ABOUT_LABEL = (
    r"(?:v\s?/\s?[vwy]\b|v\sv(?=\s?:)|v[/il1|!\\][vwy]\b|v\s?/\s"
    r"|2[/.]?v\b|v[\dvwy](?=\s?:)|(?<=[“\"])(?:1/2|[vw][24])(?=\s[a-z]))\s*[:.]?"
)
ABOUT = regex.compile(rf"^\W{{0,2}}(?P<label>{ABOUT_LABEL}|ve viec\b)")
# A stamp may stand before it on the line, its first letter may be lost, a speck or a dash may
# part its words; in the south it is "Kính gởi".
TO = regex.compile(
    r"^(?:\W{0,3}k?[il1í]nh[\W_]{0,4}g(?:[uio]{1,2}t?|uri?)\b"
    r"|\W{0,3}k[il1]nh[\W_]{1,4}[a-z]?[uio]{1,2}t?(?=\s*[:;])"
    r"|(?:.{1,14}\s)?\W{0,3}[a-z]{0,2}hnh[\W_]{0,4}g[uio]{2}t?(?=\s*[:;])"  # no syllable ends so
    r"|\W{0,3}k[il1]nh\s\S{1,4}\s+g[uio]{2}t?(?=\s*[:;])"
    r"|[\W_]*(?:[il]?nh)?\s?g[uio]{2}t?(?=\s*[:;]\s*[-–])"  # a stamp hides its beginning
    r"|.{2,14}\s[\W_]{0,3}k[il1]n[hn][\W_]{0,4}g[uio]{2}t?(?=\W*[:;.,]))\s*[:;.,]*"
    r"(?:\s*g[uio]{2}\s*[:;])?"  # its second word read twice
)
MARK = regex.compile(r"\W*(?:hoa toc(?: hen gio)?|thuong khan|khan|toi mat|tuyet mat|mat)\W*")

_STOPPED = regex.compile(r"(?:\p{L}\p{Ll}{2,}|\d{4})\.$")  # not "TP.", "Nghị định số 5."
_SURE_STOP = 0.88  # confidence of a word with a stop: printed ones lie above
_ASIDE = 0.02  # of the page's width
_NOISE = 0.5  # mean confidence under which words that are no syllables are none


@dataclass(slots=True)
class Header:
    """Rows by their place in the head of the document.

    Attributes:
        agencies: Left column above the number.
        number: The row with the number slot, cut to the left column.
        about: The rows of ``V/v …``, left, under the number.
        unlabelled: Rows there without ``V/v``.
        date: The row with place and date, cut to the right column.
        place: The row of a place alone, taken for that of the date if there is no other.
        title: The kind of document, and how many letters of the row name it.
        subject: The rows under the title.
        untitled: Rows between the columns and the body where no title was read.
        unfinished: Whether a row that may still be subject follows its last one.
        rest: All that follows, where the body begins.
        apart: Stamps, captions, marks of urgency and secrecy.
        party: Whether the name of the Party, or its youth union, stands where the national title
            would.
        national: Whether the national title or the motto was found.
    """

    agencies: list[Row] = field(default_factory=list)
    number: Row | None = None
    about: list[Row] = field(default_factory=list)
    unlabelled: list[Row] = field(default_factory=list)
    date: Row | None = None
    place: Row | None = None
    title: tuple[str, Row] | None = None
    subject: list[Row] = field(default_factory=list)
    untitled: list[Row] = field(default_factory=list)
    unfinished: bool = False
    rest: list[Row] = field(default_factory=list)
    apart: list[Row] = field(default_factory=list)
    party: bool = False
    national: bool = False


def in_capitals(text: str) -> bool:
    """Whether a line is printed in capitals, a slip or two allowed."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 3 and sum(c.isupper() for c in letters) >= 0.8 * len(letters)


def cut(row: Row, at: int) -> tuple[Row | None, Row | None]:
    """The words of a row that begin before character ``at``, and the others."""
    flow = Flow.of([row])
    count = sum(1 for _ in flow.words(0, at)) if at > 0 else 0
    left = row.part(0, count) if count else None
    right = row.part(count) if count < len(row.line.words) else None
    return left, right


def gaps(row: Row) -> list[int]:
    """Words before which the space is wider than one and a half lines are high."""
    box = row.line.box
    if box is None:
        return []
    wide = 1.5 * (box[3] - box[1])
    words = enumerate(pairwise(row.line.words), 1)
    return [i for i, (a, b) in words if a.box and b.box and b.box[0] - a.box[2] > wide]


def is_apart(row: Row, above: Row) -> bool:
    """Whether a row is no more of the ``V/v`` above it, which is one sentence.

    A stop ended it, or two lines would fit between them.
    """
    box, other = row.line.box, above.line.box
    far = box and other and box[1] - other[3] > 2 * (other[3] - other[1])
    stopped = _STOPPED.search(above.text) is not None
    if stopped and other and row.width:
        # A stop that a speck made amid a sentence is of a word that was not surely read.
        read = above.line.words[-1].confidence
        stopped = read is None or read >= _SURE_STOP or not _is_aligned(row, above)
    return bool(far) or stopped


def _is_aligned(row: Row, above: Row) -> bool:
    """Whether two rows have one middle or one left edge."""
    box, other = row.line.box, above.line.box
    if box is None or other is None:
        return False
    off = min(abs(box[0] - other[0]), abs(box[0] + box[2] - other[0] - other[2]) / 2)
    return off < _ASIDE * row.width


def is_noise(row: Row) -> bool:
    """Whether a row is what a stamp or a pen was read as: few syllables, hardly any sure.

    Letters alone (``Ồ 1``) are none, though each of them may be one.
    """
    words = [w for w in row.line.words if any(c.isalnum() for c in w.text)]
    sure = [w.confidence for w in words if w.confidence is not None]
    if not sure or sum(sure) / len(sure) >= _NOISE:
        return False
    cores = [regex.sub(r"\P{L}+", "", w.text).lower() for w in words]
    if all(len(core) < 2 for core in cores):
        return True
    return sum(is_syllable(core) for core in cores if core) < len(words) / 2


def _first_gap(row: Row) -> int | None:
    """The first gap as wide as a column's, but not that behind the label; None if none."""
    label = ABOUT.match(row.folded)
    words = len(label["label"].split()) if label else 0
    return next((i for i in gaps(row) if i > words), None)


def narrow(row: Row) -> Row:
    """The row up to its first gap as wide as a column's: notes stand beside the subject."""
    return row.part(0, _first_gap(row))


def is_cut_short(row: Row) -> bool:
    """Whether what `narrow` leaves out begins left of the middle: a word may be lost there."""
    first = _first_gap(row)
    box = row.line.words[first].box if first else None
    return box is not None and box[0] < 0.4 * row.width


def pieces(row: Row) -> list[Row]:
    """A row cut at its wide gaps: what stands side by side is not one line."""
    ends = [0, *gaps(row), len(row.line.words)]
    return [row.part(a, b) for a, b in pairwise(ends)]


def is_better_slot(row: Row, known: Row | None) -> bool:
    """Whether a number slot replaces one that was met before it.

    One with a symbol does one without: text layers may print a slot twice. So does one with
    its label what a pen wrote above the head (``0310 /XAVT``).
    """
    if known is None:
        return True
    labelled = NUMBER_SLOT.search(row.folded) and not NUMBER_SLOT.search(known.folded)
    return "/" in row.text and ("/" not in known.text or bool(labelled))
