"""The archive on the command line: options, and thin wrappers around the functions."""

from __future__ import annotations

import argparse
import json
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from congvan.archive import finding
from congvan.errors import Exit
from congvan.messages import say
from ocr.errors import DocumentError

if TYPE_CHECKING:
    from congvan.settings import Settings

Run = Callable[[argparse.Namespace, str], int]
Verb = Callable[[str, Run], argparse.ArgumentParser]
Reading = Callable[[argparse.ArgumentParser], None]


def add(verb: Verb, reading: Reading, text: Callable[[str], str]) -> None:
    """Add the verbs of the archive.

    Args:
        verb: Adds a verb of a name, with what it does.
        reading: Adds the options of how pages are read.
        text: The help of an option.
    """
    sub = _archive(verb("ingest", _guarded(_ingest)), text)
    sub.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=text("paths"))
    reading(sub)
    _running(sub, text)
    sub.add_argument("--again", choices=("failed", "doubtful", "all"), help=text("again"))
    sub.add_argument("--strict", action="store_true", help=text("strict"))

    sub = _archive(verb("status", _guarded(_status)), text)
    sub.add_argument("--all", action="store_true", help=text("all_rows"))

    sub = _archive(verb("verify", _guarded(_verify)), text)
    sub.add_argument("--no-sources", action="store_true", help=text("no_sources"))

    sub = _archive(verb("watch", _guarded(_watch)), text)
    sub.add_argument("paths", nargs="+", type=Path, metavar="FOLDER", help=text("watched"))
    reading(sub)
    _running(sub, text)
    sub.add_argument("--quiet", type=float, default=10, metavar="S", help=text("quiet"))
    sub.add_argument("--interval", type=float, default=2, metavar="S", help=text("interval"))

    finding.add(lambda name, run: _archive(verb(name, _guarded(run)), text), text)


def _archive(sub: argparse.ArgumentParser, text: Callable[[str], str]) -> argparse.ArgumentParser:
    sub.add_argument("--archive", required=True, type=Path, metavar="DIR", help=text("archive"))
    sub.add_argument("--json", action="store_true", help=text("json"))
    return sub


def _running(sub: argparse.ArgumentParser, text: Callable[[str], str]) -> None:
    sub.add_argument("--memory", type=int, default=600, metavar="MB", help=text("memory"))


def _guarded(run: Run) -> Run:
    """Errors of the archive become messages and exit codes."""

    def guarded(options: argparse.Namespace, lang: str) -> int:
        from congvan.archive.errors import (  # noqa: PLC0415
            ArchiveBusy,
            MissingPackage,
            NewerArchive,
            NoArchive,
        )
        from congvan.errors import UsageError  # noqa: PLC0415
        from ocr.errors import EngineMissing, OutputError  # noqa: PLC0415

        try:
            return run(options, lang)
        except (UsageError, EngineMissing):
            raise
        except DocumentError as error:
            print(f"congvan: {error.message(lang)}", file=sys.stderr)
            if isinstance(error, MissingPackage):
                return Exit.MISSING_DEPENDENCY
            # An error of a result reaches this place only where no work has begun.
            nothing_done = isinstance(error, ArchiveBusy | NoArchive | NewerArchive | OutputError)
            return Exit.USAGE if nothing_done else Exit.SOME_FAILED

    return guarded


def _settings(options: argparse.Namespace) -> Settings:
    """Those of a run that reads, once it is known that its recogniser is there."""
    from congvan.cli import settings_of  # noqa: PLC0415 - it loads this module
    from congvan.settings import check_engine  # noqa: PLC0415 - other verbs do not read

    settings = settings_of(options)
    check_engine(settings.engine)
    return settings


def _ingest(options: argparse.Namespace, lang: str) -> int:
    from congvan.archive.ingest import ingest  # noqa: PLC0415
    from congvan.archive.view import Bar  # noqa: PLC0415

    settings = _settings(options)
    started = time.monotonic()
    signal.signal(signal.SIGTERM, _interrupt)
    with Bar(lang, as_json=options.json) as bar:
        tally = ingest(
            options.paths,
            options.archive,
            settings=settings,
            workers=options.workers,
            memory=options.memory,
            again=options.again,
            onlooker=bar,
        )
    if not options.json:
        seconds = time.monotonic() - started
        counts = {**tally.as_dict(), "files": tally.files, "archive": options.archive}
        print(say(lang, "ingest_summary", seconds=seconds, **counts))
    if tally.failed:
        return Exit.SOME_FAILED
    return Exit.NEEDS_REVIEW if options.strict and tally.review else Exit.OK


def _watch(options: argparse.Namespace, lang: str) -> int:
    from congvan.archive.view import Bar  # noqa: PLC0415
    from congvan.archive.watch import watch  # noqa: PLC0415

    settings = _settings(options)
    signal.signal(signal.SIGTERM, _interrupt)
    shown = ", ".join(str(path) for path in options.paths)
    print(say(lang, "watching", paths=shown), file=sys.stderr)
    with Bar(lang, as_json=options.json) as bar:
        watch(
            options.paths,
            options.archive,
            settings=settings,
            workers=options.workers,
            memory=options.memory,
            quiet=options.quiet,
            interval=options.interval,
            onlooker=bar,
        )
    return Exit.OK


def _status(options: argparse.Namespace, lang: str) -> int:
    from congvan.archive.places import Places  # noqa: PLC0415
    from congvan.archive.status import failures, reviews, status  # noqa: PLC0415
    from congvan.archive.store import Store  # noqa: PLC0415
    from congvan.archive.view import MOST_ROWS, print_status  # noqa: PLC0415

    found = status(options.archive)
    with Store(Places(options.archive)) as store:
        if options.json:
            data = found.as_dict()
            data["failures"] = [
                {"file": f.path, "page": f.page, "reason": f.message(lang)} for f in failures(store)
            ]
            data["review"] = [
                {"file": r.path, "document": r.document, "reasons": json.loads(r.reasons)}
                for r in reviews(store)
            ]
            print(json.dumps(data, ensure_ascii=False, indent=1))
        else:
            most = None if options.all else MOST_ROWS
            print_status(found, failures(store), reviews(store), lang, most)
    return Exit.OK


def _verify(options: argparse.Namespace, lang: str) -> int:
    from congvan.archive.verify import verify  # noqa: PLC0415

    good = True
    for problem in verify(options.archive, sources=not options.no_sources):
        good = False
        if options.json:
            print(json.dumps(asdict(problem), ensure_ascii=False))
        else:
            print(f"{problem.path}: {say(lang, f'verify_{problem.what}')}")
    if good and not options.json:
        print(say(lang, "verify_good"))
    return Exit.OK if good else Exit.SOME_FAILED


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    """A service manager's way to say Ctrl-C."""
    raise KeyboardInterrupt
