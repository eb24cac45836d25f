"""Tesseract through pytesseract: how it is called, its version, errors and time limit."""

from __future__ import annotations

import csv
import os
import tempfile
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import cv2
import pytesseract

from ocr.engines import RawLine
from ocr.errors import EngineMissing
from ocr.page import Word
from ocr.preprocess import Image

# One thread a process: Tesseract's own threads quadruple the CPU time of a page for
# little speed, and the batch already runs a process per core.
os.environ["OMP_THREAD_LIMIT"] = "1"

_FIGURES = "eng"  # reads 8 where the Vietnamese model reads §, 11 where it reads I1
_OSD_SURE = 1.0  # orientation confidence below which Tesseract's guess is often wrong


@dataclass(slots=True)
class Tesseract:
    """Tesseract, one process a picture.

    Attributes:
        lang: Its language data; figures are read with the English one.
    """

    name: str = "tesseract"
    lang: str = "vie"

    def version(self) -> str:
        """Version of the program, for example ``5.3.0``.

        Raises:
            EngineMissing: The program or its data is not there.
        """
        version, languages = _installed()
        for lang in (self.lang, _FIGURES):
            if lang not in languages:
                raise EngineMissing(
                    what=f"Tesseract data '{lang}'", how=f"apt install tesseract-ocr-{lang}"
                )
        return version

    def recognise(
        self,
        image: Image,
        dpi: float,
        timeout: float,
        *,
        one_column: bool = False,
        figures: bool = False,
    ) -> list[RawLine]:
        """Read all words of a picture in one run; see ``Engine.recognise``.

        The picture is handed over as an uncompressed file: a PNG in between costs more
        time than all the rest of the call.
        """
        # Page segmentation 3 finds columns and blocks by itself, 6 takes one block as it is.
        config = f"--psm {6 if one_column else 3} --dpi {round(dpi)}"
        with tempfile.TemporaryDirectory(prefix="congvan-") as folder:
            picture = _written(image, Path(folder))
            try:
                tsv = pytesseract.image_to_data(
                    picture,
                    lang=_FIGURES if figures else self.lang,
                    config=config,
                    timeout=timeout,
                )
            except pytesseract.TesseractError as error:
                raise RuntimeError(f"exit code {error.status}: {error.message}") from error
            except RuntimeError as error:  # pytesseract's way to say that time is up
                raise TimeoutError(str(error)) from error
        return _lines(tsv)

    def orientation(self, image: Image, timeout: float) -> int:
        """Degrees clockwise that set the picture upright; 0 where unsure."""
        with tempfile.TemporaryDirectory(prefix="congvan-") as folder:
            picture = _written(image, Path(folder))
            try:
                osd = pytesseract.image_to_osd(
                    picture, output_type=pytesseract.Output.DICT, timeout=timeout
                )
            except (pytesseract.TesseractError, RuntimeError):
                return 0  # too few characters to tell
        return int(osd["rotate"]) if osd["orientation_conf"] >= _OSD_SURE else 0


@cache  # a process each time otherwise, and every record asks
def _installed() -> tuple[str, frozenset[str]]:
    """Version of the program and the languages it has data of."""
    try:
        version = str(pytesseract.get_tesseract_version())
        return version, frozenset(pytesseract.get_languages())
    except (pytesseract.TesseractNotFoundError, OSError) as error:
        raise EngineMissing(what="Tesseract", how="apt install tesseract-ocr") from error


def _written(image: Image, folder: Path) -> str:
    path = str(folder / "page.pgm")
    if not cv2.imwrite(path, image):
        raise RuntimeError(f"cannot write {path}")
    return path


def _lines(tsv: str) -> list[RawLine]:
    """Tesseract's TSV as lines of words, confidences 0 to 1, unrounded."""
    # Quoting off: a lone quotation mark on the page is text, not syntax.
    rows = csv.DictReader(tsv.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = (row for row in rows if row["level"] == "5" and (row["text"] or "").strip())
    lines = groupby(words, key=lambda r: (r["block_num"], r["par_num"], r["line_num"]))
    return [
        RawLine(words=tuple(_word(row) for row in line), block=int(key[0])) for key, line in lines
    ]


def _word(row: dict[str, str]) -> Word:
    x, y, w, h = (int(row[k]) for k in ("left", "top", "width", "height"))
    return Word(
        text=unicodedata.normalize("NFC", row["text"].strip()),
        box=(x, y, x + w, y + h),
        confidence=max(0.0, float(row["conf"]) / 100),
    )
