"""Killed at any moment, the next run goes on and the end is the same."""

from __future__ import annotations

from killing import kill_and_compare


def test_killed_eight_times_it_ends_as_if_undisturbed(tmp_path):
    done = kill_and_compare(tmp_path, kills=8, documents=16)
    assert done.met >= 4
