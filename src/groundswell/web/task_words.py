"""Long works and what came of them, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from groundswell.exchange.tasks.models import State, Task

KINDS = {
    "trial": _lazy("Trial of an import"),
    "import": _lazy("Import"),
    "undo": _lazy("Taking an import back"),
    "examination": _lazy("Examination"),
}
STATES = {
    State.WAITING: _lazy("waits for its turn"),
    State.RUNNING: _lazy("at work"),
    State.STOPPING: _lazy("stops after this step"),
    State.STOPPED: _lazy("stopped"),
    State.DONE: _lazy("done"),
    State.FAILED: _lazy("not done"),
}
STAGES = {
    "": _lazy("Beginning"),
    "read": _lazy("Reading the files"),
    "write": _lazy("Writing the messages"),
    "undo": _lazy("Taking back"),
    "examine": _lazy("Examining"),
}
UNITS = {
    "read": _lazy("files"),
    "write": _lazy("messages"),
    "undo": _lazy("entries"),
    "examine": _lazy("checks"),
}
# Why a message of an export is left out. What a machine wrote about its channel comes from Slack
# under many names, and is told in one.
LEFT_OUT = {
    "empty": _lazy("Without text and files"),
    "repeated": _lazy("Twice in the export"),
    "direct_message": _lazy("Direct messages, which were not asked for"),
    "folder_not_listed": _lazy("In a folder that no list of channels names"),
    "tombstone": _lazy("Deleted in Slack"),
}
BY_A_MACHINE = _lazy("Written by Slack about the channel")
NOUNS = {
    "people": _lazy("People"),
    "bots": _lazy("Bots"),
    "groups": _lazy("Groups"),
    "conversations": _lazy("Conversations"),
    "memberships": _lazy("Memberships"),
    "posts": _lazy("Posts"),
    "replies": _lazy("Replies"),
    "reactions": _lazy("Reactions"),
    "files": _lazy("Files"),
    "changes": _lazy("Changes"),
    "threads": _lazy("Threads"),
}


def time_left(task: Task) -> str:
    """How long the stage at hand will take; nothing while it cannot be said."""
    seconds = task.seconds_left
    if seconds is None:
        return ""
    if seconds < 60:
        return _("less than a minute left")
    if seconds < 90 * 60:
        minutes = round(seconds / 60)
        words = ngettext("about 1 minute left", "about %(count)s minutes left", minutes)
        return words % {"count": minutes}
    hours = round(seconds / 3600)
    return ngettext("about 1 hour left", "about %(count)s hours left", hours) % {"count": hours}
