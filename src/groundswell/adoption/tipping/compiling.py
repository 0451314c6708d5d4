"""Functions compiled by Numba, and kept between processes where a folder can be written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from numba import njit


def compiled[F: Callable[..., Any]](function: F) -> F:
    """The function as machine code, compiled at its first call and kept on disk.

    Kept beside the source, else in the user's cache folder; `NUMBA_CACHE_DIR` names another. Where
    none of them can be written, every process compiles anew: slower, never wrong. Functions that
    call each other stand in one file, because a kept one is renewed only with its own file.
    """
    try:
        made = njit(cache=True, nogil=True)(function)
    except RuntimeError:  # no folder can be written
        made = njit(nogil=True)(function)
    return cast("F", made)
