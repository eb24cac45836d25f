"""Recognisers behind one Protocol; the reader does not know which one it holds."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from ocr.page import Word
from ocr.preprocess import Image


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line as the recogniser found it, boxes in pixels of the image it was given.

    Attributes:
        words: Left to right.
        block: Number of the text block the recogniser put the line in.
    """

    words: tuple[Word, ...]
    block: int = 0


class Engine(Protocol):
    """Reads one upright picture.

    An engine is cheap to make and picklable: it is made anew in every worker.
    """

    name: str

    def version(self) -> str:
        """Version of the recogniser.

        Raises:
            EngineMissing: It or its Vietnamese data is not installed.
        """
        ...

    def recognise(
        self,
        image: Image,
        dpi: float,
        timeout: float,
        *,
        one_column: bool = False,
        figures: bool = False,
    ) -> list[RawLine]:
        """Read all words of a picture.

        Args:
            image: ``(h, w)`` grey.
            dpi: Of the image.
            timeout: Seconds after which the recogniser is killed.
            one_column: The picture is lines one below the other; do not look for columns.
            figures: The words hold figures: letters and accents matter less than digits.

        Raises:
            TimeoutError: The time was up; the recogniser is gone.
            RuntimeError: It failed; the message is its own.
        """
        ...

    def orientation(self, image: Image, timeout: float) -> int:
        """Degrees clockwise (0, 90, 180, 270) that set the picture upright.

        0 also where the recogniser cannot tell.
        """
        ...


BUILT_IN = {"tesseract": "ocr.engines.tesseract:Tesseract"}


def engine(name: str = "tesseract") -> Engine:
    """The recogniser of that name.

    Args:
        name: A built-in one, or ``module:Class`` for one of your own; both come through
            the same door.

    Raises:
        ValueError: There is none of that name.
    """
    module, _, attribute = BUILT_IN.get(name, name).partition(":")
    try:
        made: Engine = getattr(import_module(module), attribute)()
    except (ImportError, AttributeError, TypeError) as error:
        known = ", ".join(BUILT_IN)
        raise ValueError(f"unknown engine {name!r}; built in: {known}; or module:Class") from error
    return made
