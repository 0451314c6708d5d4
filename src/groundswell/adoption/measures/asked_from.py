"""Answers by where the question was asked: how long each function and site waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from groundswell.adoption.measures.figures import Figures, Unit, Value
from groundswell.adoption.measures.given import Asked, Questions
from groundswell.adoption.measures.measure import STRUCTURE_DAYS, WHO_COUNTS, Measure, Needs, Topic
from groundswell.adoption.measures.measure import later as _lazy
from groundswell.adoption.measures.waits import band_of

BY = ("function", "site")


def count(questions: Questions) -> Figures:
    """The median wait of each function and site, with its interval and how many have an answer."""
    blocks = connected(questions.places)
    return Figures([value for by in BY for value in _cells(questions, by, blocks)])


def _cells(questions: Questions, by: str, blocks: Mapping[tuple[str, str], int]) -> Iterator[Value]:
    cells: dict[str, list[Asked]] = defaultdict(list)
    for place in questions.places.values():
        cells[place[BY.index(by)]]  # a cell in which nobody asked is a cell
    for one in questions.asked:
        cells[questions.places[one.asker][BY.index(by)]].append(one)
    for cell, asked in sorted(cells.items()):
        found = band_of([(one.waited, one.is_answered) for one in asked])
        half, low, high = found.half() if found else (None, None, None)
        yield Value(
            name=f"{by}:{cell}",
            title=cell,
            unit=Unit.HOURS,
            value=half,
            low=low,
            high=high,
            numerator=sum(one.is_answered for one in asked),
            denominator=len(asked),
            people=len({one.asker for one in asked}),
            by=by,
            cell=cell,
            part_of=f"{by} {blocks[by, cell]}",
        )


def connected(places: Mapping[int, tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Which functions and sites hang together by people who stand in both, as numbers.

    Sums over functions and over sites are sums of the same people; what one tells of the other
    ends where nobody stands in both.
    """
    leads: dict[tuple[str, str], tuple[str, str]] = {}

    def first(cell: tuple[str, str]) -> tuple[str, str]:
        while leads.setdefault(cell, cell) != cell:
            cell = leads[cell]
        return cell

    for function, site in set(places.values()):
        leads[first(("function", function))] = first(("site", site))
    numbers = {cell: n for n, cell in enumerate(sorted({first(cell) for cell in [*leads]}))}
    return {cell: numbers[first(cell)] for cell in [*leads]}


MEASURE = Measure(
    name="asked_from",
    topic=Topic.ANSWERS,
    title=_lazy("Answers by function and site"),
    definition=_lazy(
        "How long questions wait for their first answer by somebody else, by the function and the "
        "site of who asked: the median in working hours of that site."
    ),
    formula=(
        _lazy("working hours until half of the questions of a cell are answered"),
        _lazy("questions of 90 days asked from there"),
    ),
    numerator=_lazy(
        "Kaplan-Meier median of the questions of the cell; beside it how many somebody other than "
        "the asker answered up to the last day."
    ),
    denominator=_lazy(
        "Questions that people who stand there on the last day asked in the 90 days and that still "
        "stand. Questions in conversations are not looked at."
    ),
    unit=_lazy("Working hours of the asker's site, without its holidays, as the settings say."),
    window_days=STRUCTURE_DAYS,
    population=WHO_COUNTS,
    minimum_group=_lazy(
        "A function or site in which fewer people asked than the privacy threshold of the settings "
        "(10, never under 5) is withheld; with it as many others as are needed for those withheld "
        "together to be at least as many people."
    ),
    uncertainty=_lazy(
        "95 % interval of the Kaplan-Meier median: what is not yet answered is censored, not left "
        "out. Where intervals overlap widely, the order of two cells may be chance."
    ),
    not_to_be_read_as=(
        _lazy("A ranking: topics differ, and so does how many could know the answer."),
        _lazy("The effort of those who answer: it is told by where the question comes from."),
    ),
    source=_lazy("The posts themselves. Kaplan & Meier (1958); Brookmeyer & Crowley (1982)."),
    since=date(2026, 11, 26),
    count=count,
    needs=Needs.QUESTIONS,
)
