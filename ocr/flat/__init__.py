"""Photographs of a sheet: laid flat before anything is read.

A telephone sees a sheet from the side and bent, on a desk, under a lamp. Two things tell
how it lay: its corners, where all four are in the picture, and its lines of text, which
were straight when they were printed. Bound volumes on a scanner's glass bend their lines
too. A flat scan stays as it is.
"""

from ocr.flat.sheet import FlatSheet, laid_flat

__all__ = ["FlatSheet", "laid_flat"]
