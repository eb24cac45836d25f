"""Repairs what is no syllable: symbols of documents and figures.

Only with evidence: a symbol by the list of symbols that offices use, a figure by the
shape of a figure. Nothing is guessed from the words around.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache

import dictionaries

# Number, year, and the rest: 644/CĐ-TTg, 20/2017/QĐ-UBND, 36-HD/VPTW.
_SYMBOL = re.compile(r"([lIO]*\d(?:[lIO]*\d)*[a-zđ]?(?:/\d{4})?[/-])?((?:[^\W\d_]|&)[\w&./-]*)")
# Letters that readers take for each other; D and I stand for their classes.
_CLASSES = str.maketrans(
    {"Đ": "D", "Ð": "D", "B": "D", "P": "D", "0": "O", "1": "I", "l": "I", "T": "I", "s": "g"}
)
_IN_FIGURE = re.compile(r"[lIO](?=[lIO]*\d)")
_RUN = re.compile("(?<=[QN])ĐĐ+$")  # no office begins so; CĐĐ may be one
_COUNCIL = re.compile(r"HĐĐ+ND\b")
_THRICE = re.compile(r"([^\W\d_])\1\1+")
_ENOUGH = 5  # times a symbol must be known to stand in for another
_FIGURE = re.compile(
    r"\d{1,3}(\.\d{3})+(,\d+)?%?|\d{1,2}/\d{1,2}/(19|20)\d\d|(0?[1-9]|1[0-2])/(19|20)\d\d|(19|20)\d\d"
)
_DIGITS = str.maketrans({"l": "1", "I": "1", "O": "0", "o": "0", "S": "5", "B": "8"})
_ROMAN = re.compile(r"[IVX]+[/.]")  # quarter or section: II/2027
_LOST_SLASH = re.compile(r"(\d{1,2})/(0[1-9]|1[0-2])((?:19|20)\d\d)")


def mend_symbol(symbol: str, *, garbled: bool = True) -> tuple[str, float] | None:
    """The symbol that is meant, with a confidence; None if it may stay as it is.

    Args:
        symbol: With its number: ``12/QD-UBND``.
        garbled: Whether the reader has no Đ at all. If it has one, a D that offices do type
            for it is likely as printed.

    >>> mend_symbol("644/CB-TTg")
    ('644/CĐ-TTg', 0.95)
    >>> mend_symbol("I9/NO-HĐQT")
    ('19/NQ-HĐQT', 0.9)
    """
    match = _SYMBOL.fullmatch(symbol)
    if match is None:
        return None
    head, tail = match.group(1) or "", match.group(2)
    head = _IN_FIGURE.sub(lambda m: m[0].translate(_DIGITS), head)
    known = dictionaries.symbols()
    own = known.get(tail, 0)
    best = max(
        (
            s
            for s in _by_class().get(_class(tail), ())
            if s != tail and (garbled or _may_be_read_as(tail, s))
        ),
        key=lambda s: known[s],
        default=None,
    )
    if best is None or known[best] < max(_ENOUGH, own * (2 if garbled else 20)):
        mended = head + _evened(tail)
        return (mended, 0.9) if mended != symbol else None
    if garbled and best.replace("Đ", "D") == tail:
        return head + best, 0.97
    return head + best, 0.7 if own else 0.95


def _may_be_read_as(read: str, meant: str) -> bool:
    """Whether a reader that knows Đ may have read one symbol for another of its class.

    It takes Đ for D and back, and B for the Đ of a kind (``QB-UBND``), but no D for a B: ``BCT``
    is a ministry, ``DCT`` a school.
    """
    kind = read.find("-")
    return all(
        a == b or (a not in "BP" and b not in "BP") or (a == "B" and b == "Đ" and i < kind)
        for i, (a, b) in enumerate(zip(read, meant, strict=True))
    )


def _evened(tail: str) -> str:
    """The symbol with the Q of its kind of document (``OĐ-…``) and without a Đ that was read
    twice (``QĐĐ-…``), if its tail was not read; offices of land do have two (``QLĐĐ-…``).
    Of three letters alike one goes too, where that makes a known symbol (``QĐ-TTTg``)."""
    kind, dash, agency = tail.partition("-")
    kinds = _kinds()
    for meant in (kind.replace("O", "Q"), _RUN.sub("Đ", kind)):
        if not kinds[kind] and kinds[meant] >= _ENOUGH:
            kind = meant
    even = _COUNCIL.sub("HĐND", kind + dash + agency)
    shorter = _THRICE.sub(lambda run: run[0][1:], even)
    known = dictionaries.symbols()
    return shorter if even not in known and known.get(shorter, 0) >= _ENOUGH else even


@cache
def _kinds() -> Counter[str]:
    """How often symbols begin with a kind of document."""
    found: Counter[str] = Counter()
    for symbol, times in dictionaries.symbols().items():
        found[symbol.partition("-")[0]] += times
    return found


@cache
def _by_class() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for symbol in dictionaries.symbols():
        found[_class(symbol)].append(symbol)
    return {key: tuple(symbols) for key, symbols in found.items()}


def _class(symbol: str) -> str:
    return symbol.translate(_CLASSES).upper()


def mend_figure(figure: str) -> tuple[str, float] | None:
    """A figure with letters for digits, or a date without its second slash.

    >>> mend_figure("l.791.827")
    ('1.791.827', 0.95)
    >>> mend_figure("28/112018")
    ('28/11/2018', 0.6)
    """
    plain = figure if _ROMAN.match(figure) else figure.translate(_DIGITS)
    if plain != figure and _FIGURE.fullmatch(plain):
        return plain, 0.95
    match = _LOST_SLASH.fullmatch(figure)
    if match is not None:
        return "/".join(match.groups()), 0.6
    return None
