"""What is printed on a line of the form and around it."""

from __future__ import annotations

from functools import cache

import numpy as np

PLACES = (
    "Hà Nội", "Vị Thanh", "Cần Thơ", "Đà Nẵng", "Huế", "Quảng Ngãi", "Bà Rịa - Vũng Tàu", "Cà Mau",
    "Thành phố Hồ Chí Minh", "Kiên Giang", "Lào Cai", "Đồng Tháp", "Nghệ An", "Long Xuyên",
    "Thái Nguyên", "Hải Phòng", "Phú Yên", "Sơn La", "Bình Định", "Thạch An",
)  # fmt: skip
KINDS = ("QĐ", "BC", "KH", "TB", "TTr", "CV", "GM", "HD", "NQ", "CT", "TT", "BB", "ĐA", "PA")
NEAR = (
    "BỘ Y TẾ", "V/v báo cáo tình hình", "SỞ TÀI CHÍNH", "Độc lập - Tự do - Hạnh phúc", "THÔNG BÁO",
    "ỦY BAN NHÂN DÂN", "V/v góp ý dự thảo", "QUYẾT ĐỊNH", "Kính gửi: Các đơn vị",
)  # fmt: skip


@cache
def issuers() -> list[str]:
    """What symbols may end in: letters, for no list of agencies would be whole."""
    rng = np.random.default_rng(0)
    letters = list("ABCDĐGHKLMNPQSTUVXY")
    return ["".join(rng.choice(letters, rng.integers(2, 6))) for _ in range(150)]
