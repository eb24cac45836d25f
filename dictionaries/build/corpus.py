"""Reading corpora: which documents count, how much, and which are held out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

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
HELD_OUT = 10  # one document in so many is never trained on


def files(folders: list[Path]) -> list[Path]:
    """All ``*.txt`` files of the folders, in a fixed order."""
    return sorted((p for f in folders for p in f.glob("*.txt")), key=lambda p: p.name)


def weight(path: Path, user: bool) -> int:
    """How often each document of a file counts."""
    return USER_WEIGHT if user else WEIGHTS.get(path.stem, DEFAULT_WEIGHT)


def documents(path: Path, *, held_out: bool) -> Iterator[str]:
    """The documents of a corpus file, parted by empty lines.

    Args:
        path: UTF-8 text.
        held_out: True for the tenth that is kept for measuring, False for the rest.
            The choice hangs on the text alone.
    """
    for document in path.read_text("utf-8").split("\n\n"):
        text = document.strip("\n")
        digest = hashlib.blake2b(text.encode(), digest_size=4).digest()
        if text and (int.from_bytes(digest) % HELD_OUT == 0) == held_out:
            yield text
