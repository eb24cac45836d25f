"""What the command line takes: its verbs, their options and the help that goes with them."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from congvan import __version__
from congvan.archive import commands
from congvan.messages import say

Run = Callable[[argparse.Namespace, str], int]


def early_language(arguments: Sequence[str]) -> str | None:
    """The value of ``--lang``, needed before the help texts are made."""
    for i, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
        if argument == "--lang" and i + 1 < len(arguments):
            return arguments[i + 1]
    return None


def parser_of(lang: str, runs: Mapping[str, Run]) -> argparse.ArgumentParser:
    """The parser of the command line.

    Args:
        lang: Of its help, ``vi`` or ``en``.
        runs: What runs each verb of documents; those of the archive bring their own.
    """

    def text(key: str) -> str:
        return say(lang, key)

    parser = argparse.ArgumentParser(prog="congvan", description=text("about"))
    parser.add_argument("--version", action="version", version=f"congvan {__version__}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", choices=("vi", "en"), help=text("lang"))
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="COMMAND")

    def verb(name: str, run: Run | None = None) -> argparse.ArgumentParser:
        sub = verbs.add_parser(name, help=text(name), description=text(name), parents=[common])
        sub.set_defaults(run=run or runs[name])
        return sub

    def reading(sub: argparse.ArgumentParser, secret: Sequence[str] = ("apart", "ignore")) -> None:
        sub.add_argument(
            "--workers", type=_positive, default=_cores(), metavar="N", help=text("workers")
        )
        sub.add_argument("--engine", metavar="NAME", help=text("engine"))
        sub.add_argument("--dpi", type=_positive, default=300, help=text("dpi"))
        sub.add_argument("--pages", help=text("pages"))
        sub.add_argument(
            "--timeout", type=_positive, default=120, metavar="S", help=text("timeout")
        )
        sub.add_argument(
            "--max-megapixels",
            type=_positive,
            default=100,
            metavar="N",
            help=text("max_megapixels"),
        )
        sub.add_argument(
            "--max-pages", type=_positive, default=2000, metavar="N", help=text("max_pages")
        )
        sub.add_argument("--on-secret", choices=secret, default="apart", help=text("on_secret"))
        sub.set_defaults(one_document=False, crops=False)

    sub = verb("digitize")
    sub.add_argument("paths", nargs="+", type=Path, metavar="PATH", help=text("paths"))
    sub.add_argument("--out", required=True, type=Path, metavar="DIR", help=text("out"))
    reading(sub, secret=("apart", "stop", "ignore"))
    sub.add_argument("--one-document", action="store_true", help=text("one_document"))
    sub.add_argument("--crops", action="store_true", help=text("crops"))
    sub.add_argument("--force", action="store_true", help=text("force"))
    sub.add_argument("--strict", action="store_true", help=text("strict"))
    sub.add_argument("--json", action="store_true", help=text("json"))

    sub = verb("repair")
    sub.add_argument("file", nargs="?", type=Path, help=text("file"))
    sub.add_argument("--explain", action="store_true", help=text("explain"))

    sub = verb("extract")
    sub.add_argument("file", nargs="?", type=Path, help=text("file"))
    sub.add_argument("--one-document", action="store_true", help=text("one_document"))
    sub.add_argument("--strict", action="store_true", help=text("strict"))

    sub = verb("evaluate")
    sub.add_argument("truth", type=Path, help=text("truth"))
    sub.add_argument("read", type=Path, help=text("read"))
    sub.add_argument("--before", type=Path, metavar="PATH", help=text("before"))
    sub.add_argument("--html", type=Path, metavar="FILE", help=text("html"))

    sub = verb("series")
    sub.add_argument("folder", type=Path, metavar="DIR", help=text("series_folder"))
    sub.add_argument("--json", action="store_true", help=text("json"))

    verb("schema")

    sub = verb("doctor")
    sub.add_argument("--json", action="store_true", help=text("json"))
    commands.add(verb, reading, text)
    return parser


def _positive(text: str) -> int:
    value = int(text)
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} < 1")
    return value


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
