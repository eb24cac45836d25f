"""First pages with a stamp of arrival, drawn: form of decree 30/2020/NĐ-CP, annex IV.

Print, stamp and hands are made up here; the figures come from `ocr.slots.training.hands`.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from ocr.slots.training.hands import Writers, uneven
from ocr.slots.training.spoil import slanted

DPI = 300
MM = DPI / 25.4
TINOS = "/usr/share/fonts/truetype/croscore/Tinos-{}.ttf"
_HEAD = (
    (0.11, 0.05, "UBND TỈNH LỘC PHÚ", "Regular"), (0.12, 0.065, "SỞ KẾ HOẠCH", "Bold"),
    (0.42, 0.05, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Bold"),
    (0.52, 0.065, "Độc lập - Tự do - Hạnh phúc", "Bold"),
    (0.14, 0.09, "Số: 214/SKH-TH", "Regular"),
    (0.50, 0.09, "Lộc Phú, ngày 09 tháng 3 năm {year}", "Italic"),
    (0.09, 0.11, "V/v rà soát danh mục công trình", "Regular"),
)  # fmt: skip
_BODY = "Để có cơ sở tổng hợp, đề nghị các đơn vị rà soát danh mục công trình đang thi công và gửi"
_OFFICES = ("SỞ TÀI CHÍNH LỘC PHÚ", "UBND HUYỆN LỘC PHÚ", "VĂN PHÒNG UBND TỈNH", "SỞ Y TẾ AN BÌNH",
            "TRƯỜNG THPT LỘC PHÚ", "CHI CỤC THUẾ KHU VỰC II")  # fmt: skip
_INKS = {"red": (200, 40, 50), "blue": (50, 70, 170), "black": (30, 30, 30)}


@dataclass(frozen=True, slots=True)
class Stamped:
    """A page and what its stamp says.

    Attributes:
        image: ``(h, w, 3)`` RGB or ``(h, w)`` grey.
        dpi: Of it.
        number: By hand.
        date: ISO.
        said: How the date is written.
        box: Around the stamp, in pixels of the image.
    """

    image: np.ndarray
    dpi: float
    number: str
    date: str
    said: str
    box: tuple[int, int, int, int]


def _text(ink: np.ndarray, text: str, at: tuple[float, float], mm: float, face: str) -> float:
    """Print capitals ``mm`` high, their feet at ``at``; returns where it ends."""
    font = ImageFont.truetype(TINOS.format(face), round(mm * MM / 0.66))
    wide = int(font.getlength(text))
    sheet = Image.new("L", (wide + 8, round(font.size * 1.6)))
    ImageDraw.Draw(sheet).text((2, round(font.size * 1.3)), text, 255, font, anchor="ls")
    mask, (x, y) = np.array(sheet), at
    _put(ink, mask, x - 2, y + mask.shape[0] - round(font.size * 1.3))
    return x + wide


def _put(ink: np.ndarray, mask: np.ndarray, x: float, bottom: float) -> None:
    """Add a mask with its left lower corner there; what lies outside is cut off."""
    x0, y0 = round(x), round(bottom) - mask.shape[0]
    a, b = max(0, -y0), max(0, -x0)
    part = mask[a:, b:][: max(0, ink.shape[0] - max(0, y0)), : max(0, ink.shape[1] - max(0, x0))]
    if part.size:
        area = ink[max(0, y0) :, max(0, x0) :][: part.shape[0], : part.shape[1]]
        np.maximum(area, part, out=area)


def _write(
    ink: np.ndarray, text: str, at: tuple[float, float], high: float, hands: Writers
) -> None:
    """Write figures and what parts them, ``high`` pixels high, their feet at ``at``."""
    rng, glyph = hands.rng, hands.writer()
    (x, y), pen, slant = at, rng.uniform(0.22, 0.5) * MM, rng.normal(0.2, 0.15)
    for sign in text:
        if sign.isdigit():
            tall = high * rng.uniform(0.88, 1.12)
            mask = slanted(uneven(glyph(sign, tall, pen), rng), slant)
            _put(ink, mask, x, y + rng.normal(0, 0.04) * high)
            x += mask.shape[1] + rng.normal(0.03, 0.07) * high - abs(slant) * high * 0.5
        elif sign == "/":
            rise, lean = high * rng.uniform(1.2, 1.7), high * rng.uniform(0.0, 0.5)
            foot = (round(x + 0.12 * high), round(y + 0.25 * high))
            top = (round(foot[0] + lean), round(foot[1] - rise))
            cv2.line(ink, foot, top, (255,), max(1, round(pen)), cv2.LINE_AA)
            x += lean * 0.6 + 0.25 * high
        elif sign in "-.":
            long = high * (0.3 if sign == "-" else 0.03)
            level = round(y - (0.45 if sign == "-" else 0.02) * high)
            ends = (round(x + 0.1 * high), level), (round(x + 0.1 * high + long), level)
            cv2.line(ink, *ends, (255,), max(1, round(pen * 1.2)), cv2.LINE_AA)
            x += long + 0.2 * high
        else:
            x += high * rng.uniform(0.4, 0.7)


def date_said(day: int, month: int, year: int, rng: np.random.Generator) -> str:
    """A date as clerks write it into a stamp."""
    d = f"{day:02}" if rng.random() < 0.6 else str(day)
    m = f"{month:02}" if rng.random() < 0.4 else str(month)
    form = rng.random()
    if form < 0.12:
        return f"{d}{rng.choice(['/', '-', '.'])}{m}"
    sep = str(rng.choice(["/", "/", "/", "/", "-", "."]))
    y = f"{year % 100:02}" if rng.random() < 0.5 else str(year)
    return sep.join((d, m, y))


def stamped(
    hands: Writers, *, over_print: bool | None = None, blank: bool = False, hour: bool = False
) -> Stamped:
    """Draw a first page with its stamp; all chance comes from ``hands.rng``.

    Args:
        hands: Who fills the stamp in.
        over_print: Whether print runs through it; by chance if None.
        blank: The stamp is not filled in.
        hour: It has ``Giờ:`` in place of the number.
    """
    rng = hands.rng
    year = int(rng.integers(2005, 2026))
    page = _page(year, rng)
    number = str(rng.integers(1, 10 ** int(rng.choice([2, 3, 3, 4, 4, 5]))))
    after = int(rng.integers(0, 25))
    day, month = (9 + after, 3) if after <= 22 else (after - 22, 4)
    said = date_said(day, month, year, rng)
    wide, high = rng.uniform(44, 58) * MM, rng.uniform(24, 42) * MM
    upper = ("Giờ:", "14") if hour else ("Số:", number)
    frame, pen = _stamp(wide, high, *(("", "") if blank else (upper[1], said)), hands, upper[0])
    turn = float(rng.normal(0, 1.6))
    over = rng.random() < 0.5 if over_print is None else over_print
    x, y = rng.uniform(4, 22) * MM, rng.uniform(39, 54) * MM
    # Print runs into a stamp from below and from the right.
    down, right = (rng.uniform(0, 0.4), rng.uniform(0, 0.25)) if over else (-0.2, -0.2)
    free = (round(x + 6 * MM + wide * (1 - right)), round(y + 6 * MM + high * (1 - down)))
    cv2.rectangle(page, (0, round(y)), free, (255, 255, 255), -1)
    colour = str(rng.choice(["red", "red", "blue", "black"]))
    pen_colour = str(rng.choice(["blue", "blue", "black"]))
    pale = rng.uniform(0.6, 1.0)
    for ink, name, strong in ((frame, colour, pale), (pen, pen_colour, 1.0)):
        _ink(page, _turned(ink, turn), (x, y), _INKS[name], strong)
    box = (round(x), round(y), round(x + frame.shape[1]), round(y + frame.shape[0]))
    image, dpi = _scanned(page, rng)
    scale = dpi / DPI
    a, b, c, d = (round(v * scale) for v in box)
    return Stamped(image, dpi, number, f"{year}-{month:02}-{day:02}", said, (a, b, c, d))


def _page(year: int, rng: np.random.Generator) -> np.ndarray:
    ink = np.zeros((round(297 * MM), round(210 * MM)), np.uint8)
    h, w = ink.shape
    for x, y, text, face in _HEAD:
        _text(ink, text.format(year=year), (x * w, y * h), 3.0, face)
    for i in range(9):
        left = 0.12 + (0.05 if i % 3 == 0 else 0)
        _text(ink, _BODY, (left * w, (0.16 + 0.022 * i) * h), 3.0, "Regular")
    page = np.full((h, w, 3), 255, np.uint8)
    _ink(page, ink, (0, 0), (25, 25, 25), rng.uniform(0.85, 1))
    return page


def _stamp(
    wide: float, high: float, number: str, said: str, hands: Writers, upper: str
) -> tuple[np.ndarray, np.ndarray]:
    """Ink of the stamp and ink of the pen."""
    rng = hands.rng
    pad = round(6 * MM)
    ink = np.zeros((round(high) + 2 * pad, round(wide) + 2 * pad), np.uint8)
    pen = np.zeros_like(ink)
    x0, y0, x1, y1 = pad, pad, pad + round(wide), pad + round(high)
    line = max(2, round(rng.uniform(0.25, 0.7) * MM))
    cv2.rectangle(ink, (x0, y0), (x1, y1), (255,), line)
    cap = float(np.clip(high / MM / 13, 2.0, 3.0)) * rng.uniform(0.92, 1.05)
    face = "Bold" if rng.random() < 0.6 else "Regular"
    title = 6.5 * MM
    _text(ink, str(rng.choice(_OFFICES)), (x0 + 2 * MM, y0 + 4.8 * MM), 2.4, "Bold")
    cv2.line(ink, (x0, round(y0 + title)), (x1, round(y0 + title)), (255,), line)
    few = high < 29 * MM
    labels = [upper, "Ngày:"] if few else [upper, "Ngày:", "Chuyển:"]
    if high > 36 * MM:
        labels.append(str(rng.choice(["Lưu hồ sơ số:", "Số và ký hiệu HS:"])))
    step = (high - title) / len(labels)
    _text(ink, "ĐẾN", (x0 + 1.5 * MM, y0 + title + step * 1.15), 4.6, "Bold")
    dots = rng.choice(["dots", "dots", "line", "none"])
    for i, label in enumerate(labels):
        x = x0 + (19 * MM if i < 2 else 2 * MM)
        y = y0 + title + step * (i + 0.72)
        end = _text(ink, label, (x, y), cap, face)
        right = x1 - rng.uniform(1.5, 3) * MM
        if dots == "line":
            cv2.line(ink, (round(end), round(y + 2)), (round(right), round(y + 2)), (255,), 2)
        elif dots == "dots":
            for at in np.arange(end + MM, right, 0.9 * MM):
                cv2.circle(ink, (round(at), round(y - 1)), max(2, round(0.16 * MM)), (255,), -1)
        if i < 2:
            text = number if i == 0 else said
            tall = rng.uniform(1.1, 1.7) * cap * MM
            most = (right - end) / (0.75 * max(1, len(text)))
            at = end + rng.uniform(0.3, 1.0) * MM, y - rng.uniform(-0.1, 0.4) * cap * MM
            _write(pen, text, at, min(tall, most), hands)
    return ink, pen


def _turned(ink: np.ndarray, degrees: float) -> np.ndarray:
    h, w = ink.shape
    return cv2.warpAffine(ink, cv2.getRotationMatrix2D((w / 2, h / 2), degrees, 1.0), (w, h))


def _ink(
    page: np.ndarray,
    ink: np.ndarray,
    at: tuple[float, float],
    colour: tuple[int, int, int],
    strong: float,
) -> None:
    """Ink on paper: what lies below shows through as light is taken away twice."""
    x, y = round(at[0]), round(at[1])
    area = page[y : y + ink.shape[0], x : x + ink.shape[1]]
    cover = ink[: area.shape[0], : area.shape[1], None] / 255 * strong
    area[:] = (area * (1 - cover * (1 - np.array(colour) / 255))).astype(np.uint8)


def _scanned(page: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, float]:
    """As a scanner gives it: colour, grey or black and white, at 200 or 300 dpi."""
    dpi = float(rng.choice([200, 300]))
    if dpi != DPI:
        page = cv2.resize(page, None, fx=dpi / DPI, fy=dpi / DPI, interpolation=cv2.INTER_AREA)
    page = cv2.GaussianBlur(page, (0, 0), rng.uniform(0.3, 0.8))
    page = np.clip(page + rng.normal(0, rng.uniform(0, 5), page.shape), 0, 255).astype(np.uint8)
    kind = rng.random()
    if kind < 0.55:
        return page, dpi
    grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
    if kind < 0.8:
        return grey, dpi
    return np.where(grey < rng.uniform(140, 190), 0, 255).astype(np.uint8), dpi


def with_month_in_words(seed: int) -> np.ndarray:
    """A page of 300 dpi, grey, with a black stamp ``CÔNG VĂN ĐẾN`` in a form of older offices.

    ``Số:`` stands far right of ``Ngày``, which is parted by words: ``Ngày … tháng … năm …``.
    """
    rng = np.random.default_rng((11, seed))
    ink = np.zeros((round(297 * MM), round(210 * MM)), np.uint8)
    x0, y0 = 8 * MM, (40 + 8 * rng.random()) * MM
    corners = (round(x0), round(y0)), (round(x0 + 71 * MM), round(y0 + 26 * MM))
    cv2.rectangle(ink, *corners, (255,), 3)
    cv2.line(
        ink, (round(x0), round(y0 + 5.5 * MM)), (corners[1][0], round(y0 + 5.5 * MM)), (255,), 3
    )
    _text(ink, str(rng.choice(_OFFICES)), (x0 + 3 * MM, y0 + 4.5 * MM), 2.4, "Bold")
    _text(ink, "CÔNG VĂN ĐẾN", (x0 + 16 * MM, y0 + 10.5 * MM), 3.2, "Bold")
    rows = (
        (13 + rng.random(), 14.8, "Số:......................................"),
        (6 + rng.random(), 19.2, "Ngày........tháng.......năm ............"),
        (3.5, 23.8, "Kính chuyển:....................................."),
    )
    for x, y, text in rows:
        _text(ink, text, (x0 + x * MM, y0 + y * MM), 2.5, "Regular")
    return 255 - ink
