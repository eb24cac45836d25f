"""A công văn of a health department: number and day by hand, seal, arrival stamp."""

from __future__ import annotations

from form import Arrival, Dispatch, Para, Seal, Signature
from truth import ref, share, stat


def document() -> Dispatch:
    """The document."""
    return Dispatch(
        superior=("UBND TỈNH BÌNH LONG",),
        issuer=("SỞ Y TẾ",),
        number="{1287}/SYT-NVY",
        place_date="Bình Long, ngày {04} tháng 8 năm 2022",
        about=(
            "tăng cường phòng, chống",
            "bệnh sốt xuất huyết trong",
            "cao điểm mùa mưa",
        ),
        addressees=(
            "Trung tâm Kiểm soát bệnh tật tỉnh",
            "Bệnh viện Đa khoa tỉnh",
            "Trung tâm Y tế các huyện, thị xã",
        ),
        body=(
            Para(
                "Thực hiện Công văn số 3391/UBND-VX ngày 28 tháng 7 năm 2022 của Ủy ban nhân "
                "dân tỉnh về việc tập trung kiểm soát bệnh sốt xuất huyết và Quyết định số "
                "458/QĐ-SYT ngày 15 tháng 3 năm 2022 của Sở Y tế ban hành Kế hoạch phòng, chống "
                "dịch bệnh truyền nhiễm năm 2022;"
            ),
            Para(
                "Tính đến ngày 31/7/2022, toàn tỉnh ghi nhận 2.318 ca mắc sốt xuất huyết, tăng "
                "1.604 ca so với cùng kỳ năm 2021 (714 ca), có 02 ca tử vong. Số ổ dịch được xử "
                "lý là 412/437 ổ dịch, đạt tỷ lệ 94,28%. Để chủ động ngăn chặn dịch bệnh, Sở Y "
                "tế đề nghị Thủ trưởng các đơn vị thực hiện một số nội dung sau:"
            ),
            Para(
                "1. Trung tâm Kiểm soát bệnh tật tỉnh giám sát chặt chẽ tình hình bệnh, hướng dẫn "
                "các địa phương xử lý triệt để ổ dịch trong vòng 48 giờ kể từ khi phát hiện; dự "
                "trù đủ hóa chất, vật tư gửi về Sở Y tế trước ngày 15/8/2022."
            ),
            Para(
                "2. Bệnh viện Đa khoa tỉnh bảo đảm giường bệnh, thuốc, dịch truyền; phân tuyến "
                "điều trị hợp lý, hạn chế thấp nhất các trường hợp tử vong."
            ),
            Para(
                "3. Trung tâm Y tế các huyện, thị xã tham mưu Ủy ban nhân dân cùng cấp phát động "
                "chiến dịch diệt lăng quăng, mỗi hộ gia đình ít nhất 01 lần/tuần."
            ),
            Para(
                "Nhận được Công văn này, đề nghị các đơn vị khẩn trương triển khai thực hiện. Mọi "
                "vướng mắc liên hệ Phòng Nghiệp vụ Y, điện thoại 02713.888.246./."
            ),
        ),
        recipients=(
            "Như trên",
            "UBND tỉnh (b/c)",
            "Ban Giám đốc Sở",
            "Lưu: VT, NVY",
        ),
        signature=Signature(
            ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
            "Huỳnh Thị Mai Phương",
            Seal("CỘNG HÒA XHCN VIỆT NAM", "TÀI LIỆU MẪU", ("SỞ", "Y TẾ")),
            seed=5,
        ),
        arrival=Arrival("TTYT HUYỆN LỘC PHÚ", "846", "08/8/22", (112.0, 222.0)),
        record={
            "type": "Công văn",
            "superior": "UBND tỉnh Bình Long",
            "issuer": "Sở Y tế",
            "authority": "KT.",
            "signer_title": "KT. Giám đốc, Phó Giám đốc",
            "arrival": {"number": "846", "date": "2022-08-08"},
            "references": [
                ref("Công văn", "3391/UBND-VX", "2022-07-28", "Ủy ban nhân dân tỉnh"),
                ref("Quyết định", "458/QĐ-SYT", "2022-03-15", "Sở Y tế"),
            ],
            "statistics": [
                stat("ca mắc sốt xuất huyết", 2318, "ca", scope="toàn tỉnh", period="2022-07-31"),
                stat("ca mắc tăng so với cùng kỳ năm 2021", 1604, "ca", scope="toàn tỉnh"),
                stat("ca mắc cùng kỳ", 714, "ca", scope="toàn tỉnh", period="2021"),
                stat("ca tử vong", 2, "ca", scope="toàn tỉnh", period="2022-07-31"),
                share("số ổ dịch được xử lý", 412, 437, 94.28, unit="ổ dịch"),
            ],
        },
        size=13.5,
        leading=1.18,
        left_share=0.4,
    )
