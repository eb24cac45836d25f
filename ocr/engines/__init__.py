"""Recognisers behind one Protocol; the reader does not know which one it holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol

from ocr.page import Word
from ocr.source import Pixels


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line as the recogniser found it, boxes in pixels of the image it was given.

    Attributes:
        words: Left to right.
        block: Number of the text block the recogniser put the line in.
    """

    words: tuple[Word, ...]
    block: int = 0


class Model(StrEnum):
    """What an engine may read with; one that has a single model reads all with it."""

    TEXT = "text"  # Vietnamese
    SECOND = "second"  # Vietnamese too, trained apart, so that it fails at other words
    FIGURES = "figures"  # surest of digits; letters and accents matter less


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
        image: Pixels,
        dpi: float,
        timeout: float,
        *,
        one_column: bool = False,
        model: Model = Model.TEXT,
    ) -> list[RawLine]:
        """Read all words of a picture.

        Args:
            image: ``(h, w)`` grey.
            dpi: Of the image.
            timeout: Seconds after which the recogniser is killed.
            one_column: The picture is lines one below the other; do not look for columns.
            model: Which of its models reads.

        Returns:
            Lines of words; none where the model asked for is not installed.

        Raises:
            TimeoutError: The time was up; the recogniser is gone.
            RuntimeError: It failed; the message is its own.
        """
        ...

    def orientation(self, image: Pixels, timeout: float) -> int:
        """Degrees clockwise (0, 90, 180, 270) that set the picture upright.

        0 also where the recogniser cannot tell.
        """
        ...


BUILT_IN = {
    "tesserocr": "ocr.engines.inprocess:InProcess",
    "tesseract": "ocr.engines.tesseract:Tesseract",
}
# Not every platform has a wheel of tesserocr.
DEFAULT = "tesserocr" if find_spec("tesserocr") else "tesseract"


def engine(name: str = DEFAULT) -> Engine:
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
