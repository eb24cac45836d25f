"""Loads what a worker needs, and uses it once; only the fork server imports this.

Workers are forked from it, so code, tables and models are loaded once and shared, not once
in each. It loads what reading needs; what makes records and writes results takes longer, and
is loaded by the worker that does so while the first pages are read. No thread may outlive this
module: a process with threads cannot be forked safely.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pkgutil import resolve_name
from threading import Thread

from ocr.engines import DEFAULT, engine
from ocr.errors import EngineMissing

# A line of every kind that asks a table of its own: places, agencies, symbols, figures.
_DISPATCH = """ỦY BAN NHÂN DÂN
TỈNH ĐỒNG THÁP
SỞ NỘI VỤ
Số: 12/BC-SNV
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Đồng Tháp, ngày 15 tháng 3 năm 2023
BÁO CÁO
Kết quả cải cách hành chính quý I năm 2023
Thực hiện Quyết định số 45/QĐ-UBND ngày 03/01/2023 của Ủy ban nhân dân tỉnh, Sở Nội vụ đã tiếp
nhận 1.506/1.663 hồ sơ, đạt 90,55%; tổng kinh phí 48.640.000đ, tăng 12% so với cùng kỳ.
Nơi nhận:
- UBND tỉnh;
- Lưu: VT.
GIÁM ĐỐC
Nguyễn Văn An
"""


def load_finishing() -> None:
    """Load what makes the record of a document and writes its results."""
    with _no_search_for_garbage():
        resolve_name("congvan.documents")
        resolve_name("postprocess.extract:extract")(_DISPATCH)


@contextmanager
def _no_search_for_garbage() -> Iterator[None]:
    """Nothing of what is loaded is garbage: looking for some would take a tenth of the time."""
    gc.disable()
    yield
    # What is here stays: a search in a worker would copy all these pages of memory.
    gc.freeze()
    gc.enable()


def _load_models() -> None:
    # `doctor` and the command itself tell of what is missing.
    with suppress(EngineMissing, RuntimeError):
        engine(DEFAULT).version()
        if DEFAULT == "tesserocr":
            resolve_name("ocr.engines.inprocess:InProcess")().load()


def _load_reading() -> None:
    # Tesseract reads its models while Python compiles patterns.
    models = Thread(target=_load_models)
    models.start()
    # A process per core is the parallelism; OpenCV's own threads would only fight for it.
    resolve_name("cv2:setNumThreads")(1)
    resolve_name("congvan.pipeline")
    resolve_name("pebble")  # what a worker waits for its jobs with
    resolve_name("postprocess.quality:is_garbled")(_DISPATCH)
    unsure = _DISPATCH.replace("kinh phí", "kinh phi")
    resolve_name("postprocess.repair:repair")(unsure, mode="vietnamese")
    models.join()


with _no_search_for_garbage():
    _load_reading()
