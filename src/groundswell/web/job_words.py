"""Jobs, checks and kinds of files in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

READERS = {
    "bylines": _lazy("Names above posts"),
    "contributions": _lazy("Adoption"),
    "interactions": _lazy("Adoption: who turns to whom"),
    "notices": _lazy("Notices"),
    "search": _lazy("Search index"),
}
CHORES = {
    "readers": _lazy("Readers of the log"),
    "outbox": _lazy("Sending mails"),
    "cleaning": _lazy("Tidying up, digests, ending polls"),
    "presence": _lazy("Who was here"),
}
MAILS = {
    "invitation": _lazy("Invitation"),
    "reset": _lazy("New password"),
    "notice": _lazy("Notice"),
    "digest": _lazy("Digest"),
    "push": _lazy("Push"),
}
CHECKS = {
    "database": _lazy("Database"),
    "members": _lazy("Members of groups"),
    "answers": _lazy("Counted answers"),
    "reactions": _lazy("Counted reactions"),
    "votes": _lazy("Counted votes"),
    "places": _lazy("Threads and their places"),
    "feeds": _lazy("Feeds"),
    "files": _lazy("Files"),
    "readers": _lazy("Readers of the log"),
    "mails": _lazy("Mails"),
    "search": _lazy("Search index"),
    "audit log": _lazy("Audit log"),
    "addresses": _lazy("How people come in"),
    "people": _lazy("Mail, privacy, administrators"),
    "rights": _lazy("Who on the machine may read what"),
    "room": _lazy("Disk and backups"),
}
KINDS = {
    "pictures": _lazy("Pictures"),
    "films": _lazy("Films"),
    "sound": _lazy("Sound"),
    "texts": _lazy("Texts"),
    "PDF": "PDF",
    "other": _lazy("Other files"),
}
FOLDERS = {
    "files": _lazy("Attached files and pictures"),
    "backups": _lazy("Backups in the data directory"),
    "imports": _lazy("Exports that wait to be imported"),
}


def lag(seconds: int) -> str:
    """How far somebody is behind."""
    if seconds < 5:
        return _("up to date")
    if seconds < 120:
        words = ngettext("%(count)s second behind", "%(count)s seconds behind", seconds)
        return words % {"count": seconds}
    minutes = seconds // 60
    words = ngettext("%(count)s minute behind", "%(count)s minutes behind", minutes)
    return words % {"count": minutes}
