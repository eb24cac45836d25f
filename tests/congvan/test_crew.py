"""Those that read and the one that finishes: none waits for the other, each may die."""

from __future__ import annotations

from congvan.crew import Crew, Job
from congvan.errors import WorkerDied


def done(jobs, *, workers, **options):
    """What became of the jobs, in their order: a result or an error."""
    ends = {}
    with Crew(workers, **options) as crew:
        for i, (call, args, finishes) in enumerate(jobs):

            def end(result, i=i):
                ends[i] = result

            crew.add(Job(call, args, 60.0, end, end, finishes=finishes))
        while crew.busy:
            crew.turn(lambda: False)
    return [ends[i] for i in range(len(jobs))]


def test_reading_goes_on_while_a_document_is_finished(tmp_path):
    made = tmp_path / "made"
    jobs = [("faults.jobs:found", (made, 30), True), ("pathlib:Path.touch", (made,), False)]
    assert done(jobs, workers=1)[0] is True


def test_documents_that_pile_up_are_finished_by_those_that_read():
    ends = done([("faults.jobs:worker", (0.2,), True)] * 16, workers=2)
    assert len(set(ends)) > 1


def test_few_documents_are_finished_by_one():
    assert len(set(done([("faults.jobs:worker", (0.1,), True)] * 4, workers=4))) == 1


def test_a_document_that_kills_its_process_costs_only_itself():
    ends = done([("os:_exit", (3,), True), ("faults.jobs:worker", (0,), True)], workers=1)
    assert isinstance(ends[0], WorkerDied)
    assert isinstance(ends[1], int)


def test_what_died_is_tried_once_more(tmp_path):
    log = tmp_path / "log"
    jobs = [("faults.jobs:dies_once", (log,), True), ("faults.jobs:worker", (1,), False)]
    ends = done(jobs, workers=1, second_try=True)
    assert ends[0] == "second"
    assert isinstance(ends[1], int)
