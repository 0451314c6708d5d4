"""Which column is what: the names that HR systems and directories use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation.errors import Refused
from groundswell.foundation.tables import plain

FIELDS: dict[str, str] = {
    "external_id": "external id; employee id;"
    " employee number; employee no; emp id; personnel number;"
    " personnel no; person id; person number; worker; worker id; staff id; id; user id; uid;"
    " object id; objectid; post unique reference; personalnummer; mitarbeiternummer",
    "name": "name; full name; display name; preferred name; legal name; employee name; worker name;"
    " cn; mitarbeiter",
    "given_name": "given name; first name; forename; vorname; preferred first name",
    "family_name": "family name; last name; surname; sn; nachname",
    "email": "email; e mail; email address; e mail address; work email; mail; primary work email;"
    " business email; user principal name; contact e mail",
    "handle": "handle; username; user name; login; sam account name",
    "title": "title; job title; business title; job profile; position; position title; role;"
    " stelle; funktionsbezeichnung",
    "function": "function; department; dept; division; unit; business unit; org unit; cost center;"
    " cost centre; supervisory organization; supervisory organisation; abteilung; funktion",
    "site": "site; location; office; office location; work location; city; standort; ort; plant",
    "level": "level; grade; job level; management level; band; career level; ebene; stufe",
    "manager": "manager; manager id; manager employee id; manager email; manager e mail;"
    " manager name; supervisor; supervisor id; reports to; reports to id; line manager;"
    " managers id; reports to senior post; manager upn; manager user principal name;"
    " vorgesetzter; vorgesetzte",
    "started_on": "started on; start date; hire date; employee hire date; date of joining;"
    " joined; entry date; original hire date; eintritt; eintrittsdatum",
    "left_on": "left on; leave date; end date; termination date; employee leave date time;"
    " last day of work; exit date; austritt; austrittsdatum",
    "languages": "languages; language; sprachen",
    "time_zone": "time zone; timezone; tz; zeitzone",
    "skills": "skills; expertise; kenntnisse",
}
# Never imported, whatever the file holds: nothing here may rest on them.
PRIVATE = re.compile(
    r"\b(pay|salary|salaries|wage|bonus|compensation|remuneration|birth|birthday|dob|sex|gender"
    r"|religion|ethnic\w*|nationality|disab\w*|health|marital|iban|bank|tax|social security|ssn"
    r"|gehalt|lohn|geburt\w*|geschlecht|konfession)\b"
)


class ColumnsAreUnclear(Refused):
    """It cannot be told which column is what."""

    message = _lazy("%(file)s, heading row: %(reason)s Nothing was imported.")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which heading fills which field; headings left out as private, and those not understood."""

    of: Mapping[str, str]
    private: list[str]
    unknown: list[str]


def understand(file: str, headings: Iterable[str], chosen: Mapping[str, str]) -> Columns:
    """Which heading is which field; `chosen` maps headings to fields and goes first.

    Raises:
        ColumnsAreUnclear: a chosen heading or field does not exist, or nobody has a name.
    """
    named = [heading for heading in headings if heading]
    _refuse_wrong_choice(file, named, chosen)
    of = {field: heading for heading, field in chosen.items()}
    private = [heading for heading in named if _is_private(heading) and heading not in chosen]
    known = {alias.strip(): field for field, words in FIELDS.items() for alias in words.split(";")}
    unknown = []
    for heading in named:
        field = known.get(plain(heading), "")
        if heading in chosen or heading in private:
            continue
        if field and field not in of:
            of[field] = heading
        else:
            unknown.append(heading)
    if "name" not in of and not {"given_name", "family_name"} <= of.keys():
        reason = _(
            "no column holds the name. Seen: %(seen)s. Say which with `--map 'Their heading=name'`."
        ) % {"seen": ", ".join(named)}
        raise ColumnsAreUnclear(file=file, reason=reason)
    return Columns(of, private, unknown)


def _refuse_wrong_choice(file: str, named: list[str], chosen: Mapping[str, str]) -> None:
    for heading, field in chosen.items():
        if heading not in named:
            reason = _("there is no column '%(heading)s'. Seen: %(seen)s.") % {
                "heading": heading,
                "seen": ", ".join(named),
            }
            raise ColumnsAreUnclear(file=file, reason=reason)
        if field not in FIELDS:
            reason = _("there is no field '%(field)s'. Known: %(known)s.") % {
                "field": field,
                "known": ", ".join(FIELDS),
            }
            raise ColumnsAreUnclear(file=file, reason=reason)
        if _is_private(heading):
            reason = _("'%(heading)s' is private and never imported. Leave it out of `--map`.") % {
                "heading": heading
            }
            raise ColumnsAreUnclear(file=file, reason=reason)


def _is_private(heading: str) -> bool:
    return bool(PRIVATE.search(plain(heading)))
