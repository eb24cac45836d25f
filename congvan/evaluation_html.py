"""The evaluation as one HTML file: rates, confusions, and the texts beside each other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from html import escape

from rapidfuzz.distance import Levenshtein

from congvan.evaluation import Pair
from congvan.messages import say
from congvan.metrics import Scores, pooled

RATES = ("cer", "wer", "syllable", "diacritic", "digit")
MOST = 40  # confusions shown

_STYLE = """
body { font: 16px/1.45 system-ui, sans-serif; margin: 2rem; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { padding: .15rem .6rem; text-align: left; vertical-align: top; }
thead th, tr > th { border-bottom: 1px solid #8886; font-weight: 600; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
table.text { width: 100%; table-layout: fixed; }
table.text td { border-bottom: 1px solid #8883; font-family: serif; overflow-wrap: anywhere; }
a.wrong { background: #e5484d33; color: inherit; text-decoration: none; border-radius: 3px; }
a.mended { background: #30a46c33; color: inherit; text-decoration: none; border-radius: 3px; }
a:target { outline: 2px solid; }
"""


def as_html(pairs: Sequence[Pair], lang: str) -> str:
    """The report.

    Args:
        pairs: Texts with their truth and scores.
        lang: ``vi`` or ``en``.

    Returns:
        A whole HTML document without scripts or anything from elsewhere. Every difference
        is a link to its partner in the other column.
    """
    title = escape(say(lang, "evaluation"))
    parts = [
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body><h1>{title}</h1>",
        _rates(pairs, lang),
        _confusions(pooled(p.scores for p in pairs), lang),
    ]
    parts += [_texts(pair, number, lang) for number, pair in enumerate(pairs)]
    return "\n".join([*parts, "</body></html>\n"])


def _rates(pairs: Sequence[Pair], lang: str) -> str:
    total = pooled(p.scores for p in pairs)
    rows = [(escape(say(lang, "all_texts", n=len(pairs))), total)]
    rows += [
        (f'<a href="#p{number}">{escape(p.stem)}</a>', p.scores) for number, p in enumerate(pairs)
    ]
    effects = ("helped", "hurt", "neutral") if total.effect is not None else ()
    head = ["", *(say(lang, f"rate_{name}") for name in RATES), *(say(lang, e) for e in effects)]
    body = []
    for name, scores in rows:
        cells = [f"<td>{name}</td>"]
        for rate in (getattr(scores, r) for r in RATES):
            value = "–" if rate.value is None else f"{rate.value:.4f}"
            cells.append(f'<td class="n" title="{rate.errors} / {rate.n}">{value}</td>')
        cells += [f'<td class="n">{getattr(scores.effect, e)}</td>' for e in effects]
        body.append(f"<tr>{''.join(cells)}</tr>")
    return _table(head, body)


def _confusions(total: Scores, lang: str) -> str:
    parts = []
    for key, counts in (("confused_letters", total.letters), ("confused_words", total.confusions)):
        body = [
            f'<tr><td>{escape(a) or "∅"}</td><td>{escape(b) or "∅"}</td><td class="n">{n}</td></tr>'
            for (a, b), n in counts.most_common(MOST)
        ]
        head = [say(lang, k) for k in ("column_truth", "column_read", "column_count")]
        parts.append(
            f"<details><summary>{escape(say(lang, key))}</summary>{_table(head, body)}</details>"
        )
    return "\n".join(parts)


def _table(head: Sequence[str], body: Sequence[str]) -> str:
    cells = "".join(f"<th>{escape(h)}</th>" for h in head)
    rows = "\n".join(body)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>\n{rows}\n</tbody></table>"


def _texts(pair: Pair, number: int, lang: str) -> str:
    """One text and its truth, a line of the truth in a row."""
    lines = [line.split() for line in unicodedata.normalize("NFC", pair.truth).splitlines() if line]
    truth = [word for line in lines for word in line]
    read = _laid_beside(truth, pair.read)
    columns = [("column_truth", None), ("column_read", read)]
    before = None if pair.before is None else _laid_beside(truth, pair.before)
    if before is not None:
        columns.insert(1, ("column_before", before))
    body = []
    at = 0
    for line in lines:
        places = range(at, at + len(line))
        row = []
        for key, column in columns:
            words = (
                _marked(truth, column, i, f"p{number}", key, read if column is before else None)
                if column is not None
                else _truth_word(truth, read, before or truth, i, f"p{number}")
                for i in places
            )
            row.append(f"<td>{' '.join(w for w in words if w)}</td>")
        body.append(f"<tr>{''.join(row)}</tr>")
        at += len(line)
    head = [say(lang, key) for key, _ in columns]
    table = _table(head, body).replace("<table>", '<table class="text">', 1)
    return f'<h2 id="p{number}">{escape(pair.stem)}</h2>\n{table}'


def _laid_beside(truth: Sequence[str], text: str) -> list[str]:
    """For every word of the truth what was read there; words too many go with the one before."""
    words = unicodedata.normalize("NFC", text).split()
    places: list[list[str]] = [[] for _ in range(len(truth) or 1)]
    for op in Levenshtein.opcodes(truth, words):
        for i, j in _steps(op.src_start, op.src_end, op.dest_start, op.dest_end):
            places[min(max(i, 0), len(places) - 1)].append(words[j])
    return [" ".join(p) for p in places]


def _steps(a: int, b: int, c: int, d: int) -> Iterator[tuple[int, int]]:
    """Indices of the truth for the words ``c`` to ``d``."""
    for k in range(d - c):
        yield (min(a + k, b - 1) if b > a else a - 1), c + k


def _truth_word(
    truth: Sequence[str], read: Sequence[str], before: Sequence[str], i: int, page: str
) -> str:
    word = escape(truth[i])
    if read[i] != truth[i]:
        return f'<a class="wrong" id="{page}-t{i}" href="#{page}-column_read{i}">{word}</a>'
    return word if before[i] == truth[i] else f'<span id="{page}-t{i}">{word}</span>'


def _marked(
    truth: Sequence[str],
    column: Sequence[str],
    i: int,
    page: str,
    key: str,
    after: Sequence[str] | None,
) -> str:
    """A read word, marked if it is wrong, or wrong and mended ``after``."""
    if column[i] == truth[i]:
        return escape(column[i])
    kind = "mended" if after is not None and after[i] == truth[i] else "wrong"
    return (
        f'<a class="{kind}" id="{page}-{key}{i}" href="#{page}-t{i}">{escape(column[i]) or "∅"}</a>'
    )
