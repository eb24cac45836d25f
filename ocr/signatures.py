"""Who signed a PDF, and when, as its signatures themselves say; validity is not judged."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf

from ocr.errors import DocumentError
from ocr.pdf import open_pdf

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_log = logging.getLogger(__name__)
_DEEPEST_FIELD = 16


@dataclass(frozen=True, slots=True)
class PdfSignature:
    """A signed signature field.

    Attributes:
        signer: Common name of the signer's certificate, else the name the signature gives.
        time: ISO 8601, as the signer's own clock said; None where it says nothing.
        field: Full name of the form field.
    """

    signer: str | None
    time: str | None
    field: str | None


def signatures(path: Path) -> tuple[PdfSignature, ...]:
    """The signatures of a PDF, in the order of the form; empty for any other file.

    Never raises: a signature that cannot be read counts, with what is known of it.
    """
    try:
        with open_pdf(path) as pdf:
            plain = tuple(_signed_fields(pdf))
    except (DocumentError, pikepdf.PdfError, OSError, RecursionError):
        return ()
    if not plain:
        return ()
    certified = _certified(path)
    return tuple(certified.get(s.field or "", s) for s in plain)


def _signed_fields(pdf: pikepdf.Pdf) -> Iterator[PdfSignature]:
    form = pdf.Root.get("/AcroForm")
    fields = form.get("/Fields") if isinstance(form, pikepdf.Dictionary) else None
    if isinstance(fields, pikepdf.Array):
        for item in fields:
            yield from _walk(item, "", None, _DEEPEST_FIELD)


def _walk(item: object, parent: str, kind: object, depth: int) -> Iterator[PdfSignature]:
    if not isinstance(item, pikepdf.Dictionary) or not depth:
        return
    part = item.get("/T")
    name = f"{parent}.{part}".strip(".") if part is not None else parent
    kind = item.get("/FT", kind)
    value = item.get("/V")
    if kind == "/Sig" and isinstance(value, pikepdf.Dictionary) and "/Contents" in value:
        signer = value.get("/Name")
        yield PdfSignature(
            signer=str(signer).strip() or None if signer is not None else None,
            time=_iso_date(value.get("/M")),
            field=name or None,
        )
        return
    kids = item.get("/Kids")
    if isinstance(kids, pikepdf.Array):
        for kid in kids:
            yield from _walk(kid, name, kind, depth - 1)


def _iso_date(value: object) -> str | None:
    if not isinstance(value, pikepdf.String):
        return None
    try:
        return pikepdf.models.metadata.decode_pdf_date(str(value)).isoformat()
    except ValueError:
        return None


def _certified(path: Path) -> dict[str, PdfSignature]:
    """By field name, what the certificates say."""
    # Only for signed files: pyhanko and its cryptography take half a second to load.
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415

    found: dict[str, PdfSignature] = {}
    try:
        with path.open("rb") as file:
            for signature in PdfFileReader(file, strict=False).embedded_signatures:
                one = _one(signature)
                found[one.field or ""] = one
    # Odd signatures raise whatever their parsers raise; what pikepdf saw is kept then.
    except Exception as error:
        _log.debug("signatures of %s: %s", path, error)
    return found


def _one(signature: EmbeddedPdfSignature) -> PdfSignature:
    name = signature.signer_cert.subject.native.get("common_name")
    time = signature.self_reported_timestamp
    return PdfSignature(
        signer=", ".join(name) if isinstance(name, list) else name,
        time=time.isoformat() if time is not None else None,
        field=signature.field_name,
    )
