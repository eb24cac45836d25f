"""The command line: thin wrappers around the library, exit codes and messages.

stdout is data, stderr is messages and progress.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from congvan.arguments import early_language, parser_of
from congvan.errors import Exit, UsageError
from congvan.forks import start_early
from congvan.messages import language, say
from ocr.errors import EngineMissing

if TYPE_CHECKING:
    from congvan.batch import Outcome
    from congvan.evaluation import Pair
    from congvan.settings import Settings


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    lang = language(early_language(arguments))
    options = parser_of(lang, _RUNS).parse_args(arguments)
    try:
        return int(options.run(options, lang))
    except KeyboardInterrupt:
        print(say(lang, "interrupted"), file=sys.stderr)
        return Exit.INTERRUPTED
    except UsageError as error:
        print(f"congvan: {error.message(lang)}", file=sys.stderr)
        return Exit.USAGE
    except EngineMissing as error:
        print(f"congvan: {error.message(lang)}", file=sys.stderr)
        return Exit.MISSING_DEPENDENCY
    except BrokenPipeError:
        # The reader of our output (head, less) has seen enough.
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 — until exit
        return Exit.OK


def _digitize(options: argparse.Namespace, lang: str) -> int:
    start_early()
    from congvan.batch import Batch  # noqa: PLC0415 — OpenCV and pydantic load for this verb only
    from congvan.inputs import collect  # noqa: PLC0415
    from congvan.report import Progress, as_data, print_table  # noqa: PLC0415
    from congvan.settings import OnSecret  # noqa: PLC0415

    settings = settings_of(options)
    tasks = collect(options.paths, options.out)
    _check_writable(options.out)
    started = time.monotonic()
    with Progress(len(tasks), lang) as progress:
        batch = Batch(
            tasks, settings, workers=options.workers, force=options.force, listener=progress
        )
        with closing(batch.run()) as run:
            outcomes = list(_until_secret(run) if settings.on_secret is OnSecret.STOP else run)
    order = {task.source: i for i, task in enumerate(tasks)}
    outcomes.sort(key=lambda o: (not o.secret, order[o.task.source]))
    if options.json:
        for line in (line for outcome in outcomes for line in as_data(outcome)):
            print(json.dumps(line, ensure_ascii=False))
    else:
        print_table(outcomes, options.out, time.monotonic() - started, lang)
    apart = next((o for o in outcomes if o.apart), None)
    if apart is not None and settings.on_secret is OnSecret.STOP:
        values = {"path": apart.task.source, "mark": str(apart.apart).upper()}
        print(say(lang, "stopped", left=len(tasks) - len(outcomes), **values), file=sys.stderr)
        return Exit.SOME_FAILED
    if any(o.error is not None or o.failed_pages for o in outcomes):
        return Exit.SOME_FAILED
    review = any(o.apart or any(r.needs_review.value for r in o.records) for o in outcomes)
    return Exit.NEEDS_REVIEW if options.strict and review else Exit.OK


def _until_secret(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    for outcome in outcomes:
        yield outcome
        if outcome.apart:
            return


def settings_of(options: argparse.Namespace) -> Settings:
    """The settings that a person chose.

    Raises:
        UsageError: They make no sense.
    """
    from congvan.settings import OnSecret, Settings, page_numbers  # noqa: PLC0415
    from ocr.engines import DEFAULT  # noqa: PLC0415

    return Settings(
        engine=options.engine or DEFAULT,
        dpi=options.dpi,
        timeout=options.timeout,
        max_megapixels=options.max_megapixels,
        max_pages=options.max_pages,
        crops=options.crops,
        pages=page_numbers(options.pages) if options.pages else None,
        one_document=options.one_document,
        on_secret=OnSecret(options.on_secret),
    )


def _repair(options: argparse.Namespace, _lang: str) -> int:
    import congvan  # noqa: PLC0415

    repaired = congvan.repair(_text(options.file))
    if options.explain:
        for edit in repaired.edits:
            print(json.dumps(asdict(edit), ensure_ascii=False))
    else:
        sys.stdout.write(repaired.text)
    return Exit.OK


def _extract(options: argparse.Namespace, _lang: str) -> int:
    import congvan  # noqa: PLC0415
    from congvan.finishing import json_of  # noqa: PLC0415

    record = congvan.extract(_text(options.file), one_document=options.one_document)
    sys.stdout.write(json_of(record))
    return Exit.NEEDS_REVIEW if options.strict and record.needs_review.value else Exit.OK


def _evaluate(options: argparse.Namespace, lang: str) -> int:
    from congvan.evaluation import evaluate_paths  # noqa: PLC0415
    from congvan.metrics import pooled  # noqa: PLC0415
    from congvan.record_files import evaluate_records  # noqa: PLC0415

    records = evaluate_records(options.truth, options.read)
    if records is not None and not any(options.truth.glob("*.txt")):
        print(json.dumps({"records": records}, ensure_ascii=False, indent=1))
        return Exit.OK
    pairs = evaluate_paths(options.truth, options.read, options.before)
    if options.html is not None:
        _write_html(options, pairs, lang)
    total = pooled(p.scores for p in pairs)
    data = {**total.as_dict(), "files": {p.stem: p.scores.as_dict() for p in pairs}}
    if records is not None:
        data["records"] = records
    print(json.dumps(data, ensure_ascii=False, indent=1))
    return Exit.OK


def _series(options: argparse.Namespace, lang: str) -> int:
    from congvan.numbering import as_data, print_series, series_in  # noqa: PLC0415

    if not options.folder.is_dir():
        raise UsageError(
            en=f"There is no folder {options.folder}.", vi=f"Không có {options.folder}."
        )
    found = series_in(options.folder)
    if options.json:
        for series in found:
            print(json.dumps(as_data(series), ensure_ascii=False))
    else:
        print_series(found, lang)
    return Exit.OK


def _schema(_options: argparse.Namespace, _lang: str) -> int:
    from postprocess.schema import schema_text  # noqa: PLC0415

    sys.stdout.write(schema_text())
    return Exit.OK


def _write_html(options: argparse.Namespace, pairs: Sequence[Pair], lang: str) -> None:
    from congvan.evaluation_html import as_html  # noqa: PLC0415
    from congvan.outputs.atomic import write_text_atomic  # noqa: PLC0415

    path = options.html
    if path.suffix.lower() not in (".html", ".htm") or path.is_dir():
        messages = {k: say(k, "not_html", path=path) for k in ("en", "vi")}
        raise UsageError(**messages)
    write_text_atomic(path, as_html(pairs, lang))


def _doctor(options: argparse.Namespace, lang: str) -> int:
    from congvan import doctor  # noqa: PLC0415

    return doctor.report(lang, as_json=options.json).value


def _text(file: Path | None) -> str:
    try:
        data = sys.stdin.buffer.read() if file is None or str(file) == "-" else file.read_bytes()
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        messages = {k: say(k, "not_utf8", path=file or "stdin") for k in ("en", "vi")}
        raise UsageError(**messages) from error
    except OSError as error:
        reason = f"{file}: {error.strerror}"
        raise UsageError(en=reason, vi=reason) from error


def _check_writable(out: Path) -> None:
    """Find out before hours of work, not after.

    Raises:
        UsageError: The folder cannot be made or written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        if not os.access(out, os.W_OK | os.X_OK):
            raise PermissionError(13, "Permission denied")
    except OSError as error:
        raise UsageError(
            en=f"Cannot write to {out} ({error.strerror}). Choose another folder: --out",
            vi=f"Không ghi được vào {out} ({error.strerror}). Hãy chọn thư mục khác: --out",
        ) from error


_RUNS = {
    "digitize": _digitize,
    "repair": _repair,
    "extract": _extract,
    "evaluate": _evaluate,
    "series": _series,
    "schema": _schema,
    "doctor": _doctor,
}


if __name__ == "__main__":
    sys.exit(main())
