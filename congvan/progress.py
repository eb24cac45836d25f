"""Bars for files and pages, on stderr and only on a terminal; failures are said at once."""

from __future__ import annotations

import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from congvan.messages import say
from ocr.errors import DocumentError


class Bars:
    """Two bars with the time left; use as a context manager.

    Args:
        lang: Of the messages.
        files: Key of the message that names the files.
        total: Number of files; None while it is not known.
    """

    def __init__(self, lang: str, files: str, total: int | None = None) -> None:
        self._lang = lang
        self._console = Console(file=sys.stderr)
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        self._files = self._bars.add_task(say(lang, files), total=total)
        self._pages = self._bars.add_task(say(lang, "progress_pages"), total=0)
        self._known_pages = 0

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bars.stop()

    def found(self, files: int) -> None:
        """More files are known of."""
        self._bars.update(self._files, total=files)

    def opened(self, pages: int) -> None:
        """More pages are known of."""
        self._known_pages += pages
        self._bars.update(self._pages, total=self._known_pages)

    def page_done(self) -> None:
        """One page further."""
        self._bars.advance(self._pages)

    def file_done(self, path: Path | str, error: DocumentError | None) -> None:
        """One file further; says what was wrong with it."""
        self._bars.advance(self._files)
        if error is not None:
            message = f"{path}: {error.message(self._lang)}"
            self._console.print(Text(message, style="red"), soft_wrap=True)
