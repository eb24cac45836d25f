"""Why a file is not PDF/A, said so that a clerk can act on it."""

from __future__ import annotations

import re
from collections import Counter
from typing import BinaryIO

import pikepdf
from pikepdf import Dictionary, pdfa

_MOST_REASONS = 8
_OWN_NAME = re.compile(r"stream <[^>]*>:? ?")  # how qpdf calls the file it was handed
_OBJECT = re.compile(r"\bobj (\d+) (\d+)")


def reasons_of(report: pdfa.Report, file: BinaryIO) -> tuple[str, ...]:
    """The findings of a validation, each once, fonts with their names.

    Args:
        report: A validation that did not pass.
        file: The file that was validated.

    Returns:
        At least one reason, the most frequent first.
    """
    file.seek(0)
    try:
        with pikepdf.open(file) as pdf:
            counted = Counter(_reason(finding, pdf) for finding in report.findings)
    except pikepdf.PdfError:
        counted = Counter(finding.message for finding in report.findings)
    reasons = [text if n == 1 else f"{text} (× {n})" for text, n in counted.most_common()]
    if len(reasons) > _MOST_REASONS:
        rest = len(reasons) - _MOST_REASONS
        reasons = [*reasons[:_MOST_REASONS], f"and {rest} more"]
    return tuple(reasons) or ("the validator gave no reason",)


def _reason(finding: pdfa.Finding, pdf: pikepdf.Pdf) -> str:
    rule = finding.rule.removeprefix("ISO_19005_2:")
    message = _OWN_NAME.sub("", re.sub(r"\s+", " ", finding.message))[:160]
    name = _font_name(finding.where, pdf)
    return f"{message}: {name} [{rule}]" if name else f"{message} [{rule}]"


def _font_name(where: str, pdf: pikepdf.Pdf) -> str:
    found = _OBJECT.search(where)
    if not found:
        return ""
    item = pdf.get_object(int(found[1]), int(found[2]))
    name = item.get("/BaseFont") if isinstance(item, Dictionary) else None
    return str(name).lstrip("/") if name is not None else ""
