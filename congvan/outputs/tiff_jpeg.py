"""The JPEG inside a TIFF frame, as one JPEG file, without decoding it.

Colour scans come as TIFF with JPEG strips (TIFF Technical Note 2). PDF takes JPEG as it is
but knows no strips. Strips are coded one by one with the same tables, which is just what a
restart interval does inside one JPEG (ITU-T T.81, B.2.1): the strips joined by restart
markers are the whole picture, bit for bit.
"""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image, TiffImagePlugin

_SOI, _EOI, _SOS, _DRI = 0xD8, 0xD9, 0xDA, 0xDD
_BASELINE = (0xC0, 0xC1)
_FRAMES = (*_BASELINE, 0xC2)
_TABLES = (0xDB, 0xC4)  # quantisation, Huffman
_RST0 = 0xD0
_COMPRESSION, _PHOTOMETRIC, _STRIP_OFFSETS, _STRIP_LENGTHS, _JPEG_TABLES = 259, 262, 273, 279, 347
_JPEG = 7
_GREY, _RGB, _YCBCR = 1, 2, 6
# The components are red, green, blue and not, as a reader would guess, YCbCr.
_ADOBE_RGB = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00"


@dataclass(frozen=True, slots=True)
class _Strip:
    tables: bytes
    frame: bytes  # payload of SOF
    frame_marker: int
    scan: bytes  # SOS segment with its length
    data: bytes  # entropy-coded


def is_jpeg(frame: Image.Image) -> bool:
    """Whether a frame of a TIFF is JPEG inside."""
    tags = getattr(frame, "tag_v2", {})
    return bool(tags.get(_COMPRESSION) == _JPEG)


def whole_jpeg(frame: Image.Image, file: bytes) -> bytes | None:
    """The picture of a frame as one JPEG, proven to have the same pixels.

    Args:
        frame: Current frame of an open TIFF.
        file: All bytes of the TIFF.

    Returns:
        None where the strips cannot be joined; such a frame has to be decoded.
    """
    if not isinstance(frame, TiffImagePlugin.TiffImageFile) or not is_jpeg(frame):
        return None
    try:
        joined = _join(frame, file)
        with Image.open(io.BytesIO(joined), formats=("JPEG",)) as picture:
            same = picture.mode == frame.mode and np.array_equal(
                np.asarray(picture), np.asarray(frame)
            )
    except (ValueError, KeyError, IndexError, TypeError, struct.error, OSError):
        return None
    return joined if same else None


def _join(frame: TiffImagePlugin.TiffImageFile, file: bytes) -> bytes:
    tags = frame.tag_v2
    photometric = tags[_PHOTOMETRIC]
    if photometric not in (_GREY, _RGB, _YCBCR):
        raise ValueError(f"photometric interpretation {photometric}")
    places = zip(tags[_STRIP_OFFSETS], tags[_STRIP_LENGTHS], strict=True)
    strips = [_parse(file[at : at + length]) for at, length in places]
    first = strips[0]
    common = b"".join(_segment(m, p) for m, p in _segments(tags.get(_JPEG_TABLES, b"")))
    head = b"\xff\xd8" + (_ADOBE_RGB if photometric == _RGB else b"") + common + first.tables
    if len(strips) > 1:
        head += _segment(_DRI, struct.pack(">H", _restart_interval(strips)))
    height = sum(_height(strip) for strip in strips)
    if height != frame.size[1]:
        raise ValueError("strips do not add up to the picture")
    whole = first.frame[:1] + struct.pack(">H", height) + first.frame[3:]
    body = first.data + b"".join(
        bytes((0xFF, _RST0 + number % 8)) + strip.data for number, strip in enumerate(strips[1:])
    )
    return head + _segment(first.frame_marker, whole) + first.scan + body + b"\xff\xd9"


def _restart_interval(strips: list[_Strip]) -> int:
    """Blocks to a strip, if the strips can be joined.

    Raises:
        ValueError: They differ in their tables, or end within a row of blocks.
    """
    first = strips[0]
    for strip in strips:
        same = (strip.tables, strip.scan, strip.frame_marker, strip.frame[3:]) == (
            first.tables,
            first.scan,
            first.frame_marker,
            first.frame[3:],
        )
        if not same or strip.frame_marker not in _BASELINE:
            raise ValueError("strips differ")
    width: int
    components: int
    width, components = struct.unpack(">HB", first.frame[3:6])
    sampling = [first.frame[7 + 3 * i] for i in range(components)]
    block_width = 8 * max(s >> 4 for s in sampling) if components > 1 else 8
    block_height = 8 * max(s & 15 for s in sampling) if components > 1 else 8
    rows = {_height(strip) for strip in strips[:-1]}
    if len(rows) != 1 or (height := rows.pop()) % block_height:
        raise ValueError("strips end within a row of blocks")
    return math.ceil(width / block_width) * height // block_height


def _height(strip: _Strip) -> int:
    return int(struct.unpack(">H", strip.frame[1:3])[0])


def _parse(data: bytes) -> _Strip:
    tables, frame, frame_marker = b"", b"", 0
    for marker, payload in _segments(data):
        if marker in _TABLES:
            tables += _segment(marker, payload)
        elif marker in _FRAMES:
            frame, frame_marker = payload, marker
        elif marker == _SOS:
            scan = _segment(marker, payload)
            start = data.index(scan) + len(scan)
            return _Strip(tables, frame, frame_marker, scan, data[start : data.rindex(b"\xff\xd9")])
        elif marker == _DRI:
            raise ValueError("restart intervals within a strip")
    raise ValueError("no scan")


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Markers with their payloads, up to the scan."""
    at = 0
    while at + 1 < len(data):
        if data[at] != 0xFF:
            raise ValueError("no marker")
        marker = data[at + 1]
        at += 2
        if marker == _EOI:
            return
        if marker == _SOI:
            continue
        length = struct.unpack(">H", data[at : at + 2])[0]
        yield marker, data[at + 2 : at + length]
        if marker == _SOS:
            return
        at += length


def _segment(marker: int, payload: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(payload) + 2) + payload
