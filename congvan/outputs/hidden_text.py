"""Take the text that is not seen out of a PDF page, and nothing else.

A scan that an English OCR read before carries text like ``Uy ban nhan dan tinh``. Once
the page has been read again that text would be found and copied beside the right one.
What is seen of the page is not touched: images keep their bytes, visible text stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pikepdf
from pikepdf import Array, Dictionary, Matrix, Name, Operator, Stream

from ocr.pagebox import PageBox, page_box

_SHOW = frozenset({"Tj", "TJ", "'", '"'})
_POSITION = frozenset({"Td", "TD", "Tm", "T*"})
_STATE = frozenset({"Tc", "Tw", "Tz", "TL", "Tf", "Tr", "Ts"})
_INVISIBLE = frozenset({3, 7})
_COVERS_PAGE = 0.9  # of an opaque image: text drawn before it is not seen
_DEEPEST_FORM = 8

_Instruction = pikepdf.ContentStreamInstruction | pikepdf.ContentStreamInlineImage


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A content stream and the state it starts with.

    Attributes:
        instructions: Of a page or a form.
        resources: Theirs.
        covered: Text up to this instruction lies under an image.
        mode: Text rendering mode at the start.
        depth: How many forms within forms are still looked into.
    """

    instructions: Sequence[_Instruction]
    resources: Dictionary
    covered: int = -1
    mode: int = 0
    depth: int = _DEEPEST_FORM


@dataclass(slots=True)
class _Kept:
    """A content stream without its hidden text."""

    instructions: list[_Instruction] = field(default_factory=list)
    fonts: set[str] = field(default_factory=set)  # of the text that stays
    forms: dict[str, Stream] = field(default_factory=dict)  # drawn forms that changed
    removed: int = 0
    shown: int = 0


def remove_hidden_text(pdf: pikepdf.Pdf, page: pikepdf.Page) -> int:
    """Remove invisible text, and text under a page-wide image, from a page and its forms.

    Args:
        pdf: The document, changed in place.
        page: One of its pages.

    Returns:
        How many strings were removed; 0 leaves the page as it was, byte for byte.
    """
    resources = _dictionary(page.obj.get("/Resources"))
    instructions = pikepdf.parse_content_stream(page)
    drawing = _Drawing(
        instructions, resources, _last_cover(instructions, resources, page_box(page))
    )
    kept = _filter(pdf, drawing)
    if kept.removed:
        page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept.instructions))
        page.obj.Resources = _resources(resources, kept)
    return kept.removed


def _filter(pdf: pikepdf.Pdf, drawing: _Drawing) -> _Kept:
    """The instructions that stay; changed forms are added to the document."""
    kept = _Kept()
    mode, font = drawing.mode, ""
    stack: list[tuple[int, str]] = []
    block: list[tuple[_Instruction, bool]] | None = None  # of BT … ET, with "is hidden text"
    for index, instruction in enumerate(drawing.instructions):
        operator = str(instruction.operator)
        operands = instruction.operands
        hidden = False
        if operator == "q":
            stack.append((mode, font))
        elif operator == "Q" and stack:
            mode, font = stack.pop()
        elif operator == "Tr" and operands:
            mode = int(operands[0])
        elif operator == "Tf" and operands:
            font = str(operands[0])
        elif operator == "Do" and operands and drawing.depth:
            _look_into_form(pdf, kept, str(operands[0]), replace(drawing, mode=mode))
        elif operator in _SHOW:
            hidden = mode in _INVISIBLE or index < drawing.covered
            if not hidden:
                kept.fonts.add(font)
        if operator == "BT":
            block = []
        if block is None:
            kept.instructions.append(instruction)
            continue
        block.append((instruction, hidden))
        if operator == "ET":
            _close_block(kept, block)
            block = None
    kept.instructions += [instruction for instruction, _ in block or []]
    _drop_unused_state(kept)
    return kept


def _look_into_form(pdf: pikepdf.Pdf, kept: _Kept, name: str, outer: _Drawing) -> None:
    form = _dictionary(outer.resources.get("/XObject")).get(name)
    if not isinstance(form, Stream) or form.get("/Subtype") != "/Form" or name in kept.forms:
        return
    own = form.get("/Resources")
    # A form without resources draws with those of its page (PDF 1.1): its fonts must stay.
    resources = _dictionary(own) if own is not None else outer.resources
    instructions = pikepdf.parse_content_stream(form)
    within = _filter(pdf, _Drawing(instructions, resources, mode=outer.mode, depth=outer.depth - 1))
    if own is None:
        kept.fonts |= within.fonts
    if within.removed:
        copy = pdf.make_stream(pikepdf.unparse_content_stream(within.instructions))
        for key, value in form.items():
            if key not in ("/Length", "/Filter", "/DecodeParms"):
                copy[key] = value
        if own is not None:
            copy.Resources = _resources(resources, within)
        kept.forms[name] = copy
        kept.removed += within.removed


def _close_block(kept: _Kept, block: list[tuple[_Instruction, bool]]) -> None:
    """Keep of one text object what is seen, and the state that outlives it."""
    shown = sum(1 for i, hidden in block if str(i.operator) in _SHOW and not hidden)
    kept.shown += shown
    if not shown:
        kept.removed += sum(1 for _, hidden in block if hidden)
        gone = _SHOW | _POSITION | {"BT", "ET"}
        kept.instructions += [i for i, _ in block if str(i.operator) not in gone]
        return
    for at, (instruction, hidden) in enumerate(block):
        if hidden and not _moves_pen_for_visible(block[at + 1 :]):
            kept.removed += 1
            kept.instructions += _without_text(instruction)
        else:
            kept.instructions.append(instruction)


def _moves_pen_for_visible(rest: list[tuple[_Instruction, bool]]) -> bool:
    """Whether visible text starts where the hidden text before it ended."""
    for instruction, hidden in rest:
        operator = str(instruction.operator)
        if operator in _POSITION or operator in ("'", '"', "ET"):
            return False
        if operator in _SHOW and not hidden:
            return True
    return False


def _without_text(instruction: _Instruction) -> list[_Instruction]:
    """What a show operator does besides showing: ``'`` and ``"`` go to the next line."""
    operator, operands = str(instruction.operator), instruction.operands
    if operator not in ("'", '"'):
        return []
    moves = [pikepdf.ContentStreamInstruction([], Operator("T*"))]
    if operator == '"' and len(operands) == 3:
        for value, name in ((operands[0], "Tw"), (operands[1], "Tc")):
            moves.insert(0, pikepdf.ContentStreamInstruction([value], Operator(name)))
    return list(moves)


def _drop_unused_state(kept: _Kept) -> None:
    """Fonts that nothing is written with any more must not be named."""
    if not kept.removed:
        return

    def needed(instruction: _Instruction) -> bool:
        operator = str(instruction.operator)
        if operator == "Tf" and instruction.operands:
            return str(instruction.operands[0]) in kept.fonts
        return bool(kept.shown) or operator not in _STATE

    kept.instructions = [i for i in kept.instructions if needed(i)]


def _resources(resources: Dictionary, kept: _Kept) -> Dictionary:
    """A copy of the resources with the changed forms and without the unused fonts."""
    copy = Dictionary(dict(resources.items()))
    fonts = {k: v for k, v in _dictionary(resources.get("/Font")).items() if k in kept.fonts}
    if fonts:
        copy.Font = Dictionary(fonts)
    elif "/Font" in copy:
        del copy.Font
    if kept.forms:
        xobjects = Dictionary(dict(copy.XObject.items()))
        for name, form in kept.forms.items():
            xobjects[name] = form
        copy.XObject = xobjects
    return copy


def _last_cover(instructions: Sequence[_Instruction], resources: Dictionary, box: PageBox) -> int:
    """Index of the last opaque image drawn over the whole page, -1 if there is none."""
    last = -1
    matrix, stack = Matrix(), []
    xobjects = _dictionary(resources.get("/XObject"))
    for index, instruction in enumerate(instructions):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "q":
            stack.append(matrix)
        elif operator == "Q" and stack:
            matrix = stack.pop()
        elif operator == "cm" and len(operands) == 6:
            matrix = Matrix(Array(operands)) @ matrix
        elif operator == "Do" and operands:
            image = xobjects.get(str(operands[0]))
            if isinstance(image, Stream) and _opaque_image(image) and _covers(matrix, box):
                last = index
    return last


def _opaque_image(item: Stream) -> bool:
    masks = (Name.SMask, Name.Mask, Name.ImageMask)
    return item.get("/Subtype") == "/Image" and not any(mask in item for mask in masks)


def _covers(matrix: Matrix, box: PageBox) -> bool:
    corners = [matrix.transform(point) for point in ((0, 0), (1, 0), (0, 1), (1, 1))]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    width = min(max(xs), box.x1) - max(min(xs), box.x0)
    height = min(max(ys), box.y1) - max(min(ys), box.y0)
    area = (box.x1 - box.x0) * (box.y1 - box.y0)
    return width > 0 and height > 0 and width * height >= _COVERS_PAGE * area


def _dictionary(value: object) -> Dictionary:
    return value if isinstance(value, Dictionary) else Dictionary()
