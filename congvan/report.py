"""What a person sees of a run: a progress bar, and a table at the end."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import shorten

from rich.console import Console
from rich.table import Table
from rich.text import Text

from congvan.batch import Listener, Outcome
from congvan.earlier import part_target
from congvan.errors import SecretMark
from congvan.inputs import Target
from congvan.messages import say
from congvan.progress import Bars
from postprocess.others import others_in
from postprocess.record import LISTS, SCALARS, Dispatch, Part, Status

_MOST_REASONS = 3  # in the table; the record has all
_MOST_LETTERS = 60  # of a value or a reason


class Progress(Bars, Listener):
    """Bars for the documents and pages of a batch."""

    def __init__(self, documents: int, lang: str) -> None:
        super().__init__(lang, "documents", documents)

    def document_done(self, outcome: Outcome) -> None:
        """One document further."""
        self.file_done(outcome.task.source, outcome.error)


def print_table(outcomes: Sequence[Outcome], out: Path, seconds: float, lang: str) -> None:
    """Print one row a document and a summary to stdout."""
    table = Table(header_style="bold")
    for key in ("document", "pages", "number", "date", "pdf", "review", "time"):
        right = key in ("pages", "time")
        table.add_column(
            say(lang, f"column_{key}"),
            justify="right" if right else "left",
            overflow="fold",
            no_wrap=right,
        )
    for outcome in outcomes:
        for row in _rows(outcome, lang):
            table.add_row(*row)
    console = Console(width=None if sys.stdout.isatty() else 160)
    console.print(table)
    failed = sum(o.error is not None for o in outcomes)
    apart = sum(o.apart is not None for o in outcomes)
    review = apart + sum(r.needs_review.value for o in outcomes for r in o.records)
    console.print(
        Text(
            say(
                lang,
                "summary",
                done=sum(len(o.records) for o in outcomes),
                failed=failed,
                review=review,
                pages=sum(o.pages for o in outcomes),
                seconds=seconds,
                out=out,
            )
        ),
        soft_wrap=True,
    )


def as_data(outcome: Outcome) -> list[dict[str, object]]:
    """One outcome as plain values, for ``--json``: the file, then its documents if several."""
    return [_data(outcome, record) for record in (outcome.record, *outcome.further)]


def _data(outcome: Outcome, record: Dispatch | None) -> dict[str, object]:
    part = record.source.part if record else None
    return {
        "file": str(outcome.task.source),
        "status": "failed" if outcome.error else "apart" if outcome.apart else "done",
        "error": outcome.error.message() if outcome.error else None,
        "secrecy": outcome.apart or (record.secrecy.value if record else None),
        "pages": len(record.pages) if record else outcome.pages,
        "failed_pages": _failed_pages(record) if record else outcome.failed_pages,
        "part": part.model_dump() if part else None,
        "earlier": outcome.earlier,
        "seconds": round(outcome.seconds, 2),
        "results": None if outcome.apart else str(_target(outcome, part).base),
        "pdf": record.source.pdf if record else None,
        "needs_review": record.needs_review.model_dump() if record else None,
        "number": record.number.value if record else None,
        "symbol": record.symbol.value if record else None,
        "date": record.date.value if record else None,
    }


def _target(outcome: Outcome, part: Part | None) -> Target:
    return part_target(outcome.task.target, part, outcome.pages) if part else outcome.task.target


def _failed_pages(record: Dispatch) -> int:
    return sum(page.status == "failed" for page in record.pages)


def _rows(outcome: Outcome, lang: str) -> Iterator[tuple[Text, ...]]:
    time = Text(f"{outcome.seconds:.1f} s")
    for record in outcome.records:
        yield (*_row(outcome, record, lang), time)
        time = Text("")  # of the whole file
    if outcome.records:
        return
    if outcome.apart is not None:
        message = SecretMark(mark=outcome.apart.upper()).message(lang)
    else:
        assert outcome.error is not None
        message = f"{say(lang, 'failed')}: {outcome.error.message(lang)}"
    name, pages = Text(outcome.task.target.base.name), Text(str(outcome.pages or ""))
    yield name, pages, Text(""), Text(""), Text(""), Text(message, style="red"), time


def _row(outcome: Outcome, record: Dispatch, lang: str) -> tuple[Text, ...]:
    name = Text(_target(outcome, record.source.part).base.name)
    pages = Text(str(len(record.pages)))
    reasons = list(_reasons(record, lang))
    if outcome.earlier:
        reasons.insert(0, say(lang, "earlier"))
    shown = reasons[:_MOST_REASONS]
    if len(reasons) > _MOST_REASONS:
        shown.append(say(lang, "more", n=len(reasons) - _MOST_REASONS))
    style = "red" if _failed_pages(record) else "yellow" if record.needs_review.value else ""
    number = "/".join(_shown(record, key) for key in ("number", "symbol"))
    return (
        name,
        pages,
        Text(number if number != "–/–" else "–"),
        Text(_shown(record, "date")),
        Text(record.source.pdf or ""),
        Text("; ".join(shown), style=style),
    )


def _reasons(record: Dispatch, lang: str) -> Iterator[str]:
    """What a person must look at, the gravest first, in the person's language."""
    if record.secrecy.value:
        yield say(lang, "marked_secret", mark=record.secrecy.value.upper())
    for page in record.pages:
        if page.status in ("failed", "doubtful"):
            yield say(lang, f"page_{page.status}", n=page.number)
    for page_number in others_in(record):
        yield say(lang, "page_begins", n=page_number)
    if record.number.status is record.date.status is Status.ABSENT:
        yield say(lang, "unnamed")
    for name in SCALARS:
        field = getattr(record, name)
        if field.status is Status.DOUBTFUL:
            read = field.value or field.raw or "?"
            yield f"{say(lang, f'field_{name}')}: {shorten(read, _MOST_LETTERS)}"
    for name in LISTS:
        items = getattr(record, name)
        if doubtful := sum(item.status is Status.DOUBTFUL for item in items):
            label = say(lang, f"field_{name}")
            yield say(lang, "doubtful_of", name=label, n=doubtful, all=len(items))
    yield from (check.message for check in record.checks if check.verdict == "fail")
    if record.source.pdf_reasons:
        reason = shorten(record.source.pdf_reasons[0], _MOST_LETTERS)
        yield say(lang, "not_pdfa", reason=reason)
    for signature in record.source.signed[:1]:
        yield say(lang, "signed_by", who=signature.signer or "?")


def _shown(record: Dispatch, key: str) -> str:
    """A value for the table: ``?`` behind what is doubtful, ``–`` for what is absent."""
    field = getattr(record, key)
    if field.status == Status.ABSENT:
        return "–"
    return f"{field.value or ''}{'?' if field.status == Status.DOUBTFUL else ''}"
