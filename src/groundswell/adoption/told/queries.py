"""What was told of weeks that are over, as it was told then."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption import catalogue
from groundswell.adoption.catalogue import QUARTER
from groundswell.adoption.days import period_end, quarter_end, told_on, week_end
from groundswell.adoption.queries import Figure
from groundswell.adoption.register import queries as register
from groundswell.adoption.told.facts import figure_of
from groundswell.adoption.told.models import ToldFigure
from groundswell.adoption.told.rules import judged_by
from groundswell.adoption.viewing import Viewer, ask_to_see_all
from groundswell.foundation.errors import NotFound, Refused

OVERVIEW = "overview"
MOST_WEEKS = 520  # ten years of ends of weeks in one answer


class ThatIsNoEndOfAWeek(Refused):
    """What is kept is kept for Sundays."""

    message = _lazy(
        "Figures are kept for weeks that end on Sunday, and %(on)s is none. Try %(sunday)s."
    )


class NothingWasKeptThen(Refused):
    """A week before the first night, or one that was not counted yet."""

    message = _lazy(
        "Of the week that ended on %(on)s nothing is kept. Figures are kept in the night after it"
        " ends, and for half a year before the first night."
    )


class TheSpanIsTooLong(Refused):
    """A series has an end."""

    message = _lazy("From %(first)s to %(last)s are more than ten years. Ask for less at once.")


class TheSpanIsUpsideDown(Refused):
    """A series goes forward."""

    message = _lazy("%(last)s is before %(first)s. Put the earlier day first.")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was told of a week: figure by figure, and reach a quarter earlier."""

    name: str
    on: date
    defined_on: date
    figures: Sequence[Figure]
    earlier: Figure | None


def page(viewer: Viewer, name: str, on: date, defined_on: date | None = None) -> Page:
    """What a page told of a week; by the definitions that held on a day, or by the newest.

    Raises:
        NotFound: there is no such page, or the viewer may not see it.
        ThatIsNoEndOfAWeek, NothingWasKeptThen: of that day.
    """
    ask_to_see_all(viewer)
    names = measures_of(name)
    if on != week_end(on):
        raise ThatIsNoEndOfAWeek(on=on, sunday=week_end(on))
    ended = period_end(on)
    figures = [
        figure
        for figure in _told([on, ended, quarter_end(on)], names, defined_on)
        if figure.on == told_on(on, figure.measure.window_days)
    ]
    if not figures:
        raise NothingWasKeptThen(on=on)
    reach = (catalogue.REACH.name,)
    earlier = _told([ended - QUARTER], reach, defined_on) if name == OVERVIEW else []
    newest = max(figure.defined_on for figure in figures)
    return Page(name, on, newest, figures, earlier[0] if earlier else None)


def series(viewer: Viewer, names: Collection[str], first: date, last: date) -> list[Figure]:
    """What was told of measures for each end of a week between two days, the first first.

    Raises:
        NotFound: there is no such measure, or the viewer may not see it.
        TheSpanIsTooLong, TheSpanIsUpsideDown: of the two days.
    """
    ask_to_see_all(viewer)
    for name in names:
        catalogue.measure(name)
    if len(names) == 1:
        register.refuse_off(catalogue.measure(*names), register.off())
    if last < first:
        raise TheSpanIsUpsideDown(first=first, last=last)
    if (last - first).days > 7 * MOST_WEEKS:
        raise TheSpanIsTooLong(first=first, last=last)
    return _told((first, last), names, None, is_span=True)


def kept_weeks(viewer: Viewer) -> list[date]:
    """The ends of weeks of which something is kept, the newest first."""
    ask_to_see_all(viewer)
    weeks = ToldFigure.objects.order_by("-on").values_list("on", flat=True).distinct()
    return list(weeks[:MOST_WEEKS])


def measures_of(page: str) -> list[str]:
    """The names of the measures that a page shows.

    Raises:
        NotFound: there is no such page.
    """
    known = catalogue.measures().items()
    found = [name for name, one in known if page in {OVERVIEW, str(one.topic)}]
    if not found:
        raise NotFound
    return found


def _told(
    days: Sequence[date],
    names: Collection[str],
    defined_on: date | None,
    *,
    is_span: bool = False,
) -> list[Figure]:
    names = {*names} - {*register.off()}
    # Judged by other settings than hold now, it waits for the night: both together might tell more.
    rows = ToldFigure.objects.filter(measure__in=names, judged_by=judged_by())
    rows = rows.filter(on__range=tuple(days)) if is_span else rows.filter(on__in=days)
    if defined_on is not None:
        rows = rows.filter(defined_on__lte=defined_on)
    # What was kept while windows overlapped is not shown beside those that do not.
    newest = {
        (told.on, told.measure): told
        for told in rows.order_by("on", "defined_on")
        if catalogue.is_told(told.measure, told.on)
    }
    place = {name: number for number, name in enumerate(catalogue.measures())}
    return [
        figure_of(told.facts, told.measure, told.on, told.defined_on, told.revised_at)
        for told in sorted(newest.values(), key=lambda told: (told.on, place[told.measure]))
    ]
