"""The groups of a symbol as they must be: ``QĐ-ĐHYD`` for ``OD-DHYD``.

The first is of the kind of document, another of who issues it; a scan of two levels and a fax
lose the bar of ``Đ`` first. Both readings of a recogniser may be sure of what they took it
for: only the words that a group abbreviates tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex
from rapidfuzz.distance.Levenshtein import distance

from dictionaries.syllable import is_syllable, old_style
from postprocess.fields import abbreviated, kinds
from postprocess.fields.agency_kinds import abbreviations_of
from postprocess.fields.flow import fold, squeeze
from postprocess.record import Status, Text

_ENDS_AS_TTR = regex.compile(r"\p{L}{1,2}r")  # "UIr": no other abbreviation ends so
_FEW = 3  # letters of an agency's abbreviation that may be judged by its name


def borne_out(symbol: Text, kind: str | None, issuer: str | None) -> Text:
    """A symbol with groups that are one letter away from what they must be.

    Args:
        symbol: As read; one that is sure and was not read from a picture comes back as it is.
        kind: Of the document, by its title: its abbreviation is the first group.
        issuer: Its abbreviation, if it is in the list of agencies, may be any; where its
            words have ``Đ``, so has the group.

    Returns:
        ``QĐ-STP`` for ``OD-STP`` under the title of a decision, doubtful.
    """
    sure = symbol.status is Status.OK
    if symbol.value is None or (sure and symbol.box is None):
        return symbol
    groups = regex.split(r"([/-])", symbol.value)
    first = 2 if groups[0].isdigit() else 0  # behind the year
    short = [] if sure else abbreviations_of(issuer or "")
    for i in range(first, len(groups), 2):
        named = kinds.abbreviations(kind or "") if i == first and len(groups) > first + 1 else []
        if "TTr" in named and _ENDS_AS_TTR.fullmatch(groups[i]):
            groups[i] = "TTr"
        groups[i] = _nearest(groups[i], named) or _nearest(groups[i], short) or groups[i]
        if i == first and not sure and len(groups[i]) > _FEW:
            own = _initials(issuer or "")  # a pen over the slash was read as a letter
            if groups[i] not in own and groups[i][1:] in own:
                groups[i] = groups[i][1:]
        if symbol.box is not None:
            groups[i] = barred(_once(groups[i], issuer or ""), issuer or "")
            # "IN&MT": names of offices joined by that sign are few.
            groups[i] = abbreviated.mended(groups[i]) if "&" in groups[i] else groups[i]
    value = "".join(groups)
    if value == symbol.value:
        return symbol
    rule = f"{symbol.rule}, letters unsure"
    return symbol.model_copy(update={"value": value, "status": Status.DOUBTFUL, "rule": rule})


def _nearest(group: str, meant: Sequence[str]) -> str | None:
    """The only abbreviation with one other letter, or with other accents."""
    key = squeeze(group)
    if regex.sub(r"[^\p{L}]", "", group) in meant or kinds.by_abbreviation(group):
        return group  # "T.Tr" is printed so
    near = [m for m in meant if distance(key, squeeze(m)) <= 1]
    return near[0] if len(near) == 1 else None


def _once(group: str, name: str) -> str:
    """A group in which one Đ was read as two, if the initials of a name show one: ``CĐĐVC``."""
    letters, single = _initials(name), group.replace("ĐĐ", "Đ")
    twice = _places(group, letters) is None and _places(single, letters) is not None
    return single if twice else group


def barred(group: str, name: str) -> str:
    """A group of a symbol with the bars that the initials of a name have.

    A letter beside none of those that it stands beside in the name is of a code, which has no bars.

    >>> barred("DHDA", "TRƯỜNG ĐẠI HỌC ĐÔNG Á"), barred("SXD", "SỞ XÂY DỰNG")
    ('ĐHĐA', 'SXD')
    >>> barred("CD", "CHI CỤC THÚ Y"), barred("DLN", "TRƯỜNG ĐẠI HỌC LÂM NGHIỆP")
    ('CD', 'DLN')
    """
    letters = _initials(name)
    if "D" not in group or len(group) < _FEW or _places(group, letters) is not None:
        return group
    places = _places(group, letters, plain=True) or []
    steps = [0, *(b - a for a, b in pairwise(places)), 0]
    beside = [1 in steps[i : i + 2] for i in range(len(places))]
    meant = [letters[at] for at in places]
    together = all(near for near, c, m in zip(beside, group, meant, strict=False) if c != m)
    return "".join(meant) if meant and together else group


def _initials(name: str) -> str:
    words = regex.findall(r"\p{L}+", name.upper())
    initials = "".join(w[0] if is_syllable(old_style(w.lower())) else w for w in words)
    return "".join("Đ" if c == "Đ" else fold(c).upper() for c in initials)


def _places(group: str, letters: str, *, plain: bool = False) -> list[int] | None:
    """Which letters a group can be, in order; None if it cannot. ``plain``: D is Đ too."""
    rest = enumerate(letters)
    found = []
    for c in group:
        hit = next((i for i, x in rest if x == c or (plain and c == "D" and x == "Đ")), None)
        if hit is None:
            return None
        found.append(hit)
    return found
