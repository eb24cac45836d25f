"""Worker processes and their jobs; a job that crashes, hangs or eats memory costs only itself.

Pebble, not ``concurrent.futures``: there one killed worker takes the others' work with
it. The processes come from a fork server, which has the heavy modules loaded and no
threads, so that a new one after a kill is cheap and safe. Each worker leads a process
group, so that the programs it has started end with it.

Most of them read pages. One for several of these makes records and writes results, which takes
it a twentieth of the time; what it needs for that loads while the first pages are read.
"""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import psutil
from pebble import ProcessExpired, ProcessPool

from congvan.errors import OutOfMemory, WorkerDied
from congvan.forks import context
from congvan.worker import Hold, enter, enter_to_finish, limited
from ocr.errors import DocumentError, EngineFailed, PageTimeout

_READERS_TO_ONE = 8  # that finishes: it is idle half of the time, and never waited for
_BACKLOG = 4  # jobs to finish that wait: with more, those that read take some, and load for it
_TICK = 0.5  # seconds between two looks at clocks and memory
_MOST_ASKED = 200  # times for more jobs in one turn: what needs no job must not hold up the rest
_MOST_SUSPECTS = 16  # jobs that wait for their second try; each keeps its document open
_MOST_BROKEN = 10  # pools in a row that break before one job is done
_SECOND_TRY = (WorkerDied, OutOfMemory, PageTimeout, EngineFailed)


@dataclass(slots=True)
class Job:
    """A call for a worker, and what to do with its answer.

    Attributes:
        call: A function, ``module:name``: only the workers need what it loads.
        args: Its arguments.
        limit: Seconds it may take, counted from when a worker takes it.
        then: Told the result.
        failed: Told why there is none.
        kwargs: Its keyword arguments.
        finishes: Whether it makes a record or writes results.
        alone: Whether it is its second try.
        deadline: When its time is up, by the monotonic clock; None while it waits.
    """

    call: str
    args: tuple[Any, ...]
    limit: float
    then: Callable[[Any], None]
    failed: Callable[[DocumentError], None]
    kwargs: dict[str, Any] = field(default_factory=dict)
    finishes: bool = False
    alone: bool = False
    deadline: float | None = None


class _Team:
    """Some processes for jobs of one kind, and the jobs that wait for them.

    Args:
        size: Number of processes.
        enter: What each calls first, with ``args``.
    """

    def __init__(self, size: int, enter: Callable[..., None], args: tuple[Any, ...]) -> None:
        self.size = size
        self.ready: deque[Job] = deque()
        self.running = 0
        self._enter = (enter, args)
        self.pool = self.new_pool()

    def new_pool(self) -> ProcessPool:
        """Processes in place of those that are there, if they do not start."""
        initializer, args = self._enter
        return ProcessPool(
            max_workers=self.size, initializer=initializer, initargs=args, context=context()
        )

    @property
    def has_room(self) -> bool:
        """One job beyond the processes keeps them busy; more would only hold memory, and the
        clock of a job's limit starts when a process takes it."""
        return self.running <= self.size


class Crew:
    """Some workers; use as a context manager.

    Leaving it kills the workers and all they have started.

    Args:
        workers: Number of processes that read.
        memory: Megabytes a worker may take, with the programs it starts; None for no limit.
        second_try: Whether a job that crashed, hung or ate memory is tried once more,
            with nothing beside it and with the memory of all workers.
        scratch: Folder for the workers' temporary files; None for the system's.
        hold: Passed to each worker, see `congvan.worker.Hold`.
    """

    def __init__(
        self,
        workers: int,
        *,
        memory: int | None = None,
        second_try: bool = False,
        scratch: Path | None = None,
        hold: Hold | None = None,
    ) -> None:
        self._workers = workers
        self._memory = memory
        self._second_try = second_try
        self._enter = (scratch, hold)
        self._suspects: deque[Job] = deque()
        self._lone = False  # suspects are being tried, one by one
        self._running: dict[Future[Any], tuple[Job, _Team]] = {}
        self._killed: dict[int, int] = {}  # worker that ate memory: its limit in megabytes
        self._looked = 0.0
        self._broken = 0  # times in a row

    def __enter__(self) -> Self:
        self._readers = _Team(self._workers, enter, self._enter)
        size = -(-self._workers // _READERS_TO_ONE)
        self._finishers = _Team(size, enter_to_finish, self._enter)
        self._finishers.pool.schedule(int)  # nothing: it loads before there is a job
        return self

    def __exit__(self, *_: object) -> None:
        for team in self._teams:
            team.pool.stop()  # type: ignore[no-untyped-call]
        for leader in _groups():
            _kill_group(leader)
        for team in self._teams:
            team.pool.join()

    @property
    def _teams(self) -> tuple[_Team, _Team]:
        return self._readers, self._finishers

    def _team(self, job: Job) -> _Team:
        return self._finishers if job.finishes else self._readers

    @property
    def busy(self) -> bool:
        """Whether any job is waiting or running."""
        return bool(self._running or self._suspects or any(team.ready for team in self._teams))

    def add(self, job: Job) -> None:
        """Take a job."""
        self._team(job).ready.append(job)

    def turn(self, more: Callable[[], bool]) -> None:
        """Give jobs to idle workers, wait for an answer or a moment, and hand answers on.

        Args:
            more: Called when no job is ready. Adds some, or finds that something needs none,
                and returns True; returns False if there is nothing more.
        """
        self._fill(more)
        done, _ = wait(self._running, timeout=_TICK, return_when=FIRST_COMPLETED)
        for future in done:
            self._answer(future, *self._running.pop(future))
        self._look()

    def _fill(self, more: Callable[[], bool]) -> None:
        if len(self._suspects) >= _MOST_SUSPECTS:
            self._lone = True
        readers, finishers = self._teams
        asked = 0
        while not self._lone and finishers.has_room and finishers.ready:
            self._submit(finishers.ready.popleft(), finishers)
        while not self._lone and readers.has_room and asked < _MOST_ASKED:
            if len(finishers.ready) > _BACKLOG:
                self._submit(finishers.ready.popleft(), readers)
            elif readers.ready:
                self._submit(readers.ready.popleft(), readers)
            else:
                asked += 1
                if not more():
                    break
        waiting = any(team.ready for team in self._teams)
        idle = not self._running and not waiting and asked < _MOST_ASKED
        if self._suspects and not self._running and (self._lone or idle):
            suspect = self._suspects.popleft()
            self._submit(suspect, self._team(suspect))
        if not self._suspects:
            self._lone = False

    def _submit(self, job: Job, team: _Team) -> None:
        memory = self._limit_of(job)
        call = (job.call, job.args, job.kwargs, memory)
        job.deadline = None
        try:
            future = team.pool.schedule(limited, args=call)
        except RuntimeError:  # the pool broke
            team.pool = team.new_pool()
            future = team.pool.schedule(limited, args=call)
        team.running += 1
        self._running[future] = job, team

    def _limit_of(self, job: Job) -> int | None:
        if self._memory is None:
            return None
        return self._memory * self._workers if job.alone else self._memory

    def _answer(self, future: Future[Any], job: Job, team: _Team) -> None:
        team.running -= 1
        try:
            result = future.result()
        except BrokenProcessPool as error:
            self._broken += 1
            if self._broken > _MOST_BROKEN:
                raise WorkerDied(reason="no worker starts") from error
            self._team(job).ready.appendleft(job)
        except DocumentError as error:
            self._failed(job, error)
        except (CancelledError, TimeoutError):
            self._failed(job, PageTimeout(page="?", seconds=round(job.limit)))
        except ProcessExpired as error:
            _kill_group(error.pid)  # what a crashed worker had started
            limit = self._killed.pop(error.pid, None)
            died = WorkerDied(reason=f"exit code {error.exitcode}")
            self._failed(job, OutOfMemory(limit=limit) if limit else died)
        except Exception as error:  # a bug of ours must cost one document, not the batch
            job.failed(WorkerDied(reason=f"{type(error).__name__}: {error}"))
        else:
            self._broken = 0
            job.then(result)

    def _failed(self, job: Job, error: DocumentError) -> None:
        if self._second_try and not job.alone and isinstance(error, _SECOND_TRY):
            job.alone = True
            self._suspects.append(job)
        else:
            job.failed(error)

    def _look(self) -> None:
        """End jobs whose time is up and workers that ate too much.

        By the monotonic clock: pebble's own limits would go wrong when somebody, or the
        network, sets the clock.
        """
        now = time.monotonic()
        if now - self._looked < _TICK:
            return
        self._looked = now
        for future, (job, _) in self._running.items():
            if job.deadline is None:
                if future.running():
                    job.deadline = now + job.limit
            elif now > job.deadline and not future.cancelled():
                future.cancel()  # pebble kills the worker
        if self._memory is None:
            return
        limit = max((self._limit_of(job) or 0 for job, _ in self._running.values()), default=0)
        for leader, members in _groups().items():
            if limit and _megabytes(members) > limit:
                self._killed[leader] = limit
                _kill_group(leader)


def _groups() -> dict[int, list[psutil.Process]]:
    """The workers by number, each with the programs it has started."""
    own = os.getpgid(0)
    groups: dict[int, list[psutil.Process]] = {}
    for process in psutil.Process().children(recursive=True):
        with suppress(ProcessLookupError):
            leader = os.getpgid(process.pid)
            if leader != own:
                groups.setdefault(leader, []).append(process)
    return groups


def _megabytes(processes: list[psutil.Process]) -> float:
    """What processes have in memory for themselves; files that are mapped do not count."""
    total = 0
    for process in processes:
        with suppress(psutil.Error):
            memory = process.memory_info()
            total += memory.rss - getattr(memory, "shared", 0)
    return total / (1 << 20)


def _kill_group(leader: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)
