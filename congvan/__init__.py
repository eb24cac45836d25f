"""congvan: Vietnamese official documents from scan to text, PDF/A and record.

A function for every verb of the command line, same name, same defaults::

    record = congvan.digitize("scan.pdf")
    text, edits = congvan.repair("Uy ban nhan dan tinh")
    record = congvan.extract(text)
    congvan.ingest(["scans"], "kho")
    hits = congvan.search("cải cách thủ tục hành chính", "kho")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "digitize",
    "digitize_all",
    "evaluate",
    "export",
    "extract",
    "ingest",
    "repair",
    "schema",
    "search",
    "series",
    "statistics",
    "status",
    "verify",
    "watch",
]

if TYPE_CHECKING:
    from congvan.api import (
        digitize,
        digitize_all,
        evaluate,
        export,
        extract,
        ingest,
        repair,
        schema,
        search,
        series,
        statistics,
        status,
        verify,
        watch,
    )


def __getattr__(name: str) -> Any:
    # The heavy parts load when they are used: `congvan --help` needs none of them.
    if name in __all__:
        from congvan import api  # noqa: PLC0415

        return getattr(api, name)
    raise AttributeError(f"module 'congvan' has no attribute {name!r}")
