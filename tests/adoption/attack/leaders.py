"""Leaders who agreed to show their figures, and what follows from these of others.

Nothing of themselves is hidden. Hidden are the others who lead, wherever all who lead are withheld,
and how many people have a tie to a leader.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from groundswell.adoption.days import quarter_end
from tests.adoption.attack.company import week_of
from tests.adoption.attack.doors import Fact
from tests.adoption.attack.reader import (
    EVERYBODY,
    FEW,
    THRESHOLD,
    Reader,
    expect,
    period_of,
    span_of,
)
from tests.adoption.attack.shown import WEEKS, Shown
from tests.adoption.attack.system import Hidden, Kind, Row, Span


def enter(reader: Reader, shown: Iterable[Shown]) -> None:
    """Know of each leader in which weeks they took part, as far as that is shown."""
    kinds = {kind.shows: number for number, kind in enumerate(reader.system.kinds) if kind.shows}
    for one in shown:
        kind, first = kinds[one.name], week_of(one.on) - WEEKS + 1
        for week, often in enumerate(one.own, start=first):
            if often:
                _took_part(reader, kind, (week, week))
                _took_part(reader, kind, period_of(week))
        if one.answered or one.ties not in {"0", "not shown"}:
            _took_part(reader, kind, _since_they_agreed(reader.system.kinds[kind], one))


def _since_they_agreed(kind: Kind, one: Shown) -> Span:
    agreed = max(since for since, _ in kind.showing if since <= week_of(one.on) + 1)
    return max(one.quarter[0], period_of(agreed)[0]), one.quarter[1]


def _took_part(reader: Reader, kind: int, span: Span) -> None:
    reader.system.know(reader.system.among([kind], span), 1, 1, f"shown: {kind} in {span}")


def all_who_lead(reader: Reader, one: Fact) -> None:
    """How many of all who lead took part; less those who show it, so many of the others did."""
    span = span_of(one)
    leading = reader.who(one.on, "leaders")
    others = [number for number in leading if not reader.system.kinds[number].shows_in(span)]
    row = reader.system.among(others, span)
    reader.says(one, reader.system.among(leading, span))
    if not others or len(others) == len(leading) or _everybody_did(reader, one):
        return  # where everybody took part the total says so of each of them
    what = f"leaders who do not show theirs on {one.on}"
    if one.withheld is not None:
        reader.hidden.append(Hidden(what, row, is_small=False))
    else:
        expect(one, sum(reader.system.kinds[number].size for number in others) >= THRESHOLD)
        reader.not_few.append(Hidden(what, row, is_small=False))


def _everybody_did(reader: Reader, one: Fact) -> bool:
    totals = [each for each in reader.reach[one.on] if (each.by, each.cell) == EVERYBODY]
    return bool(totals) and totals[0].numerator == totals[0].denominator


def sums(reader: Reader, one: Fact) -> None:
    """Figures of leaders together: no more than what their page says of each."""
    there = [each for each in reader.shown if _is_of(each, one)]
    if one.measure == "leader_effect" or not there:
        # No groups are in it; and of days of which no page is read it says less than those beside.
        expect(one, one.value is None or one.measure != "leader_effect")
    elif one.cell == "tied":
        _tied(reader, one, there)
    elif one.numerator is not None:
        expect(one, (one.numerator, one.denominator) in _together(reader, there, one.on))


def _is_of(each: Shown, one: Fact) -> bool:
    return one.on == (each.on if one.measure == "leader_words" else quarter_end(each.on))


def _together(reader: Reader, there: Collection[Shown], on: date) -> set[tuple[int, int]]:
    # Who leads by now and did not at the end of the quarter stands on the page all the same.
    led = {kind.shows for kind in reader.system.kinds if kind.is_there(week_of(on))}
    own = sum(sum(each.own) for each in there)
    return {
        (own, own + sum(sum(each.delegated) for each in there)),
        (sum(each.answered for each in there), sum(each.asked for each in there)),
        (sum(each.answered > 0 for each in there), sum(each.name in led for each in there)),
    }


def _tied(reader: Reader, one: Fact, there: Collection[Shown]) -> None:
    """How many have a tie to any of them: at least as many as to each, at most all together."""
    most = one.denominator or 0
    reached: Row = {reader.system.column(("tied", one.on), most): 1.0}
    together: Row = {}
    for each in there:
        ties: Row = {reader.system.column(("ties", each.name, one.on), most): 1.0}
        what = f"ties of {each.name} on {one.on}"
        if each.ties == "1–4":
            reader.system.know(ties, 1, FEW, what)
        elif each.ties != "not shown":
            reader.system.know(ties, int(each.ties), int(each.ties), what)
        if each.ties in {"1–4", "not shown"}:
            reader.hidden.append(Hidden(what, ties, each.ties == "1–4"))
        reader.at_most(ties, reached, what)
        together |= ties
    reader.at_most(reached, together, f"ties to any on {one.on}")
    # Where the page tells the ties of each, it may tell what files withhold of all of them.
    if one.withheld is None or any(each.ties in {"1–4", "not shown"} for each in there):
        reader.says(one, reached)
