"""The fork server that workers come from; started early, it loads while the command does."""

from __future__ import annotations

import multiprocessing
import os
import tempfile
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from multiprocessing.util import get_temp_dir

_LOADED = "congvan.ready"  # loads what a worker needs to read
# Pictures of pages come and go: memory that glibc gives back after each, the kernel has to
# clear for the next, a twentieth of a page's time. A worker never holds more for this.
_KEEP_MEMORY = {
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),  # bytes; glibc takes no more
    "MALLOC_TRIM_THRESHOLD_": str(1 << 30),
}
# A process per core is the parallelism: numpy's own threads are made for nothing.
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}
# The path of a socket has 104 bytes at most (macOS; 108 on Linux), of which its own folder and
# name take 33: a long TMPDIR leaves too few.
_LONGEST = 70
_SHORT = "/tmp"  # noqa: S108 - POSIX has it everywhere; mkdtemp makes a folder of our own


def socket_folder() -> str:
    """The folder of the server's socket, made at the first call, short as ``TMPDIR`` may not be."""
    usual = tempfile.gettempdir()
    if len(os.fsencode(usual)) > _LONGEST and os.access(_SHORT, os.W_OK):
        tempfile.tempdir = _SHORT
    try:
        return get_temp_dir()
    finally:
        tempfile.tempdir = usual


def context() -> BaseContext:
    """How workers are made: forked from a server that has the heavy modules and no threads."""
    for name, value in (_KEEP_MEMORY | _ONE_THREAD).items():
        os.environ.setdefault(name, value)
    socket_folder()
    made = multiprocessing.get_context("forkserver")
    made.set_forkserver_preload([_LOADED])
    return made


def start_early() -> None:
    """Start the server now: loading takes it as long as it takes this process.

    Not for an archive, which first says where temporary files go, the server's own too.
    """
    context()
    forkserver.ensure_running()
