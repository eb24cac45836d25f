"""The recogniser with a log: when each of its runs began, and what it took.

PYTHONPATH=benchmarks RECOGNISED=FILE congvan digitize … --engine timed:Timed
"""

from __future__ import annotations

import os
import time
from typing import Any

from ocr.engines import RawLine
from ocr.engines.inprocess import InProcess
from ocr.picture import Image


class Timed(InProcess):
    """Writes a line for each run: wall clock at its beginning, CPU seconds."""

    def recognise(self, image: Image, dpi: float, timeout: float, **how: Any) -> list[RawLine]:
        """See ``Engine.recognise``."""
        began, used = time.time(), time.process_time()
        lines = InProcess.recognise(self, image, dpi, timeout, **how)
        line = f"{began} {time.process_time() - used}\n".encode()
        log = os.open(os.environ["RECOGNISED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(log, line)
        os.close(log)
        return lines
