"""A thông báo of a school."""

from __future__ import annotations

from form import Dispatch, Para, Seal, Signature
from truth import ref, stat


def document() -> Dispatch:
    """The document."""
    return Dispatch(
        superior=("SỞ GIÁO DỤC VÀ ĐÀO TẠO",),
        issuer=("TRƯỜNG THPT LỘC PHÚ",),
        number="37/TB-THPTLP",
        place_date="Lộc Phú, ngày 15 tháng 5 năm 2023",
        kind="THÔNG BÁO",
        subject=("Về việc tiếp nhận hồ sơ tuyển sinh vào lớp 10", "năm học 2023 - 2024"),
        body=(
            Para(
                "Căn cứ Kế hoạch số 1126/KH-SGDĐT ngày 28 tháng 4 năm 2023 của Sở Giáo dục và Đào "
                "tạo về tuyển sinh vào lớp 10 trung học phổ thông năm học 2023 - 2024; Trường THPT "
                "Lộc Phú thông báo việc tiếp nhận hồ sơ tuyển sinh như sau:",
                gap=10,
            ),
            Para("**1. Chỉ tiêu, đối tượng**"),
            Para(
                "Chỉ tiêu được giao là 450 học sinh, chia thành 10 lớp. Đối tượng dự tuyển là học "
                "sinh đã tốt nghiệp trung học cơ sở, trong độ tuổi theo quy định, cư trú trên địa "
                "bàn huyện."
            ),
            Para("**2. Thời gian, địa điểm**"),
            Para(
                "Nhà trường nhận hồ sơ từ ngày 22 tháng 5 đến hết ngày 02 tháng 6 năm 2023, buổi "
                "sáng từ 7 giờ 30 phút đến 11 giờ, buổi chiều từ 13 giờ 30 phút đến 16 giờ 30 "
                "phút, tại Văn phòng trường."
            ),
            Para("**3. Lệ phí**"),
            Para(
                "Lệ phí dự tuyển là 120.000 đồng/học sinh; học sinh thuộc hộ nghèo, hộ cận nghèo "
                "được miễn. Năm học trước có 38 học sinh được miễn lệ phí."
            ),
            Para(
                "Đề nghị giáo viên chủ nhiệm các trường trung học cơ sở phổ biến đến học sinh và "
                "cha mẹ học sinh được biết để thực hiện./."
            ),
        ),
        recipients=("Sở GDĐT (để b/c)", "Các trường THCS trong huyện", "Lưu: VT"),
        signature=Signature(
            ("HIỆU TRƯỞNG",),
            "Lê Hoàng Thiện",
            Seal("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "TÀI LIỆU MẪU", ("TRƯỜNG", "THPT", "LỘC PHÚ")),
            seed=31,
        ),
        record={
            "type": "Thông báo",
            "superior": "Sở Giáo dục và Đào tạo",
            "issuer": "Trường THPT Lộc Phú",
            "signer_title": "Hiệu trưởng",
            "references": [
                ref("Kế hoạch", "1126/KH-SGDĐT", "2023-04-28", "Sở Giáo dục và Đào tạo"),
            ],
            "statistics": [
                stat("chỉ tiêu được giao", 450, "học sinh"),
                stat("số lớp", 10, "lớp"),
                stat("lệ phí dự tuyển", 120000, "đồng/học sinh"),
                stat("học sinh được miễn lệ phí", 38, "học sinh"),
            ],
        },
        left_share=0.4,
        header_size=12.5,
    )
