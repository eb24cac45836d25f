"""Lines of the form as a scanner sees them, with what stands in them, for training.

Everything is drawn here: the print in faces that are metrically Times, the hand from
`hands`. A line is made at the size of a 300 dpi scan, spoilt as scans are, and shrunk to
the strip that the reader sees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.slots.strips import as_ink
from ocr.slots.tokens import DASH, DAY, HEIGHT, LABEL, MONTH, SCRAWL, SLASH, SUFFIXES, YEAR
from ocr.slots.training.canvas import SCALE, SIZE, SIZES, Canvas, print_ink
from ocr.slots.training.hands import Glyph, scrawl
from ocr.slots.training.spoil import slanted, spoilt

Strip = NDArray[np.uint8]

_PLACES = (
    "Hà Nội", "Vị Thanh", "Cần Thơ", "Đà Nẵng", "Huế", "Quảng Ngãi", "Bà Rịa - Vũng Tàu", "Cà Mau",
    "Thành phố Hồ Chí Minh", "Kiên Giang", "Lào Cai", "Đồng Tháp", "Nghệ An", "Long Xuyên",
    "Thái Nguyên", "Hải Phòng", "Phú Yên", "Sơn La", "Bình Định", "Thạch An",
)  # fmt: skip
_KINDS = ("QĐ", "BC", "KH", "TB", "TTr", "CV", "GM", "HD", "NQ", "CT", "TT", "BB", "ĐA", "PA")
_NEAR = (
    "BỘ Y TẾ", "V/v báo cáo tình hình", "SỞ TÀI CHÍNH", "Độc lập - Tự do - Hạnh phúc", "THÔNG BÁO",
    "ỦY BAN NHÂN DÂN", "V/v góp ý dự thảo", "QUYẾT ĐỊNH", "Kính gửi: Các đơn vị",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sample:
    """A strip and what stands in it.

    Attributes:
        strip: ``(HEIGHT, w)``, 0 = paper, 255 = ink.
        text: Tokens of `ocr.slots.tokens`.
    """

    strip: Strip
    text: str


class LineMaker:
    """Makes lines of the form, one after the other, from a seed.

    Args:
        hands: Sources of writers, with their weights.
        faces: Font files for the print: upright, then italic ones.
        rng: All chance comes from it.
    """

    def __init__(
        self,
        hands: Sequence[tuple[float, object]],
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
        text = ""
        if rng.random() < 0.93:
            c.type(str(rng.choice(["Số:", "Số:", "Số:", "Số :", "Số", "SỐ:"])), face, size, dark)
            text += LABEL
        slot = c.x
        figures = self._figures()
        if rng.random() < 0.2:  # in print
            c.x += rng.uniform(0.1, 0.7) * size
            c.type(figures, face, size, dark)
            text += figures
            c.x += rng.choice([0.0, 0.0, 0.2]) * size
        else:
            text += self._written(c, figures, dark)
            c.x += max(0.0, rng.normal(0.05, 0.35)) * size - 0.12 * size
            self._leader(c, slot, face, size, dark)
        if rng.random() < 0.12:
            # A reader that always met the slash would stop looking for it.
            return self._finished(c, text, left=rng.uniform(-0.1, 1.4), right=rng.uniform(0, 2))
        text += self._symbol(c, face, size, dark)
        return self._finished(c, text, left=rng.uniform(-0.1, 1.4), right=rng.uniform(-1, 0.6))

    def date(self) -> Sample:
        """``Hà Nội, ngày 15 tháng 8 năm 2022``, slots by hand or in print."""
        rng, c = self.rng, Canvas(self.rng)
        face = self._face(self.italic if rng.random() < 0.85 else self.upright)
        size, dark = round(SIZE * rng.choice(SIZES)), rng.uniform(0.65, 1)
        c.type(str(rng.choice(_PLACES)) + str(rng.choice([", ", ",", ". "])), face, size, dark)
        c.start = c.x
        by_hand = rng.choice(["day", "day", "both", "both", "none", "year"])
        writer = self._writer()
        text = ""
        day = str(rng.integers(1, 32))
        month = str(rng.integers(1, 13))
        day = day.zfill(2) if rng.random() < 0.7 else day
        month = month.zfill(2) if rng.random() < 0.5 else month
        year = str(rng.integers(1998, 2031))
        for word, token, figures, hand in (
            ("ngày", DAY, day, by_hand != "none"),
            ("tháng", MONTH, month, by_hand in ("both", "year")),
        ):
            c.type(word, face, size, dark)
            text += token
            slot = c.x
            if hand:
                text += self._written(c, figures, dark, writer)
                c.x += max(0.0, rng.normal(0.1, 0.4)) * size - 0.1 * size
                self._leader(c, slot, face, size, dark)
            else:
                c.type(f" {figures} ", face, size, dark)
                text += figures
        c.type("năm ", face, size, dark)
        text += YEAR
        if by_hand == "year" and rng.random() < 0.5:
            c.type(year[:3], face, size, dark)
            text += year[:3] + self._written(c, year[3], dark, writer)
        else:
            c.type(year, face, size, dark)
            text += year
        return self._finished(c, text, left=rng.uniform(-0.3, 1.5), right=rng.uniform(0, 1.5))

    def _face(self, faces: Sequence[str]) -> str:
        # Times is what the decree asks for; the first faces are that.
        return str(faces[min(int(self.rng.geometric(0.5)) - 1, len(faces) - 1)])

    def _figures(self) -> str:
        rng = self.rng
        count = rng.choice([1, 2, 3, 4, 5], p=[0.08, 0.24, 0.3, 0.33, 0.05])
        figures = "".join(str(d) for d in rng.integers(0, 10, count))
        if figures[0] == "0" and rng.random() < 0.7:
            figures = str(rng.integers(1, 10)) + figures[1:]
        return figures + (str(rng.choice(list(SUFFIXES))) if rng.random() < 0.03 else "")

    def _symbol(self, c: Canvas, face: str, size: int, dark: float) -> str:
        rng = self.rng
        issuer = _issuers()[rng.integers(len(_issuers()))]
        kind = str(rng.choice(_KINDS))
        if rng.random() < 0.12:
            c.type(f"-{kind}/{issuer}", face, size, dark)
            return DASH + SLASH
        year = f"{rng.integers(1998, 2031)}/" if rng.random() < 0.15 else ""
        dash = str(rng.choice(["-", "-", "-", " - ", "–"]))
        lead = str(rng.choice(["/", "/", "/", "/ "]))
        tail = f"{kind}{dash}{issuer}" if rng.random() < 0.7 else f"{issuer}{dash}{kind}"
        c.type(lead + year + tail, face, size, dark)
        return SLASH + year

    def _writer(self) -> Glyph:
        source = self.hands[self.rng.choice(len(self.hands), p=self.weights)][1]
        made: Glyph = source.writer()  # type: ignore[attr-defined]
        return made

    def _written(self, c: Canvas, figures: str, dark: float, writer: Glyph | None = None) -> str:
        """Figures by hand, or nothing, or a scrawl; returns their tokens."""
        rng = self.rng
        what = rng.random()
        if what < 0.05:
            c.x += rng.uniform(0.3, 3.5) * SIZE
            return ""
        width = rng.uniform(0.8, 2.6)
        dark = float(np.clip(dark * rng.uniform(0.6, 1.25), 0.35, 1))
        c.x += max(0.0, rng.normal(0.15, 0.3)) * SIZE - 0.08 * SIZE
        if what < 0.08:
            mask = scrawl(rng, rng.uniform(0.6, 1.3) * SIZE, width)
            c.put(mask, c.x, c.base + rng.normal(0, 0.15) * SIZE, dark)
            c.x += mask.shape[1]
            return SCRAWL
        if writer is None or rng.random() < 0.1:
            writer = self._writer()
        pen = self._writer() if any(f in SUFFIXES for f in figures) else writer
        height = rng.uniform(0.62, 1.3) * SIZE
        slant = rng.normal(0.12, 0.16)
        space = rng.normal(0.08, 0.1) * height
        base = c.base + rng.normal(0.05, 0.1) * SIZE
        climb = rng.normal(0, 0.04)
        for figure in figures:
            glyph = pen if figure not in SUFFIXES else self._font_writer()
            mask = glyph(figure, height * rng.uniform(0.88, 1.12), width)
            mask = slanted(mask, slant + rng.normal(0, 0.04))
            # Nines, sevens and fours of many hands hang below the line.
            drop = rng.uniform(0, 0.35) * height if figure in "479" and rng.random() < 0.25 else 0
            c.put(mask, c.x, base + drop + rng.normal(0, 0.03) * SIZE, dark)
            step = mask.shape[1] + max(space + rng.normal(0, 0.04) * height, -0.18 * mask.shape[1])
            c.x += step
            base -= climb * step
        return figures

    def _font_writer(self) -> Glyph:
        made: Glyph = self.hands[-1][1].writer()  # type: ignore[attr-defined]
        return made

    def _leader(self, c: Canvas, start: float, face: str, size: int, dark: float) -> None:
        """Dots or a rule under a slot."""
        kind = self.rng.random()
        end = int(c.x)
        if kind < 0.2:
            mask, base = print_ink("." * max(1, int((end - start) / (0.25 * size))), face, size)
            mask = mask[:, : max(1, int(end - start))]
            c.put(mask, start, c.base + mask.shape[0] - base, dark)
        elif kind < 0.24:
            cv2.line(c.ink, (int(start), c.base + 3), (end, c.base + 3), (int(255 * dark),), 2)

    def _finished(self, c: Canvas, text: str, left: float, right: float) -> Sample:
        rng = self.rng
        ink = c.ink
        self._neighbours(c)
        x0 = int(max(0, c.start - left * SIZE))
        x1 = int(min(ink.shape[1], c.x + right * SIZE))
        zoom = rng.uniform(0.8, 1.28)  # the size of the type is measured, not known
        height = HEIGHT * SCALE / zoom
        middle = c.base - 0.34 * SIZE + rng.normal(0, 0.12) * SIZE
        width = (x1 - x0) * zoom / SCALE
        corner = np.array([[x0, middle - height / 2], [x1, middle - height / 2],
                           [x0, middle + height / 2]], np.float32)  # fmt: skip
        tilt = rng.normal(0, 0.006) * (x1 - x0)
        corner[1, 1] += tilt
        left_edge, top_edge = max(0, x0 - 20), max(0, int(middle - height / 2) - 10)
        ink = ink[top_edge : int(middle + height / 2) + 10, left_edge : x1 + 20]
        corner = np.asarray(corner - (left_edge, top_edge), np.float32)
        grey = spoilt(255 - ink, rng)
        to = np.array([[0, 0], [width, 0], [0, HEIGHT]], np.float32)
        matrix = cv2.getAffineTransform(corner, to)
        soft = cv2.GaussianBlur(grey, (0, 0), 0.42 * SCALE / zoom)
        size = (max(16, round(width)), HEIGHT)
        strip = cv2.warpAffine(soft, matrix, size, flags=cv2.INTER_LINEAR, borderValue=(255,))
        return Sample(as_ink(np.asarray(strip, np.uint8)), text)

    def _neighbours(self, c: Canvas) -> None:
        """Lines above and below, a rule, a stroke of a seal or a signature."""
        rng = self.rng
        for side in (-1, 1):
            if rng.random() < 0.5:
                size = round(SIZE * rng.choice(SIZES))
                mask, base = print_ink(str(rng.choice(_NEAR)), self._face(self.upright), size)
                y = c.base + side * rng.uniform(1.1, 1.7) * SIZE + mask.shape[0] - base
                c.put(mask, c.start + rng.uniform(-2, 6) * SIZE, y, rng.uniform(0.6, 1))
        if rng.random() < 0.2:
            y = int(c.base + rng.choice([-1.15, -1.3, 0.5, 0.7]) * SIZE)
            x = int(c.start + rng.uniform(0, 6) * SIZE)
            cv2.line(c.ink, (x, y), (x + int(rng.uniform(1, 6) * SIZE), y), (220,), 2)
        if rng.random() < 0.06:
            points = rng.uniform(0, 1, (4, 2)) * (c.x, c.ink.shape[0])
            cv2.polylines(c.ink, [points.astype(np.int32)], False, (150,), 2, cv2.LINE_AA)


@cache
def _issuers() -> list[str]:
    rng = np.random.default_rng(0)
    letters = list("ABCDĐGHKLMNPQSTUVXY")
    return ["".join(rng.choice(letters, rng.integers(2, 6))) for _ in range(150)]
