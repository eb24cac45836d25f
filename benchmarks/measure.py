"""Runs a command and says what it took: wall time, CPU time and memory of its whole tree."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

_TICK = 0.05  # seconds between two looks at the processes
_MEMORY_EACH = 8  # looks at the clock for one at the memory, which is slow to ask for


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took.

    Attributes:
        wall: Seconds.
        cpu: Seconds of all its processes, user and system.
        memory: Most of it at a time, in megabytes; shared pages count once.
    """

    wall: float
    cpu: float
    memory: float


class Failed(Exception):
    """A command that ended badly."""


def run(command: Sequence[str], log: Path, env: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end.

    Workers that are killed at the end are waited for by nobody, so the processes are looked
    at while they live: of each its own time and that of the children it has waited for.

    Args:
        command: With its arguments.
        log: Takes what it says.
        env: Added to the environment.

    Raises:
        Failed: Its exit code says so.
    """
    began, before = time.monotonic(), _waited_for()
    cpu = memory = 0.0
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, stdout=out, stderr=subprocess.STDOUT, env={**os.environ, **(env or {})}
        )
        root = psutil.Process(process.pid)
        looks = 0
        while process.poll() is None:
            tree = _tree(root)
            cpu = max(cpu, sum(map(_seconds, tree)))
            if looks % _MEMORY_EACH == 0:
                memory = max(memory, sum(_megabytes(p) for p in tree))
            looks += 1
            time.sleep(_TICK)
    if process.returncode:
        raise Failed(f"{command[0]}: exit code {process.returncode}, see {log}")
    wall = time.monotonic() - began
    return Cost(wall, max(cpu, _waited_for() - before), memory)


def _waited_for() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _tree(root: psutil.Process) -> list[psutil.Process]:
    with suppress(psutil.Error):
        return [root, *root.children(recursive=True)]
    return []


def _seconds(process: psutil.Process) -> float:
    with suppress(psutil.Error):
        t = process.cpu_times()
        return float(t.user + t.system + t.children_user + t.children_system)
    return 0.0


def _megabytes(process: psutil.Process) -> float:
    with suppress(psutil.Error):
        return float(process.memory_full_info().pss) / (1 << 20)
    return 0.0
