"""Search, statistics and export on the command line."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from congvan.errors import Exit
from congvan.messages import say
from ocr.errors import DocumentError

Run = Callable[[argparse.Namespace, str], int]
Verb = Callable[[str, Run], argparse.ArgumentParser]


def add(verb: Verb, text: Callable[[str], str]) -> None:
    """Add these verbs; see `congvan.archive.commands.add`."""
    sub = verb("search", _search)
    sub.add_argument("query", nargs="?", default="", help=text("query"))
    for name in ("issuer", "type", "number", "cites"):
        sub.add_argument(f"--{name}", help=text(name))
    sub.add_argument("--from", dest="since", metavar="DATE", help=text("since"))
    sub.add_argument("--to", dest="until", metavar="DATE", help=text("until"))
    sub.add_argument("--limit", type=int, default=20, metavar="N", help=text("limit"))

    sub = verb("statistics", _statistics)
    sub.add_argument("--indicator", default="", metavar="WORDS", help=text("indicator"))
    sub.add_argument("--by", action="append", metavar="WHAT", help=text("by"))
    sub.add_argument("--scope", metavar="WORDS", help=text("scope"))
    sub.add_argument("--sure", action="store_true", help=text("sure"))
    sub.add_argument("--csv", type=Path, metavar="FILE", help=text("csv"))
    sub.add_argument("--chart", type=Path, action="append", metavar="FILE", help=text("chart"))

    sub = verb("export", _export)
    sub.add_argument("--format", default="xlsx", metavar="FORMAT", help=text("export_format"))
    sub.add_argument("--out", required=True, type=Path, metavar="FILE", help=text("export_out"))
    sub.add_argument("--table", default="records", metavar="TABLE", help=text("table"))
    sub.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help=text("set"))
    sub.add_argument("--defaults", type=Path, metavar="FILE", help=text("defaults"))


def _search(options: argparse.Namespace, lang: str) -> int:
    from congvan.archive.search import Filters, search  # noqa: PLC0415

    filters = Filters(
        issuer=options.issuer,
        type=options.type,
        since=options.since,
        until=options.until,
        number=options.number,
        cites=options.cites,
    )
    hits = search(options.query, options.archive, filters=filters, limit=options.limit)
    for hit in hits:
        if options.json:
            print(json.dumps(hit.as_dict(), ensure_ascii=False))
            continue
        code = "/".join(part for part in (hit.number, hit.symbol) if part) or "–"
        head = [hit.type or "–", code, hit.date or "–", hit.issuer or "–"]
        why = f" [{say(lang, f'hit_{hit.why}')}]" if hit.why in ("number", "cites") else ""
        print(" · ".join(head) + why)
        if hit.subject:
            print(f"    {hit.subject}")
        if hit.line:
            print(f"    {say(lang, 'page_of', n=hit.page)}: {hit.line}")
        print(f"    {hit.results}.pdf  ({hit.file})")
    if not hits and not options.json:
        print(say(lang, "nothing_found"), file=sys.stderr)
    return Exit.OK


def _statistics(options: argparse.Namespace, lang: str) -> int:
    from congvan.archive.statistics import statistics  # noqa: PLC0415

    by = options.by or ["month"]
    figures = statistics(
        options.archive, options.indicator, by=by, scope=options.scope, sure=options.sure
    )
    data = [figure.as_dict(by) for figure in figures]
    if options.csv:
        from congvan.archive.export.sheet import Sheet  # noqa: PLC0415
        from congvan.archive.export.write import write_csv  # noqa: PLC0415

        columns = (*by, *(name for name in (data[0] if data else {}) if name not in by))
        write_csv(Sheet("statistics", columns, (tuple(row.values()) for row in data)), options.csv)
    for path in options.chart or ():
        from congvan.archive.chart import Chart, write_chart  # noqa: PLC0415

        write_chart(Chart.of(figures, by, options.indicator), path)
    if options.json:
        for row in data:
            print(json.dumps(row, ensure_ascii=False))
    elif figures:
        _print_figures(data, by, lang)
    else:
        print(say(lang, "nothing_found"), file=sys.stderr)
    return Exit.OK


def _print_figures(data: Sequence[dict[str, object]], by: Sequence[str], lang: str) -> None:
    """A table for a person; TABs between the columns where the output is no terminal."""
    headings = [say(lang, f"by_{name}") for name in by]
    headings += [say(lang, key) for key in ("value", "unit", "cases", "figures")]
    headings.append(say(lang, "of_them_doubtful"))
    rows = []
    for row in data:
        cases = ""
        if row["denominator"] is not None:
            cases = f"{row['numerator']:.10g}/{row['denominator']:.10g}"
        value = f"{row['value']:.10g}"
        counts = (row["unit"], cases, row["figures"], row["doubtful"] or "")
        rows.append([*(row[name] or "?" for name in by), value, *counts])
    if not sys.stdout.isatty():
        csv.writer(sys.stdout, delimiter="\t", lineterminator="\n").writerows([headings, *rows])
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    table = Table(*headings, header_style="bold")
    for cells in rows:
        table.add_row(*("" if cell is None else str(cell) for cell in cells))
    Console().print(table)


def _export(options: argparse.Namespace, lang: str) -> int:
    from congvan.archive.export import export  # noqa: PLC0415

    done = export(
        options.archive,
        options.out,
        format=options.format,
        table_name=options.table,
        given=options.set,
        defaults=options.defaults,
    )
    for group in done.duplicates:
        print(f"{say(lang, 'duplicates')}: {' = '.join(group)}", file=sys.stderr)
    for problem in done.problems:
        print(problem.message(lang), file=sys.stderr)
    if options.json:
        summary = {"rows": done.rows, "problems": [p.message(lang) for p in done.problems]}
        groups = [list(group) for group in done.duplicates]
        print(json.dumps({**summary, "duplicates": groups}, ensure_ascii=False))
    else:
        print(say(lang, "exported", rows=done.rows, out=options.out))
    if done.problems:
        left_out = {_document_of(problem) for problem in done.problems}
        print(say(lang, "left_out", n=len(left_out)), file=sys.stderr)
        return Exit.SOME_FAILED
    return Exit.OK


def _document_of(problem: DocumentError) -> str:
    return str(problem.params.get("document"))
