"""A kế hoạch of 2010 in the spelling and with the habits of its time."""

from __future__ import annotations

from form import Dispatch, Para, Seal, Signature
from truth import ref, share, stat


def document() -> Dispatch:
    """The document."""
    return Dispatch(
        superior=("SỞ NÔNG NGHIỆP VÀ PTNT",),
        issuer=("CHI CỤC THUỶ LỢI",),
        number="{46}/KH-CCTL",
        place_date="Bình Long, ngày {19} tháng {4} năm 2010",
        kind="KẾ HOẠCH",
        subject=("Phòng, chống lụt bão và tìm kiếm cứu nạn năm 2010",),
        body=(
            Para(
                "Căn cứ Chỉ thị số 07/CT-UBND ngày 30 tháng 3 năm 2010 của Uỷ ban nhân dân tỉnh về "
                "công tác phòng, chống lụt bão năm 2010, Chi cục Thuỷ lợi xây dựng kế hoạch như "
                "sau:",
                gap=12,
            ),
            Para("**I. MỤC ĐÍCH, YÊU CẦU:**", "left", 0),
            Para(
                "Chủ động phòng ngừa, hạn chế thấp nhất thiệt hại về người và tài sản do lụt bão "
                "gây ra; bảo vệ an toàn 128 km đê bao và 46 cống dưới đê."
            ),
            Para("**II. NỘI DUNG:**", "left", 0),
            Para(
                "1. Kiện toàn Ban chỉ huy gồm 09 đồng chí, phân công trực ban 24/24 giờ khi có "
                "thông báo bão, áp thấp nhiệt đới."
            ),
            Para(
                "2. Kiểm tra các công trình xung yếu trước ngày 30/5/2010. Đến nay đã kiểm tra "
                "được 31/46 cống, đạt 67,39%."
            ),
            Para(
                "3. Dự trữ vật tư tại kho: 5.000 bao cát, 1.200 cây cừ tràm, kinh phí dự phòng "
                "85.400.000 đồng."
            ),
            Para("**III. TỔ CHỨC THỰC HIỆN:**", "left", 0),
            Para(
                "Các phòng, trạm trực thuộc căn cứ kế hoạch này tổ chức thực hiện và báo cáo về "
                "Chi cục vào ngày 25 hàng tháng./."
            ),
        ),
        recipients=("Sở NN&PTNT (b/c)", "Các phòng, trạm", "Lưu: VT"),
        signature=Signature(
            ("CHI CỤC TRƯỞNG",),
            "Phan Văn Nhựt",
            Seal("SỞ NÔNG NGHIỆP VÀ PTNT", "TÀI LIỆU MẪU", ("CHI CỤC", "THUỶ LỢI")),
            seed=47,
        ),
        record={
            "type": "Kế hoạch",
            "superior": "Sở Nông nghiệp và PTNT",
            "issuer": "Chi cục Thuỷ lợi",
            "signer_title": "Chi cục trưởng",
            "period": "2010",
            "references": [
                ref("Chỉ thị", "07/CT-UBND", "2010-03-30", "Uỷ ban nhân dân tỉnh"),
            ],
            "statistics": [
                stat("đê bao", 128, "km"),
                stat("cống dưới đê", 46, "cống"),
                stat("Ban chỉ huy", 9, "đồng chí"),
                share("đã kiểm tra", 31, 46, 67.39, unit="cống"),
                stat("bao cát", 5000, "bao"),
                stat("cây cừ tràm", 1200, "cây"),
                stat("kinh phí dự phòng", 85400000, "đồng"),
            ],
        },
        left_share=0.4,
        header_size=12.5,
        leading=1.3,
    )
