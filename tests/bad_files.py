"""Files that no scanner should have made, and folders that hold them."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pikepdf
from pdfs import scan
from pictures import page, tiff


def bomb(path: Path, width: int = 30_000, height: int = 20_000) -> Path:
    """A PNG of less than 100 KB that would be 600 megapixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = b"\0" * ((width + 7) // 8 + 1) * height
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )
    return path


def many_pages(path: Path, pages: int = 100_000) -> Path:
    """A PDF that says it has so many pages."""
    kids = b"3 0 R " * pages
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [ %s] >>" % (pages, kids),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ]
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(data)
    data += b"xref\n0 4\n0000000000 65535 f \n"
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer << /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    path.write_bytes(data)
    return path


def bad_folder(folder: Path) -> dict[str, str]:
    """A folder of bad files; returns what the error of each must say."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = tiff(folder / "whole.tif", [page(620, 877)], dpi=75).read_bytes()
    (folder / "whole.tif").unlink()
    pdf = scan(folder / "whole.pdf").read_bytes()
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "cut.tif").write_bytes(whole[: len(whole) // 3])
    (folder / "no.pdf").write_text("xin chào")
    (folder / "broken.pdf").write_bytes(pdf[:60] + b"\0" * 4000)
    with pikepdf.open(folder / "whole.pdf") as opened:
        opened.save(folder / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    (folder / "whole.pdf").unlink()
    bomb(folder / "bomb.png")
    many_pages(folder / "many.pdf")
    return {
        "empty.pdf": "0 bytes",
        "cut.tif": "damaged",
        "no.pdf": "Not a PDF",
        "broken.pdf": "damaged",
        "locked.pdf": "password",
        "bomb.png": "600 megapixels",
        "many.pdf": "100000 pages",
    }
