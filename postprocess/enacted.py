"""The title of a legal document, in the sentence that enacts it.

``Bộ trưởng Bộ Y tế ban hành Thông tư quy định …``: circulars and decrees say what they are about
twice, word for word (decree 154/2020/NĐ-CP, models of legal documents). Where a stamp lies over
the title, the sentence below it can be read. What is taken from it stays doubtful.
"""

from __future__ import annotations

from collections import Counter

import regex

from postprocess.fields import kinds
from postprocess.fields.flow import Flow, fold
from postprocess.record import Dispatch, Status

_ENACTS = regex.compile(
    r"\bban hanh (?P<kind>thong tu(?: lien tich)?|nghi dinh)\s(?P<about>(?:ve|quy|huong|sua|bai|ban"
    r"|bo|cong|dieu|chi)\s[^;:]{30,500}?)\.(?=\s|$)"
)
_SHORT_FORM = regex.compile(r"\s*\((?:sau đây|gọi|viết)\s[^()]*\)$")  # how it is called further on
_WORD = regex.compile(r"[\p{L}\d]+")
_SAME = 0.6  # of the words of the sentence, that the title was read to have
_SURE = 0.8  # mean confidence of the sentence
_RULE = "as the sentence says that enacts it"


def title_as_enacted(record: Dispatch, body: Flow) -> None:
    """Give a doubtful subject the words of the sentence that enacts the document.

    Args:
        record: The subject is changed in place: value and rule.
        body: The text between head and foot.
    """
    about = record.subject
    if about.status is not Status.DOUBTFUL or not about.value or not record.type.value:
        return
    hit = _ENACTS.search(body.folded.replace("\n", " "))
    kind = kinds.by_name(hit["kind"]) if hit else None
    if hit is None or kind is None or not kinds.same(kind, record.type.value):
        return
    found = body.found(*hit.span("about"))
    sentence = _SHORT_FORM.sub("", found.raw)
    said, read = _words(sentence), _words(about.value)
    if (said & read).total() < _SAME * said.total() or (found.confidence or 1.0) < _SURE:
        return
    if said != read:
        about.value = sentence[:1].upper() + sentence[1:]
        about.rule = _RULE


def _words(text: str) -> Counter[str]:
    return Counter(fold(word) for word in _WORD.findall(text))
