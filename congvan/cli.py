"""The command line: thin wrappers around the library, exit codes and messages.

stdout is data, stderr is messages and progress.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from congvan import __version__
from congvan.errors import Exit, UsageError
from congvan.messages import language, say
from ocr.errors import EngineMissing


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    lang = language(_early_language(arguments))
    options = _parser(lang).parse_args(arguments)
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
    from congvan.batch import Batch  # noqa: PLC0415 — OpenCV and pydantic load for this verb only
    from congvan.inputs import collect  # noqa: PLC0415
    from congvan.report import Progress, as_data, print_table  # noqa: PLC0415
    from congvan.settings import Settings, page_numbers  # noqa: PLC0415

    settings = Settings(
        engine=options.engine,
        dpi=options.dpi,
        timeout=options.timeout,
        max_megapixels=options.max_megapixels,
        max_pages=options.max_pages,
        crops=options.crops,
        pages=page_numbers(options.pages) if options.pages else None,
    )
    tasks = collect(options.paths, options.out)
    _check_writable(options.out)
    _check_engine(settings.engine)
    started = time.monotonic()
    with Progress(len(tasks), lang) as progress:
        batch = Batch(
            tasks, settings, workers=options.workers, force=options.force, listener=progress
        )
        outcomes = list(batch.run())
    order = {task.source: i for i, task in enumerate(tasks)}
    outcomes.sort(key=lambda o: order[o.task.source])
    if options.json:
        for outcome in outcomes:
            print(json.dumps(as_data(outcome), ensure_ascii=False))
    else:
        print_table(outcomes, options.out, time.monotonic() - started, lang)
    if any(o.error is not None or o.failed_pages for o in outcomes):
        return Exit.SOME_FAILED
    if options.strict and any(o.record and o.record.needs_review.value for o in outcomes):
        return Exit.NEEDS_REVIEW
    return Exit.OK


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
    from congvan.pipeline import json_of  # noqa: PLC0415

    record = congvan.extract(_text(options.file))
    sys.stdout.write(json_of(record))
    return Exit.NEEDS_REVIEW if options.strict and record.needs_review.value else Exit.OK


def _evaluate(options: argparse.Namespace, _lang: str) -> int:
    from congvan.metrics import evaluate_paths  # noqa: PLC0415

    pooled, single = evaluate_paths(options.truth, options.read)
    data = {**pooled.as_dict(), "files": {k: v.as_dict() for k, v in single.items()}}
    print(json.dumps(data, ensure_ascii=False, indent=1))
    return Exit.OK


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


def _check_engine(name: str) -> None:
    """Find out before any work that the recogniser is there.

    Raises:
        UsageError: There is none of that name.
        EngineMissing: It is not installed.
    """
    from ocr.engines import engine  # noqa: PLC0415

    try:
        engine(name).version()
    except ValueError as error:
        raise UsageError(en=str(error), vi=str(error)) from error


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


def _early_language(arguments: Sequence[str]) -> str | None:
    """The value of ``--lang``, needed before the help texts are made."""
    for i, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
        if argument == "--lang" and i + 1 < len(arguments):
            return arguments[i + 1]
    return None


def _parser(lang: str) -> argparse.ArgumentParser:
    def text(key: str) -> str:
        return say(lang, key)

    parser = argparse.ArgumentParser(prog="congvan", description=text("about"))
    parser.add_argument("--version", action="version", version=f"congvan {__version__}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=("vi", "en"), help=text("lang"))
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="COMMAND")

    def verb(name: str, run: object) -> argparse.ArgumentParser:
        sub = verbs.add_parser(name, help=text(name), description=text(name), parents=[common])
        sub.set_defaults(run=run)
        return sub

    sub = verb("digitize", _digitize)
    sub.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=text("paths"))
    sub.add_argument("--out", required=True, type=Path, metavar="DIR", help=text("out"))
    sub.add_argument(
        "--workers", type=_positive, default=_cores(), metavar="N", help=text("workers")
    )
    sub.add_argument("--engine", default="tesseract", metavar="NAME", help=text("engine"))
    sub.add_argument("--dpi", type=_positive, default=300, help=text("dpi"))
    sub.add_argument("--pages", help=text("pages"))
    sub.add_argument("--timeout", type=_positive, default=120, metavar="S", help=text("timeout"))
    sub.add_argument(
        "--max-megapixels", type=_positive, default=100, metavar="N", help=text("max_megapixels")
    )
    sub.add_argument(
        "--max-pages", type=_positive, default=2000, metavar="N", help=text("max_pages")
    )
    sub.add_argument("--crops", action="store_true", help=text("crops"))
    sub.add_argument("--force", action="store_true", help=text("force"))
    sub.add_argument("--strict", action="store_true", help=text("strict"))
    sub.add_argument("--json", action="store_true", help=text("json"))

    sub = verb("repair", _repair)
    sub.add_argument("file", nargs="?", type=Path, help=text("file"))
    sub.add_argument("--explain", action="store_true", help=text("explain"))

    sub = verb("extract", _extract)
    sub.add_argument("file", nargs="?", type=Path, help=text("file"))
    sub.add_argument("--strict", action="store_true", help=text("strict"))

    sub = verb("evaluate", _evaluate)
    sub.add_argument("truth", type=Path, help=text("truth"))
    sub.add_argument("read", type=Path, help=text("read"))

    sub = verb("doctor", _doctor)
    sub.add_argument("--json", action="store_true", help=text("json"))
    return parser


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} < 1")
    return value


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


if __name__ == "__main__":
    sys.exit(main())
