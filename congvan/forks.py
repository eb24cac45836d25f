"""The fork server that workers come from; started early, it loads while the command does."""

from __future__ import annotations

import multiprocessing
import os
from multiprocessing import forkserver
from multiprocessing.context import BaseContext

_LOADED = "congvan.ready"  # loads what a worker needs to read
# Pictures of pages come and go: memory that glibc gives back after each, the kernel has to
# clear for the next, a twentieth of a page's time. A worker never holds more for this.
_KEEP_MEMORY = {
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),  # bytes; glibc takes no more
    "MALLOC_TRIM_THRESHOLD_": str(1 << 30),
}
# A process per core is the parallelism: numpy's own threads are made for nothing.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}


def context() -> BaseContext:
    """How workers are made: forked from a server that has the heavy modules and no threads."""
    for name, value in (_KEEP_MEMORY | _ONE_THREAD).items():
        os.environ.setdefault(name, value)
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload([_LOADED])
    return made


def start_early() -> None:
    """Start the server now: loading takes it as long as it takes this process.

    Not for an archive, which first says where temporary files go, the server's own too.
    """
    context()
    forkserver.ensure_running()
