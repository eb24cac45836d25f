"""A tờ trình as its word processor exported it."""

from __future__ import annotations

from form import Dispatch, Para, Signature
from truth import ref, share, stat


def document() -> Dispatch:
    """The document."""
    return Dispatch(
        superior=("ỦY BAN NHÂN DÂN", "TỈNH BÌNH LONG"),
        issuer=("SỞ TÀI CHÍNH",),
        number="219/TTr-STC",
        place_date="Bình Long, ngày 06 tháng 3 năm 2024",
        kind="TỜ TRÌNH",
        subject=("Về việc điều chỉnh dự toán kinh phí cải cách hành chính năm 2024",),
        addressees=("Ủy ban nhân dân tỉnh Bình Long",),
        body=(
            Para(
                "Căn cứ Nghị quyết số 48/NQ-HĐND ngày 08 tháng 12 năm 2023 của Hội đồng nhân dân "
                "tỉnh về dự toán ngân sách địa phương năm 2024;"
            ),
            Para(
                "Thực hiện Thông báo số 62/TB-UBND ngày 19 tháng 02 năm 2024 của Ủy ban nhân dân "
                "tỉnh về kết luận phiên họp cải cách hành chính tháng 02 năm 2024,"
            ),
            Para(
                "Sở Tài chính kính trình Ủy ban nhân dân tỉnh xem xét, điều chỉnh dự toán kinh phí "
                "cải cách hành chính năm 2024 như sau:"
            ),
            Para(
                "1. Dự toán đã giao tại Nghị quyết số 48/NQ-HĐND là 12.750 triệu đồng. Đến ngày "
                "29/02/2024 đã giải ngân 2.168/12.750 triệu đồng, đạt 17,00%."
            ),
            Para(
                "2. Đề nghị bổ sung 1.430 triệu đồng cho 11 đơn vị để số hóa hồ sơ, kết quả giải "
                "quyết thủ tục hành chính còn hiệu lực."
            ),
            Para("Sở Tài chính kính trình Ủy ban nhân dân tỉnh xem xét, quyết định./."),
        ),
        recipients=("Như trên", "Văn phòng UBND tỉnh", "Lưu: VT, QLNS"),
        signature=Signature(("GIÁM ĐỐC",), "Nguyễn Hữu Tâm"),
        record={
            "type": "Tờ trình",
            "superior": "Ủy ban nhân dân tỉnh Bình Long",
            "issuer": "Sở Tài chính",
            "signer_title": "Giám đốc",
            "period": "2024",
            "references": [
                ref("Nghị quyết", "48/NQ-HĐND", "2023-12-08", "Hội đồng nhân dân tỉnh", 2),
                ref("Thông báo", "62/TB-UBND", "2024-02-19", "Ủy ban nhân dân tỉnh"),
            ],
            "statistics": [
                stat("dự toán đã giao", 12750, "triệu đồng", period="2024"),
                share("đã giải ngân", 2168, 12750, 17.0, unit="triệu đồng", period="2024-02-29"),
                stat("đề nghị bổ sung", 1430, "triệu đồng", period="2024"),
                stat("đơn vị", 11, "đơn vị"),
            ],
        },
        left_share=0.4,
    )
