"""Kind, subject and reporting period of a document."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from dictionaries.syllable import is_syllable, old_style
from postprocess.fields import kinds
from postprocess.fields.agency_kinds import begins_name
from postprocess.fields.flow import Flow, Row
from postprocess.fields.head import ABOUT_LABEL, TO, Header, in_capitals
from postprocess.fields.names import illegible
from postprocess.fields.plausible import likeliest, plausible
from postprocess.fields.subject_doubts import is_odd, misses_words
from postprocess.fields.subject_signs import mended_signs, with_names
from postprocess.fields.value import SURE_RULE, SURE_WORD_IN_TEXT, WEAK_RULE, absent, text_value
from postprocess.record import Status, Text

# In brackets also "(w% triển khai …)": no word begins so.
_V_SLASH_V = regex.compile(rf"^\W{{0,8}}{ABOUT_LABEL}\s*|^\W{{0,2}}\([vw][^\s\p{{L}}\d]\s+")
# "V/v" by hand or under a stamp: a short word with a sign, then a small letter.
_LABEL_UNREAD = regex.compile(r"^\W{0,4}(?=\S{2,5}\s)\S{0,3}[^a-z\s]\S{0,3}\s+")
# The same read as a word: "VŨ báo cáo", "W báo cáo".
_LABEL_AS_WORD = regex.compile(r"^\W{0,4}[vwy](?!e\s)[a-z]{0,2}\s+(?!viec\b)(?=[a-z])")
_CLOSING_KIND = regex.compile(
    rf"(?:tren day la|nhan duoc|ban hanh kem theo)\s+(?:noi dung |"
    rf"toan bo )?(?P<kind>{kinds.PATTERN})\b"
)
# Alone between grounds and articles; forms of the 1970s have no other title.
_DECIDES = regex.compile(r"^\W*(?P<word>QUYẾT (?:ĐỊNH|NGHỊ))\W*$", regex.MULTILINE)
# The symbol of the National Assembly names no kind: its law and its resolution bear the same.
_OF_ASSEMBLY = regex.compile(r"(?:^|/)(?:UBTV)?QH\d+$")
# Heights of a word between two words of a row: of the first readings of five sets of papers three
# of 164 right subjects had a wider blank, and three of 11 wrong ones that were said ok.
_BLANK = 0.8
_JUDGMENT = regex.compile(r"\W*ban an so\b")
_LAWS = {
    "bo luat": "Bộ luật",
    "luat": "Luật",
    "nghi quyet": "Nghị quyết",
    "phap lenh": "Pháp lệnh",
    "ban an": "Bản án",
}
_LABEL = regex.compile(r"\W*(?P<kind>luat|nghi quyet|phap lenh|ban an) so\b")
_PASSED = regex.compile(
    r"quoc hoi ban hanh (?P<kind>bo luat|luat|nghi quyet|phap lenh)\b"
    r"|\b(?P<kind>bo luat|luat|phap lenh) nay quy dinh\b"
)
_MONTH = regex.compile(r"\bthang\s*(\d{1,2})\s*(?:[-/]|nam|,\s*nam)\s*((?:19|20)\d\d)\b")
_QUARTER = regex.compile(r"\bqu[yi]\s+(iv|i{1,3}|[1-4])\b[^.;]{0,12}?((?:19|20)\d\d)\b")
_YEAR = regex.compile(r"\bnam\s+((?:19|20)\d\d)\b(?!\s*[-–])")
_HALF_BRACKETED = regex.compile(r"\((?P<first>[^()]+)|(?P<last>[^()]+)\)\.?")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


def kind_of(header: Header, symbol: str | None, body: Flow, *, addressed: bool) -> Text:
    """The kind of document: its title, the absence of one, its closing sentence.

    Args:
        header: The head of the document.
        symbol: The document's own, if read.
        body: All that follows the head.
        addressed: Whether there is a ``Kính gửi``.
    """
    named = kinds.by_symbol(symbol) if symbol else None
    if header.title is not None:
        name, row = header.title
        found = Flow.of([row]).all()
        known = kinds.by_name(name) is not None
        agrees = known and (named is None or kinds.same(name, named))
        return text_value(
            found,
            name,
            _title_rule(known, agrees),
            prior=SURE_RULE if agrees else WEAK_RULE,
            sure=0.5,
            each=0.0,  # one of a closed list was recognised, letters may be poor
        )
    law = _OF_ASSEMBLY.search(symbol or "")
    numbered = header.number is not None
    labelled = bool(header.about) and _V_SLASH_V.match(header.about[0].folded) is not None
    # Its number may not have been read.
    lettered = labelled and addressed and header.national and header.date is not None
    # Form 52-DS of resolution 01/2017/NQ-HĐTP: a judgment has "Bản án số" in place of a title.
    judged = header.number is not None and _JUDGMENT.match(header.number.folded) is not None
    letter = not judged and (header.about or (symbol and not (named or law)))
    first = next(iter(header.about), header.number)
    if letter and first is not None and (numbered or lettered):
        # A letter is the one kind without a title (decree 30/2020, annex I, 5b).
        sure = (labelled or addressed) and (named is None or named == kinds.LETTER) and numbered
        # A line in capitals amid the page may be a title that is not known.
        sure = sure and not any(map(_may_be_title, header.untitled))
        return text_value(
            Flow.of([first]).all(),
            kinds.LETTER if addressed else named or kinds.LETTER,
            "no title, V/v" if header.about else "no title, symbol of a letter",
            prior=SURE_RULE if sure else WEAK_RULE,
            sure=0.4,
            each=0.0,
        )
    if law or judged:
        return _kind_of_assembly(header, body)
    if named and header.number is not None:
        return text_value(Flow.of([header.number]).all(), named, "symbol", prior=WEAK_RULE)
    field = _kind_in(body)
    # Its number, its "V/v" or its title was not read: a letter is what has an address mostly.
    lettered = addressed and header.national and not any(map(_may_be_title, header.untitled))
    if field.status is Status.ABSENT and lettered and header.date is not None:
        dated = Flow.of([header.date]).all()
        field = text_value(dated, kinds.LETTER, "no title, addressed", prior=WEAK_RULE)
        field.status = Status.DOUBTFUL
    return field


def _kind_in(body: Flow) -> Text:
    """The kind where the head names none: above the articles, or in the closing sentence."""
    if decides := _DECIDES.search(body.text):
        found = body.found(*decides.span("word"))
        name = "Nghị quyết" if decides["word"].endswith("NGHỊ") else "Quyết định"
        return text_value(found, name, "between grounds and articles", prior=WEAK_RULE)
    if closing := _CLOSING_KIND.search(body.folded):
        found = body.found(closing.start("kind"), closing.end("kind"))
        name = kinds.by_name(found.raw) or found.raw
        return text_value(found, name, "closing sentence", prior=WEAK_RULE)
    return absent("no title")


def _may_be_title(row: Row) -> bool:
    words = [w for w in row.text.split() if is_syllable(old_style(w.lower()))]
    return in_capitals(row.text) and len(words) > 1


def _kind_of_assembly(header: Header, body: Flow) -> Text:
    """``Luật số: …``, ``Quốc hội ban hành Luật …``: the kind where no title was read.

    Other kinds that the text names are not its own: the Assembly passes these four.
    """
    if header.number is not None and (label := _LABEL.match(header.number.folded)):
        found = Flow.of([header.number]).all()
        return text_value(found, _LAWS[label["kind"]], "label of the number", each=0.0)
    if passed := _PASSED.search(body.folded):
        found = body.found(passed.start("kind"), passed.end("kind"))
        return text_value(found, _LAWS[passed["kind"]], "who passes it", prior=WEAK_RULE)
    return absent("no title")


def _title_rule(known: bool, agrees: bool) -> str:
    if agrees:
        return "title"
    return "title, symbol names another kind" if known else "title, of no known kind"


def subject_of(header: Header, loose: Sequence[Row]) -> Text:
    """What the document is about.

    Args:
        header: The head of the document.
        loose: Rows before ``Kính gửi`` where the page has no head at all.

    Returns:
        The subject as printed without ``V/v`` (``Về việc`` belongs to it).
    """
    prior = WEAK_RULE if header.unfinished or misses_words(header) else SURE_RULE
    if header.subject:
        return _subject(header.subject, "under the title", prior)
    if header.about:
        return _subject(header.about, "V/v", prior)
    if header.title is None and header.unlabelled:
        return _subject(header.unlabelled, "under the number", prior, _LABEL_UNREAD)
    if header.title is None and header.number and header.untitled:
        return _subject(header.untitled, "between number and body", WEAK_RULE, _LABEL_AS_WORD)
    if loose:
        return _subject(loose, "before Kính gửi")
    return absent("no subject")


_HALF_ABOUT = regex.compile(r"[ềểêế](?=\s\p{Ll})")  # the V of "Về" lies under a stamp


def _subject(
    rows: Sequence[Row],
    rule: str,
    prior: float = SURE_RULE,
    label: regex.Pattern[str] = _V_SLASH_V,
) -> Text:
    flow = Flow.of(rows)
    hit = label.match(flow.folded)
    if hit is None and label is _LABEL_UNREAD:
        hit = _LABEL_AS_WORD.match(flow.folded)
        if not flow.text.startswith("Về "):
            prior = WEAK_RULE  # no trace of a label: other things stand under a number too
    start = hit.end() if hit else 0
    found = flow.found(start, len(flow.text))
    opened = regex.match(r"\W*[“\"]", flow.text) and not regex.search(r"[”\"]\W*$", flow.text)
    if found.gap > _BLANK or opened:  # more stands elsewhere
        prior = WEAK_RULE
    value = found.raw.strip(" *_:–—-|'`‘’~{}[]").lstrip(",;.: ")
    for first, last in ("()", "“”", '""'):  # "(V/v … năm 2021)"
        alone = first == last or value.count(last) > value.count(first)
        if hit and first in hit[0] and value.endswith(last) and alone:
            value = value[:-1]
    if value.count("(") != value.count(")") and (half := _HALF_BRACKETED.fullmatch(value)):
        value, prior = half["first"] or half["last"], WEAK_RULE
    if whole := regex.fullmatch(r"\(\s*([^()]*?)\s*\)\.?", value):
        value = whole[1]  # printed in brackets
    value = regex.sub(r"(?<=\w)\s+(?=[,;:.](?:\s|$))", "", value)
    if half := _HALF_ABOUT.match(value):
        value, prior = f"Về{value[half.end() :]}", WEAK_RULE
    if not any(c.isalpha() for c in value):
        return absent("no subject")
    if found.confidence is not None and (mended := mended_signs(value)) != value:
        return text_value(found, mended, f"{rule}, signs unsure", prior=WEAK_RULE)
    odd = is_odd(value)
    if not odd and (illegible(value) or not plausible(value)):
        # Accents were lost: what the letters most likely say is the better proposal.
        sure = flow.well_read()
        read = found.confidence is not None
        proposed = with_names(value, likeliest(value, sure), sure) if read else value
        return text_value(found, proposed, f"{rule}, accents unsure", prior=WEAK_RULE)
    return text_value(
        found,
        value,
        rule,
        prior=WEAK_RULE if odd else prior,
        each=SURE_WORD_IN_TEXT,
        closed=True,
    )


def before_addressees(rows: Sequence[Row]) -> list[Row]:
    """The rows above ``Kính gửi``, if it comes within the first ten; none of a head in capitals.

    A head whose columns were read as one names agencies there (``VIỆN … TRƯỜNG …``).
    """
    end = next((i for i, row in enumerate(rows[:10]) if TO.match(row.folded)), 0)
    named = any(in_capitals(row.text) and begins_name(row.folded) for row in rows[:end])
    return [] if named else list(rows[:end])


def period_in(text_folded: str) -> tuple[str, int, int] | None:
    """The first reporting period named: ``YYYY-MM``, ``YYYY-Qn`` or ``YYYY``.

    >>> period_in("trong thang 02 nam 2024")
    ('2024-02', 6, 23)
    """
    if hit := _MONTH.search(text_folded):
        month = int(hit[1])
        if 1 <= month <= 12:
            return f"{hit[2]}-{month:02d}", hit.start(), hit.end()
    if hit := _QUARTER.search(text_folded):
        return f"{hit[2]}-Q{_ROMAN.get(hit[1], hit[1])}", hit.start(), hit.end()
    if hit := _YEAR.search(text_folded):
        return hit[1], hit.start(), hit.end()
    return None


_REPORTED = regex.compile(r"\b(?:bao cao|ket qua|tinh hinh|so ket|tong ket)\b")


def period_of(kind: str | None, subject: Flow, body: Flow) -> Text:
    """The time that a report or plan is about, from its subject, else its opening.

    Of the opening only the sentence that announces the report counts, and only for
    reports: other months of a body are not the period of the document.
    """
    hit = period_in(subject.folded)
    # A date of a cited document in the subject is not the period.
    if hit and not regex.search(r"ngay\s*[\d/ ]*$", subject.folded[: hit[1]]):
        return text_value(subject.found(hit[1], hit[2]), hit[0], "subject")
    if kind != "Báo cáo":
        return absent("no period")
    opening = body.folded[:1500]
    end = regex.search(r"(?:nhu sau|cu the)\s*:", opening)
    announced = opening[: end.start()] if end else opening[:600]
    for found in reversed(list(_MONTH.finditer(announced))):
        before = announced[: found.start()]
        if regex.search(r"ngay\s*\d{1,2}\s*$", before) or not _REPORTED.search(before):
            continue
        value = period_in(announced[found.start() : found.end()])
        if value:
            return text_value(body.found(found.start(), found.end()), value[0], "opening")
    return absent("no period")
