"""What an address may ask of figures: a day, the days between two, a part. Whoever asks for more is
told so: an answer that passes over a filter is one about somebody else.

Used by the doors: files, the interface, the command and the pages.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption import days, inside, queries
from groundswell.adoption.catalogue import REACH
from groundswell.adoption.measures.measure import BREAKDOWNS
from groundswell.adoption.shown import Figure
from groundswell.adoption.told import queries as told
from groundswell.adoption.viewing import Viewer
from groundswell.foundation.errors import Refused

PARTS = BREAKDOWNS  # by which a part can be chosen
LONGEST = 120  # characters of a name
LONGEST_DAY = 20  # characters

type Part = tuple[str, str]  # a breakdown, and its cell that is looked into


class NothingIsAskedSo(Refused):
    """A filter that is passed over would be answered for everybody."""

    message = _lazy(
        "“%(name)s” cannot be chosen here, and nothing is passed over. What can be chosen:"
        " %(known)s."
    )


class OnePartAtATime(Refused):
    """Of parts of parts of parts nothing is told."""

    message = _lazy("Choose one part at a time. Chosen were: %(names)s.")


class NameIsBlank(Refused):
    """A part without a name that is passed over would be answered for everybody."""

    message = _lazy(
        "The name of a %(by)s is blank. Name one as it stands in the people list, or leave %(by)s"
        " out to ask of everybody."
    )


def refuse_blank(names: Mapping[str, str]) -> None:
    """Go on only where each part that is asked for, by its breakdown, has a name.

    Raises:
        NameIsBlank: one has none.
    """
    for by, name in names.items():
        if not name.strip():
            raise NameIsBlank(by=by)


def refuse_others(asked: Collection[str], *known: str) -> None:
    """Go on only where nothing is asked for but what is known.

    Raises:
        NothingIsAskedSo: something else is.
    """
    for name in asked:
        if name not in known:
            raise NothingIsAskedSo(name=name[:LONGEST], known=", ".join(known) or "–")


def part(asked: Mapping[str, str]) -> Part | None:
    """The part that is asked for: a breakdown and its cell. An empty one is none: forms say it so.

    Raises:
        NameIsBlank: one is of blanks.
        OnePartAtATime: there are several.
    """
    named = {by: asked[by] for by in PARTS if asked.get(by)}
    refuse_blank(named)
    chosen = [(by, name.strip()[:LONGEST]) for by, name in named.items()]
    if len(chosen) > 1:
        raise OnePartAtATime(names=", ".join(f"{by}={cell}" for by, cell in chosen))
    return chosen[0] if chosen else None


def day(asked: Mapping[str, str], name: str = "on") -> date | None:
    """A day that is asked for.

    Raises:
        DayCannotBeRead: it is none.
    """
    return days.read_day(asked.get(name, "")[:LONGEST_DAY])


def day_alone(asked: Mapping[str, str]) -> date | None:
    """The day, of where nothing else can be chosen.

    Raises:
        NothingIsAskedSo, DayCannotBeRead: see `refuse_others` and `day`.
    """
    refuse_others(asked, "on")
    return day(asked)


def of_measure(viewer: Viewer, name: str, asked: Mapping[str, str]) -> list[Figure]:
    """One measure: of a day, or of each end of a week between two days; of everybody or a part.

    Raises:
        NothingIsAskedSo, NameIsBlank, OnePartAtATime: of parts reach alone is told.
        NotFound, and what is wrong with the days: see `queries.figure` and `told.series`.
    """
    _refuse_others(asked, has_parts=name == REACH.name)
    if chosen := part(asked):
        return _of_part(viewer, chosen, asked)
    if "from" in asked:
        return told.series(viewer, [name], *_span(asked))
    return queries.figure(viewer, name, day(asked))


def of_page(viewer: Viewer, name: str, asked: Mapping[str, str]) -> list[Figure]:
    """All figures of a page, in the same way.

    Raises: as `of_measure`.
    """
    names = told.measures_of(name)
    _refuse_others(asked, has_parts=name == told.OVERVIEW)
    if chosen := part(asked):
        return _of_part(viewer, chosen, asked)
    if "from" in asked:
        return told.series(viewer, names, *_span(asked))
    found = queries.everything(viewer, day(asked))
    return [figure for figure in found if figure.measure.name in names]


def _refuse_others(asked: Collection[str], *, has_parts: bool) -> None:
    parts = PARTS if has_parts else ()
    refuse_others(asked, *(("from", "to") if "from" in asked else ("on", "from")), *parts)


def _of_part(viewer: Viewer, chosen: Part, asked: Mapping[str, str]) -> list[Figure]:
    if "from" in asked:
        return inside.series(viewer, *chosen, *_span(asked))
    return [inside.part(viewer, *chosen, day(asked))]


def _span(asked: Mapping[str, str]) -> tuple[date, date]:
    return day(asked, "from") or days.EARLIEST, days.day(day(asked, "to"))
