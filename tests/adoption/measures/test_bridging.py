"""Groups worth bridging: a planted pair is found, evenly mixed talk gives none; what followed."""

from __future__ import annotations

import numpy as np
import pytest

from bench.bridged import alarms
from groundswell.adoption.measures import between, bridged, bridging
from groundswell.adoption.measures.gathered import Gathered, TakenUp, Ties, Trials

PUMPS, PORT = 7, 8  # ids of topics
GROUPS, EACH = 6, 30
RUNS = 500  # the full one, with 2,000 runs, is `python -m bench.bridged`


def gathered(ties, *, members=None, topics=None) -> Gathered:
    """Six groups of thirty people, of which the first two write of pumps and of the port."""
    spoken = [{PUMPS: {0}, PORT: {1}}, {PUMPS: {40}, PORT: {41}}] + [{}] * (GROUPS - 2)
    return Gathered(
        groups=[100 + place for place in range(GROUPS)],
        members=members or [np.arange(EACH) + EACH * place for place in range(GROUPS)],
        topics=[
            {topic: frozenset(people) for topic, people in one.items()}
            for one in (topics or spoken)
        ],
        people=GROUPS * EACH,
        ties=ties,
        fewest=10,
    )


def mixed(seed=1, *, share=0.3, apart=()) -> Ties:
    """Everybody with anybody by the same chance; people of two groups apart by none."""
    low, high = np.triu_indices(GROUPS * EACH, k=1)
    keep = np.random.default_rng(seed).random(len(low)) < share
    for one, other in apart:
        keep &= ~((low // EACH == one) & (high // EACH == other))
    return Ties(low[keep], high[keep])


def test_two_groups_that_speak_of_the_same_and_have_no_ties_are_found():
    figures = bridging.count(gathered(mixed(apart=[(0, 1)])))

    (value,) = figures.values
    assert (value.numerator, value.denominator) == (1, 1)
    assert figures.series["topics"] == [[100, 101, PUMPS, PORT]]
    shared, both, ties, by_chance = (table.cells[0] for table in figures.tables)
    assert (shared.value, both.value, ties.value, shared.base) == (2, 0, 0, EACH)
    assert 150 < by_chance.value < 220


def test_where_talk_is_mixed_evenly_nothing_is_found():
    every = [{PUMPS: {30 * place}, PORT: {30 * place + 1}} for place in range(GROUPS)]
    found = [bridging.count(gathered(mixed(seed), topics=every)) for seed in range(20)]

    assert [one.values[0].denominator for one in found] == [15] * 20
    assert [one.values[0].numerator for one in found] == [0] * 20


@pytest.mark.parametrize("topics", [
    [{PUMPS: {0}}, {PUMPS: {40}}],  # a single topic
    [{PUMPS: {5}, PORT: {5}}, {PUMPS: {5}, PORT: {5}}],  # of one person, who is in both
])  # fmt: skip
def test_what_both_speak_of_needs_two_topics_and_two_people(topics):
    spoken = [*topics, *([{}] * (GROUPS - 2))]
    assert bridging.shared(gathered(mixed(), topics=spoken)) == []


def test_who_is_in_both_is_on_neither_side():
    members = [np.arange(40), np.arange(30, 60)] + [np.arange(60, 90)] * 4
    found = between.between(gathered(mixed(), members=members), (0, 1), np.ones(GROUPS * EACH))
    assert (len(found.one), len(found.other), found.both) == (30, 20, 10)


def test_a_pair_of_few_people_is_not_looked_at():
    members = [np.arange(40), np.arange(5, 45)] + [np.arange(60, 90)] * 4
    figures = bridging.count(gathered(mixed(apart=[(0, 1)]), members=members))
    assert figures.values[0].numerator == 0


@pytest.mark.parametrize(("count", "mean", "share"), [(0, 3.0, 0.0498), (2, 5.0, 0.1247)])
def test_how_seldom_chance_gives_so_few(count, mean, share):
    assert between.at_most(count, mean) == pytest.approx(share, abs=1e-4)
    assert between.at_most(5, 0) == 1
    assert between.at_most(100, 2000) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(("mean", "growth", "swing"), [
    (12, 1, 0), (30, 1, 0), (8, 1.6, 0), (12, 1.6, 0.2), (30, 1.3, 0.3),
])  # fmt: skip
def test_where_nothing_was_done_the_interval_seldom_leaves_out_zero(mean, growth, swing):
    rng = np.random.default_rng(3)
    told, false = alarms(rng, mean=mean, growth=growth, swing=swing, runs=RUNS)

    assert told > RUNS / 2
    assert 0.02 <= false / told <= 0.08  # 5 %, and what so many runs scatter


def test_of_few_ties_no_interval_is_told():
    told, _ = alarms(np.random.default_rng(3), mean=2, growth=1, swing=0, runs=RUNS)

    assert told == 0
    assert bridged.followed(7, 9, [(8, 8)] * 5).low is not None
    without = bridged.followed(7, 9, [(8, 8)] * 4 + [(8, 7)])
    assert (without.low, without.high) == (None, None)
    assert without.more == pytest.approx(9 - without.expected)


def test_what_was_planted_lies_in_the_interval_and_zero_does_not():
    rng = np.random.default_rng(5)
    others = [tuple(rng.poisson(9, 2).tolist()) for _ in range(16)]
    found = bridged.followed(9, 29, others)

    assert found.low > 0
    assert found.low <= 20 <= found.high


def test_with_few_pairs_to_compare_nothing_is_told():
    assert bridged.followed(9, 9, [(9, 9)] * (bridged.FEWEST - 1)) is None


@pytest.mark.parametrize(("after", "is_told"), [(0, True), (1, False), (4, False), (5, True)])
def test_one_to_four_ties_cannot_be_told_from_the_interval(monkeypatch, after, is_told):
    monkeypatch.setattr(bridged, "_counts", lambda *_: (0, after))
    monkeypatch.setattr(bridged, "_others", lambda *_: [(9, 9), (8, 9), (9, 8)] * 5)
    ties = mixed()
    trial = TakenUp((0, 1), gathered(ties), ties, ties, frozenset())

    (cell,) = bridged.count(Trials(GROUPS * EACH, [trial])).tables[0].cells
    assert [number is not None for number in (cell.value, cell.low, cell.high, cell.chance)] == [
        is_told
    ] * 4


def test_pairs_with_either_group_are_not_compared_with():
    ties = mixed()
    then = gathered(ties)
    near = list(between.alike(then, (0, 1), between.degrees(then)))
    assert near
    assert all({0, 1}.isdisjoint(pair) for pair in near)


def test_a_pair_without_enough_to_compare_stands_without_a_number():
    ties = mixed(apart=[(0, 1)])
    trial = TakenUp((0, 1), gathered(ties), ties, ties, frozenset({(0, 1)}))
    figures = bridged.count(Trials(GROUPS * EACH, [trial]))

    assert (figures.values[0].numerator, figures.values[0].denominator) == (0, 1)
    (cell,) = figures.tables[0].cells
    assert (cell.row, cell.column, cell.value) == ("100", "101", None)
