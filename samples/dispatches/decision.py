"""A quyết định with a table of figures as its appendix; number under ten."""

from __future__ import annotations

from form import Dispatch, PageBreak, Para, Seal, Signature, Table
from truth import law, ref, stat


def document() -> Dispatch:
    """The document."""
    return Dispatch(
        issuer=("ỦY BAN NHÂN DÂN", "HUYỆN LỘC PHÚ"),
        number="05/QĐ-UBND",
        place_date="Lộc Phú, ngày 09 tháng 01 năm 2023",
        kind="QUYẾT ĐỊNH",
        subject=(
            "Về việc phân bổ kinh phí sửa chữa trường lớp học",
            "trên địa bàn huyện Lộc Phú năm 2023",
        ),
        body=(
            Para("**CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN LỘC PHÚ**", "center", 0, gap=12),
            Para("*Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;*", gap=10),
            Para("*Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;*"),
            Para(
                "*Căn cứ Nghị quyết số 21/NQ-HĐND ngày 20 tháng 12 năm 2022 của Hội đồng nhân dân "
                "huyện Lộc Phú về dự toán ngân sách huyện năm 2023;*"
            ),
            Para(
                "*Theo đề nghị của Trưởng phòng Phòng Tài chính - Kế hoạch tại Tờ trình số "
                "08/TTr-TCKH ngày 05 tháng 01 năm 2023.*"
            ),
            Para("**QUYẾT ĐỊNH:**", "center", 0, gap=12),
            Para(
                "**Điều 1.** Phân bổ kinh phí sửa chữa trường lớp học trên địa bàn huyện Lộc Phú "
                "năm 2023 với tổng số tiền là 9.465 triệu đồng, trong đó ngân sách tỉnh hỗ trợ "
                "6.180 triệu đồng, ngân sách huyện 3.285 triệu đồng *(chi tiết tại Phụ lục kèm "
                "theo)*.",
                gap=10,
            ),
            Para(
                "**Điều 2.** Phòng Tài chính - Kế hoạch phối hợp với Phòng Giáo dục và Đào tạo "
                "hướng dẫn Ủy ban nhân dân các xã quản lý, sử dụng và thanh quyết toán kinh phí "
                "đúng quy định."
            ),
            Para(
                "**Điều 3.** Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng Hội đồng "
                "nhân dân và Ủy ban nhân dân huyện, Thủ trưởng các đơn vị có liên quan và Chủ "
                "tịch Ủy ban nhân dân các xã chịu trách nhiệm thi hành Quyết định này./."
            ),
        ),
        recipients=(
            "Như Điều 3",
            "TT. HĐND huyện",
            "Kho bạc Nhà nước huyện",
            "Lưu: VT, TCKH",
        ),
        signature=Signature(
            ("CHỦ TỊCH",),
            "Trần Quốc Khải",
            Seal("ỦY BAN NHÂN DÂN", "TÀI LIỆU MẪU", ()),
            seed=23,
        ),
        after=(
            PageBreak(),
            Para("**Phụ lục**", "center", 0, gap=0, size=14),
            Para("**PHÂN BỔ KINH PHÍ SỬA CHỮA TRƯỜNG LỚP HỌC NĂM 2023**", "center", 0, gap=2),
            Para(
                "*(Kèm theo Quyết định số 05/QĐ-UBND ngày 09 tháng 01 năm 2023*\n"
                "*của Ủy ban nhân dân huyện Lộc Phú)*",
                "center",
                0,
                gap=2,
                size=13,
                fixed=True,
            ),
            Para("*Đơn vị tính: triệu đồng*", "right", 0, gap=10, size=12),
            Table(
                (0.07, 0.27, 0.12, 0.15, 0.13, 0.13, 0.13),
                (
                    "TT",
                    "Đơn vị",
                    "Số phòng học",
                    "Tổng số",
                    "Ngân sách tỉnh",
                    "Ngân sách huyện",
                    "Ghi chú",
                ),
                (
                    ("", "**Tổng cộng**", "**63**", "**9.465**", "**6.180**", "**3.285**", ""),
                    ("1", "Xã An Bình", "12", "1.860", "1.240", "620", ""),
                    ("2", "Xã Long Hòa", "8", "1.175", "780", "395", ""),
                    ("3", "Xã Mỹ Phước", "10", "1.530", "1.020", "510", ""),
                    ("4", "Xã Tân Thạnh", "7", "1.045", "640", "405", "Điểm lẻ"),
                    ("5", "Xã Phú Lợi", "9", "1.320", "860", "460", ""),
                    ("6", "Xã Vĩnh Thới", "6", "905", "590", "315", ""),
                    ("7", "Thị trấn Lộc Phú", "11", "1.630", "1.050", "580", "Trường chuẩn"),
                ),
                "clrrrrl",
            ),
        ),
        record={
            "type": "Quyết định",
            "issuer": "Ủy ban nhân dân huyện Lộc Phú",
            "signer_title": "Chủ tịch",
            "period": "2023",
            "references": [
                law("Luật Tổ chức chính quyền địa phương", "2015-06-19"),
                law("Luật Ngân sách nhà nước", "2015-06-25"),
                ref("Nghị quyết", "21/NQ-HĐND", "2022-12-20", "Hội đồng nhân dân huyện Lộc Phú"),
                ref(
                    "Tờ trình",
                    "08/TTr-TCKH",
                    "2023-01-05",
                    "Trưởng phòng Phòng Tài chính - Kế hoạch",
                ),
            ],
            "statistics": [
                stat("kinh phí sửa chữa trường lớp học", 9465, "triệu đồng", period="2023"),
                stat("ngân sách tỉnh hỗ trợ", 6180, "triệu đồng", period="2023"),
                stat("ngân sách huyện", 3285, "triệu đồng", period="2023"),
            ],
        },
        left_share=0.38,
    )
