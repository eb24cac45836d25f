"""The text a PDF page carries itself, with boxes on the page image.

Whether it is good Vietnamese is judged elsewhere; here it is only read, and told apart:
drawn text (born-digital), or text that is not seen (a scan that was read before).
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ocr.captions import are_captions, one_by_one, pictures_behind
from ocr.page import Box, Line, Word, union
from ocr.pagebox import PageBox
from ocr.pageimage import image_coverage
from ocr.pdf import open_page

_INVISIBLE = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
_COVERS_PAGE = 0.9  # of an image: a scan, not a picture on a page
_BORN_DIGITAL = 0.5  # share of the characters that are seen
_GAP = 3.0  # times a letter's height; words of a caption stand closer
_MOST_CHARACTERS = 200_000  # a page of more is no page

_Rect = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class TextLayer:
    """What a page says of itself.

    Attributes:
        lines: In the order of the file; boxes on the page image; words without confidence.
        visible_share: Of the characters, 0 to 1: drawn, and not under a page-wide image.
        image_coverage: Share of the page that its largest image covers, 0 to 1.
        strokes: Number of lines and areas that the page draws.
        captions: Those of ``lines`` that electronic signatures set on it; none where other
            annotations do so too.
    """

    lines: tuple[Line, ...] = ()
    visible_share: float = 0.0
    image_coverage: float = 0.0
    strokes: int = 0
    captions: tuple[Line, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """All words of all lines."""
        return tuple(word for line in self.lines for word in line.words)

    @property
    def text(self) -> str:
        """One line of text per line."""
        return "\n".join(line.text for line in self.lines)

    @property
    def born_digital(self) -> bool:
        """Whether most of the text is what a viewer shows: the page was never scanned."""
        return bool(self.lines) and self.visible_share > _BORN_DIGITAL

    @property
    def scan(self) -> bool:
        """Whether the page is a scan, with or without a layer of text that is not seen."""
        return self.image_coverage >= _COVERS_PAGE and not self.born_digital


@dataclass(slots=True)
class _Character:
    text: str
    box: _Rect | None  # left, bottom, right, top in user space
    visible: bool


def text_layer(path: Path, number: int, image_width: int, image_height: int) -> TextLayer:
    """Read the text layer of one page.

    Args:
        path: A PDF.
        number: 1 for the first page.
        image_width: Of the page image, in pixels.
        image_height: Of the page image, in pixels.

    Returns:
        An empty layer where there is no text or pdfium cannot open the page.

    Raises:
        DocumentError: The file cannot be opened at all.
    """
    with open_page(path, number) as (file, index, box):
        try:
            with pdfium.PdfDocument(file) as document:
                page = document[index - 1]
                coverage, hidden, strokes = _drawn(page, box)
                characters = list(_characters(page.get_textpage(), hidden))
                captions: list[_Character] = []
                filled_in = _flattened(document, index - 1)
                if filled_in is not None:
                    page, rects, objects = filled_in
                    hidden = _drawn(page, box)[1]
                    added = list(_characters(page.get_textpage(), hidden))[len(characters) :]
                    texts = ["".join(c.text for c in added if _inside(c, r)) for r in rects]
                    if are_captions(texts, pictures_behind(page, objects)):
                        captions = list(_with_line_ends(added))
                    characters = _with_filled_in(characters, rects, added)
        except (pdfium.PdfiumError, IndexError):
            return TextLayer()
    seen = [c.visible for c in characters if c.text.strip()]
    return TextLayer(
        lines=tuple(_lines(characters, box, image_width, image_height)),
        visible_share=sum(seen) / len(seen) if seen else 0.0,
        image_coverage=coverage,
        strokes=strokes,
        captions=one_by_one(_lines(captions, box, image_width, image_height)),
    )


def _flattened(
    document: pdfium.PdfDocument, index: int
) -> tuple[pdfium.PdfPage, list[_Rect], int] | None:
    """The page with its annotations and form fields drawn into it, and where they stood.

    Programs for electronic signing put number and date on the page in this way.

    Returns:
        Also how many objects the page had before; None where there is nothing to draw.
    """
    page = document[index]
    rects = []
    for at in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, at)
        rect = pdfium_c.FS_RECTF()
        if annotation and pdfium_c.FPDFAnnot_GetRect(annotation, rect) and rect.right > rect.left:
            rects.append((rect.left, rect.bottom, rect.right, rect.top))
        pdfium_c.FPDFPage_CloseAnnot(annotation)
    if not rects:
        return None
    objects = sum(1 for _ in page.get_objects(max_depth=8))
    flat = pdfium_c.FLAT_NORMALDISPLAY
    if pdfium_c.FPDFPage_Flatten(page, flat) != pdfium_c.FLATTEN_SUCCESS:
        return None
    page.close()
    return document[index], rects, objects


def _with_filled_in(
    before: list[_Character], rects: Sequence[_Rect], added: list[_Character]
) -> list[_Character]:
    """All characters, less those of the form that what was filled in covers."""
    if not any(c.text.strip() for c in added):
        return before
    covering = [r for r in rects if any(_inside(c, r) and c.text.strip() for c in added)]
    kept = [c for c in before if not c.text.strip() or not any(_inside(c, r) for r in covering)]
    return [*kept, _Character("\n", None, True), *added]


def _with_line_ends(characters: Sequence[_Character]) -> Iterator[_Character]:
    """The characters, a line's end also where they go back to the left, or far to the right:
    another's caption."""
    before: _Rect | None = None
    height = 0.0  # of the line's highest letter: a dash is no measure
    for character in characters:
        if character.box is not None and character.text.strip():
            x0, bottom, _, top = character.box
            height = max(height, top - bottom)
            if before is not None and not before[0] <= x0 <= before[2] + _GAP * height:
                yield _Character("\n", None, True)
                height = top - bottom
            before = character.box
        yield character


def _inside(character: _Character, rect: _Rect) -> bool:
    if character.box is None:
        return False
    x = (character.box[0] + character.box[2]) / 2
    y = (character.box[1] + character.box[3]) / 2
    return rect[0] <= x <= rect[2] and rect[1] <= y <= rect[3]


def _drawn(page: pdfium.PdfPage, box: PageBox) -> tuple[float, set[int], int]:
    """Share of the page that its largest image covers, the text objects under a full one, and
    the number of lines and areas."""
    largest = 0.0
    strokes = 0
    hidden: set[int] = set()
    texts: list[int] = []
    for item in page.get_objects(max_depth=8):
        if item.type == pdfium_c.FPDF_PAGEOBJ_TEXT:
            texts.append(ctypes.addressof(item.raw.contents))
        elif item.type == pdfium_c.FPDF_PAGEOBJ_PATH:
            strokes += 1
        elif item.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            coverage = image_coverage(item, box)
            largest = max(largest, coverage)
            if coverage >= _COVERS_PAGE and not pdfium_c.FPDFPageObj_HasTransparency(item):
                hidden.update(texts)
    return largest, hidden, strokes


def _characters(textpage: pdfium.PdfTextPage, hidden: set[int]) -> Iterator[_Character]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    high = ""
    modes: dict[int, bool] = {}
    for index in range(min(textpage.count_chars(), _MOST_CHARACTERS)):
        code = pdfium_c.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code < 0xDC00:  # pdfium gives UTF-16 units
            high = chr(code)
            continue
        text = high + chr(code)
        high = ""
        if len(text) == 2 or 0xDC00 <= code < 0xE000:
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
        if not text or code in (0, 0xFFFE, 0xFFFF):
            continue
        if pdfium_c.FPDFText_IsGenerated(textpage, index) == 1:
            yield _Character(text, None, True)
            continue
        ok = pdfium_c.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
        box = (left.value, bottom.value, right.value, top.value) if ok else None
        item = pdfium_c.FPDFText_GetTextObject(textpage, index)
        visible = True
        if item:
            key = ctypes.addressof(item.contents)
            if key not in modes:
                mode = pdfium_c.FPDFTextObj_GetTextRenderMode(item)
                modes[key] = mode not in _INVISIBLE and key not in hidden
            visible = modes[key]
        yield _Character(text, box, visible)


def _lines(characters: list[_Character], box: PageBox, width: int, height: int) -> Iterator[Line]:
    words: list[Word] = []
    letters: list[_Character] = []

    def finish_word() -> None:
        text = unicodedata.normalize("NFC", "".join(c.text for c in letters))
        text = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs"))
        if text:
            boxes = (_to_box(c.box, box, width, height) for c in letters)
            words.append(Word(text, union(boxes)))
        letters.clear()

    for character in characters:
        if character.text.isspace():
            finish_word()
            if character.text in "\r\n" and words:
                yield Line(tuple(words))
                words.clear()
        else:
            letters.append(character)
    finish_word()
    if words:
        yield Line(tuple(words))


def _to_box(rect: _Rect | None, box: PageBox, width: int, height: int) -> Box | None:
    if rect is None or rect[2] <= rect[0] or rect[3] <= rect[1]:
        return None
    (u0, v0), (u1, v1) = box.to_shown(rect[0], rect[1]), box.to_shown(rect[2], rect[3])
    return (
        round(min(u0, u1) * width),
        round(min(v0, v1) * height),
        round(max(u0, u1) * width),
        round(max(v0, v1) * height),
    )
