"""What stands in the lines to learn from: a degree and a name, or other words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
import regex

from dictionaries.syllable import is_syllable

_FAMILIES = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
    "Đinh",
    "Đoàn",
    "Lâm",
    "Trịnh",
    "Trương",
    "Mai",
    "Đào",
    "Lương",
    "Hà",
    "Tô",
    "Cao",
    "Châu",
    "Tạ",
    "Thái",
    "Quách",
    "Lưu",
    "Phùng",
    "Vương",
    "Từ",
    "Tăng",
    "Nông",
    "Triệu",
    "Kiều",
    "Văn",
    "La",
    "Hứa",
    "Danh",
    "Thạch",
    "Sơn",
    "Kim",
    "Tống",
    "Doãn",
    "Nghiêm",
    "Bạch",
    "Chu",
    "Đàm",
    "Giang",
    "Hạ",
    "Khương",
    "Lại",
    "Lục",
    "Mạc",
    "Ninh",
    "Ông",
    "Phí",
    "Quan",
    "Tôn",
    "Ung",
    "Viên",
    "Yên",
    "Âu",
    "Ân",
]
_COMMON = 14  # the first of them are those of nine in ten people
_DEGREES = (
    "BS.", "Bs.", "BSCKI.", "BSCKII.", "BS.CKI.", "BS.CKII.", "BS CKI.", "ThS.", "Ths.", "TS.",
    "PGS.TS.", "GS.TS.", "DS.", "DSCKI.", "KS.", "CN.", "ThS.BS.", "TS.BS.", "KTS.", "LS.", "Bs",
    "ThS", "TS", "BSCKI", "Thạc sĩ", "Bác sĩ", "Kỹ sư", "GS.TSKH.", "PGS. TS.", "TS", "ThS",
    "Thượng tá", "Đại tá", "Trung tá", "Thiếu tá", "Thiếu tướng", "Luật sư", "Thẩm phán",
)  # fmt: skip
_NAME = regex.compile(rf"(?<!\w)(?:{'|'.join(_FAMILIES)})(?: \p{{Lu}}\p{{Ll}}*){{2,3}}(?!\w)")


class Names:
    """Draws names and other words.

    Args:
        corpus: Folder of texts whose names of persons are counted.
        rng: All chance comes from it.
    """

    def __init__(self, corpus: Path, rng: np.random.Generator) -> None:
        middle: Counter[str] = Counter()
        last: Counter[str] = Counter()
        other: Counter[str] = Counter()
        for path in sorted(corpus.glob("*.txt")):
            text = path.read_text(encoding="utf-8", errors="ignore")
            for match in _NAME.finditer(text):
                _, *between, end = match.group().split()
                last[end] += 1
                middle.update(between)
            other.update(
                w.capitalize() for w in regex.findall(r"\b\p{Ll}{2,6}\b", text[:4_000_000])
            )
        self.rng = rng
        # Roots: the seldom ones have to be learned too.
        self._middle = _weighted(middle, 0.5)
        self._last = _weighted(last, 0.5)
        known = Counter({w: n for w, n in other.items() if is_syllable(w.lower())})
        self._other = _weighted(known, 0.25)

    def text(self) -> tuple[str, str]:
        """A degree, mostly none, and a name."""
        rng = self.rng
        degree = str(rng.choice(_DEGREES)) if rng.random() < 0.3 else ""
        families = _FAMILIES[:_COMMON] if rng.random() < 0.5 else _FAMILIES
        words = [str(rng.choice(families))]
        words += [
            self._draw(self._middle) for _ in range(rng.choice((0, 1, 2), p=(0.1, 0.75, 0.15)))
        ]
        words.append(self._draw(self._last))
        return degree, " ".join(words)

    def other(self) -> str:
        """Some words that are no name, mostly in capitals, as in titles and on seals."""
        count = int(self.rng.integers(1, 5))
        words, chances = self._other
        text = " ".join(self.rng.choice(words, count, p=chances))
        return text.upper() if self.rng.random() < 0.8 else text.lower()

    def _draw(self, counted: tuple[list[str], np.ndarray]) -> str:
        words, chances = self._other if self.rng.random() < 0.35 else counted
        return words[int(self.rng.choice(len(words), p=chances))]


def _weighted(counts: Counter[str], root: float) -> tuple[list[str], np.ndarray]:
    words = [w for w, n in counts.items() if n >= 2 and is_syllable(w.lower())]
    weights = np.array([counts[w] ** root for w in words])
    return words, weights / weights.sum()
