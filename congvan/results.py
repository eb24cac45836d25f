"""What the stages of the pipeline hand on, from one process to another.

Without anything that reads or writes: the main process knows these and loads no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ocr.errors import DocumentError
from ocr.page import Page, TextOrigin
from ocr.source import Document, PageSource
from postprocess.edits import Edit

if TYPE_CHECKING:
    from postprocess.record import Dispatch


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that passed its limits.

    Attributes:
        document: Its pages.
        sha256: Of the file.
        size: In bytes.
        done: Records of an earlier run over the same bytes; empty if there is work to do.
        force: Results of other files may be replaced.
        name: Of the file as it came, where the document is a copy of it.
    """

    document: Document
    sha256: str
    size: int
    done: tuple[Dispatch, ...] = ()
    force: bool = False
    name: str | None = None


@dataclass(frozen=True, slots=True)
class PageResult:
    """One page, read and repaired; or the reason why not."""

    page: Page
    edits: tuple[Edit, ...] = ()
    error: DocumentError | None = None
    skipped: bool = False

    @property
    def reason(self) -> str | None:
        """Why it could not be read, for a person."""
        return self.error.message() if self.error else None

    @classmethod
    def failed(cls, source: PageSource, error: DocumentError) -> PageResult:
        """A page that could not be read: it stays in the document, without words."""
        return cls(unread(source), error=error)


def unread(source: PageSource) -> Page:
    """A page before it is read: its place and size, no words."""
    return Page(source.number, (), source.width, source.height, source.dpi, TextOrigin.BLANK)
