"""What the repair gives: word error before and after, edits that helped and that hurt.

    python benchmarks/repair.py readings READINGS.jsonl…
    python benchmarks/repair.py text RIGHT.txt…
    python benchmarks/repair.py pair READ.txt TRUTH.txt

``readings`` takes files of ``python -m dictionaries.build.confusions CORPUS --part measure
--work FILE``: lines of documents that nothing was trained on, and what was read of them.
``text`` counts what the repair changes in text that is right. Tone placement is not counted
as an error, white space neither.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from difflib import SequenceMatcher
from pathlib import Path

from dictionaries.syllable import old_style
from postprocess.repair import Mode, repair

GOOD_DPI = 200
LEGIBLE = 0.1  # share of words that a Vietnamese recogniser may have wrong on a legible page …
CLEAN = 0.02  # … and on a clean one


def words(text: str) -> list[str]:
    """White-space tokens, tones where the older style puts them."""
    found = []
    for token in text.split():
        plain = "".join(c for c in token if c.isalpha())
        moved = old_style(plain.lower())
        if len(moved) == len(plain) and plain in token:
            cased = "".join(
                m.upper() if p.isupper() else m for p, m in zip(plain, moved, strict=True)
            )
            token = token.replace(plain, cased)  # noqa: PLW2901 - the same token, respelt
        found.append(token)
    return found


def compare(truth: Sequence[str], read: Sequence[str]) -> tuple[int, set[int]]:
    """Number of wrong words (the longer side of every difference) and the right ones' indices."""
    wrong = 0
    right: set[int] = set()
    matcher = SequenceMatcher(None, truth, read, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            right.update(range(a, b))
        else:
            wrong += max(b - a, d - c)
    return wrong, right


def measure(name: str, pages: Sequence[tuple[str, str]], mode: Mode) -> None:
    """Print one row of results for pages of (truth, read)."""
    n = before = after = helped = hurt = 0
    seconds = 0.0
    for truth, read in pages:
        start = time.process_time()
        repaired = repair(read, mode=mode).text
        seconds += time.process_time() - start
        wanted = words(truth)
        wrong_before, right_before = compare(wanted, words(read))
        wrong_after, right_after = compare(wanted, words(repaired))
        n += len(wanted)
        before += wrong_before
        after += wrong_after
        helped += len(right_after - right_before)
        hurt += len(right_before - right_after)
    print(
        f"{name}: n={n} word error {before / n:.4f} -> {after / n:.4f}, "
        f"helped {helped}, hurt {hurt}, {n / seconds:.0f} words/s"
    )


def main(kind: str, names: Sequence[str]) -> None:
    """Run one kind of measurement over files."""
    paths = [Path(name) for name in names]
    if kind == "readings":
        rows = [json.loads(line) for p in paths for line in p.read_text("utf-8").splitlines()]
        modes: tuple[tuple[str, Mode], ...] = (("eng", "garbled"), ("vie", "vietnamese"))
        for language, mode in modes:
            legible = [r for r in rows if _read_well(r["lines"], r["vie"], LEGIBLE)]
            clean = [r for r in rows if _read_well(r["lines"], r["vie"], CLEAN)]
            sharp = [r for r in legible if r["dpi"] >= GOOD_DPI]
            for name, chosen in (
                ("all pages", rows),
                ("legible", legible),
                (f"legible, {GOOD_DPI} dpi and more", sharp),
                ("clean", clean),
            ):
                pages = [("\n".join(r["lines"]), "\n".join(r[language])) for r in chosen]
                measure(f"{language}, {name} ({len(chosen)} of {len(rows)})", pages, mode)
    elif kind == "text":
        for path in paths:
            text = path.read_text("utf-8")
            measure(path.name, [(text, text)], "auto")
    else:
        read, truth = (p.read_text("utf-8") for p in paths)
        measure(paths[0].name, [(truth, read)], "auto")


def _read_well(truth: Sequence[str], read: Sequence[str], share: float) -> bool:
    """Whether a Vietnamese recogniser got all but a share of the words."""
    wanted = words("\n".join(truth))
    return compare(wanted, words("\n".join(read)))[0] <= share * len(wanted)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
