"""Counts of the words of persons' names in running text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import regex

from dictionaries import families
from dictionaries.build.corpus import documents
from dictionaries.syllable import in_old_style, is_syllable, old_style

_MOST_GIVEN = 3  # words behind a family's name; of one alone most are places: "Hà Nội"
_FAMILY = "|".join(sorted(family.capitalize() for family in families.SPELT))
_NAME = regex.compile(
    rf"(?<![\p{{L}}.])(?:{_FAMILY})(?: \p{{Lu}}\p{{Ll}}*){{2,{_MOST_GIVEN}}}(?! ?\p{{Lu}}|\p{{L}})"
)
# As rulers are styled.
_RULERS = frozenset(map(old_style, ["đế", "tông", "tổ", "vương", "hầu", "công"]))


def write_names(paths: Iterable[Path], folder: Path) -> None:
    """Write ``names.tsv``: word, in how many names it stands first, amid them and last.

    A name counts once, however often it is written: who is famous tells nothing of who signs.
    """
    names = {
        in_old_style(match[0].lower())
        for path in paths
        for document in documents(path)
        for match in _NAME.finditer(document)
    }
    first: Counter[str] = Counter()
    amid: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for name in names:
        family, *between, end = name.split()
        if all(map(is_syllable, (*between, end))) and end not in _RULERS:
            first[family] += 1
            amid.update(between)
            last[end] += 1
    with (folder / "names.tsv").open("w", encoding="utf-8", newline="\n") as out:
        out.write("word\tfirst\tamid\tlast\n")
        for word in sorted({*first, *amid, *last}):
            out.write(f"{word}\t{first[word]}\t{amid[word]}\t{last[word]}\n")
