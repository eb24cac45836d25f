"""Reading corpora: which documents count, how much, and which are held out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

Part = Literal["train", "tune", "measure"]

# How often a text counts. Local-government papers are nearest to what is repaired and the
# smallest; the codified law is long, repeats itself and holds OCR noise; the encyclopedia
# is there for names and general words. Unknown files are a user's own: counted fully.
WEIGHTS = {
    "local_gov_and_misc_docs": 8,
    "luatvietnam_docs": 3,
    "vbpl_central": 3,
    "hr_8topics": 2,
    "landlaw_thienhoc": 2,
    "vnmasterplan": 3,
    "nd30_templates": 4,
    "phapdien_diepxuan": 1,
    "viwiki": 1,
}
DEFAULT_WEIGHT = 2
USER_WEIGHT = 8
HELD_OUT = 10  # one document in so many is never trained on; of these one half is looked at
# when choices are made by hand (``tune``), and the other is only counted (``measure``)


def files(folders: list[Path]) -> list[Path]:
    """All ``*.txt`` files of the folders, in a fixed order."""
    return sorted((p for f in folders for p in f.glob("*.txt")), key=lambda p: p.name)


def weight(path: Path, user: bool) -> int:
    """How often each document of a file counts."""
    return USER_WEIGHT if user else WEIGHTS.get(path.stem, DEFAULT_WEIGHT)


def documents(path: Path, part: Part | None = "train") -> Iterator[str]:
    """The documents of a corpus file, parted by empty lines.

    Args:
        path: UTF-8 text.
        part: Which of them, None for all; it hangs on the text alone, so that a document
            that stands in two files is in one part.
    """
    for document in path.read_text("utf-8").split("\n\n"):
        text = document.strip("\n")
        if text and part in (None, part_of(text)):
            yield text


def part_of(document: str) -> Part:
    """Which part a document belongs to."""
    digest = hashlib.blake2b(document.encode(), digest_size=4).digest()
    tenth, chance = divmod(int.from_bytes(digest), HELD_OUT)
    if chance:
        return "train"
    return "measure" if tenth % 2 else "tune"
