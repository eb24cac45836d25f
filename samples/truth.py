"""The truth beside each sample: its text and the plain values of its record."""

from __future__ import annotations

import re
from typing import Any

from form import Dispatch, Table
from typeset import Sheet


def ref(kind: str, number: str, date: str, issuer: str, mentions: int = 1) -> dict[str, Any]:
    """Another document that the text cites; ``number`` with its symbol, as printed."""
    before, _, symbol = number.partition("/")
    return {
        "type": kind,
        "number": before,
        "symbol": symbol,
        "date": date,
        "issuer": issuer,
        "mentions": mentions,
    }


def law(title: str, date: str) -> dict[str, Any]:
    """A law that the text cites, as decrees ask, without its number."""
    kind = {"type": title.split(maxsplit=1)[0], "number": None, "symbol": None, "date": date}
    return {**kind, "issuer": None, "title": title, "mentions": 1}


def stat(indicator: str, value: float, unit: str, **more: Any) -> dict[str, Any]:
    """A figure of the text."""
    return {"indicator": indicator, "value": value, "unit": unit, **more}


def share(indicator: str, part: int, whole: int, percent: float, **more: Any) -> dict[str, Any]:
    """A share of the text whose printed percentage is right."""
    return {
        "indicator": indicator,
        "numerator": part,
        "denominator": whole,
        "percent": percent,
        "check": "consistent",
        **more,
    }


def truth_text(sheets: list[Sheet]) -> str:
    """The text as printed, one line a printed line, an empty line between pages."""
    return "\n\n".join("\n".join(sheet.truth) for sheet in sheets) + "\n"


def truth_record(doc: Dispatch, pages: int) -> dict[str, Any]:
    """The plain values of the record; what the paper has not is None."""
    number, _, symbol = re.sub(r"[{}]", "", doc.number).partition("/")
    day, month, year = re.findall(r"\d+", doc.place_date)
    return {
        "type": None,
        "number": number,
        "symbol": symbol,
        "date": f"{year}-{int(month):02d}-{int(day):02d}",
        "place": doc.place_date.partition(",")[0],
        "superior": None,
        "issuer": None,
        "subject": " ".join(doc.subject or doc.about),
        "signer": doc.signature.name,
        "signer_title": None,
        "authority": None,
        "urgency": None,
        "secrecy": None,
        "period": None,
        "page_count": pages,
        "addressees": list(doc.addressees),
        "recipients": list(doc.recipients),
        "references": [],
        "statistics": [],
        "tables": [
            {"header": list(block.header), "rows": [[c.strip("*") for c in r] for r in block.rows]}
            for block in (*doc.body, *doc.after)
            if isinstance(block, Table)
        ],
        "arrival": None,
        **doc.record,
    }
