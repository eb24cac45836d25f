"""How to run the command."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parent


def start(*arguments, env=None):
    """Start the command in a process group of its own."""
    environment = {**os.environ, "PYTHONPATH": str(TESTS), "LC_ALL": "C.UTF-8", **(env or {})}
    return subprocess.Popen(
        [sys.executable, "-m", "congvan", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )


def congvan(*arguments, env=None, timeout=300):
    """Run the command to its end: exit code, data, messages."""
    run = start(*arguments, env=env)
    data, messages = run.communicate(timeout=timeout)
    return run.returncode, data, messages
