"""Who is written to and who gets a copy: lists of items."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from postprocess.fields.flow import Flow, Row
from postprocess.fields.fragments import torn
from postprocess.fields.head import TO
from postprocess.fields.names import illegible
from postprocess.fields.plausible import plausible
from postprocess.fields.title import begins_body
from postprocess.fields.value import (
    SURE_RULE,
    SURE_WORD_IN_TEXT,
    WEAK_RULE,
    text_value,
)
from postprocess.record import Text

COPIES = regex.compile(r"^\W{0,3}n[oơ][il1]\s*nh[aâ][nm]h?\b\s*[:;.,]*")
_ITEM = regex.compile(r"^[\s\-–—~•+*_.,'`‘’“”\"=:|]*(?=[\p{L}\d(])")
DASHED = regex.compile(r"^\s*(?:[-–—~•+*_=]|\. )+\s*(?=[\p{L}\d(])")
# "(để b/c)", "(b/c)", as they are read in small italics.
_FOR_REPORT = regex.compile(r"\((?P<to>đ[eêéèẻẽẹềểễếệ] )?b[/íìiIl1|][ceoC€](?P<rest>áo)?\s?[)}\]]")


def split_addressees(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """``Kính gửi`` and what belongs to it, and all other rows.

    Args:
        rows: After the head; the addressees stand within the first of them.
    """
    for i, row in enumerate(rows[:16]):
        label = TO.match(row.folded)
        if not label:
            continue
        mine = [row]
        if regex.search(r"(?:\.{4}|…{2}|_{4})", row.text):
            return mine, [*rows[:i], *rows[i + 1 :]]  # a form with the name left open
        empty = not any(c.isalpha() for c in row.text[label.end() :])
        listed = empty or bool(DASHED.match(row.text[label.end() :]))
        for next_row in rows[i + 1 : i + 14]:
            dashed = bool(DASHED.match(next_row.text))
            unfinished = not regex.search(r"[.;:]\W*$", mine[-1].text)
            wrapped = next_row.text[:1].islower() or (
                listed and next_row.block == mine[-1].block and not begins_body(next_row)
            )
            first = empty and len(mine) == 1
            # A dash that was not read: the item above ends with a semicolon.
            follows = listed and mine[-1].text.rstrip().endswith(";") and not begins_body(next_row)
            if not (first or (listed and dashed) or (wrapped and unfinished) or follows):
                break
            mine.append(next_row)
        return mine, [*rows[:i], *rows[i + len(mine) :]]
    return [], list(rows)


def addressees(rows: Sequence[Row]) -> list[Text]:
    """One value for each addressee; none where the line holds only dots."""
    if not rows:
        return []
    flow = Flow.of(rows)
    label = TO.match(flow.folded)
    return _items(flow, label.end() if label else 0, "Kính gửi")


def recipients(rows: Sequence[Row]) -> list[Text]:
    """One value for each line of ``Nơi nhận``."""
    if not rows:
        return []
    flow = Flow.of(rows)
    label = COPIES.match(flow.folded)
    return _items(flow, label.end() if label else 0, "Nơi nhận")


def _items(flow: Flow, start: int, rule: str) -> list[Text]:
    """Items of a list: each begins with a dash, or with a row where none has one."""
    bounds = [start]
    dashes = regex.findall(r"(?:^|\n|(?<=[;:]\s))\s*[-–—~•+*=]", flow.text[start:])
    dashed = len(dashes) > 1 or "\n" not in flow.text[start:]
    # The dash of an item may not have been read: what ends with a semicolon ends an item.
    pattern = (
        r"(?:\n|(?<=;)\s*|^\s*)(?=\s*[-–—~•+*=_])|(?<=;)\s*\n"
        if dashed
        else r"\n(?!\p{Ll})|(?<=;)\s+"
    )
    bounds += (start + m.end() for m in regex.finditer(pattern, flow.text[start:]) if m.end())
    values = []
    for a, b in zip(bounds, [*bounds[1:], len(flow.text)], strict=True):
        lead = _ITEM.match(flow.text[a:b])
        begin = a + lead.end() if lead else a
        found = flow.found(begin, b)
        printed = found.raw.strip(" .;:,_-–—'`|„")
        value = _FOR_REPORT.sub(
            lambda hit: f"({'để ' if hit['to'] else ''}b/c{hit['rest'] or ''})", printed
        )
        if sum(c.isalnum() for c in value) < 2:
            continue
        odd = regex.search(r"[^\p{L}\d\s.,;:()/\-–&“”\"'+]", value)
        sure = (
            value == printed
            and not odd
            and not (illegible(value) or torn(value))
            and plausible(value)
        )
        values.append(
            text_value(
                found,
                value,
                rule,
                prior=SURE_RULE if sure else WEAK_RULE,
                each=SURE_WORD_IN_TEXT,
                closed=True,
            )
        )
    return values
