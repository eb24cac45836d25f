"""The fork server that workers come from; started early, it loads while the command does."""

from __future__ import annotations

import multiprocessing
from multiprocessing import forkserver
from multiprocessing.context import BaseContext

_LOADED = "congvan.ready"  # loads all that a worker needs


def context() -> BaseContext:
    """How workers are made: forked from a server that has the heavy modules and no threads."""
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload([_LOADED])
    return made


def start_early() -> None:
    """Start the server now: loading takes it as long as it takes this process.

    Not for an archive, which first says where temporary files go, the server's own too.
    """
    context()
    forkserver.ensure_running()
