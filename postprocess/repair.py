"""Garbled Vietnamese becomes right Vietnamese, and right text stays as it is.

A noisy channel: every word gets the words that may have been printed there with what it
costs to read them so, and a syllable trigram model chooses the likeliest row. Text of a
Vietnamese recogniser, or typed text, may only change in its marks, and little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from postprocess.edits import Edit, Repaired, replay
from postprocess.family_names import families_read, family_names, names_in_columns
from postprocess.fixed_lines import fixed_lines
from postprocess.gazetteer import places
from postprocess.legacy import decode as decode_legacy
from postprocess.legacy import legacy_encoding
from postprocess.noise import hyphens, list_letters, list_stops
from postprocess.numerals import numerals
from postprocess.provinces import provinces
from postprocess.quality import is_garbled
from postprocess.repeated import without_repeated
from postprocess.shapes import odd_shapes
from postprocess.specks import specks
from postprocess.strokes import ones
from postprocess.symbols import mend_figure, mend_symbol
from postprocess.tokens import Kind, Token, tokens
from postprocess.unicode import ToneStyle, nfc, styled
from postprocess.words import MADE_ABOVE, mend_words

Mode = Literal["auto", "garbled", "vietnamese"]

FIELD = re.compile(r"\S+")


def repair(
    text: str,
    *,
    mode: Mode = "auto",
    confidences: Sequence[float | None] | None = None,
    tone_style: ToneStyle = "keep",
) -> Repaired:
    """Repair a text.

    Args:
        text: Any text; line breaks and spaces are kept.
        mode: ``garbled`` for text of a recogniser without Vietnamese, ``vietnamese`` for
            text of one that knows it or for typed text, ``auto`` to find out.
        confidences: The recogniser's, 0 to 1, one per white-space token.
        tone_style: Where tone marks stand in ``oa oe uy``: ``old`` (``hòa``), ``new``
            (``hoà``), or as they are. Words that are mended are written ``hòa``.

    Returns:
        The new text, and every edit made or proposed with its evidence.

    Raises:
        ValueError: If there are not as many confidences as white-space tokens.
    """
    if confidences is not None and len(confidences) != len(text.split()):
        raise ValueError(f"{len(confidences)} confidences for {len(text.split())} tokens")
    clean, edits = _cleaned(text)
    if mode == "auto":
        mode = "garbled" if is_garbled(clean) else "vietnamese"
    dirt = specks(text, garbled=mode == "garbled", confidences=confidences)
    if dirt:
        clean, edits = _cleaned(text, dirt)
        if confidences is not None:
            fields = (m.span() for m in FIELD.finditer(text))
            confidences = [
                c
                for c, f in zip(confidences, fields, strict=True)
                for _ in dirt.get(f, "word").split()  # none, or two: "chính-" is "chính -"
            ]
    found = tokens(clean, garbled=mode == "garbled")
    mended = _symbols(found, mode) + mend_words(found, mode, confidences)
    mended += list_letters(found, garbled=mode == "garbled")
    if mode == "vietnamese":
        certain = [*fixed_lines(clean, found), *numerals(clean, found)]
        certain += [*ones(clean, found, confidences), *odd_shapes(clean), *list_stops(clean)]
        certain += [*provinces(found), *family_names(found), *names_in_columns(clean)]
        mended = without_repeated(found, mended)
        named = families_read(found)
        mended = [edit for edit in mended if edit.start not in named]
        mended = _first_of_each_place([*certain, *mended])
    if mode == "garbled":
        mended = list(places(found, mended))
        mended += _split_at(clean, found, mended)
    if tone_style != "keep":
        mended = _styled(found, mended, tone_style)
    mended.sort(key=lambda e: e.start)
    final = _composed(text, clean, edits, mended) if edits else tuple(mended)
    return Repaired(replay(text, final), final)


def _first_of_each_place(edits: Iterable[Edit]) -> list[Edit]:
    """The edits without those that touch an earlier one of the row."""
    kept = []
    taken: set[int] = set()
    for edit in edits:
        own = range(edit.start, edit.end)
        if taken.isdisjoint(own):
            kept.append(edit)
            taken.update(own)
    return kept


def _cleaned(
    text: str, dirt: Mapping[tuple[int, int], str] | None = None
) -> tuple[str, list[Edit]]:
    """The text in NFC, decoded from an encoding of before Unicode.

    Args:
        text: As it came.
        dirt: Places of words with specks, and what is left of them.

    Returns:
        The text, and the edits that made it.
    """
    encoding = legacy_encoding(text)
    edits: list[Edit] = []
    for match in FIELD.finditer(text):
        word = match.group()
        after, why = word, encoding or "unicode"
        if dirt and match.span() in dirt:
            after, why = dirt[match.span()], "speck"
        after = nfc(decode_legacy(after, encoding) if encoding else after)
        if after != word:
            edits.append(Edit(match.start(), match.end(), word, after, why, 0.95))
    return replay(text, edits), edits


def _split_at(text: str, found: Sequence[Token], mended: Sequence[Edit]) -> list[Edit]:
    return [e for e in hyphens(found, mended) if text[e.start : e.end] == e.before]


def _symbols(found: Sequence[Token], mode: str) -> list[Edit]:
    edits = []
    for token in found:
        if token.kind is Kind.SYMBOL:
            mended, why = mend_symbol(token.text, garbled=mode == "garbled"), "symbol"
        elif token.kind is Kind.NUMBER:
            mended, why = mend_figure(token.text), "figure"
        else:
            continue
        if mended is not None:
            after, confidence = mended
            made = confidence >= MADE_ABOVE["vietnamese" if why == "figure" else mode]
            edits.append(Edit(token.start, token.end, token.text, after, why, confidence, made))
    return edits


def _styled(found: Sequence[Token], mended: list[Edit], style: ToneStyle) -> list[Edit]:
    """Move tone marks of mended and of other words to where the style wants them."""
    changed = {e.start for e in mended if e.made}
    edits = [
        replace(e, after=" ".join(styled(w, style) for w in e.after.split(" "))) for e in mended
    ]
    for token in found:
        after = styled(token.text, style)
        if token.kind is Kind.WORD and token.start not in changed and after != token.text:
            edits = [e for e in edits if e.start != token.start]
            edits.append(Edit(token.start, token.end, token.text, after, "tone style", 0.99))
    return edits


def _composed(
    text: str, clean: str, first: Sequence[Edit], second: Sequence[Edit]
) -> tuple[Edit, ...]:
    """One row of edits on ``text`` for those on it and those on what came out of them."""
    shift = 0  # clean offset minus text offset
    groups: list[tuple[int, int, list[Edit]]] = []  # places in the clean text
    for edit in first:
        start = edit.start + shift
        groups.append((start, start + len(edit.after), [edit]))
        shift += len(edit.after) - len(edit.before)
    result: list[Edit] = []
    used: set[int] = set()
    for start, end, (own,) in groups:
        inner = [e for e in second if e.made and e.start < end and e.end > start]
        used.update(id(e) for e in second if e.start < end and e.end > start)
        low = min([start, *(e.start for e in inner)])
        high = max([end, *(e.end for e in inner)])
        local = [replace(e, start=e.start - low, end=e.end - low) for e in inner]
        after = replay(clean[low:high], local)
        a = own.start - (start - low)
        b = own.end + (high - end)
        sure = min([own.confidence, *(e.confidence for e in inner)])
        result.append(Edit(a, b, text[a:b], after, inner[0].why if inner else own.why, sure))
    offsets = [(own.start + len(own.before), end) for _, end, (own,) in groups]
    for edit in second:
        if id(edit) in used:
            continue
        moved = 0
        for old, new in offsets:
            if new <= edit.start:
                moved = old - new
        result.append(replace(edit, start=edit.start + moved, end=edit.end + moved))
    return tuple(sorted(result, key=lambda e: e.start))
