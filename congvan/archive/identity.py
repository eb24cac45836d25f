"""What a result depends on: the content of the scan, the options, the versions."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Literal

import congvan
from congvan.settings import Settings
from ocr.engines import engine

Again = Literal["failed", "doubtful", "all"]


@dataclass(frozen=True, slots=True)
class Identity:
    """The options and versions of a run.

    Attributes:
        recipe: What makes the results: another recipe may give other ones.
        limits: What only decides whether a document fails.
    """

    recipe: str
    limits: str

    @classmethod
    def of(cls, settings: Settings, memory: int | None) -> Identity:
        """The identity of a run with these options.

        Raises:
            EngineMissing: The recogniser is not installed.
            ValueError: There is none of that name.
        """
        recipe = {
            "software": f"congvan {congvan.__version__}",
            "engine": f"{settings.engine} {engine(settings.engine).version()}",
            "dpi": settings.dpi,
            "one_document": settings.one_document,
            "pages": sorted(settings.pages) if settings.pages is not None else None,
        }
        limits = {
            "timeout": settings.timeout,
            "max_megapixels": settings.max_megapixels,
            "max_pages": settings.max_pages,
            "memory": memory,
            "on_secret": str(settings.on_secret),
        }
        return cls(json.dumps(recipe), json.dumps(limits))

    def is_settled(self, document: sqlite3.Row, again: Again | None, run: int) -> bool:
        """Whether a document needs nothing from this run.

        Args:
            document: Its row.
            again: What is asked for again though it is settled.
            run: Number of this run, which does nothing twice.
        """
        state = document["state"]
        if state == "pending" or (state == "failed" and document["retry"]):
            return False
        if document["run"] == run:
            return True
        if document["recipe"] != self.recipe or again in ("all", state):
            return False
        if state == "failed":
            return bool(document["limits"] == self.limits)
        return True
