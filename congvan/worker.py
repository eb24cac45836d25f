"""What every worker process loads once, before any work comes."""

from __future__ import annotations

import cv2

import congvan.pipeline  # noqa: F401 — loaded here so that each worker is forked with it

# A process per core is the parallelism; OpenCV's own threads would only fight for it.
cv2.setNumThreads(1)
