"""Sets a dispatch on A4 pages as the form of Decree 30/2020/NĐ-CP asks for.

Everything is in points (1/72 inch) from the top left corner of the page. The result is
back-end neutral: runs of text with their base lines, rules, and where seal, stamp and
signature go. ``raster`` and ``pdf`` draw it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from form import Arrival, Block, Dispatch, PageBreak, Para, Seal, Table
from words import Token, break_lines, natural, parse, piece_width, plain, width

A4 = (595.28, 841.89)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in one face; ``y`` is the base line."""

    text: str
    x: float
    y: float
    face: str
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.7


@dataclass(frozen=True, slots=True)
class Ink:
    """What is not printed: a seal, an arrival stamp or a signature, and its centre."""

    x: float
    y: float
    seal: Seal | None = None
    arrival: Arrival | None = None
    stroke: int | None = None


@dataclass(slots=True)
class Sheet:
    """One page as it is being filled; ``truth`` is its text, one string a printed line."""

    runs: list[Run] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    inks: list[Ink] = field(default_factory=list)
    truth: list[str] = field(default_factory=list)


class Setter:
    """Sets one dispatch; ``sheets`` holds the pages."""

    def __init__(self, doc: Dispatch) -> None:
        self.doc = doc
        left, right, self.top, bottom = doc.margins
        self.left, self.right = left, A4[0] - right
        self.bottom = A4[1] - bottom
        self.sheets = [Sheet()]
        self.y = self.top

    @property
    def sheet(self) -> Sheet:
        """The page being filled."""
        return self.sheets[-1]

    def run(self) -> list[Sheet]:
        """Set header, title, body, signature, appendix."""
        self._header()
        self._title()
        for block in self.doc.body:
            self._block(block)
        self._foot()
        for block in self.doc.after:
            self._block(block)
        if self.doc.arrival:
            x, y = self.doc.arrival.at
            self.sheets[0].inks.append(Ink(x, y, arrival=self.doc.arrival))
        return self.sheets

    def _new_page(self) -> None:
        self.sheets.append(Sheet())
        number = str(len(self.sheets))
        # Page number in the middle of the top margin, none on page 1 (annex I, section I.7).
        self._line(parse(number), self.top - 22, (self.left, self.right), "center", 13)
        self.sheet.truth.append(number)
        self.y = self.top

    def _line(
        self, tokens: list[Token], y: float, span: tuple[float, float], align: str, size: float
    ) -> tuple[float, float]:
        """Put one line on base line ``y``; gives its left and right end."""
        space = width(" ", "regular", size)
        free = span[1] - span[0] - natural(tokens, size)
        x = span[0]
        if align == "justify" and len(tokens) > 1:
            space += free / (len(tokens) - 1)
        elif align in ("center", "right"):
            x += free / (2 if align == "center" else 1)
        start = x
        for token in tokens:
            for piece in token:
                text, face = piece
                hand = face == "hand"
                at = Run(text, x + 3 * hand, y, face, size * 1.25 if hand else size)
                self.sheet.runs.append(at)
                x += piece_width(piece, size)
            x += space
        return start, x - space

    def _header(self) -> None:
        doc, size = self.doc, self.doc.header_size
        cut = self.left + (self.right - self.left) * doc.left_share
        left, right = (self.left - 12, cut - 6), (cut + 2, self.right + 4)
        y = self.top + size
        step = size * 1.2
        truth = self.sheet.truth
        for face, lines in (("regular", doc.superior), ("bold", doc.issuer)):
            for text in lines:
                ends = self._line(parse(text, face), y, left, "center", size)
                truth.append(text)
                y += step
        self._under(ends, y - step + 6.5, 0.45)
        number_y = max(y + 8, self.top + size + 2 * step + 10)
        number = parse("Số: " + doc.number)
        self._line(number, number_y, left, "center", 13)
        truth.append(plain(number))
        low = number_y
        for i, text in enumerate(doc.about):
            low = number_y + 8 + 14.4 * (i + 1)
            line = ("V/v " if i == 0 else "") + text
            self._line(parse(line), low, left, "center", 12)
            truth.append(line)
        y = self.top + size
        motto = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
        self._line(parse(motto, "bold"), y, right, "center", size - 0.5)
        truth.append(motto)
        ends = self._line(
            parse("Độc lập - Tự do - Hạnh phúc", "bold"), y + step, right, "center", size + 0.5
        )
        truth.append("Độc lập - Tự do - Hạnh phúc")
        self._under(ends, y + step + 6, 1.0)
        date = parse(doc.place_date, "italic")
        self._line(date, number_y, right, "center", 13.5)
        truth.append(plain(date))
        self.y = low + 14

    def _under(self, ends: tuple[float, float], y: float, share: float) -> None:
        middle, half = (ends[0] + ends[1]) / 2, (ends[1] - ends[0]) * share / 2
        self.sheet.rules.append(Rule(middle - half, y, middle + half, y))

    def _title(self) -> None:
        doc = self.doc
        if doc.kind:
            self._block(Para(f"**{doc.kind}**", "center", 0, gap=10, size=14))
            for text in doc.subject:
                self._block(Para(f"**{text}**", "center", 0, gap=1, size=14))
            middle = (self.left + self.right) / 2
            self._under((middle - 90, middle + 90), self.y + 9, 0.5)
            self.y += 12
        if len(doc.addressees) == 1:
            self._block(Para("Kính gửi: " + doc.addressees[0], "center", 0, gap=10))
        elif doc.addressees:
            self._block(Para("Kính gửi:", "left", 90, gap=10))
            for i, text in enumerate(doc.addressees):
                end = "." if i == len(doc.addressees) - 1 else ";"
                self._block(Para(f"- {text}{end}", "left", 0, left=130, gap=2))
        self.y += 6

    def _block(self, block: Block) -> None:
        if isinstance(block, PageBreak):
            self._new_page()
        elif isinstance(block, Table):
            self._table(block)
        else:
            self._para(block)

    def _para(self, para: Para) -> None:
        size = para.size or self.doc.size
        step = size * self.doc.leading
        span = (self.left + para.left, self.right)
        room = span[1] - span[0]
        if para.fixed:
            lines = [parse(line) for line in para.text.split("\n")]
        else:
            lines = break_lines(parse(para.text), size, room - para.indent, room)
        self.y += para.gap
        for i, line in enumerate(lines):
            if self.y + step > self.bottom:
                self._new_page()
            self.y += step
            first = span[0] + (para.indent if i == 0 else 0)
            last = i == len(lines) - 1
            align = "left" if para.align == "justify" and last else para.align
            self._line(line, self.y, (first, span[1]), align, size)
            self.sheet.truth.append(plain(line))

    def _table(self, table: Table) -> None:
        size, step = table.size, table.size * 1.22
        edges = [self.left]
        for share in table.widths:
            edges.append(edges[-1] + share * (self.right - self.left))
        self.y += 8
        top = self.y
        self.sheet.rules.append(Rule(self.left, top, self.right, top))
        for r, row in enumerate([tuple(f"**{t}**" for t in table.header), *table.rows]):
            cells = [
                break_lines(parse(text), size, b - a - 8, b - a - 8)
                for text, a, b in zip(row, edges, edges[1:], strict=False)
            ]
            high = max(len(lines) for lines in cells) * step + 7
            for c, lines in enumerate(cells):
                align = (
                    "center"
                    if r == 0
                    else {"l": "left", "c": "center", "r": "right"}[table.aligns[c]]
                )
                y = self.y + (high - len(lines) * step) / 2 - 0.25 * size
                for line in lines:
                    y += step
                    self._line(line, y, (edges[c] + 4, edges[c + 1] - 4), align, size)
            self.sheet.truth.append("\t".join(plain([t for ln in c for t in ln]) for c in cells))
            self.y += high
            self.sheet.rules.append(Rule(self.left, self.y, self.right, self.y))
        self.sheet.rules.extend(Rule(x, top, x, self.y) for x in edges)

    def _foot(self) -> None:
        doc, sign = self.doc, self.doc.signature
        names = ["Nơi nhận:", *(f"- {text}" for text in doc.recipients)]
        high = max(len(names) * 13.5, len(sign.lines) * 17 + 100) + 12
        if self.y + high > self.bottom:
            self._new_page()
        start = self.y + 12
        y = start
        for i, text in enumerate(names):
            y += 14
            end = "" if i == 0 else "." if i == len(names) - 1 else ";"
            face, size = ("bolditalic", 12.0) if i == 0 else ("regular", 11.0)
            self._line(parse(text + end, face), y, (self.left, self.right), "left", size)
            self.sheet.truth.append(text + end)
        span = (self.left + (self.right - self.left) * 0.48, self.right)
        y = start
        for text in sign.lines:
            y += 17
            self._line(parse(text, "bold"), y, span, "center", 14)
            self.sheet.truth.append(text)
        middle = (span[0] + span[1]) / 2
        if sign.seed is not None:
            self.sheet.inks.append(Ink(middle + 10, y + 42, stroke=sign.seed))
        if sign.seal:
            # The seal covers about a third of the signature, on its left (article 32).
            self.sheet.inks.append(Ink(middle - 48, y + 34, seal=sign.seal))
        y += 84
        self._line(parse(sign.name, "bold"), y, span, "center", 14)
        self.sheet.truth.append(sign.name)
        self.y = y
