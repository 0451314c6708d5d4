"""The deeds of the audit log in words. What is not here is shown as the log has it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

DEEDS = {
    "accepted to own words": _lazy("agreed that the share of own words is public"),
    "approved post": _lazy("published a post that waited, of"),
    "asked for task": _lazy("asked for an import, its undoing or an examination"),
    "continued task": _lazy("let an import go on"),
    "dismissed member": _lazy("took a member out of a group"),
    "drafted for": _lazy("left a draft for"),
    "erased": _lazy("erased"),
    "granted role": _lazy("gave a role"),
    "imported": _lazy("imported"),
    "imported people": _lazy("took a people list"),
    "issued invitation": _lazy("made an invitation"),
    "issued reset": _lazy("made a link for a new password"),
    "merged": _lazy("merged two people"),
    "moderation dismissed": _lazy("looked at a report and left it"),
    "moderation hid": _lazy("hid a post of"),
    "moderation lifted": _lazy("took a decision back about"),
    "moderation limited": _lazy("took writing for a time from"),
    "moderation upheld": _lazy("upheld a decision about"),
    "moderation warned": _lazy("warned"),
    "named delegate": _lazy("named a delegate"),
    "objected to own words": _lazy("objected that the share of own words is public"),
    "opened the doors": _lazy("opened the doors"),
    "posted for": _lazy("posted in the name of"),
    "reinstated": _lazy("let in again"),
    "revoked role": _lazy("took a role away"),
    "rostered": _lazy("put a leader on the roster"),
    "stopped task": _lazy("stopped an import"),
    "suspended": _lazy("suspended"),
    "took delegate back": _lazy("took a delegate back"),
    "turned down post": _lazy("turned down a post that waited, of"),
    "undid import": _lazy("took an import back"),
    "watch word added": _lazy("added a watched word"),
    "watch word removed": _lazy("removed a watched word"),
    "watch word switched off": _lazy("switched a watched word off"),
    "watch word switched on": _lazy("switched a watched word on"),
}
