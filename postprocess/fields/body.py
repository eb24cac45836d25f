"""Where the body of a document begins, by the words that bodies begin with."""

from __future__ import annotations

import regex

from ocr.page import BlockKind
from postprocess.fields.flow import Row
from postprocess.fields.head import TO

# "L." is how "I." is read.
BODY = regex.compile(
    r"^\W{0,2}(?:\(?(?:ban hanh )?kem theo|\(theo|can cu|kinh gui|hom nay|nay,? ngay|muc luc\W*$|"
    # "Căn cứ" with a letter or two misread.
    r"\S{2,12}\s?cu (?:luat|bo luat|nghi dinh|thong tu|quyet dinh|nghi quyet|phap lenh)\b|"
    r"thanh phan|thoi gian|"
    r"vao (?:luc|hoi)|phan (?:thu|[ivx]+\b)|chuong [ivx1]|dieu \d{1,2}\s?[.:]|muc 1\b|"
    r"tran trong|ngay \d|(?!v\s?/)[ivx]{1,4}\s?[.)\-/]|l{1,3}\s?[.)]\s|"
    # No item: a number and symbol ("19/NQ-CP").
    r"\d{1,2}\s?(?:[.)]|/(?!\s?[a-z]{1,6}\d?-))\s?\D|[a-d]\)|[-–•+*~]\s(?!\d[\d/.]*\W*$)|"
    # Its beginning lies under a stamp: "… Luật Tổ chức Chính phủ ngày 25 tháng 12 năm 2001;".
    r"(?:luat|bo luat|phap lenh|nghi dinh)\b[^;]{3,120}\bngay\b[^;]{4,40};$|"
    r"tt\t|stt\t|so lieu (?:tu|den|tinh)\b|(?:don vi tinh|dvt)\b)"
)
# A line of a subject may begin with these too.
BODY_OR_SUBJECT = regex.compile(
    r"^\W{0,2}(?:thi hanh|xet |"
    r"thuc hien (?:huong dan|ket luan|de an|to trinh|bao cao|cong van|ke hoach|quyet dinh|nghi|chi"
    r"|thong|su|y|chuong|cong dien|van ban|luat)|theo (?:de nghi|cong van|quyet dinh|noi dung|tinh"
    r"|ke hoach|y kien|chi)|nham |trong (?:thang|nam|quy|thoi|tuan|nhung)|noi dung|sau khi|"
    r"nhan |tiep theo|duoc su|tinh tu|tu ngay|de (?:trien|thuc|tang|dam|nang|chuan|tiep|thong|"
    r"chu|kip)|[^.;:]{3,90}\b(?:tran trong (?:kinh|thong bao|de nghi|bao cao)|kinh moi)\b|"
    r"so y te (?!tinh)|uy ban nhan dan \S+ bao cao|"
    r"(?:luat|nghi dinh|thong tu|quyet dinh|quy che|quy dinh|dieu le|nghi quyet) nay\b|"
    r"(?:chinh phu|thu tuong chinh phu|quoc hoi|(?:bo truong|thong doc|chanh an|vien truong|uy ban|"
    r"hoi dong|chu tich|giam doc|hieu truong|ban thuong vu)[^.;:]{0,90}) "
    r"(?:(?:ban hanh|quyet dinh)\s(?!kem |tai |so )|"
    r"(?:chi thi|dien|yeu cau|thong bao|de nghi)\s*:))"
)
# Who decides stands in capitals between the subject and the legal grounds.
DECIDER = regex.compile(
    r"^\W{0,8}(?:(?:pho )?(?:tong |vien |chi |cuc )?(?:giam doc|chu tich|bo truong|cuc truong|"
    r"hieu truong|tong cuc truong|chi cuc truong|chanh (?:an|thanh tra|van phong)|vien truong|"
    r"thu truong|"
    r"truong ban|thu tuong|thong doc|tong kiem toan|chu nhiem)|"
    r"(?:cua )?quoc hoi\b|uy ban nhan dan|hoi dong nhan dan|toa an nhan dan|vien kiem sat nhan dan|"
    r"hoi dong xet xu|chinh phu$|ban thuong vu|ban chap hanh|"
    r"uy ban thuong vu|hoi dong (?:truong|quan tri|thanh vien|dai hoc|hoc vien)\b|"
    r"bo y te$|bo tai chinh$)"
)
# A certificate names there what it is kept under, and when it was given.
KEPT_UNDER = regex.compile(
    r"\W{0,3}(?:ma so (?:du an|doanh nghiep|chi nhanh|thue|so thue)\b|"
    r"(?:dang ky|chung nhan|cap)(?: thay doi)? lan (?:dau|thu)\b)"
)


def begins_body(row: Row) -> bool:
    """Whether a row begins as a body does; no line goes on with a small letter."""
    folded = row.folded
    begins = BODY.match(folded) or BODY_OR_SUBJECT.match(folded)
    # Before a line in the middle a dash is a speck.
    text = row.text.lstrip(" .,-–—_'`") if row.kind is BlockKind.TITLE else row.text
    return bool(TO.match(folded) or (not text[:1].islower() and begins))
