"""A page as it was told of a week, with all that stood beside its figures; a way out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from groundswell.adoption import catalogue, changes, sources
from groundswell.adoption.catalogue import FOR_EVERYBODY, FUNNEL
from groundswell.adoption.changes import Changes
from groundswell.adoption.days import QUARTER, half_a_year, period_end, quarter_end
from groundswell.adoption.measures.measure import Topic
from groundswell.adoption.register import queries as register
from groundswell.adoption.shown import Figure
from groundswell.adoption.sources import Imported
from groundswell.adoption.told.queries import OVERVIEW, Page, Shelf, Wanted, measures_of, page
from groundswell.adoption.viewing import Viewer


@dataclass(frozen=True, slots=True)
class Kept:
    """A page, what was told of the half-year before, a quarter earlier by name, and the changes."""

    page: Page
    half_year: Sequence[Figure]
    earlier: Mapping[str, Figure]
    changes: Changes | None
    imports: Sequence[Imported]  # of all these days


def kept(viewer: Viewer, name: str, on: date, defined_on: date | None = None) -> Kept:
    """What a page told of a week; by the definitions that held on a day, or by the newest.

    Raises: as `told.queries.page`.
    """
    shown = page(viewer, name, on, defined_on)
    shelf = Shelf(_beside(name, on), register.off(), defined_on)
    is_overview = name == OVERVIEW
    since = min(changes.since(on), *(figure.first_on for figure in shown.figures))
    brought = sources.imported(since, on)
    before = (shelf.figure(each, day) for day, each in _quarter_earlier(name, on))
    reach = [catalogue.measure(each) for each in FOR_EVERYBODY]
    return Kept(
        page=shown,
        half_year=shelf.figures(reach, half_a_year(period_end(on))) if is_overview else [],
        earlier={figure.measure.name: figure for figure in before if figure},
        changes=changes.found(shelf, on, brought) if is_overview else None,
        imports=brought,
    )


def _beside(name: str, on: date) -> Iterator[Wanted]:
    for day, each in _quarter_earlier(name, on):
        yield day, (each,)
    if name == OVERVIEW:
        for day in half_a_year(period_end(on)):
            yield day, FOR_EVERYBODY
        yield from changes.needed(on)


def _quarter_earlier(name: str, on: date) -> Iterator[tuple[date, str]]:
    """What the page itself sets beside a figure: of structure, and of how far people have come."""
    for each in _structural(measures_of(name)):
        yield quarter_end(on) - QUARTER, each
    if name == OVERVIEW:
        yield period_end(on) - catalogue.QUARTER, FUNNEL.name


def _structural(names: Collection[str]) -> Iterator[str]:
    topics = {Topic.SILOS, Topic.COMMAND}
    return (name for name in names if catalogue.measure(name).topic in topics)
