"""The title of a circular under a stamp, told by the sentence that enacts it."""

from __future__ import annotations

import pytest

from postprocess.enacted import title_as_enacted
from postprocess.fields.flow import Flow, rows_of
from postprocess.record import Dispatch, Status
from postprocess.textpages import pages_from_text

ABOUT = "Quy định quản lý, sử dụng sổ theo dõi hồ sơ của cơ quan lưu trữ cấp tỉnh"
SAYS = f"Bộ trưởng Bộ Nội vụ ban hành Thông tư {ABOUT[0].lower()}{ABOUT[1:]}."
STAMPED = "CÔNG VĂN ĐẾN quản lý, sử dụng sổ 1151 dõi hồ sơ của cơ quan lưu trữ cấp"


def record(subject, kind="Thông tư", status=Status.DOUBTFUL):
    made = Dispatch()
    made.type.value, made.type.status = kind, Status.OK
    made.subject.value, made.subject.status = subject, status
    return made


def told(made, text):
    title_as_enacted(made, Flow.of(rows_of(pages_from_text(text))))
    return made.subject.value


def test_a_title_under_a_stamp_is_told_by_the_text_and_stays_doubtful():
    made = record(STAMPED)
    assert told(made, f"Căn cứ Luật Lưu trữ;\n{SAYS}\nĐiều 1. Phạm vi") == ABOUT
    assert made.subject.status is Status.DOUBTFUL


def test_how_it_is_called_further_on_is_no_part_of_a_title():
    says = SAYS.replace(".", " (sau đây gọi tắt là Thông tư về sổ).")
    assert told(record(STAMPED), says) == ABOUT


@pytest.mark.parametrize(
    ("made", "text"),
    [
        (record(STAMPED, status=Status.OK), SAYS),
        (record(STAMPED, kind="Công văn"), SAYS),
        (record(STAMPED, kind="Nghị định"), SAYS),
        (record("Quy định chế độ báo cáo thống kê ngành Nội vụ"), SAYS),  # another one
        (record(STAMPED), SAYS.replace("ban hành", "trình")),
        (record(STAMPED), "Bộ Nội vụ ban hành Thông tư quy định sổ; các cơ quan thực hiện."),
    ],
)
def test_other_titles_stay(made, text):
    before = made.subject.value
    assert told(made, text) == before


def test_the_same_words_stay_as_they_were_read():
    shouted = ABOUT.upper()
    assert told(record(shouted), SAYS) == shouted
