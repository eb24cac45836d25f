"""An archive filled with documents whose text is given, without reading any picture."""

from __future__ import annotations

import hashlib
from pathlib import Path

from congvan.archive.identity import Identity
from congvan.archive.ledger import Ledger
from congvan.archive.places import Places
from congvan.archive.steps import Stamp
from congvan.archive.store import Store
from congvan.archive.summary import summarise
from congvan.finishing import json_of
from congvan.pageinfo import page_info
from congvan.results import PageResult
from postprocess.extract import extract
from postprocess.textpages import pages_from_text

HEAD = """{superior}
{issuer}
-------
Số: {number}/{symbol}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
{place}, ngày {day:02} tháng {month:02} năm {year}

{kind}
{subject}

{body}
"""


def dispatch(
    number: str,
    *,
    symbol: str = "BC-UBND",
    superior: str = "ỦY BAN NHÂN DÂN TỈNH ĐỒNG THÁP",
    issuer: str = "ỦY BAN NHÂN DÂN HUYỆN THÁP MƯỜI",
    place: str = "Tháp Mười",
    date: tuple[int, int, int] = (2023, 7, 20),
    kind: str = "BÁO CÁO",
    subject: str = "Kết quả công tác cải cách thủ tục hành chính",
    body: str = "",
) -> str:
    """The text of a dispatch."""
    year, month, day = date
    return HEAD.format(
        number=number,
        symbol=symbol,
        superior=superior,
        issuer=issuer,
        place=place,
        day=day,
        month=month,
        year=year,
        kind=kind,
        subject=subject,
        body=body,
    )


def fill(root: Path, texts: dict[str, str], *, change=None) -> None:
    """Put texts into an archive as documents; the keys are the paths of their scans.

    Args:
        root: Of the archive.
        texts: Text of each document, form feeds part the pages.
        change: Called with each record before it is kept.
    """
    places = Places(root)
    places.results.mkdir(parents=True, exist_ok=True)
    with Store(places, write=True) as store:
        ledger = Ledger(store, Identity("{}", "{}"))
        for name, text in texts.items():
            sha256 = hashlib.sha256(f"{name}{text}".encode()).hexdigest()
            pages = pages_from_text(text)
            results = [PageResult(page) for page in pages]
            record = extract(pages)
            record.pages = [page_info(result.page) for result in results]
            if change is not None:
                change(name, record)
            target = places.target(sha256)
            target.pdf.parent.mkdir(exist_ok=True)
            target.pdf.write_bytes(b"%PDF-1.4")
            target.txt.write_text(text)
            target.json.write_text(json_of(record))
            row, _ = ledger.begin(sha256, 1, len(pages))
            ledger.link(Path(name), Stamp(1, 1, 1), row)
            ledger.finish(row, summarise(record, results, target), 0.1)
        ledger.end("finished")
