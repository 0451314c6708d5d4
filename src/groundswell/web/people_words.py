"""What stands of a person in a people list, and roles, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _lazy

from groundswell.people.roles.models import Role

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
ROLES = {
    Role.ADMINISTRATOR: _lazy("Administrator"),
    Role.PEOPLE_ADMINISTRATOR: _lazy("People administrator"),
    Role.MODERATOR: _lazy("Moderator"),
    Role.ANALYST: _lazy("Analyst"),
    Role.READER: _lazy("Reader of figures"),
    Role.LEGAL: _lazy("Legal"),
    Role.ANNOUNCER: _lazy("Announcer"),
    Role.WORKS_COUNCIL: _lazy("Works council"),
}
