"""What the record says of a page: what happened to it, and how good its picture is."""

from __future__ import annotations

from statistics import fmean

from ocr.page import Colour, Page, TextOrigin
from postprocess.record import PageInfo, PictureQuality

SURE_WORD = 0.6  # mean confidence of a page's words below which a person should look
# What Decree 30/2020/NĐ-CP, annex I, part II asks of an electronic copy: PDF, in colour, at
# least 200 dpi, scale 1:1. The scale shows in the size of the sheet: A4, or A5 and A3 of forms.
_LEAST_DPI = 195.0  # scanners round, and sheets shrink
_SHEETS_MM = ((210.0, 297.0), (148.0, 210.0), (297.0, 420.0))
_SIZE_TOLERANCE = 0.05


def page_info(page: Page, *, skipped: bool = False, error: str | None = None) -> PageInfo:
    """Describe a page.

    Args:
        page: As read; without words where it was not.
        skipped: It was not asked for.
        error: Why it could not be read.
    """
    words = list(page.words())
    known = [w.confidence for w in words if w.confidence is not None]
    confidence = round(fmean(known), 4) if known else None
    if error is not None:
        status = "failed"
    elif skipped:
        status = "skipped"
    elif page.origin is TextOrigin.BLANK:
        status = "blank"
    else:
        status = "doubtful" if confidence is not None and confidence < SURE_WORD else "done"
    return PageInfo(
        number=page.number,
        width=page.width,
        height=page.height,
        dpi=round(page.dpi, 2),
        origin=page.origin.value,
        layer=page.layer,
        rotation=page.rotation,
        skew=page.skew,
        flattened=page.flattened,
        quality=_quality(page),
        words=len(words),
        confidence=confidence,
        status=status,
        notes=[] if error is None else [error],
    )


def _quality(page: Page) -> PictureQuality | None:
    seen = page.quality
    if seen is None:
        return None
    return PictureQuality(
        colour=seen.colour.value,
        contrast=seen.contrast,
        blur_mm=seen.blur,
        below_decree_30=_lacking(page, seen.colour),
    )


def _lacking(page: Page, colour: Colour) -> list[str]:
    lacking = []
    if colour is not Colour.COLOUR:
        lacking.append("colour")
    if page.dpi < _LEAST_DPI:
        lacking.append("resolution")
    sides = sorted(side / page.dpi * 25.4 for side in (page.width, page.height))
    if not any(
        all(abs(s / m - 1) <= _SIZE_TOLERANCE for s, m in zip(sides, sheet, strict=True))
        for sheet in _SHEETS_MM
    ):
        lacking.append("scale")
    return lacking
