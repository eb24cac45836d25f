"""Tesseract through pytesseract: how it is called, its version, errors and time limit."""

from __future__ import annotations

import os
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytesseract
import regex

from ocr.engines import Model, RawLine
from ocr.engines.tsv import lines_of
from ocr.errors import EngineMissing
from ocr.source import Pixels

# One thread a process: Tesseract's own threads quadruple the CPU time of a page for
# little speed, and the batch already runs a process per core.
os.environ["OMP_THREAD_LIMIT"] = "1"

FIGURES = "eng"  # reads 8 where the Vietnamese model reads §, 11 where it reads I1
_SECOND = ("Vietnamese", "script/Vietnamese")  # where Debian and others put it
_OSD_SURE = 1.0  # orientation confidence below which Tesseract's guess is often wrong
_FOLDER = regex.compile(r'"(?P<folder>.+)"')


@dataclass(frozen=True, slots=True)
class Installed:
    """What there is of Tesseract on this machine.

    Attributes:
        languages: Names of its data.
        folder: Where they are; None if the program does not say.
    """

    languages: frozenset[str]
    folder: Path | None


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
        self.check_data()
        return _version()

    def check_data(self) -> None:
        """Raises EngineMissing where the data for text or figures is not installed."""
        for lang in (self.lang, FIGURES):
            if lang not in installed().languages:
                raise EngineMissing(
                    what=f"Tesseract data '{lang}'", how=f"apt install tesseract-ocr-{lang}"
                )

    def recognise(
        self,
        image: Pixels,
        dpi: float,
        timeout: float,
        *,
        one_column: bool = False,
        model: Model = Model.TEXT,
    ) -> list[RawLine]:
        """Read all words of a picture in one run; see ``Engine.recognise``."""
        lang = self.data_for(model)
        if lang is None:
            return []
        # Page segmentation 3 finds columns and blocks by itself, 6 takes one block as it is.
        return lines_of(self._table(image, round(dpi), timeout, lang, 6 if one_column else 3))

    def _table(self, image: Pixels, dpi: int, timeout: float, lang: str, segmentation: int) -> str:
        """Tesseract's table of words.

        The picture is handed over as an uncompressed file: a PNG in between costs more
        time than all the rest of the call.
        """
        with tempfile.TemporaryDirectory(prefix="congvan-") as folder:
            picture = _written(image, Path(folder))
            try:
                return str(
                    pytesseract.image_to_data(
                        picture,
                        lang=lang,
                        config=f"--psm {segmentation} --dpi {dpi}",
                        timeout=timeout,
                    )
                )
            except pytesseract.TesseractError as error:
                raise RuntimeError(f"exit code {error.status}: {error.message}") from error
            except RuntimeError as error:  # pytesseract's way to say that time is up
                raise TimeoutError(str(error)) from error

    def orientation(self, image: Pixels, timeout: float) -> int:
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

    def data_for(self, model: Model) -> str | None:
        """Name of the data that a model reads with; None if it is not installed."""
        if model is Model.FIGURES:
            return FIGURES
        if model is Model.SECOND:
            return next((name for name in _SECOND if name in installed().languages), None)
        return self.lang


@cache  # a process each time otherwise
def installed() -> Installed:
    """The data of Tesseract on this machine.

    Asked of the program itself: pytesseract does not list script models.

    Raises:
        EngineMissing: The program is not there.
    """
    try:
        listing = subprocess.run(
            [pytesseract.pytesseract.tesseract_cmd, "--list-langs"],
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EngineMissing(what="Tesseract", how="apt install tesseract-ocr") from error
    heading, *names = (listing.stdout + listing.stderr).splitlines() or [""]
    folder = _FOLDER.search(heading)
    return Installed(
        frozenset(name.strip() for name in names), Path(folder["folder"]) if folder else None
    )


@cache
def _version() -> str:
    try:
        return str(pytesseract.get_tesseract_version())
    except (pytesseract.TesseractNotFoundError, OSError) as error:
        raise EngineMissing(what="Tesseract", how="apt install tesseract-ocr") from error


def _written(image: Pixels, folder: Path) -> str:
    """The picture as a file: a PGM is a line of text and the pixels."""
    height, width = image.shape
    path = folder / "page.pgm"
    path.write_bytes(f"P5 {width} {height} 255\n".encode() + image.tobytes())
    return str(path)
