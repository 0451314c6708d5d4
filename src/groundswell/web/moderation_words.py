"""Moderation in words: reasons of reports, and what was done in a case."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from groundswell.network.moderation.models import Deed, Reason

REASONS = {
    Reason.HARM: _lazy("It insults, threatens or harasses somebody"),
    Reason.PRIVATE: _lazy("It tells what is private or confidential"),
    Reason.WRONG: _lazy("It is false, and that does harm"),
    Reason.NOISE: _lazy("It is advertising, or the same again and again"),
    Reason.OTHER: _lazy("Something else"),
}
DEEDS = {
    Deed.DISMISSED: _lazy("looked at it and left it"),
    Deed.WARNED: _lazy("warned the author"),
    Deed.HID: _lazy("hid it"),
    Deed.LIMITED: _lazy("let the author only read for a time"),
    Deed.APPEALED: _lazy("asked for another look"),
    Deed.UPHELD: _lazy("let the decision stand"),
    Deed.LIFTED: _lazy("took the decision back"),
}
# The same, told to whom it concerns; moderators are not named to them.
TOLD = {
    Deed.DISMISSED: _lazy("A moderator looked at it and left it"),
    Deed.WARNED: _lazy("A moderator warns you"),
    Deed.HID: _lazy("A moderator hid it"),
    Deed.LIMITED: _lazy("A moderator lets you only read for a time"),
    Deed.APPEALED: _lazy("You asked for another look"),
    Deed.UPHELD: _lazy("Another look was taken: the decision stands"),
    Deed.LIFTED: _lazy("Another look was taken: the decision is taken back"),
}
DAYS = ((0, _lazy("not at all")), (1, _lazy("for a day")), (7, _lazy("for a week")),
        (30, _lazy("for 30 days")))  # fmt: skip
