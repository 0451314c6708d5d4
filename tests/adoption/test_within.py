"""One breakdown within another: what of it is told, and that nothing withheld follows from it."""

from __future__ import annotations

import hashlib
import os
from random import Random

import pytest

from groundswell.adoption import privacy, suppression
from groundswell.adoption.crossed import BETWEEN, pair_of
from groundswell.adoption.measures.measure import Alike
from groundswell.adoption.within import Within
from tests.adoption.attacker import Attacker, Told
from tests.adoption.test_privacy import COMMS, published

MANY = os.environ.get("GROUNDSWELL_ATTACKS")
# Of both something followed once: beside a site in which everybody took part, and by a chain.
SEEDS = range(int(MANY)) if MANY else (4, 7)
# So it did of these: steps from a site to another that is of one level were not looked for, and
# what is told beside a cell for which no other world was found told it.
CROSSED_SEEDS = range(int(MANY)) if MANY else (25, 53, 81, 121)


def company(chance: Random) -> list[Alike]:
    """Three functions, three sites and two levels, much and little zeal, and empty corners."""
    found = []
    for function in ("Comms", "Service", "Yard"):
        for site in ("Busan", "Halden", "Oslo"):
            for level in ("Desk", "Field"):
                size = chance.choice([0, 2, 12, 30, 30])
                zeal = chance.choice([0, 0.1, 0.4, 0.6, 1])
                active = sum(chance.random() < zeal for _ in range(size))
                if size:
                    found.append(Alike(function, site, level, size, active))
    return found


def crossed(chance: Random) -> list[Alike]:
    """Few people; of two sites each has one level alone, and some lead."""
    found = []
    for function in ("Comms", "Service", "Legal", "Yard"):
        for site, level in (("Busan", "Field"), ("Halden", "Desk"), ("Halden", "Field"),
                            ("Oslo", "Desk")):  # fmt: skip
            size = chance.choice([0, 1, 2, 4, 6, 8, 12, 25])
            zeal = chance.choice([0, 0.02, 0.2, 0.5, 0.9, 1, 1])
            leading = min(size, chance.choice([0, 0, 1, 2]))
            for many, leads in ((size - leading, False), (leading, True)):
                active = sum(chance.random() < zeal for _ in range(many))
                if many:
                    found.append(Alike(function, site, level, many, active, leads))
    return found


def decided(people: list[Alike], threshold: int = 10):
    verdicts = privacy.of_period(people, COMMS, threshold, secret="s")
    gate = Within(people, COMMS, threshold, verdicts.cells, verdicts.outside)
    return verdicts, gate.counts, gate.labels("s")


def all_told(people: list[Alike], secret: str = "s") -> list[Told]:
    """All that is told of a company, filters and all; of filters nothing where the total is not."""
    verdicts = privacy.of_period(people, COMMS, 10, secret=secret)
    told = published(people, verdicts)
    if verdicts.total is not None:
        return told
    gate = Within(people, COMMS, 10, verdicts.cells, verdicts.outside)
    for (by, cell), why in gate.labels(secret).items():
        what = by.replace(BETWEEN, "|"), cell.replace(BETWEEN, "|")
        number = None if why else gate.counts[by, cell].numerator
        told.append(Told(what, number, why and str(why)))
    return told


def learned(people: list[Alike], secret: str = "s") -> list[str]:
    """What follows from all that is told of a company."""
    return list(Attacker.of_one_window(people, COMMS, all_told(people, secret)).learned())


@pytest.mark.parametrize("tried", [0, suppression.MOST_TRIED])
@pytest.mark.parametrize("seed", SEEDS)
def test_no_choice_of_filters_gives_anything_away(seed, tried, monkeypatch):
    monkeypatch.setattr(suppression, "MOST_TRIED", tried)
    people = company(Random(seed))
    active, employed = sum(a.active for a in people), sum(a.employed for a in people)
    assert active not in {0, employed}

    assert learned(people) == []


@pytest.mark.parametrize("seed", CROSSED_SEEDS)
def test_where_few_stand_in_crossed_sites_and_levels_nothing_follows_either(seed):
    assert learned(crossed(Random(seed)), secret=str(seed)) == []


def test_what_everybody_of_one_site_did_tells_nothing_of_the_other():
    people = [
        Alike("Legal", "Halden", "Desk", 20, 20), Alike("Legal", "Busan", "Desk", 15, 3),
        Alike("Yard", "Halden", "Desk", 34, 34), Alike("Yard", "Busan", "Desk", 40, 21),
        Alike("Comms", "Busan", "Desk", 30, 12),
    ]  # fmt: skip
    verdicts, _, labels = decided(people)

    # 23 of all of Legal took part: were all in Halden told, three in Busan would be too.
    hidden = {cell for _, cell in verdicts.cells}
    assert {"Legal"} < hidden or {"Halden"} < hidden
    assert labels[pair_of(people[1], ("function", "site"))] == "subtraction"


def test_that_nobody_of_few_took_part_is_told_where_it_follows():
    people = [
        Alike("Service", "Busan", "Desk", 20, 15), Alike("Service", "Halden", "Desk", 8, 0),
        Alike("Yard", "Halden", "Desk", 20, 6), Alike("Comms", "Halden", "Desk", 12, 10),
    ]  # fmt: skip
    verdicts, _, labels = decided(people)

    assert not verdicts.cells
    assert labels[pair_of(people[1], ("function", "site"))] is None


def test_where_there_is_room_the_larger_part_is_told():
    people = [
        Alike(function, site, level, 40, 10 + number)
        for number, function in enumerate(("Comms", "Service", "Yard", "Legal"))
        for site in ("Busan", "Halden", "Oslo")
        for level in ("Desk", "Field")
    ]
    people[0] = Alike("Comms", "Busan", "Desk", 4, 2)
    _, counts, labels = decided(people)
    hidden = {key for key, why in labels.items() if why}

    assert not {key for key in counts if counts[key].denominator < 10} - hidden
    assert len(hidden) < len(counts) / 2


def test_what_is_a_whole_cell_is_told_as_that_is():
    people = [
        Alike("Comms", "Oslo", "Desk", 20, 3), Alike("Service", "Halden", "Desk", 60, 20),
        Alike("Yard", "Halden", "Field", 60, 30), Alike("Legal", "Halden", "Desk", 60, 9),
    ]  # fmt: skip
    verdicts, _, labels = decided(people)

    for alike in people:
        key = pair_of(alike, ("function", "site"))
        why = verdicts.cells.get(("function", alike.function))
        assert labels[key] == ("subtraction" if why == "small" else why)


def test_leaders_are_told_where_those_who_lead_can_change_places_across_functions():
    """A few who lead in one function are hidden by others who lead elsewhere, at the same site."""
    people = [
        Alike(function, site, level, size, active, leads=level == "Director")
        for function, site, level, size, active in (
            ("Comms", "Halden", "Director", 3, 3), ("Comms", "Halden", "Manager", 30, 12),
            ("Yard", "Halden", "Director", 20, 11), ("Yard", "Halden", "Manager", 60, 31),
            ("Service", "Busan", "Director", 12, 6), ("Service", "Busan", "Manager", 70, 40),
        )
    ]  # fmt: skip
    verdicts, _, labels = decided(people)

    assert not verdicts.cells
    assert labels[pair_of(people[0], ("function", "level"))] == "base"
    assert learned(people) == []


def test_a_gate_that_withholds_something_else_is_another_gate():
    """What was decided is kept: where this fails, raise `privacy.GATE`, and put both down here."""
    withheld = [
        (one.what, one.withheld)
        for seed in range(12)
        for people in (company(Random(seed)), crossed(Random(seed)))
        for one in all_told(people)
        if one.withheld
    ]
    digest = hashlib.sha256(repr(withheld).encode()).hexdigest()[:8]

    assert (privacy.GATE, digest) == (1, "40c7c14c")
