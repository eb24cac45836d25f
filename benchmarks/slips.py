"""What the repair makes of slips of marks in capitals and in short lines.

    python benchmarks/slips.py CORPUS_DIR [--part measure]

Lines of official papers that nothing was trained on get the slips that Tesseract ``vie``
makes on office scans, most of them of the tone over a circumflex, and are repaired as they
are and in capitals, each as a paragraph of its own. Short lines (two to four words, like
cells of a table) get four times the slips.
"""

from __future__ import annotations

import argparse
import random
import unicodedata
from pathlib import Path

from dictionaries.build import corpus
from dictionaries.build.corpus import Part
from dictionaries.syllable import is_syllable, split_tone, toned
from postprocess.repair import repair
from postprocess.unicode import cased_like, shape_of

FILES = ("local_gov_and_misc_docs", "vbpl_central", "luatvietnam_docs", "nd30_templates")
LONG, SHORT = (5, 22), (2, 4)  # words of a line
MOST = 1500  # lines of a kind
TRIES = {"long": 1, "short": 4}
ON_HAT, HAT_LOST, TONE, BAR = 0.06, 0.015, 0.01, 0.01  # how often a syllable has each slip
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309")


def slipped(word: str, rng: random.Random) -> str:
    """A word as it may be read."""
    low = word.lower()
    if not is_syllable(low):
        return word
    base, tone = split_tone(low)
    hat = "\u0302" in unicodedata.normalize("NFD", base)
    chance = rng.random()
    others = [t for t in _TONES if t != tone]
    free = not base.endswith(("c", "p", "t", "ch"))  # these codas bear two tones only
    new = low
    if hat and chance < ON_HAT and free:
        new = toned(base, rng.choice(others))
    elif hat and ON_HAT <= chance < ON_HAT + HAT_LOST:
        new = toned(base.translate(str.maketrans("âêô", "aeo")), tone)
    elif not hat and chance < TONE and free:
        new = toned(base, rng.choice(others))
    elif chance > 1 - BAR:
        new = low.replace("đ", "d")
    return cased_like(new, shape_of(word))


def measure(name: str, lines: list[str], tries: int) -> None:
    """Print one row of results."""
    rng = random.Random(5)
    read = []
    for line in lines:
        words = []
        for word in line.split():
            seen = word
            for _ in range(tries):
                seen = slipped(word, rng) if seen == word else seen
            words.append(seen)
        read.append(" ".join(words))
    mended = repair("\n\n".join(read), mode="vietnamese").text.split("\n\n")
    right = repair("\n\n".join(lines), mode="vietnamese").text.split("\n\n")
    n = before = after = helped = hurt = 0
    for rows in zip(lines, read, mended, strict=True):
        for printed, seen, result in zip(*(row.split() for row in rows), strict=False):
            n += 1
            before += printed != seen
            after += printed != result
            helped += printed != seen and printed == result
            hurt += printed == seen and printed != result
    changed = sum(a != b for a, b in zip(lines, right, strict=True))
    print(
        f"{name}: n={n} slips {before} -> {after}, helped {helped}, hurt {hurt}; "
        f"right lines changed {changed} of {len(lines)}"
    )


def main() -> None:
    """Measure long and short lines, as they are and in capitals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--part", choices=("tune", "measure"), default="measure")
    args = parser.parse_args()
    part: Part = args.part
    found = {
        line: None
        for name in FILES
        for document in corpus.documents(args.corpus / f"{name}.txt", part)
        for line in document.split("\n")
        if not any(c.isdigit() for c in line)
    }
    for kind, (least, most) in (("long", LONG), ("short", SHORT)):
        lines = [" ".join(x.split()) for x in found if least <= len(x.split()) <= most]
        random.Random(1).shuffle(lines)
        lines = lines[:MOST]
        measure(f"{kind} lines", lines, TRIES[kind])
        measure(f"{kind} lines in capitals", [x.upper() for x in lines], TRIES[kind])


if __name__ == "__main__":
    main()
