"""One import, or undoing of one, at a time in an instance."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation.errors import Refused


class AnotherImportRuns(Refused):
    """Two imports at once could write the same thing twice."""

    message = _lazy("Another import is running here. Wait until it is done, then start this again.")


@contextmanager
def alone() -> Iterator[None]:
    """Within, no other import of this instance runs.

    Raises:
        AnotherImportRuns: one does.
    """
    with (Path(settings.DIRECTORY) / "import.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AnotherImportRuns from None
        yield
