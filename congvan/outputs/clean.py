"""Make a copy of a PDF fit for an archive: no form, no scripts, nothing that PDF/A refuses.

Only what does not show is dropped or put right. The captions of signatures, which Vietnamese
offices show on the page, are drawn into the page before their form fields go.
"""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, sanitize

from congvan.outputs.conform import put_right

# Catalogue entries of ISO 32000-1, table 28, that say something of the document itself.
_KEPT_IN_CATALOGUE = frozenset(
    {
        "/Type", "/Version", "/Extensions", "/Pages", "/PageLabels", "/Names", "/Dests",
        "/ViewerPreferences", "/PageLayout", "/PageMode", "/Outlines", "/Threads", "/URI",
        "/Metadata", "/StructTreeRoot", "/MarkInfo", "/Lang", "/OutputIntents", "/OCProperties",
    }
)  # fmt: skip
_HIDDEN = 1 | 2 | 32  # annotation flags Invisible, Hidden, NoView
# They play or run something; PDF/A-2 forbids them (ISO 19005-2, 6.3.1).
_FORBIDDEN_ANNOTATIONS = frozenset(
    {"/3D", "/Sound", "/Screen", "/Movie", "/RichMedia", "/TrapNet", "/PrinterMark"}
)

_PRIVATE_TO_PAGE = ("/AA", "/PieceInfo", "/Thumb", "/PresSteps")
_OF_FIELDS = ("/AP", "/V", "/DV", "/MK", "/A", "/AA", "/Parent", "/Kids", "/Lock", "/SV")

# They start programs, send or change data (ISO 19005-2, 6.5.1); links to places may stay.
_FORBIDDEN_ACTIONS = frozenset(
    {"/Launch", "/SubmitForm", "/ResetForm", "/ImportData", "/Sound", "/Movie", "/Rendition",
     "/Hide", "/SetOCGState", "/Trans", "/GoTo3DView", "/JavaScript"}
)  # fmt: skip


def clean(pdf: pikepdf.Pdf) -> None:
    """Drop the form and all that is active or private from a document, in place."""
    for page in pdf.pages:
        _flatten_fields(page)
        for key in _PRIVATE_TO_PAGE:
            if key in page.obj:
                del page.obj[key]
    sanitize.remove_javascript(pdf)
    for key in list(pdf.Root.keys()):
        if key not in _KEPT_IN_CATALOGUE:
            del pdf.Root[key]
    put_right(pdf)


def _flatten_fields(page: pikepdf.Page) -> None:
    annotations = page.obj.get("/Annots")
    if not isinstance(annotations, Array):
        return
    kept, drawn = [], []
    for annotation in annotations:
        kind = annotation.get("/Subtype") if isinstance(annotation, Dictionary) else None
        if kind == "/Widget":
            drawn.append(_draw(page, annotation))
            for key in _OF_FIELDS:  # the structure tree may still point at the field
                if key in annotation:
                    del annotation[key]
        elif kind is not None and str(kind) not in _FORBIDDEN_ANNOTATIONS:
            _disarm(annotation)
            kept.append(annotation)
    content = b"".join(drawn)
    if content:
        page.contents_add(b"q\n", prepend=True)  # scanners leave the matrix changed
        page.contents_add(b"\nQ\n" + content)
    if kept:
        page.obj.Annots = Array(kept)
    else:
        del page.obj.Annots


def _disarm(annotation: pikepdf.Object) -> None:
    action = annotation.get("/A")
    if isinstance(action, Dictionary) and str(action.get("/S")) in _FORBIDDEN_ACTIONS:
        del annotation.A
    if "/AA" in annotation:
        del annotation.AA


def _draw(page: pikepdf.Page, widget: pikepdf.Object) -> bytes:
    """Operators that draw what a form field shows; empty if it shows nothing."""
    appearance = pikepdf.Annotation(widget).get_appearance_stream(Name.N)
    if not isinstance(appearance, Stream) or int(widget.get("/F", 0)) & _HIDDEN:
        return b""
    if "/Subtype" not in appearance:
        appearance.Subtype = Name.Form
    name = page.add_resource(appearance, Name.XObject, prefix="Caption")
    rotate = int(page.obj.get("/Rotate", 0))
    return pikepdf.Annotation(widget).get_page_content_for_appearance(name, rotate)
