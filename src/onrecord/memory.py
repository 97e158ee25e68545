"""Memory that was freed, given back to the system."""

import ctypes
import sys
from functools import cache
from typing import Any


def release() -> None:
    """Give back what is free between things still in use; does nothing where the C library has no call for it.

    The GNU library gives back by itself only what is free at the end of its heap, so that after a stage of many small
    things the next one's memory would come on top.
    """
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Any:
    return getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
