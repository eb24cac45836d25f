"""A chart of figures as SVG or PNG.

Drawn here: bars and lines on two axes do not need a plotting library, the least of which
weighs more than all the rest of the program. One drawing, two canvases.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Protocol

from PIL import Image, ImageDraw, ImageFont

from congvan.archive.statistics import Figure
from congvan.outputs.atomic import write_atomic

_WIDTH, _HEIGHT = 1000, 560  # pixels
_LEFT, _RIGHT, _TOP, _BOTTOM = 80, 230, 60, 90
_SIZE = 14  # of letters
# Okabe and Ito's colours: told apart also by those who do not see red and green.
_COLOURS = ("#0072b2", "#e69f00", "#009e73", "#d55e00", "#cc79a7", "#56b4e9", "#f0e442", "#000000")
_MOST_SERIES = 16
_LONGEST_LABEL = 26
# With Vietnamese letters, as Debian and others name them.
_FONTS = (
    "DejaVuSans.ttf",
    "Arimo-Regular.ttf",
    "LiberationSans-Regular.ttf",
    "NotoSans-Regular.ttf",
    "Tinos-Regular.ttf",
    "arial.ttf",
)


class _Canvas(Protocol):
    def rectangle(self, x: float, y: float, width: float, height: float, colour: str) -> None: ...
    def line(self, points: Sequence[tuple[float, float]], colour: str, width: float) -> None: ...
    def text(self, x: float, y: float, words: str, anchor: str = "start") -> None: ...


@dataclass(frozen=True, slots=True)
class Series:
    """Values of one colour.

    Attributes:
        name: In the legend.
        values: One for each category; None where there is none.
    """

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn.

    Attributes:
        title: Above it.
        unit: Of the values.
        categories: Along the x axis.
        series: The values.
        over_time: Whether lines join the values.
    """

    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    over_time: bool

    @classmethod
    def of(cls, figures: Sequence[Figure], by: Sequence[str], title: str) -> Chart:
        """The chart of figures of the most frequent unit.

        The first of ``by`` goes along the x axis, the second makes the series.
        """
        units = [f.unit for f in figures]
        unit = max(units, key=units.count, default=None)
        shown = [f for f in figures if f.unit == unit]
        categories = tuple(dict.fromkeys(f.group[0] or "?" for f in shown))
        names = tuple(dict.fromkeys(_series_of(f) for f in shown))[:_MOST_SERIES]
        values = {(_series_of(f), f.group[0] or "?"): f.value for f in shown}
        series = tuple(Series(n, tuple(values.get((n, c)) for c in categories)) for n in names)
        over_time = bool(by) and by[0] in ("month", "year")
        return cls(title, unit or "", categories, series, over_time)


def write_chart(chart: Chart, path: Path) -> None:
    """Write a chart: SVG, or PNG if the file is named so.

    Raises:
        OutputError: The file cannot be written.
    """
    canvas: _Svg | _Png = _Png() if path.suffix.lower() == ".png" else _Svg()
    _draw(chart, canvas)
    data = canvas.data()
    with write_atomic(path) as file:
        file.write(data)


def _series_of(figure: Figure) -> str:
    return " · ".join(part or "?" for part in figure.group[1:])


def _draw(chart: Chart, canvas: _Canvas) -> None:
    top = max((v for s in chart.series for v in s.values if v is not None), default=0.0)
    low = min((v for s in chart.series for v in s.values if v is not None), default=0.0)
    step = _step(max(top, 0.0) - min(low, 0.0))
    floor = step * (low // step) if low < 0 else 0.0
    ceiling = max(step * -(-top // step), floor + step)
    width, height = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM

    def y_of(value: float) -> float:
        return _TOP + height * (1 - (value - floor) / (ceiling - floor))

    canvas.text(_LEFT, 30, chart.title)
    canvas.text(_LEFT - 8, _TOP - 12, chart.unit, "end")
    value = floor
    while value <= ceiling + step / 2:
        canvas.line([(_LEFT, y_of(value)), (_LEFT + width, y_of(value))], "#d0d0d0", 1)
        canvas.text(_LEFT - 8, y_of(value) + _SIZE / 3, f"{value:.10g}", "end")
        value += step
    slot = width / max(1, len(chart.categories))
    every = -(-len(chart.categories) * 70 // width) if chart.categories else 1  # room for labels
    for i, name in enumerate(chart.categories):
        if i % max(1, every) == 0:
            label = _short(name, max(8, int(every * slot / 8)))
            canvas.text(_LEFT + slot * (i + 0.5), _TOP + height + 22, label, "middle")
    bar = 0.8 * slot / max(1, len(chart.series))
    for n, series in enumerate(chart.series):
        colour = _COLOURS[n % len(_COLOURS)]
        if chart.over_time:
            _draw_line(series, colour, canvas, slot, y_of)
        else:
            for i, v in enumerate(series.values):
                if v is not None:
                    x = _LEFT + slot * i + 0.1 * slot + bar * n
                    upper, lower = sorted((y_of(v), y_of(max(floor, 0.0))))
                    canvas.rectangle(x, upper, bar * 0.95, lower - upper, colour)
        if series.name:
            y = _TOP + 20 * n
            canvas.rectangle(_LEFT + width + 16, y, 12, 12, colour)
            canvas.text(_LEFT + width + 34, y + 11, _short(series.name, _LONGEST_LABEL))


def _draw_line(series: Series, colour: str, canvas: _Canvas, slot: float, y_of: object) -> None:
    assert callable(y_of)
    points: list[tuple[float, float]] = []
    for i, value in enumerate((*series.values, None)):
        if value is not None:
            x, y = _LEFT + slot * (i + 0.5), y_of(value)
            points.append((x, y))
            canvas.rectangle(x - 4, y - 4, 8, 8, colour)
        elif points:  # a month without a figure parts the line
            canvas.line(points, colour, 2)
            points = []


def _step(span: float) -> float:
    """A round distance between grid lines: 1, 2 or 5 times a power of ten."""
    if span <= 0:
        return 1.0
    power = 1.0
    while power * 10 <= span:
        power *= 10
    while power > span:
        power /= 10
    return next(power * k for k in (0.2, 0.5, 1.0, 2.0) if span / (power * k) <= 6)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


class _Svg:
    def __init__(self) -> None:
        self._parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}"'
            f' viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" font-size="{_SIZE}">',
            f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        ]

    def rectangle(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self._parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
            f' fill="{colour}"/>'
        )

    def line(self, points: Sequence[tuple[float, float]], colour: str, width: float) -> None:
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self._parts.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width:g}"/>'
        )

    def text(self, x: float, y: float, words: str, anchor: str = "start") -> None:
        self._parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'
        )

    def data(self) -> bytes:
        return "\n".join([*self._parts, "</svg>", ""]).encode("utf-8")


class _Png:
    _ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}  # noqa: RUF012 — never changed

    def __init__(self) -> None:
        self._image = Image.new("RGB", (_WIDTH, _HEIGHT), "#ffffff")
        self._pen = ImageDraw.Draw(self._image)
        self._font = _font()

    def rectangle(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self._pen.rectangle((x, y, x + width, y + height), fill=colour)

    def line(self, points: Sequence[tuple[float, float]], colour: str, width: float) -> None:
        self._pen.line(list(points), fill=colour, width=round(width))

    def text(self, x: float, y: float, words: str, anchor: str = "start") -> None:
        self._pen.text((x, y), words, "#000000", self._font, anchor=self._ANCHORS[anchor])

    def data(self) -> bytes:
        packed = io.BytesIO()
        self._image.save(packed, "PNG", optimize=True)
        return packed.getvalue()


def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    for name in _FONTS:
        try:
            return ImageFont.truetype(name, _SIZE)
        except OSError:
            continue
    return ImageFont.load_default(_SIZE)
