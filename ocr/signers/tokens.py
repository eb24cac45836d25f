"""What the reader of names can see: the letters of Vietnamese, of either case."""

from __future__ import annotations

import unicodedata

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_TONED = "".join(unicodedata.normalize("NFC", v + t) for v in _VOWELS for t in _TONES)

SPACE = " "
TOKENS = "bcdđfghjklmnpqrstvwxz" + _TONED + "." + SPACE
INDEX = {token: i + 1 for i, token in enumerate(TOKENS)}
