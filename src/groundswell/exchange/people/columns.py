"""Which column is what: the names that HR systems and directories use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.exchange.people.ways import TYPED, Ways
from groundswell.foundation.errors import Refused
from groundswell.foundation.tables import plain

# Of several headings for one field the name that stands first here wins: an id of the manager tells
# more than a name, and Entra's sign-in name need not be where mail arrives.
FIELDS: dict[str, str] = {
    "external_id": "external id; employee id; employee number; employee no; emp id;"
    " personnel number; personnel no; person id; person number; worker id; staff id;"
    " personalnummer; personalnr; personal nr; pers nr; mitarbeiternummer; mitarbeiter id; id;"
    " object id; objectid; object guid; post unique reference; worker; user id; uid",
    "name": "name; full name; display name; preferred name; legal name; employee name; worker name;"
    " cn; mitarbeiter; mitarbeitername; anzeigename; vollstandiger name",
    "given_name": "given name; first name; forename; vorname; preferred first name",
    "family_name": "family name; last name; surname; sn; nachname; familienname",
    "email": "work email; primary work email; business email; email; e mail; email address;"
    " e mail address; e mail adresse; mailadresse; dienstliche e mail; mail; contact e mail;"
    " user principal name",
    "handle": "handle; username; user name; login; sam account name; s amaccount name;"
    " benutzername; anmeldename; uid",
    "title": "job title; business title; employee title; job profile; position title; title;"
    " position; role; stelle; stellenbezeichnung; funktionsbezeichnung; berufsbezeichnung;"
    " tatigkeit",
    "function": "function; department; dept; supervisory organization; supervisory organisation;"
    " division; unit; business unit; org unit; ou; abteilung; funktion; fachbereich; bereich;"
    " organisationseinheit; cost center; cost centre; kostenstelle",
    "site": "site; location; office; office location; work location; city; standort; ort;"
    " arbeitsort; dienstort; niederlassung; plant; building id; physical delivery office name; l",
    "level": "level; grade; job level; management level; band; career level; ebene; stufe;"
    " hierarchieebene",
    "manager": "manager id; manager employee id; managers id; supervisor id; reports to id;"
    " personalnummer vorgesetzter; vorgesetzten id; manager email; manager e mail; manager upn;"
    " manager user principal name; manager; supervisor; reports to; line manager;"
    " reports to senior post; vorgesetzter; vorgesetzte; fuhrungskraft; manager name",
    "started_on": "started on; start date; hire date; employee hire date; date of joining;"
    " joined; entry date; original hire date; eintritt; eintrittsdatum; eintritt am",
    "left_on": "left on; leave date; end date; termination date; employee leave date time;"
    " last day of work; exit date; austritt; austrittsdatum; austritt am",
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


def understand(
    file: str, headings: Iterable[str], chosen: Mapping[str, str], ways: Ways = TYPED
) -> Columns:
    """Which heading is which field; `chosen` maps headings to fields and goes first.

    `ways` say how to choose.

    Raises:
        ColumnsAreUnclear: a chosen heading or field does not exist, or nobody has a name.
    """
    named = [heading for heading in headings if heading]
    _refuse_wrong_choice(file, named, chosen, ways)
    of = {field: heading for heading, field in chosen.items()}
    private = [heading for heading in named if _is_private(heading) and heading not in chosen]
    left = [heading for heading in named if heading not in chosen and heading not in private]
    for field, words in FIELDS.items():
        found = next(_called(words, left), None) if field not in of else None
        if found:
            of[field] = found
            left.remove(found)
    if "name" not in of and not {"given_name", "family_name"} <= of.keys():
        reason = _("no column holds the name. Seen: %(seen)s. %(mend)s") % {
            "seen": ", ".join(named),
            "mend": ways.name_column,
        }
        raise ColumnsAreUnclear(file=file, reason=reason)
    return Columns(of, private, left)


def _called(words: str, headings: Iterable[str]) -> Iterator[str]:
    """The headings that are called so, the best name first."""
    by_name = {_plain(heading): heading for heading in reversed(list(headings))}
    return (by_name[word.strip()] for word in words.split(";") if word.strip() in by_name)


def _plain(heading: str) -> str:
    # Google writes "Employee ID [Required]", BambooHR "Employee #".
    return plain(re.sub(r"\[[^]]*\]", "", heading).replace("#", " number"))


def _refuse_wrong_choice(
    file: str, named: list[str], chosen: Mapping[str, str], ways: Ways
) -> None:
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
        if list(chosen.values()).count(field) > 1:
            reason = _("several columns are to be the field '%(field)s'. Choose one of them.") % {
                "field": field
            }
            raise ColumnsAreUnclear(file=file, reason=reason)
        if _is_private(heading):
            reason = _("'%(heading)s' is private and never imported. %(mend)s") % {
                "heading": heading,
                "mend": ways.not_chosen,
            }
            raise ColumnsAreUnclear(file=file, reason=reason)


def _is_private(heading: str) -> bool:
    return bool(PRIVATE.search(plain(heading)))
