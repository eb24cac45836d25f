"""The seed of the project: a báo cáo of a district, two pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

from form import Dispatch, Para, Seal, Signature

SEED = Path(__file__).resolve().parents[1] / "documents"
RECORD = json.loads((SEED / "bao-cao.garbled.truth.json").read_text(encoding="utf-8"))


def _report_body() -> tuple[Para, ...]:
    """The seed's paragraphs with their printed line breaks."""
    text = (SEED / "bao-cao.garbled.truth.txt").read_text(encoding="utf-8")
    body = text.split("\n\n", 2)[2].rsplit("\n- Như trên;", 1)[0]
    paragraphs = re.split(r"\n+(?=- |\d\. |Công tác cải|Trên đây)|\n\n", body)
    return tuple(
        Para(f"**{p.strip()}**" if re.match(r"\d\. ", p) else p.strip(), fixed=True)
        for p in paragraphs
        if p.strip()
    )


def document() -> Dispatch:
    """The document."""
    head = (SEED / "bao-cao.garbled.truth.txt").read_text(encoding="utf-8").split("\n\n")
    return Dispatch(
        issuer=("ỦY BAN NHÂN DÂN", "HUYỆN THÁP MƯỜI"),
        number="87/BC-UBND",
        place_date="Tháp Mười, ngày 27 tháng 02 năm 2024",
        kind="BÁO CÁO",
        subject=tuple(head[0].splitlines()),
        addressees=("Văn phòng Ủy ban nhân dân tỉnh Đồng Tháp",),
        body=_report_body(),
        recipients=("Như trên", "Lưu: VT"),
        signature=Signature(
            ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
            "Đoàn Thanh Bình",
            Seal("ỦY BAN NHÂN DÂN", "TÀI LIỆU MẪU", ()),
            seed=11,
        ),
        record={
            "type": "Báo cáo",
            "issuer": "Ủy ban nhân dân huyện Tháp Mười",
            "subject": " ".join(head[0].split()),
            "authority": "TM. KT.",
            "signer_title": "TM. Ủy ban nhân dân, KT. Chủ tịch, Phó Chủ tịch",
            "period": "2024-02",
            "references": RECORD["references"],
            "statistics": RECORD["statistics"],
        },
        left_share=0.38,
    )
