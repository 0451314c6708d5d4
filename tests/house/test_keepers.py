"""What keeps bytes is known to backup and doctor."""

from __future__ import annotations

import re
from pathlib import Path

from groundswell.operations.backup import keepers

SOURCE = Path(keepers.__file__).parents[2]
KNOWN = {"demo/writing/pictures.py", "network/files/actions.py", "people/persons/actions.py"}


def test_whoever_keeps_bytes_says_which_column_names_them():
    """Name the column in `operations/backup/keepers.py`, and then the module above."""
    callers = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if re.search(r"\bblobs\.put\(", path.read_text("utf-8"))
    }

    assert callers == KNOWN
