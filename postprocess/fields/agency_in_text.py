"""Names of agencies in running text: who a cited document is of, who reports."""

from __future__ import annotations

import regex

from postprocess.fields import kinds
from postprocess.fields.agency_kinds import begins_name
from postprocess.fields.flow import Flow, Row, fold
from postprocess.fields.head import Header, in_capitals
from postprocess.fields.value import WEAK_RULE, absent, text_value
from postprocess.record import Text

# "Trên đây là Báo cáo … của <agency>./."
_CLOSING = regex.compile(
    r"tren day la\b(?P<text>.{10,600}?)(?:\./\.|\.\s*$|\.\s*\n|$)", regex.DOTALL
)
_NAME = (
    r"(?:uy ban nhan dan|ubnd|hoi dong nhan dan|so|bo|cuc|chi cuc|phong|ban|truong|truong dai hoc|"
    r"trung tam|benh vien|vien|cong an|tinh uy|huyen uy|dang uy|van phong|chinh phu)\b"
)

_OF = regex.compile(r"\s*,?\s*cua\s+")
# What no name of an agency goes on with, in capitals or not.
_STOPS = regex.compile(
    r"[;:()“\"]|\.(?=\s|$|dieu\b)|\./|(?<!\b(?:kham|y|phong|van hoa|chay)),|"
    r"\s(?:v/v|ve viec|quy dinh|qui dinh|huong dan|ban hanh|phe duyet|sua doi|thuc hien|"
    r"trien khai|nhu sau|nham|thanh lap|quyet dinh|bo sung|dieu chinh|cho phep|"
    rf"ra soat|vuong mac|va\s+(?:cac|nhung|mot so|{kinds.PATTERN}))(?=[\s,]|$)"
)
# What an agency is of ends its name, where the place is not said: "UBND tỉnh tổng hợp kết quả".
_OF_UNIT = regex.compile(
    r"\s(?:tỉnh|huyện|quận|thị xã|thành phố|phường)(?=\s\p{Ll})"
    r"(?!\s(?:[uủ][yỷ]|đoàn|đảo|trực thuộc|và|thành|xã)\b)"
    r"|(?i:tỉnh|thành|huyện|quận)\s[uủ][yỷ](?=\s\p{Ll})(?!\s(?:và|kh[oó][aá])\b)"
)
# Small words after which a name is over; with other accents they are parts of names
# ("Tài chính", "Bảo vệ thực vật", "đô thị").
_SMALL_WORDS = """
    về đã được tại trong nêu cho theo gửi với đề yêu tiếp tăng chấp giao là thì đến do
    có trên khi ngày của số xác lấy xin này thay bãi giải xử mới vê nhằm
"""
_SMALL_PLAIN = frozenset(map(fold, _SMALL_WORDS.split()))
_SMALL = frozenset((*_SMALL_WORDS.split(), "từ", "để", "đạt"))  # "so tu phap" is Sở Tư pháp
_LONGEST_NAME = 16  # words
_CERTIFIES = regex.compile(r"\W*(?:chung nhan|xac nhan)\W*")


def name_after_of(flow: Flow, at: int) -> tuple[str, int] | None:
    """The agency in ``của <agency>`` in running text.

    Args:
        flow: The text.
        at: Where ``của`` may stand.

    Returns:
        Its name and where it ends, None if no name follows.
    """
    folded = flow.folded.replace("\n", " ")
    lead = _OF.match(folded, at)
    if not lead:
        return None
    start = lead.end()
    ends = [m.start() for m in _STOPS.finditer(folded, start, start + 140)]
    ends += [m.end() for m in _OF_UNIT.finditer(flow.text.replace("\n", " "), start, start + 140)]
    for word in regex.finditer(r"\S+", flow.text[start : start + 140]):
        if word[0] in _SMALL or (word[0].isascii() and word[0] in _SMALL_PLAIN):
            ends.append(start + word.start())
            break
    end = min([*ends, start + 80, len(folded)])
    words = flow.text[start:end].split()
    name = " ".join(w for w in words if any(map(str.isalnum, w)) or w in "-–—&").strip(" .,-–")
    if name.isupper():
        name = name.partition(" VỀ ")[0]
    # An agency is a name: it begins with a capital and is not a whole sentence.
    if not name or not name[0].isupper() or len(name.split()) > _LONGEST_NAME:
        return None
    return name, end


def issuer_of_closing(flow: Flow) -> Text:
    """The agency that the closing sentence of a report names last.

    Only where the head is not on the page: the sentence may name others too, so the value
    is doubtful.
    """
    closing = list(_CLOSING.finditer(flow.folded))
    if not closing:
        return absent("no head")
    hit = closing[-1]
    text = hit["text"].replace("\n", " ")
    names = list(regex.finditer(rf"\bcua\s+(?P<name>{_NAME}[^,;()]*)", text, overlapped=True))
    if not names:
        return absent("no head")
    start = hit.start("text") + names[-1].start("name")
    end = hit.start("text") + names[-1].end("name")
    found = flow.found(start, end)
    return text_value(found, found.raw.strip(" .,/"), "closing sentence", prior=WEAK_RULE)


def take_certifier(row: Row, header: Header) -> bool:
    """Put the agency above ``CHỨNG NHẬN`` into the header: it is no subject, it certifies.

    Args:
        row: Under the title.
        header: What was taken for its subject becomes the agency, if the head has none.

    Returns:
        Whether the row says so.
    """
    shouts = in_capitals(row.text) and all(in_capitals(r.text) for r in header.subject)
    named = bool(header.subject) and begins_name(header.subject[0].folded)
    if not (shouts and named and _CERTIFIES.fullmatch(row.folded)):
        return False
    header.agencies, header.subject = header.agencies or header.subject, []
    return True
