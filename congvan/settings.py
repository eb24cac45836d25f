"""What a person may choose about a run; the same defaults for command and library."""

from __future__ import annotations

from dataclasses import dataclass

from congvan.errors import UsageError


@dataclass(frozen=True, slots=True)
class Settings:
    """Options of ``digitize``.

    Attributes:
        engine: Name of the recogniser.
        dpi: For pages that have to be rendered.
        timeout: Seconds a page may take.
        max_megapixels: Limit for the picture of one page.
        max_pages: Limit for a document.
        pages: Numbers of the pages to read, None for all; the others stay as they are.
        crops: Whether pictures of doubtful numbers and dates are saved.
    """

    engine: str = "tesseract"
    dpi: float = 300
    timeout: float = 120
    max_megapixels: float = 100
    max_pages: int = 2000
    pages: frozenset[int] | None = None
    crops: bool = False

    def wants(self, number: int) -> bool:
        """Whether the page of that number is to be read."""
        return self.pages is None or number in self.pages


def page_numbers(text: str) -> frozenset[int]:
    """Page numbers from a list such as ``1-3,5``.

    Raises:
        UsageError: It is no such list.
    """
    numbers: set[int] = set()
    try:
        for part in text.split(","):
            first, dash, last = part.partition("-")
            a, b = int(first), int(last if dash else first)
            if not 1 <= a <= b <= 1_000_000:
                raise ValueError(part)
            numbers.update(range(a, b + 1))
    except ValueError as error:
        raise UsageError(
            en=f"--pages {text!r} is no list of pages. Write it so: --pages 1-3,5",
            vi=f"--pages {text!r} không phải danh sách trang. Hãy viết như sau: --pages 1-3,5",
        ) from error
    return frozenset(numbers)
