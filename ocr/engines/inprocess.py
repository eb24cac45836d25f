"""Tesseract in this process, by tesserocr: its models are loaded once, not for each picture.

It takes three quarters of the time of a process a picture. What pytesseract's door gives
for that, a crash that costs one picture, the workers of a batch give as well: there one
costs one page.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import tesserocr

from ocr.engines import Model
from ocr.engines.tesseract import Tesseract, installed
from ocr.source import Pixels


@dataclass(slots=True)
class InProcess(Tesseract):
    """Tesseract's library; data and orientation come from the installed program.

    Orientation is asked for seldom, and its model would stay in memory.
    """

    name: str = "tesserocr"

    def version(self) -> str:
        """Version of the library, for example ``5.5.4``; see ``Engine.version``."""
        self.check_data()
        return str(tesserocr.tesseract_version()).split()[1]

    def load(self) -> None:
        """Load all models now, for processes that are forked from this one."""
        for model in Model:
            if (lang := self.data_for(model)) is not None:
                _loaded(lang)

    def _table(self, image: Pixels, dpi: int, timeout: float, lang: str, segmentation: int) -> str:
        """Tesseract's table of words.

        The library looks at the clock between words only, not while it looks for lines;
        the limit of a worker's job stands behind that.
        """
        api = _loaded(lang)
        height, width = image.shape
        api.SetPageSegMode(segmentation)
        api.SetImageBytes(image.tobytes(), width, height, 1, width)
        api.SetSourceResolution(dpi)
        try:
            if not api.Recognize(max(1, round(timeout * 1000))):
                raise TimeoutError
            return str(api.GetTSVText(0))
        finally:
            api.Clear()


@cache
def _loaded(lang: str) -> tesserocr.PyTessBaseAPI:
    """The library with a model; kept for the life of the process."""
    folder = installed().folder
    api = tesserocr.PyTessBaseAPI(path=str(folder or ""), lang=lang)
    api.SetVariable("debug_file", "/dev/null")  # else it writes to the terminal
    return api
