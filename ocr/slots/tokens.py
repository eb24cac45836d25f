"""What the reader of the slots can see in a line of the form.

The printed words around a slot are tokens too: the reader then says itself where the slot
begins and ends, and need not be told to the pixel.
"""

from __future__ import annotations

LABEL = "s"  # Số:
SLASH = "/"
DASH = "-"  # parts number and symbol of the Party: 36-HD/VPTW
DAY = "g"  # ngày
MONTH = "t"  # tháng
YEAR = "n"  # năm
SUFFIXES = "abc"  # 1842b
SCRAWL = "x"  # a pen's stroke that is no figure
LETTER = "k"  # the first printed letter of a symbol: the number has ended before it

TOKENS = "0123456789" + LABEL + SLASH + DASH + DAY + MONTH + YEAR + SUFFIXES + SCRAWL + LETTER
INDEX = {token: i + 1 for i, token in enumerate(TOKENS)}

EM = 16  # size of the print in the strip, in pixels
