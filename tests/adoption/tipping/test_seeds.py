"""The seed planner against worlds so small that every outcome can be counted."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from groundswell.adoption.tipping import bounds, model, seeds
from groundswell.adoption.tipping.simulation import reached
from groundswell.adoption.tipping.wishes import NO_GROUP, Wishes
from tests.adoption.tipping import worlds

pytestmark = pytest.mark.only("sqlite")  # plain mathematics: no database is asked

# Mira (0) and Joan (1) are heard by some, Otto (5) by nobody, and nobody is heard by Mira.
CHANCES = {
    (0, 1): 0.5, (0, 2): 0.3, (1, 3): 0.9, (2, 3): 0.2, (3, 4): 1.0, (4, 1): 0.25, (2, 6): 0.6,
    (6, 2): 0.7, (1, 6): 0.1, (4, 3): 0.0,
}  # fmt: skip
WEIGHTS = {
    (0, 1): 0.5,
    (4, 1): 0.3,
    (0, 2): 0.4,
    (6, 2): 0.6,
    (1, 3): 0.7,
    (2, 3): 0.3,
    (3, 4): 0.2,
    (1, 6): 0.9,
}
PEOPLE = 8


def arrays(arcs):
    pairs = np.array(list(arcs), np.int64)
    return pairs[:, 0], pairs[:, 1], np.array(list(arcs.values()))


@pytest.fixture(scope="module", params=["cascade", "threshold"])
def world(request):
    """A model, and every outcome of it with its probability."""
    if request.param == "cascade":
        return model.cascade(PEOPLE, *arrays(CHANCES)), list(worlds.by_cascade(PEOPLE, CHANCES))
    made = model.linear_threshold(PEOPLE, *arrays(WEIGHTS))
    return made, list(worlds.by_threshold(PEOPLE, WEIGHTS))


@pytest.mark.parametrize("k", [1, 2, 3])
def test_the_choice_keeps_its_guarantee_in_every_run(world, k):
    spread, outcomes = world
    best = worlds.best(PEOPLE, outcomes, k)

    for seed in range(20):
        _, choice = seeds.near_optimal(spread, k, seed=seed)

        truth = worlds.exact(PEOPLE, outcomes, choice.people)
        assert truth >= (bounds.GREEDY - seeds.GAP) * best
        assert choice.guarantee >= bounds.GREEDY - seeds.GAP
        assert choice.at_least <= truth <= best <= choice.best_at_most
        assert abs(choice.spread - truth) <= 5 * choice.standard_error


@pytest.mark.parametrize("chosen", [(0,), (1, 2), (5,), (0, 6, 7)])
def test_playing_it_through_comes_to_the_expected_reach(world, chosen):
    spread, outcomes = world

    found = reached(spread, chosen, seed=3)

    truth = worlds.exact(PEOPLE, outcomes, chosen)
    assert abs(found.mean - truth) <= 5 * found.standard_error + 1e-9
    assert found.low <= truth <= found.high or len(chosen) == 1


@pytest.fixture(scope="module")
def kept(world):
    """Samples that are kept to answer other wishes."""
    samples, _ = seeds.near_optimal(world[0], 3, seed=1)
    return samples


# Three functions, and one person who has none.
GROUPS = np.array([0, 0, 1, 1, 1, 2, 2, NO_GROUP])


def of_groups(chosen):
    return np.bincount(GROUPS[list(chosen)] + 1, minlength=4)


@pytest.mark.parametrize(
    ("asked", "allows"),
    [
        ({"k": 3, "groups": GROUPS, "at_most": 1}, lambda chosen: of_groups(chosen).max() <= 1),
        (
            {"k": 3, "groups": GROUPS, "at_least": 1},
            lambda chosen: of_groups(chosen)[1:].min() >= 1,
        ),
        ({"k": 2, "among": GROUPS > 0}, lambda chosen: all(GROUPS[list(chosen)] > 0)),
        ({"k": 2, "among": np.arange(PEOPLE) != 3}, lambda chosen: 3 not in chosen),
        (
            {"k": 3, "groups": GROUPS, "at_most": 1, "among": np.arange(PEOPLE) != 3},
            lambda chosen: of_groups(chosen).max() <= 1 and 3 not in chosen,
        ),
    ],
)
def test_kept_samples_answer_a_wish_within_its_bounds(world, kept, asked, allows):
    choice = kept.choice(Wishes(**asked))

    best = worlds.best(PEOPLE, world[1], asked["k"], allows)
    truth = worlds.exact(PEOPLE, world[1], choice.people)
    assert len(set(choice.people)) == asked["k"]
    assert allows(choice.people)
    assert choice.at_least <= truth <= best <= choice.best_at_most
    assert truth >= best / 2


def test_a_budget_is_never_overdrawn_and_one_dear_person_may_be_worth_it(world, kept):
    dear = np.where(np.arange(PEOPLE) == 0, 5.0, 1.0)

    for budget, most in ((0.5, 0), (2.0, 2), (5.0, 5), (6.5, 6)):
        choice = kept.choice(Wishes(k=PEOPLE, cost=dear, budget=budget))
        best = max(
            (
                worlds.exact(PEOPLE, world[1], chosen)
                for k in range(1, most + 1)
                for chosen in combinations(range(PEOPLE), k)
                if dear[list(chosen)].sum() <= budget
            ),
            default=0,
        )
        assert dear[list(choice.people)].sum() <= budget
        assert choice.at_least <= best <= choice.best_at_most


def test_the_price_of_a_wish_is_what_it_costs_in_people(world, kept):
    free = kept.choice(Wishes(k=2))
    wished = kept.choice(Wishes(k=2, among=~np.isin(np.arange(PEOPLE), free.people)))

    price = kept.price(free, wished)

    lost = worlds.exact(PEOPLE, world[1], free.people) - worlds.exact(
        PEOPLE, world[1], wished.people
    )
    assert abs(price.people - lost) <= 5 * price.standard_error
    assert price.share == pytest.approx(price.people / free.spread)
    assert kept.price(free, free).people == 0


def test_chance_is_what_as_many_at_random_reach(world, kept):
    chance = kept.by_chance(2, seed=1)

    mean = np.mean([worlds.exact(PEOPLE, world[1], (a, b)) for a in range(8) for b in range(a)])
    assert chance.mean == pytest.approx(mean, abs=0.05)
    assert 2 <= chance.low < chance.mean < chance.high
    few = [worlds.exact(PEOPLE, world[1], (a, b)) for a in range(4) for b in range(a)]
    among = kept.by_chance(2, seed=1, among=np.arange(PEOPLE) < 4)
    assert among.mean == pytest.approx(np.mean(few), abs=0.05)


def test_a_seed_makes_the_same_samples_however_they_are_drawn(world):
    spread, _ = world
    one, again = seeds.Half(spread, np.uint64(5)), seeds.Half(spread, np.uint64(5))

    for count in (10, 300, 70_000):
        one.first(count)
    at_once = again.first(70_000)

    assert np.array_equal(one.first(70_000).nodes, at_once.nodes)
    assert np.array_equal(one.first(300).nodes, at_once.nodes[: at_once.ends[300]])
    first, second = (seeds.near_optimal(spread, 2, seed=9)[1] for _ in range(2))
    assert (first.people, first.spread) == (second.people, second.spread)


def test_parallel_arcs_self_loops_and_people_without_arcs():
    thrice = model.weighted_cascade(4, [0, 0, 0, 1, 2], [1, 1, 1, 1, 1])
    twice = model.cascade(3, [0, 0, 2], [1, 1, 2], [0.5, 0.5, 1.0])

    assert sorted(zip(thrice.sources, thrice.targets, strict=True)) == [(0, 1), (2, 1)]
    _, choice = seeds.near_optimal(thrice, 4)
    assert set(choice.people) == {0, 1, 2, 3}
    assert choice.spread == 4  # each reaches themselves at least
    assert abs(reached(thrice, [0]).mean - 1.5) < 0.03
    assert abs(reached(twice, [0]).mean - 1.75) < 0.03


def test_a_person_whom_nobody_moves_keeps_the_arcs_of_others_apart():
    # 0, 2 and 4 are moved by nobody: whoever counts them out shifts the chances of the rest.
    certain = model.cascade(6, [0, 2, 4], [1, 3, 5], [1.0, 0.0, 1.0])

    for person, reaches in enumerate((2, 1, 1, 1, 2, 1)):
        assert reached(certain, [person], cascades=10).mean == reaches
    assert set(seeds.near_optimal(certain, 2)[1].people) == {0, 4}


def test_whoever_may_be_picked_and_is_in_no_set_at_first_is_found_in_the_end():
    spread = model.weighted_cascade(1_000, [0, 0], [1, 2])

    _, choice = seeds.near_optimal(spread, 1, among=np.arange(1_000) == 7)

    assert choice.people == (7,)
    assert choice.at_least <= 1 <= choice.best_at_most
    assert choice.guarantee > bounds.GREEDY - seeds.GAP


def test_more_seeds_than_people_are_all_people():
    alone = model.weighted_cascade(3, [], [])

    samples, choice = seeds.near_optimal(alone, 10)

    assert sorted(choice.people) == [0, 1, 2]
    assert len(samples.choice(Wishes(k=2)).people) == 2


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: model.cascade(2, [0], [1], [1.5]), "between 0 and 1"),
        (lambda: model.cascade(2, [0], [2], [0.5]), "not among the people"),
        (lambda: model.linear_threshold(3, [0, 2], [1, 1], [0.6, 0.6]), "at most 1"),
        (lambda: Wishes(k=0), "At least one"),
        (lambda: Wishes(k=1, at_most=1), "who is in which"),
        (lambda: Wishes(k=1, budget=3), "budget"),
        (lambda: Wishes(k=2, groups=GROUPS, at_least=1).terms(PEOPLE), "owed more"),
        (lambda: seeds.near_optimal(model.weighted_cascade(0, [], []), 1), "nobody to pick"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(make, says):
    with pytest.raises(ValueError, match=says):
        make()


def test_bounds_of_a_coin_hold_as_often_as_they_say():
    # 40,000 runs of 500 sets, each covered with a chance of 3 in 10, at a stated error of 5 %.
    covered = np.random.default_rng(4).binomial(500, 0.3, 40_000)
    counts, often = np.unique(covered, return_counts=True)
    low = np.array([bounds.at_least(count, 500, 0.05) for count in counts])
    high = np.array([bounds.at_most(count, 500, 0.05) for count in counts])

    assert often[low > 0.3].sum() / 40_000 <= 0.05
    assert often[high < 0.3].sum() / 40_000 <= 0.05
    assert high.min() > 0.2
    assert low.max() < 0.4
