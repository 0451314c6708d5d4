"""Somebody who gathers all that is told, through every door, and learns nothing that was withheld.

`python -m bench.attacks` does the same to hundreds of companies.
"""

from __future__ import annotations

from random import Random

import pytest
from django.urls import URLPattern

from groundswell.adoption import queries
from groundswell.adoption.measures import adopters
from groundswell.adoption.measures.given import Beginner, Begun
from groundswell.api import urls as interface
from groundswell.web import urls as web
from tests.adoption.attack import announcement, company, pages, readings
from tests.adoption.attack.analyst import NOW, SUNDAYS, Analyst, analyst
from tests.adoption.attack.doors import Fact
from tests.adoption.attack.reader import THRESHOLD, NobodyReads
from tests.adoption.attack.system import Attacker, Hidden, Kind, System
from tests.adoption.attacker import Attacker as OfWindows
from tests.adoption.attacker import Kind as InWindows
from tests.adoption.attacker import Told, together

pytestmark = pytest.mark.django_db

TOTAL = ("total", "everybody")
# What these addresses show is of the viewer alone, or says how something is counted, or is done.
NOT_TOLD = (
    "adoption/about-me/", "adoption/purposes/<str:name>/", "adoption/looks/", "adoption/annex.md",
    "adoption/report/stop/", "adoption/silos/taken/",
)  # fmt: skip


@pytest.fixture(scope="module")
def told(django_db_setup, django_db_blocker) -> Analyst:
    """What one of them was told of a company; the database is as it was before."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        found = analyst(Random(35), looks_at=SUNDAYS[-1:], sundays=SUNDAYS[-13:])
        transaction.set_rollback(True)
    return found


def test_who_gathers_everything_learns_nothing_that_is_withheld(told):
    attacker = told.computes()

    assert any(one.is_small for one in attacker.hidden)
    assert len(attacker.hidden) > 20
    assert any("leaders who do not show" in one.what for one in attacker.hidden)
    assert list(attacker.learned()) == []


def test_leaders_who_take_it_back_and_agree_again_give_no_others_away(monkeypatch):
    monkeypatch.setattr(company, "SHOWING", company.SHOWING[-1:])
    found = analyst(Random(12), looks_at=())
    attacker = found.computes()

    assert {one.name for one in found.before}
    assert any("leaders who do not show" in one.what for one in attacker.hidden)
    assert list(attacker.learned()) == []


def test_whoever_announced_something_learns_of_no_function_that_is_withheld():
    authors = [announcement.author(Random(number)) for number in range(2)]

    assert sum(len(one.hidden) for one in authors) > 2
    assert [learned for one in authors for learned in one.learned()] == []


def test_files_tell_of_parts_what_the_page_tells(told):
    of_pages = {*pages.facts_of(told.gathered.pages)}
    of_files = {one for one in told.gathered.facts if "|" in one.by}

    assert len(of_files) > 10
    assert len({one.on for one in of_files}) > 3
    last = max(one.on for one in of_files)
    assert {_as_cells(one) for one in of_files if one.on == last} == {
        _as_cells(one) for one in of_pages if one.on == last
    }


def _as_cells(one: Fact) -> tuple[frozenset[tuple[str, str]], float | None, bool]:
    cells = frozenset(zip(one.by.split("|"), one.cell.split("|"), strict=True))
    return cells, one.numerator, one.withheld is None


def test_every_door_was_opened(told):
    doors = {
        prefix + str(one.pattern)
        for prefix, module in (("", web), ("api/groundswell/v1/", interface))
        for one in module.urlpatterns
        if isinstance(one, URLPattern) and str(one.pattern).startswith("adoption/")
    }

    assert {one for one in doors if not one.startswith(NOT_TOLD)} == told.gathered.routes
    assert told.gathered.columns - {"unit", "defined_on", "revised_on"} == {*Fact._fields}
    assert {one.measure for one in told.facts} == queries.measures().keys()


def test_what_does_not_enter_the_system_is_noticed(told):
    one = next(one for one in told.facts if one.measure == "reach")
    for strange in (
        one._replace(measure="gossip"),
        one._replace(by="shoe size"),
        one._replace(measure="funnel", cell="sang"),
        one._replace(measure="communities", by="communities", value=3.0, withheld=None),
    ):
        with pytest.raises(NobodyReads):
            readings.attacker(told.kinds, [strange])
    with pytest.raises(NobodyReads):
        readings.look_through([("reach", NOW.date(), "names")])
    page = next(iter(told.gathered.pages.values()))
    for words in ("17 of 19 who smoke", "said 33.3 % of them"):
        page.words.append(words)
        with pytest.raises(NobodyReads):
            pages.ask_for_more({"/adoption/": page}, [], told.kinds)
        page.words.pop()


def test_a_quarter_beside_its_periods_would_give_a_few_away():
    """Were a quarter counted exactly: 41 in it, 41 in a period, so whoever acts later did then."""
    kinds = [
        Kind(20, ((-99, ("Legal", "Halden", "Desk")),), 0, 99),
        Kind(80, ((-99, ("Yard", "Halden", "Desk")),), 0, 99),
    ]
    system = System(kinds)
    now, later, quarter = (0, 3), (4, 7), (0, 12)
    legal = system.among([0], later)
    for row, number in (
        (system.among([0], now), 9),
        (system.among([1], now), 32),
        (system.among([0, 1], later), 36),
        (system.among([0, 1], quarter), 41),
    ):
        system.know(row, number, number, "told")
    system.know(legal, 1, 4, "1-4")
    system.hang_together()

    (learned,) = Attacker(system, [Hidden("Legal", legal, is_small=True)]).learned()
    assert learned == "Legal is none of [1, 2, 3]"
    (quarterly,) = (
        key for key in system.known if system.known[key] == "told" and key[1] == key[2] == 41
    )
    system.known[(quarterly[0], 35, 44)] = system.known.pop(quarterly)
    assert list(Attacker(system, [Hidden("Legal", legal, is_small=True)]).learned()) == []


def test_how_many_ever_began_would_give_a_few_away_where_the_same_people_take_part():
    """46 take part, none of Legal; then some of Legal as well, and fewer than 50 ever did."""
    places = (("Legal", 12), ("Yard", 88))
    system = System([Kind(many, ((-99, (f, "Halden", "Desk")),), 0, 99) for f, many in places])
    now, later = (0, 3), (4, 7)
    legal = system.among([0], later)
    system.know(system.among([0], now), 0, 0, "told")
    system.know(system.among([1], now), 46, 46, "told")
    system.know(system.among([0, 1], later), 48, 48, "told")
    system.know(legal, 1, 4, "1-4")
    system.know(system.among([0, 1], (0, 7)), 40, 49, "begun")
    system.hang_together()

    (learned,) = Attacker(system, [Hidden("Legal", legal, is_small=True)]).learned()
    assert learned == "Legal is none of [4]"
    there = [Beginner(0 if one < 48 else -1, 0, 99, ("", "", ""), -1) for one in range(100)]
    (begun, *_) = adopters.count(Begun(NOW.date(), 8, there, could_have=[(7, 48, 96)])).values
    assert begun.people < THRESHOLD


def test_the_attacker_finds_what_windows_that_overlap_give_away():
    kinds = [InWindows("Legal", "Halden", "Desk", 20), InWindows("Yard", "Halden", "Desk", 100)]
    first, last, between = (0, 1), (2, 3), (1, 2)
    told = [
        Told(TOTAL, 41, None, first), Told(("function", "Legal"), None, "small", first),
        Told(("function", "Yard"), None, "subtraction", first),
        Told(TOTAL, 60, None, last), Told(("function", "Legal"), 20, None, last),
        Told(("function", "Yard"), 40, None, last),
    ]  # fmt: skip
    comms = frozenset({"Comms & Marketing"})
    assert all(not list(OfWindows(kinds, comms, block).learned()) for block in together(told))

    told.append(Told(TOTAL, 100, None, between))
    (block,) = together(told)
    assert list(OfWindows(kinds, comms, block).learned()) == [
        "('function', 'Legal') in weeks (0, 1) is none of [2, 3, 4]",
        "('function', 'Yard') in weeks (0, 1) is determined",
    ]
