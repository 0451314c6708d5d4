"""The commands. Each is a module here, named by its words; it becomes known by one line below."""

from __future__ import annotations

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
    "upgrade",
)
