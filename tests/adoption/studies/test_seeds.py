"""The few people who would carry the rest, as a study tells them."""

from __future__ import annotations

import pytest

from groundswell.adoption.studies.section import Choices, Refusal
from groundswell.adoption.studies.sections import contagion, nearness, seeds
from tests.adoption.studies.files import ties_of

# Two stars and a pair: hub and rim hear nobody, everybody else hears one person only.
ROWS = "hub,a hub,b hub,c hub,d rim,e rim,f x,y"
PEOPLE = """
id,site hub,Halden a,Halden b,Halden c,Halden d,Halden rim,Halden e,Halden f,Halden x,Busan y,Busan
z,
"""


def sought(rows=ROWS, people=PEOPLE, **asked):
    return seeds.SECTION.measure(ties_of(rows, people), Choices(**asked))


def test_whoever_is_heard_alone_carries_everybody_who_hears_them():
    found = sought(seeds=2, ids=True)

    assert found.people == ("hub", "rim")
    assert (found.k, found.spread, found.standard_error) == (2, 8, 0)
    assert (found.low, found.high) == (8, 8)
    assert found.by_chance.mean < found.busiest == 8
    assert found.guarantee > 0.6
    assert found.one_per is found.at_most_per is found.within_budget is None


def test_a_wish_costs_what_free_choice_carries_more():
    found = sought(seeds=2, ids=True, one_per="site", at_most_per=("site", 1))

    for wished in (found.one_per, found.at_most_per):
        assert set(wished.people) == {"hub", "x"}
        assert (wished.spread, wished.price.people) == (7, 1)
        assert wished.price.share == pytest.approx(1 / 8)
        assert (wished.groups, wished.groups_of_free_choice) == (2, 1)


def test_one_of_each_group_asks_for_as_many_people_as_there_are_groups():
    assert sought(one_per="site").k == 2
    assert sought().k == 10
    assert sought(seeds=99).k == 11
    refused = sought(seeds=1, one_per="site")
    assert isinstance(refused, Refusal)
    assert "--seeds 2" in refused.refused


def test_replies_are_learned_where_there_are_times():
    rows = " ".join(
        row
        for day in range(1, 9)
        for row in (
            f"hub,a,2026-03-0{day}T09:00:00",
            f"a,hub,2026-03-0{day}T10:00:00",
            f"rim,b,2026-03-0{day}T09:00:00",
        )
    )
    found = sought(rows, "", seeds=1, ids=True, model="replies")

    assert found.people == ("hub",)  # a always replies, b never does
    assert 1.9 < found.spread <= 2
    assert "'at'" in sought(model="replies").refused


def test_a_threshold_of_ones_own_is_the_share_of_what_one_hears():
    found = sought("hub,a hub,a hub,a rim,a", "", seeds=1, ids=True, model="linear-threshold")

    assert found.people == ("hub",)
    assert found.spread == pytest.approx(1.75, abs=5 * found.standard_error)


def test_the_page_says_chance_and_price_and_names_nobody_unasked():
    def page(**asked):
        lines = seeds.SECTION.page(sought(seeds=2, **asked))
        return " ".join(line if isinstance(line, str) else line.label for line in lines)

    assert "at random" in page()
    assert "hub" not in page(one_per="site")
    assert "hub, rim" in page(ids=True)
    assert "The wish costs" in page(at_most_per=("site", 1))
    assert "hardly matters" not in page()


def test_where_chance_reaches_as_many_the_page_says_so():
    circle = " ".join(f"p{i},p{(i + 1) % 9}" for i in range(9))

    lines = seeds.SECTION.page(sought(circle, "", seeds=1))

    assert any("hardly matters" in line for line in lines if isinstance(line, str))


PRICED = "id,days hub,9 a,1 b,1 c,1 d,1 rim,2 e,1 f,1 x,1 y,1 z,1"


def test_within_a_budget_whoever_is_worth_their_price_is_asked():
    found = sought(people=PRICED, seeds=3, ids=True, costs=("days", 4)).within_budget

    assert "hub" not in found.people
    assert {"x", "rim"} < set(found.people)
    assert found.spent == 4
    assert found.price.people == pytest.approx(10 - found.spread)


def test_a_budget_that_buys_nobody_and_prices_that_are_none_are_refused():
    assert "cheapest costs 1" in sought(people=PRICED, costs=("days", 0.5)).refused
    assert "number above 0 in 'site'" in sought(costs=("site", 5)).refused


def test_a_few_are_next_to_many_and_fewer_by_strong_ties():
    found = nearness.SECTION.measure(ties_of(ROWS, ""), Choices())

    assert (found.few, found.near) == (1, 5 / 10)
    assert found.near_by_strong_ties == 1 / 10


def test_who_waits_for_a_half_is_tipped_by_those_beside_them():
    path = ties_of("a,b b,c c,d d,e", "")
    assert contagion.SECTION.measure(path, Choices()) is None
    found = contagion.SECTION.measure(path, Choices(threshold=0.5, seeds=1, ids=True))

    assert found.reached == 5
    page = contagion.SECTION.page(found)
    assert "no guarantee" in page[0]
