"""The commands. Each is a module here, named by its words; it becomes known by one line below."""

from __future__ import annotations

WITHOUT_INSTANCE = frozenset({"study"})  # they read files, and need no data directory
COMMANDS = (
    "admin create",
    "adoption",
    "backup",
    "demo",
    "doctor",
    "import slack",
    "import undo",
    "mail receive",
    "people erase",
    "people import",
    "people merge",
    "restore",
    "serve",
    "study",
    "upgrade",
)
