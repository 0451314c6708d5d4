"""What was told of weeks that are over, as it was told then."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from itertools import product
from operator import or_

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption import books, catalogue, weekly
from groundswell.adoption.catalogue import LEADERS, QUARTER, REACH
from groundswell.adoption.days import period_end, told_on, week_end
from groundswell.adoption.measures.measure import Measure, Topic
from groundswell.adoption.register import queries as register
from groundswell.adoption.shown import Figure, whole
from groundswell.adoption.told.facts import figure_of
from groundswell.adoption.told.models import ToldFigure
from groundswell.adoption.told.rules import holds
from groundswell.adoption.viewing import Viewer, ask_to_see_all, seen
from groundswell.foundation.errors import NotFound, Refused

OVERVIEW = "overview"
PLACES = {name: place for place, name in enumerate(catalogue.measures())}
ALSO = {str(Topic.SILOS): {str(Topic.COMMAND)}}  # what stands on a page besides its own topic
MOST_WEEKS = 520  # ten years of ends of weeks in one answer

type Wanted = tuple[date, Collection[str]]  # a day, and names of measures


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
    wanted = seen(viewer, map(catalogue.measure, measures_of(name)))
    if on != week_end(on):
        raise ThatIsNoEndOfAWeek(on=on, sunday=week_end(on))
    before = period_end(on) - QUARTER
    beside = [(before, (REACH.name,))] if name == OVERVIEW else []
    found = _told(_where([*_last(wanted, on), *beside], register.off()), defined_on)
    figures = sorted((figure for figure in found if figure.on != before), key=_place)
    if {figure.measure.name for figure in figures} <= weekly.OF_LEADERS:
        raise NothingWasKeptThen(on=on)
    earlier = next((figure for figure in found if figure.on == before), None)
    newest = max(figure.defined_on for figure in figures)
    return Page(name, on, newest, figures, earlier)


def series(viewer: Viewer, names: Collection[str], first: date, last: date) -> list[Figure]:
    """What was told of measures for each end of a week between two days, the first first.

    Raises:
        NotFound: there is no such measure, or the viewer may not see it.
        TheSpanIsTooLong, TheSpanIsUpsideDown: of the two days.
    """
    ask_to_see_all(viewer)
    told_of = [one.name for one in seen(viewer, map(catalogue.measure, names))]
    if names and not told_of:
        raise NotFound
    off = register.off()
    if len(names) == 1:
        register.refuse_off(catalogue.measure(*names), off)
    if last < first:
        raise TheSpanIsUpsideDown(first=first, last=last)
    if (last - first).days > 7 * MOST_WEEKS:
        raise TheSpanIsTooLong(first=first, last=last)
    return _told(Q(on__range=(first, last), measure__in={*told_of} - {*off}), None)


def of_days(viewer: Viewer, wanted: Iterable[Wanted]) -> list[Figure]:
    """What was told of some measures on days of their own, as far as the viewer may see them.

    Raises:
        NotFound: the viewer may not see any.
    """
    ask_to_see_all(viewer)
    known = {one.name for one in seen(viewer, catalogue.measures().values())}
    return _told(_where([(on, known & {*names}) for on, names in wanted], register.off()), None)


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
    topics = {page, *ALSO.get(page, ())}
    known = catalogue.measures().items()
    found = [name for name, one in known if page == OVERVIEW or str(one.topic) in topics]
    if not found:
        raise NotFound
    return found


class Shelf:
    """What was told of some days, asked for at once; nothing of what is switched off.

    By the definitions that held on a day, or by the newest.

    Judged by other settings than hold now, a figure waits for the night: both together might tell
    more. What was kept while windows overlapped is not shown beside those that do not.
    """

    def __init__(
        self, wanted: Iterable[Wanted], off: Collection[str], defined_on: date | None = None
    ) -> None:
        self._rows = _newest(_where(wanted, off), defined_on)
        self._figures: dict[tuple[str, date], Figure] = {}

    def figure(self, name: str, on: date) -> Figure | None:
        """What was told of a measure, by its newest definition."""
        told = self._rows.get((on, name))
        if told is None:
            return None
        if (name, on) not in self._figures:
            self._figures[name, on] = _figure(told)
        return self._figures[name, on]

    def all_of(self, wanted: Sequence[Measure], on: date) -> list[Figure] | None:
        """What was told last of all these, as they are counted today; None where one is missing."""
        found = self.some_of(wanted, on)
        return found if len(found) == len(wanted) else None

    def some_of(self, wanted: Sequence[Measure], on: date) -> list[Figure]:
        """The same, without those that are missing."""
        last = ((one, self.figure(one.name, told_on(on, one.window_days))) for one in wanted)
        return [told for one, told in last if told and told.defined_on == one.defined_on]

    def figures(self, wanted: Iterable[Measure], days: Iterable[date]) -> list[Figure]:
        """What was told of these on some days, day by day; nothing where nothing was."""
        found = (self.figure(each.name, on) for on, each in product(days, wanted))
        return [figure for figure in found if figure]


def shelf_of(
    wanted: Iterable[Measure], on: date, off: Collection[str], *, beside: Iterable[Wanted] = ()
) -> Shelf:
    """What was told last of some measures, and others on days of their own."""
    return Shelf([*_last(wanted, on), *beside], off)


def _last(wanted: Iterable[Measure], on: date) -> Iterator[Wanted]:
    return ((told_on(on, each.window_days), (each.name,)) for each in wanted)


def _where(wanted: Iterable[Wanted], off: Collection[str]) -> Q:
    names_of: dict[date, set[str]] = defaultdict(set)
    for on, names in wanted:
        names_of[on] |= {*names} - {*off}
    days: dict[frozenset[str], list[date]] = defaultdict(list)
    for on, some in names_of.items():
        days[frozenset(some)].append(on)
    spans = (Q(on__in=on, measure__in=some) for some, on in days.items() if some)
    return reduce(or_, spans, Q(on__in=()))


def _told(where: Q, defined_on: date | None) -> list[Figure]:
    told = _beside_the_roster(map(_figure, _newest(where, defined_on).values()))
    figures = [*told, *_of_leaders(where, defined_on)]
    return sorted(figures, key=lambda figure: (figure.on, _place(figure)))


def _place(figure: Figure) -> int:
    """Where its measure stands among all: what matters most is told first."""
    return PLACES[figure.measure.name]


def _beside_the_roster(figures: Iterable[Figure]) -> Iterator[Figure]:
    """All who lead are told only beside whose figures are known to have been shown by now.

    What was told was judged in a night before; two accounts may have become one since.
    """
    for figure in figures:
        if figure.measure is LEADERS:
            rows = books.beside_the_roster(weekly.Week(figure.on), figure.rows)
            yield replace(figure, rows=rows)
        else:
            yield figure


def _of_leaders(where: Q, defined_on: date | None) -> Iterator[Figure]:
    """Those of leaders: let through anew, for whoever takes a consent back is gone at once."""
    for measure, on, kept in weekly.of_roster(where):
        figure = whole(measure, kept, on)
        if defined_on is None or figure.defined_on <= defined_on:
            yield figure


def _newest(wanted: Q, defined_on: date | None) -> dict[tuple[date, str], ToldFigure]:
    written = Cast("facts", TextField())
    rows = ToldFigure.objects.filter(wanted, holds()).defer("facts")
    if defined_on is not None:
        rows = rows.filter(defined_on__lte=defined_on)
    return {
        (told.on, told.measure): told
        for told in rows.annotate(written=written).order_by("on", "defined_on")
        if catalogue.is_told(told.measure, told.on)
    }


def _figure(told: ToldFigure) -> Figure:
    written: str = told.written  # type: ignore[attr-defined]
    return figure_of(written, told.measure, told.on, told.defined_on, told.revised_at)
