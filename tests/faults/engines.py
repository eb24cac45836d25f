"""Engines for tests: they come through the same door as the real ones (``module:Class``)."""

from __future__ import annotations

import errno
import os
import signal
import time
from pathlib import Path

import numpy as np

from ocr.engines import RawLine
from ocr.page import Word

TEXT = ("UBND", "tỉnh", "An", "Giang")


def at_300_dpi(box, dpi):
    """A place on the sheet, given in pixels of 300 dpi, on a picture of another resolution."""
    return tuple(round(v * dpi / 300) for v in box)


class Steady:
    """Always reads the same line, at once."""

    name = "steady"

    def version(self):
        return "1"

    def recognise(self, image, dpi, timeout, *, one_column=False, model="text"):
        boxes = [
            at_300_dpi((100 + 150 * i, 200, 200 + 150 * i, 240), dpi) for i in range(len(TEXT))
        ]
        return [RawLine(tuple(Word(t, b, 0.95) for t, b in zip(TEXT, boxes, strict=True)))]

    def orientation(self, image, timeout):
        return 0


class _OnMarkedPage(Steady):
    """Goes wrong on pages that bear a black square in the middle."""

    def recognise(self, image, dpi, timeout, *, one_column=False, model="text"):
        h, w = image.shape
        middle = image[h // 2 - 20 : h // 2 + 20, w // 2 - 20 : w // 2 + 20]
        if np.mean(middle) < 100:
            self.go_wrong()
        return super().recognise(image, dpi, timeout)

    def go_wrong(self):
        raise NotImplementedError


class Crashes(_OnMarkedPage):
    """Takes its whole process with it, as a segmentation fault would."""

    def go_wrong(self):
        os.kill(os.getpid(), signal.SIGKILL)


class Fails(_OnMarkedPage):
    """Raises what a recogniser raises that gives up."""

    def go_wrong(self):
        raise RuntimeError("exit code -11: out of paper")


class Hangs(_OnMarkedPage):
    """Ignores its own time limit."""

    def go_wrong(self):
        time.sleep(3600)


class HasBug(_OnMarkedPage):
    """Raises what nobody expects."""

    def go_wrong(self):
        raise ZeroDivisionError("bug")


HEAD = """SỞ Y TẾ TỈNH AN HÒA
TRUNG TÂM Y TẾ
Số: 15/KH-TTYT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
An Hòa, ngày 04 tháng 3 năm 2021
KẾ HOẠCH
Tiêm chủng năm 2021"""


class Folder(_OnMarkedPage):
    """Marked pages are first pages of a document, the others go on."""

    head = HEAD

    def recognise(self, image, dpi, timeout, *, one_column=False, model="text"):
        self.lines = ["Trung tâm tổ chức tiêm chủng tại các trạm."]
        return super().recognise(image, dpi, timeout) and [
            RawLine(
                tuple(
                    Word(text, (100 + 70 * i, 60 + 40 * n, 160 + 70 * i, 90 + 40 * n), 0.95)
                    for i, text in enumerate(line.split())
                )
            )
            for n, line in enumerate(self.lines)
        ]

    def go_wrong(self):
        self.lines = self.head.splitlines()


class Secret(Folder):
    """Marked pages are secret."""

    head = HEAD.replace("CỘNG", "TỐI MẬT\nCỘNG")


class EatsMemory(_OnMarkedPage):
    """Takes more and more memory, slowly enough to be watched."""

    def go_wrong(self):
        eaten = []
        while True:
            eaten.append(np.ones(20_000_000, np.uint8))
            time.sleep(0.02)


class CrashesOnce(_OnMarkedPage):
    """Crashes the first time it sees a marked page; ``CONGVAN_TEST_ONCE`` names the mark."""

    def go_wrong(self):
        mark = Path(os.environ["CONGVAN_TEST_ONCE"])
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)


class FullOnce(_OnMarkedPage):
    """Finds the disk full the first time."""

    def go_wrong(self):
        mark = Path(os.environ["CONGVAN_TEST_ONCE"])
        if not mark.exists():
            mark.touch()
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class Slow(Steady):
    """Takes a while, as real recognisers do; ``CONGVAN_TEST_COUNT`` names a file of dots.

    A dot is a page: what is read of it once more, as a column, leaves none.
    """

    def recognise(self, image, dpi, timeout, *, one_column=False, model="text"):
        count = os.environ.get("CONGVAN_TEST_COUNT")
        if count and not one_column:
            with Path(count).open("a") as file:
                file.write(".")
        time.sleep(0.05)
        return super().recognise(image, dpi, timeout)
