"""What a recogniser makes of seals, signatures and dirt is taken out; print stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import regex

from ocr.engines import RawLine
from ocr.page import Box, Word, letters_in

# Marks that stand beside letters or not at all: alone they are specks and strokes of a pen.
_NEVER_ALONE = frozenset("ˆ˜^`´¨¬¦¡¿‹›|\\_")
# A letter of a list, or a sign that one is taken for, and its bracket behind a leader or a
# quotation mark; a letter or a stroke and a stop, or a Roman one and a comma.
_NUMBERING = regex.compile(r"[-_*“\"]*(?P<mark>[\p{Ll}I©€¢]\)|[\p{L}\[!|¡]\.|[HIVX],)")
_STROKE = regex.compile(r"[\[!|¡](?=\.)")  # a 1 or an I: which, the numbers below it tell
# A streak of the scanner, or a rule, that runs into a word.
_STREAK = regex.compile(r"^[—–]{3,}(?=\p{L}{2})|(?<=\p{L}{2})[—–]{3,}$")
# What a recipient is to do with it, its c taken for a sign: (b/€);
PURPOSE = regex.compile(r"\(?(?:b/\S|[tp]/h)\)[;.,]?")
_READ = 0.6  # confidence of print
_AT_ONCE = 64  # words compared with all others
_ONE_LINE = 0.6  # usual heights between the middles of words on one line, at most
_COVERED = 0.3  # of a long word, by words that were read more surely on its spot
_LONG = 12  # letters and signs: several words were taken for one
_DASHES = frozenset("-–—")


def without_noise(line: RawLine) -> RawLine:
    """Drop what seals, signatures and dirt were taken for.

    Words with digits stay, however unsure: a number may be written by hand. So do letters
    and dashes that stand in line with print: `SỞ Y TẾ` must not silently become `SỞ Y`.
    """
    sure = [w for w in line.words if (w.confidence or 0) > _READ]
    print_ = [w.box for w in sure if letters_in(w.text) >= 2]
    figures = [w.box for w in sure if any(c.isdigit() for c in w.text)]
    words = [
        w
        for i, w in enumerate(line.words)
        if not _is_noise(w) or _in_line(w, print_, figures) or _closes(w, line.words[:i])
    ]
    words = [replace(w, text="-") if _is_dash(w) else _without_streak(w) for w in words]
    mark = _numbering(line.words[:2])
    if mark is not None and line.words[0] not in words:
        words.insert(0, mark)
    return replace(line, words=tuple(words))


def _without_streak(word: Word) -> Word:
    text = _STREAK.sub("", word.text)
    if text == word.text:
        return word
    return replace(word, text=text, confidence=min(_READ, word.confidence or 0.0))


def _is_dash(word: Word) -> bool:
    return len(word.text) > 1 and _DASHES.issuperset(word.text)


def _numbering(words: Sequence[Word]) -> Word | None:
    """What numbers a paragraph, however badly read: ``____€)`` right before its print."""
    if len(words) < 2 or not (match := _NUMBERING.fullmatch(words[0].text)):
        return None
    mark, first = words[0].box, words[1].box
    if mark is None or first is None or (words[1].confidence or 0.0) <= 0.6:
        return None
    size = first[3] - first[1]
    level = first[1] < (mark[1] + mark[3]) / 2 < first[3]
    if letters_in(words[1].text) < 2 or not level or first[0] - mark[2] > 2 * size:
        return None
    return replace(words[0], text=_STROKE.sub("I", match["mark"]).replace(",", "."))


def _in_line(word: Word, neighbours: Sequence[Box | None], figures: Sequence[Box | None]) -> bool:
    """Whether letters have the height and place of print right beside them.

    A dash has no height of its own: it must stand between two words (`Độc lập - Tự do`) or
    figures.
    """
    if word.box is None:
        return False
    x0, y0, x1, y1 = word.box
    if _DASHES.issuperset(word.text):
        centre = (y0 + y1) / 2
        level = [b for b in (*neighbours, *figures) if b is not None and b[1] < centre < b[3]]
        before = any(0 <= x0 - b[2] < b[3] - b[1] for b in level)
        return before and any(0 <= b[0] - x1 < b[3] - b[1] for b in level)
    if not word.text.isalpha() or len(word.text) < 2:
        return False
    for box in neighbours:
        if box is None:
            continue
        size = box[3] - box[1]
        gap = max(box[0] - x1, x0 - box[2])
        if (
            gap < size
            and abs((y0 + y1) - (box[1] + box[3])) < 0.6 * size
            and 0.6 * size < y1 - y0 < 1.5 * size
        ):
            return True
    return False


def _closes(word: Word, before: Sequence[Word]) -> bool:
    """Whether it closes a bracket right behind it: ``(để b/€);``."""
    if ")" not in word.text or not before or word.box is None or before[-1].box is None:
        return False
    text = "".join(w.text for w in before)
    near = word.box[0] - before[-1].box[2] < before[-1].box[3] - before[-1].box[1]
    return near and text.count("(") > text.count(")") and (before[-1].confidence or 0) > _READ


def _is_noise(word: Word) -> bool:
    if any(c.isdigit() for c in word.text) or _is_purpose(word.text):
        return False
    confidence = word.confidence or 0.0
    letters = letters_in(word.text)
    if letters == 0:
        return confidence < 0.6 or _NEVER_ALONE.issuperset(word.text)
    # A scribble is read as a letter or two among marks. Longer words stay: they are
    # something, and dropping them would lose what a person could still make out.
    return letters <= 2 and (
        confidence < 0.25 or (confidence < 0.5 and letters < 0.45 * len(word.text))
    )


def _is_purpose(text: str) -> bool:
    return text.startswith("(") and PURPOSE.fullmatch(text) is not None


def without_doubles(lines: Sequence[RawLine]) -> list[RawLine]:
    """Of two words that stand on the same spot only the surer one.

    Strokes over print are read as words of their own, on lines of their own; and a line may be
    read twice, its words half beside each other. A word that was read once more by itself takes
    the place of what it was in its line.
    """
    words = [word for line in lines for word in line.words]
    dropped: set[int] = set()
    boxes = np.array([word.box for word in words], dtype=np.float64).reshape(-1, 4)
    heights = boxes[:, 3] - boxes[:, 1]
    areas = (boxes[:, 2] - boxes[:, 0]) * heights
    usual = float(np.median(heights)) if len(heights) else 0.0
    number = {text: i for i, text in enumerate({word.text for word in words})}
    texts = np.array([number[word.text] for word in words], dtype=np.intp)
    dashes = np.array([_DASHES.issuperset(word.text) for word in words], dtype=np.bool_)
    over: dict[int, set[int]] = {}
    x0, y0, x1, y1 = boxes.T
    for start in range(0, len(words), _AT_ONCE):
        some = np.s_[start : start + _AT_ONCE, None]
        width = np.minimum(x1, x1[some]) - np.maximum(x0, x0[some])
        height = np.minimum(y1, y1[some]) - np.maximum(y0, y0[some])
        shared = np.clip(width, 0, None) * np.clip(height, 0, None)
        same_spot = shared > 0.6 * np.minimum(areas, areas[some])
        apart = np.abs(y0 + y1 - y0[some] - y1[some]) / 2
        one_line = (width > 0) & (apart < _ONE_LINE * usual)
        same_text = texts == texts[some]
        same_spot &= same_text | ~dashes[some]  # a box that is higher than its ink lies over words
        for at, j in np.argwhere(same_spot | (one_line & same_text)).tolist():
            i = start + at
            word = words[i]
            mine, other = (word.confidence or 0.0, areas[i]), (words[j].confidence or 0.0, areas[j])
            if words[j].text == word.text and (*mine, i) < (*other, j):
                dropped.add(id(word))
            elif mine[0] < other[0]:
                over.setdefault(i, set()).add(j)
    instead: dict[int, tuple[Word, ...]] = {}
    for i, others in over.items():
        # "ngày..20..tháng.4" is not lost for a surer "2" in its box.
        letters = len(words[i].text)
        if letters < _LONG or sum(len(words[j].text) for j in others) >= _COVERED * letters:
            dropped.add(id(words[i]))
    for i, others in over.items():
        whole = _whole_line(lines, {id(words[j]) for j in others})
        if id(words[i]) in dropped and not dropped.intersection(map(id, whole)):
            instead[id(words[i])] = whole
            dropped.update(map(id, whole))  # where they stood
    return [
        replace(
            line,
            words=tuple(
                w
                for word in line.words
                for w in instead.get(id(word), () if id(word) in dropped else (word,))
            ),
        )
        for line in lines
    ]


def _whole_line(lines: Sequence[RawLine], words: set[int]) -> tuple[Word, ...]:
    """The line that has these words and no other, by their ids; empty if there is none."""
    return next((ln.words for ln in lines if {id(w) for w in ln.words} == words), ())
