"""Lines of the form as a scanner sees them, with what stands in them, for training.

Everything is drawn here: the print in faces that are metrically Times, the hand from
`hands`. A line is made at the size of a 300 dpi scan, spoilt as scans are, and shrunk to
the strip that the reader sees.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np

from ocr.slots.strips import as_ink
from ocr.slots.tokens import (
    DASH,
    DAY,
    LABEL,
    LETTER,
    MONTH,
    SCRAWL,
    SLASH,
    SUFFIXES,
    YEAR,
)
from ocr.slots.training.canvas import SCALE, SIZE, SIZES, Canvas, Sample, print_ink
from ocr.slots.training.hands import PARTING, Glyph, Writers, scrawl, uneven
from ocr.slots.training.spoil import slanted, spoilt, spoilt_again
from ocr.slots.training.texts import KINDS, NEAR, PLACES, issuers
from ocr.strip_reader import HEIGHT


class LineMaker:
    """Makes lines of the form, one after the other, from a seed.

    Args:
        hands: Sources of writers, with their weights.
        faces: Font files for the print: upright, then italic ones.
        rng: All chance comes from it.
    """

    def __init__(
        self,
        hands: Sequence[tuple[float, Writers]],
        upright: Sequence[Path],
        italic: Sequence[Path],
        rng: np.random.Generator,
    ) -> None:
        self.hands = hands
        self.weights = np.array([w for w, _ in hands]) / sum(w for w, _ in hands)
        self.upright = [str(p) for p in upright]
        self.italic = [str(p) for p in italic]
        self.rng = rng

    def number(self) -> Sample:
        """``Số: 1834 /BC-SYT``, by hand or in print."""
        rng, c = self.rng, Canvas(self.rng)
        face = self._face(self.upright if rng.random() < 0.8 else self.italic)
        size, dark = round(SIZE * rng.choice(SIZES)), rng.uniform(0.65, 1)
        if rng.random() < 0.93:
            label = str(rng.choice(["Số:", "Số:", "Số:", "Số :", "Số", "SỐ:"]))
            c.type(label, face, size, dark, LABEL)
        figures = self.figures()
        if rng.random() < 0.15:  # in print
            c.x += rng.uniform(0.1, 0.7) * size
            c.type(figures, face, size, dark, figures)
            c.x += rng.choice([0.0, 0.0, 0.2]) * size
        else:
            self._filled(c, figures, face, size, dark)
        if rng.random() < 0.1:
            # A reader that always met the slash would stop looking for it.
            return self.finished(c, left=rng.uniform(-0.1, 1.4), right=rng.uniform(0, 2))
        self._symbol(c, face, size, dark)
        return self.finished(c, left=rng.uniform(-0.1, 1.4), right=rng.uniform(-1, 0.6))

    def date(self) -> Sample:
        """``Hà Nội, ngày 15 tháng 8 năm 2022``, slots by hand or in print."""
        rng, c = self.rng, Canvas(self.rng)
        face = self._face(self.italic if rng.random() < 0.85 else self.upright)
        size, dark = round(SIZE * rng.choice(SIZES)), rng.uniform(0.65, 1)
        c.type(str(rng.choice(PLACES)) + str(rng.choice([", ", ",", ". "])), face, size, dark)
        c.start = c.x
        by_hand = rng.choice(["day", "day", "both", "both", "both", "none", "year"])
        writer = self._writer()
        day = str(rng.integers(1, 32))
        month = str(rng.integers(1, 13))
        day = day.zfill(2) if rng.random() < 0.7 else day
        month = month.zfill(2) if rng.random() < 0.5 else month
        year = str(rng.integers(1998, 2031))
        for word, token, figures, hand in (
            ("ngày", DAY, day, by_hand != "none"),
            ("tháng", MONTH, month, by_hand in ("both", "year")),
        ):
            c.type(word, face, size, dark, token)
            if hand:
                self._filled(c, figures, face, size, dark, writer)
            else:
                c.type(f" {figures} ", face, size, dark, f" {figures} ")
        c.type("năm", face, size, dark, YEAR)
        c.type(str(rng.choice([" ", " ", "  "])), face, size, dark)
        if by_hand == "year" and rng.random() < 0.5:
            printed = int(rng.integers(2, 4))  # 20.. or 201.
            c.type(year[:printed], face, size, dark, year[:printed])
            self._written(c, year[printed:], dark, writer)
        else:
            c.type(year, face, size, dark, year)
        return self.finished(c, left=rng.uniform(-0.3, 1.5), right=rng.uniform(0, 1.5))

    def face(self, kind: str) -> str:
        """A face for print, ``upright`` or ``italic``."""
        return self._face(self.upright if kind == "upright" else self.italic)

    def written(self, c: Canvas, figures: str, dark: float, tall: float) -> None:
        """Figures by hand, about ``tall`` ems high, or nothing, or a scrawl."""
        self._written(c, figures, dark, None, tall)

    def _face(self, faces: Sequence[str]) -> str:
        # Times is what the decree asks for; the first faces are that.
        return str(faces[min(int(self.rng.geometric(0.65)) - 1, len(faces) - 1)])

    def figures(self) -> str:
        """A number, seldom with a letter behind it."""
        rng = self.rng
        count = rng.choice([1, 2, 3, 4, 5], p=[0.08, 0.24, 0.3, 0.33, 0.05])
        figures = "".join(str(d) for d in rng.integers(0, 10, count))
        if figures[0] == "0" and rng.random() < 0.7:
            figures = str(rng.integers(1, 10)) + figures[1:]
        return figures + (str(rng.choice(list(SUFFIXES))) if rng.random() < 0.03 else "")

    def _symbol(self, c: Canvas, face: str, size: int, dark: float) -> None:
        rng = self.rng
        issuer = str(rng.choice(issuers()))
        kind = str(rng.choice(KINDS))
        if rng.random() < 0.12:
            c.type(f"-{kind}/", face, size, dark, f"{DASH}{LETTER}".ljust(len(kind) + 1) + SLASH)
            c.type(issuer, face, size, dark, LETTER.ljust(len(issuer)))
            return
        year = f"{rng.integers(1998, 2031)}/" if rng.random() < 0.15 else ""
        lead = str(rng.choice(["/", "/", "/", "/ "]))
        c.type(lead + year, face, size, dark, SLASH.ljust(len(lead)) + year)
        dash = str(rng.choice(["-", "-", "-", " - ", "–", "- "]))
        tail = f"{kind}{dash}{issuer}" if rng.random() < 0.7 else f"{issuer}{dash}{kind}"
        tail = kind if rng.random() < 0.1 else tail
        c.type(tail, face, size, dark, LETTER.ljust(len(tail)))

    def _writer(self) -> Glyph:
        source = self.hands[self.rng.choice(len(self.hands), p=self.weights)][1]
        return source.writer()

    def _filled(
        self,
        c: Canvas,
        figures: str,
        face: str,
        size: int,
        dark: float,
        writer: Glyph | None = None,
    ) -> None:
        """Figures by hand in a slot that begins here, often over a row of dots."""
        rng, slot = self.rng, c.x
        kind = rng.random()
        dots = kind < 0.33
        if dots:
            c.x += max(0.0, rng.normal(0.2, 0.4)) * size
        self._written(c, figures, dark, writer)
        if dots:
            c.x += max(0.0, rng.normal(0.2, 0.4)) * size
        # Some hands run into the print.
        close = rng.random() < 0.15
        c.x += (rng.uniform(-0.4, 0.0) if close else max(-0.1, rng.normal(0.0, 0.4))) * SIZE
        end = int(c.x)
        if dots:
            mask, base = print_ink("." * max(1, int((end - slot) / (0.25 * size))), face, size)
            mask = mask[:, : max(1, int(end - slot))]
            c.put(mask, slot, c.base + mask.shape[0] - base, dark)
        elif kind < 0.37:
            cv2.line(c.ink, (int(slot), c.base + 3), (end, c.base + 3), (int(255 * dark),), 2)

    def _written(
        self,
        c: Canvas,
        figures: str,
        dark: float,
        writer: Glyph | None = None,
        tall: float = 0.95,
    ) -> None:
        """Figures by hand, about ``tall`` ems high, or nothing, or a scrawl."""
        rng = self.rng
        what = rng.random()
        if what < 0.035:
            c.x += rng.uniform(0.3, 3.5) * SIZE
            return
        width = rng.uniform(2.6, 4.2) if rng.random() < 0.06 else rng.uniform(0.9, 2.6)
        dark = float(np.clip(dark * rng.uniform(0.6, 1.25), 0.35, 1))
        c.x += (rng.uniform(-0.35, 0) if rng.random() < 0.2 else rng.normal(0.15, 0.3)) * SIZE
        c.x = max(c.x, c.marks[-1][2] - 0.35 * SIZE) if c.marks else c.x
        if what < 0.055:
            mask = scrawl(rng, rng.uniform(0.6, 1.3) * SIZE, width)
            c.put(mask, c.x, c.base + rng.normal(0, 0.15) * SIZE, dark)
            c.mark(SCRAWL, c.x, c.x + mask.shape[1])
            c.x += mask.shape[1]
            return
        if writer is None or rng.random() < 0.1:
            writer = self._writer()
        least = 0.85 if width > 2.6 else 0.62
        height = float(np.clip(rng.normal(tall, 0.18), least, tall + 0.4)) * SIZE
        slant = rng.normal(0.24, 0.19)
        space = rng.normal(0.02, 0.09) * height
        base = c.base + rng.normal(0.05, 0.12) * SIZE
        climb = rng.normal(0, 0.05)
        for figure in figures:
            if figure == " ":
                c.x += rng.uniform(0.3, 0.8) * height
                continue
            if figure in PARTING:
                c.part(figure, height, width, base, dark)
                continue
            glyph = writer if figure not in SUFFIXES else self._font_writer()
            mask = uneven(glyph(figure, height * rng.uniform(0.88, 1.12), width), rng)
            wide = mask.shape[1]  # of the upright figure: leaning, it reaches over the next
            mask = slanted(mask, slant + rng.normal(0, 0.04))
            # Nines, sevens and fours of many hands hang below the line.
            drop = rng.uniform(0, 0.35) * height if figure in "479" and rng.random() < 0.25 else 0
            c.put(mask, c.x, base + drop + rng.normal(0, 0.03) * SIZE, dark)
            c.mark(figure, c.x, c.x + mask.shape[1])
            most = 0.3 if figure == "1" else 0.18  # its foot reaches under its neighbour
            step = wide + max(space + rng.normal(0, 0.04) * height, -most * wide)
            c.x += step
            base -= climb * step

    def _font_writer(self) -> Glyph:
        return self.hands[-1][1].writer()

    def finished(
        self, c: Canvas, left: float, right: float, *, scanned: bool = False, loose: float = 0.12
    ) -> Sample:
        """The strip of a line, as the reader's views see it.

        Args:
            c: The line.
            left: How much paper is left of it, in ems; below 0 it is cut.
            right: The same at its end.
            scanned: The line is a scan, with its own neighbours, and was spoilt already.
            loose: Ems by which the height of the line is known.
        """
        rng = self.rng
        ink = c.ink
        if not scanned:
            self._neighbours(c)
        x0 = int(max(0, c.start - left * SIZE))
        x1 = int(min(ink.shape[1], c.x + right * SIZE))
        zoom = rng.uniform(0.95, 1.6)  # the size of the type is measured, not known
        height = HEIGHT * SCALE / zoom
        middle = c.middle + rng.normal(0, loose) * SIZE
        # The reader's views are wider or narrower than the line, and some set slanted hands up.
        along = zoom / SCALE * rng.uniform(0.9, 1.25)
        lean = rng.normal(0.0, 0.18) * height / 2 if rng.random() < 0.7 else 0.0
        width = (x1 - x0) * along
        corner = np.array([[x0 + lean, middle - height / 2], [x1 + lean, middle - height / 2],
                           [x0 - lean, middle + height / 2]], np.float32)  # fmt: skip
        tilt = rng.normal(0, 0.006) * (x1 - x0)
        corner[1, 1] += tilt
        left_edge, top_edge = max(0, x0 - 20), max(0, int(middle - height / 2) - 10)
        ink = ink[top_edge : int(middle + height / 2) + 10, left_edge : x1 + 20]
        corner = np.asarray(corner - (left_edge, top_edge), np.float32)
        again = scanned and rng.random() < 0.7
        grey = (spoilt_again if again else spoilt)(255 - ink, rng)
        to = np.array([[0, 0], [width, 0], [0, HEIGHT]], np.float32)
        matrix = cv2.getAffineTransform(corner, to)
        soft = cv2.GaussianBlur(grey, (0, 0), 0.42 * SCALE / zoom)
        size = (max(16, round(width)), HEIGHT)
        strip = cv2.warpAffine(soft, matrix, size, flags=cv2.INTER_LINEAR, borderValue=(255,))
        spans = tuple(((a - x0) * along, (b - x0) * along) for _, a, b in c.marks)
        text = "".join(token for token, _, _ in c.marks)
        return Sample(as_ink(np.asarray(strip, np.uint8)), text, spans)

    def _neighbours(self, c: Canvas) -> None:
        """Lines above and below, a rule, a stroke of a seal or a signature."""
        rng = self.rng
        for side in (-1, 1):
            if rng.random() < 0.4:
                size = round(SIZE * rng.choice(SIZES))
                mask, base = print_ink(str(rng.choice(NEAR)), self._face(self.upright), size)
                y = c.base + side * rng.uniform(1.1, 1.7) * SIZE + mask.shape[0] - base
                c.put(mask, c.start + rng.uniform(-2, 6) * SIZE, y, rng.uniform(0.6, 1))
        if rng.random() < 0.3:
            y = int(c.base + rng.choice([-1.15, -1.3, -1.5, -1.7, 0.5, 0.7]) * SIZE)
            x = int(c.start + rng.uniform(0, 6) * SIZE)
            cv2.line(c.ink, (x, y), (x + int(rng.uniform(1, 6) * SIZE), y), (220,), 2)
        if rng.random() < 0.04:
            points = rng.uniform(0, 1, (4, 2)) * (c.x, c.ink.shape[0])
            cv2.polylines(c.ink, [points.astype(np.int32)], False, (150,), 2, cv2.LINE_AA)
