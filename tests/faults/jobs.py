"""Jobs for a crew."""

import os
import time
from pathlib import Path


def worker(seconds):
    """Number of the process, after some time."""
    time.sleep(seconds)
    return os.getpid()


def found(path, seconds):
    """Whether a file was made within some time."""
    deadline = time.monotonic() + seconds
    while not Path(path).exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return Path(path).exists()


def dies_once(log):
    """Die at the first call, answer at the second."""
    if not Path(log).exists():
        Path(log).touch()
        os._exit(3)
    return "second"
