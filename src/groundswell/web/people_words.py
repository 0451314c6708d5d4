"""What stands of a person in a people list, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

FIELDS = {
    "name": _lazy("Name"),
    "email": _lazy("E-mail"),
    "handle": _lazy("Handle"),
    "title": _lazy("Title"),
    "external_id": _lazy("Number in the people list"),
    "started_on": _lazy("Began on"),
    "left_on": _lazy("Left on"),
    "time_zone": _lazy("Time zone"),
    "languages": _lazy("Languages"),
    "skills": _lazy("Skills"),
}
