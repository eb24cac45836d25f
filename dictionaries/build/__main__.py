"""``python -m dictionaries.build CORPUS_DIR… [--add DIR]``: makes the derived data again."""

from __future__ import annotations

import argparse
from pathlib import Path

import dictionaries
from dictionaries.build import corpus, counts, lists, names, ngrams, strokes


def main() -> None:
    """Build vocabulary, trigram model and places from corpora of plain text."""
    parser = argparse.ArgumentParser(prog="python -m dictionaries.build", description=__doc__)
    parser.add_argument("corpus", nargs="+", type=Path, help="folder of *.txt files")
    parser.add_argument(
        "--add",
        type=Path,
        action="append",
        default=[],
        help="folder of your own *.txt files: papers, or lists of words, one a line",
    )
    parser.add_argument("--out", type=Path, default=dictionaries.DATA, help="folder of the data")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    lists.write_places(args.out)
    files = corpus.files(args.corpus)
    own = corpus.files(args.add)
    strokes.write_strokes(files + own, args.out)
    names.write_names(files + own, args.out)
    counted = counts.count(
        [(path, False) for path in files] + [(path, True) for path in own],
        [*lists.place_phrases(args.out), *lists.fixed_phrases()],
    )
    counts.write_vocabulary(counted, args.out)
    ngrams.build(counted, args.out)


if __name__ == "__main__":
    main()
