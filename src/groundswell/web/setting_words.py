"""Settings in words: where each is said, what form it has, what choosing otherwise would do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from groundswell.config import options
from groundswell.config.option_list import OPTIONS
from groundswell.foundation import clock
from groundswell.foundation.calendars import DAYS
from groundswell.network.groups import condition
from groundswell.network.notifications import preferring
from groundswell.people.org import queries as org
from groundswell.people.persons import queries as persons
from groundswell.people.persons.models import Person
from groundswell.web import wording

SECTIONS = {
    "": _lazy("The organisation"),
    "branding": _lazy("Branding"),
    "mail": _lazy("Mail"),
    "push": _lazy("Push"),
    "oidc": _lazy("Own sign-in"),
}
COLUMNS = {"comms_functions": "function", "leader_levels": "level"}
# Never shown: it may hold a password.
HIDDEN = frozenset({"database_url"})


@dataclass(frozen=True, slots=True)
class Shown:
    """One setting: its words, its value in words, where that is said, and what may be done."""

    key: str
    words: str
    value: str
    where: str
    is_chosen: bool
    may_change: bool
    at_next_start: str = ""

    @property
    def address(self) -> str:
        """Where it is changed."""
        home = "/administration/"
        return home + ("branding/" if is_branding(self.key) else f"settings/{self.key}/")


def shown(key: str, said: Mapping[str, options.Said]) -> Shown:
    """A setting as it is in force now, and what the files say of the next start."""
    option = OPTIONS[key]
    value = in_force(key)
    next_value, where = said.get(key, (option.default, ""))
    is_chosen = Path(where.partition(",")[0]).name == options.CHOSEN
    return Shown(
        key=key,
        words=_(option.words),
        value=in_words(key, value),
        where=_where(where),
        is_chosen=is_chosen,
        may_change=option.may_be_chosen and where != options.variable(key),
        at_next_start=in_words(key, next_value) if next_value != value else "",
    )


def is_branding(key: str) -> bool:
    """Whether it is changed on the page of branding."""
    return key.startswith("branding.")


def in_force(key: str) -> Any:
    """The value of a setting in this process."""
    section, _dot, name = key.rpartition(".")
    held = getattr(settings.OPTIONS, section) if section else settings.OPTIONS
    return getattr(held, name)


def in_words(key: str, value: Any) -> str:
    """A value as people read it."""
    if key in HIDDEN:
        return _("set, and not shown here") if value else _("empty")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if key == "working_days":
        names = wording.weekdays()
        return ", ".join(names[DAYS.index(day)] for day in value)
    if key == "language":
        return {"en": "English", "de": "Deutsch"}.get(str(value), str(value))
    if isinstance(value, list):
        return ", ".join(value) or _("none")
    return str(value) if value != "" else _("empty")


def _where(where: str) -> str:
    if not where:
        return _("nobody said otherwise")
    name, _comma, line = where.partition(", line ")
    if Path(name).name == options.CHOSEN:
        return _("chosen here")
    if line:
        return _("groundswell.toml, line %(line)s") % {"line": line}
    return _("%(variable)s in the environment") % {"variable": where}


def choices(key: str) -> Sequence[tuple[str, str]]:
    """What can be chosen where that is known; nothing where it is typed."""
    if key == "language":
        return [("en", "English"), ("de", "Deutsch")]
    if key == "working_days":
        return list(zip(DAYS, wording.weekdays(), strict=True))
    if key in COLUMNS:
        names = {*org.values(COLUMNS[key]), *in_force(key)}
        return [(name, name) for name in sorted(names)]
    return []


def typed(key: str, form: QueryDict) -> Any:
    """What was typed or chosen, as the option has it."""
    default = OPTIONS[key].default
    if isinstance(default, list):
        known = [value for value, _words in choices(key)]
        return [value for value in known if value in form.getlist("value")]
    text = form.get("value", "").strip()[:200]
    if isinstance(default, int):
        return int(text) if text.isdecimal() and len(text) < 6 else -1
    return text


def problem(key: str, value: Any) -> str:
    """Why a value cannot be, or nothing."""
    if key == "organisation" and not 1 <= len(value) <= 80:
        return _("Give a name of up to 80 characters.")
    if key == "language" and value not in dict(choices(key)):
        return _("Choose one of the two.")
    if key == "working_days" and not value:
        return _("Choose at least one day.")
    if key == "group_sleep_days" and value != 0 and not 30 <= value <= 3650:
        return _("From 30 to 3650 days, or 0: never.")
    return ""


def effect(viewer: Person, key: str, value: Any) -> str:
    """What choosing a value would do, and to how many."""
    return _EFFECTS[key](viewer, value)


def _organisation(viewer: Person, value: str) -> str:
    count = persons.counts(viewer)["active"]
    words = ngettext(
        "%(count)s person sees “%(value)s” above every page, and mails come from it.",
        "%(count)s people see “%(value)s” above every page, and mails come from it.",
        count,
    )
    return words % {"count": wording.number(count), "value": value}


def _language(viewer: Person, value: str) -> str:
    count = persons.count_without_language()
    words = ngettext(
        "%(count)s person has chosen no language, and is written to in %(value)s from now on.",
        "%(count)s people have chosen no language, and are written to in %(value)s from now on.",
        count,
    )
    return words % {"count": wording.number(count), "value": in_words("language", value)}


def _working_days(viewer: Person, value: list[str]) -> str:
    count = preferring.count_without_days()
    words = ngettext(
        "%(count)s person has chosen no days: nothing is mailed to them but on %(value)s.",
        "%(count)s people have chosen no days: nothing is mailed to them but on %(value)s.",
        count,
    )
    return words % {"count": wording.number(count), "value": in_words("working_days", value)}


def _comms_functions(viewer: Person, value: list[str]) -> str:
    words = _(
        "%(then)s people are Comms & Marketing then, %(now)s now. Adoption beyond them is counted"
        " anew, for past weeks too."
    )
    return words % _then_and_now("comms_functions", value)


def _leader_levels(viewer: Person, value: list[str]) -> str:
    words = _(
        "%(then)s people lead by their level then, %(now)s now. Leaders may name delegates who"
        " write in their name."
    )
    return words % _then_and_now("leader_levels", value)


def _then_and_now(key: str, value: list[str]) -> dict[str, str]:
    then, now = (org.count_in(COLUMNS[key], names) for names in (value, in_force(key)))
    return {"then": wording.number(then), "now": wording.number(now)}


def _group_sleep_days(viewer: Person, value: int) -> str:
    if value == 0:
        return _("No group is archived by itself any more.")
    count = len(condition.asleep(clock.now() - timedelta(days=value)))
    words = ngettext(
        "%(count)s group has had no post for so long: its members are told, and it is archived"
        " 30 days later.",
        "%(count)s groups have had no post for so long: their members are told, and they are"
        " archived 30 days later.",
        count,
    )
    return words % {"count": wording.number(count)}


_EFFECTS: dict[str, Callable[[Person, Any], str]] = {
    "organisation": _organisation,
    "language": _language,
    "working_days": _working_days,
    "comms_functions": _comms_functions,
    "leader_levels": _leader_levels,
    "group_sleep_days": _group_sleep_days,
}
