"""Titles of those who sign official documents, as they are spelt: few, and always the same."""

from __future__ import annotations

# Their deputies are called so with "phó" before it.
_HEADS = """
    giám đốc, chủ tịch, cục trưởng, chi cục trưởng, vụ trưởng, hiệu trưởng, trưởng phòng,
    chánh văn phòng, chánh thanh tra, chánh án, viện trưởng, trưởng ban, trưởng đoàn, trưởng khoa,
    thủ tướng, thống đốc, chủ nhiệm, bí thư, tổng thư ký, tổng cục trưởng, đội trưởng,
    tổng giám đốc, chỉ huy trưởng, tổng biên tập, tổ trưởng, trạm trưởng, quản đốc
"""
_OTHERS = """
    bộ trưởng, thứ trưởng, thủ trưởng đơn vị, thủ trưởng cơ quan, kế toán trưởng, thẩm phán,
    chấp hành viên, kiểm sát viên, thường trực, công chứng viên, ủy viên, chuyên viên, chủ tọa,
    chủ trì, ủy viên thường trực, phó phòng, phó ban, phó văn phòng
"""
# For whom a head or his deputy signs; the codes of decree 30/2020/NĐ-CP, annex I, 7a.
_BODIES = """
    ủy ban nhân dân, ban thường vụ, ban chấp hành, hội đồng nhân dân, thường trực, hội đồng,
    đoàn chủ tịch, chính phủ, ban chỉ đạo, ban tổ chức
"""
FOR_HEADS = ("kt", "tl", "tuq")


def _parted(titles: str) -> tuple[str, ...]:
    return tuple(" ".join(title.split()) for title in titles.split(","))


_ALL = _parted(_HEADS)
_DEPUTIES = tuple(f"phó {head}" for head in _ALL)
# The first of several deputies.
_FIRST_DEPUTIES = tuple(f"{deputy} thường trực" for deputy in (*_DEPUTIES, "thứ trưởng"))
TITLES = (*_ALL, *_DEPUTIES, *_FIRST_DEPUTIES, *_parted(_OTHERS))
# Rows above a title that say in whose stead or name it signs.
AUTHORITIES = (
    *(f"{code}. {head}" for code in FOR_HEADS for head in (*_ALL, "bộ trưởng")),
    *(f"tm. {body}" for body in _parted(_BODIES)),
)
