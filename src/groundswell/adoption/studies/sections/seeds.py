"""Which few people would carry the rest, and what wishes about them cost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from groundswell.adoption.studies.groups import column_of
from groundswell.adoption.studies.numerals import count, plain, share
from groundswell.adoption.studies.section import Choices, Line, Refusal, Section
from groundswell.adoption.studies.sought import Bought, Price, Seeds, Wished
from groundswell.adoption.studies.spreading import MODELS, model_of
from groundswell.adoption.studies.ties import Attribute, Ties

if TYPE_CHECKING:
    from groundswell.adoption.tipping.kinds import Floats

USUAL = 10  # people, where nobody says how many
INDIFFERENT = 0.9  # of the best: when chance reaches as much, the choice hardly matters


def measure(ties: Ties, choices: Choices) -> Seeds | Refusal:
    """The people whom free choice finds, and what each wish costs against it."""
    model = model_of(ties, choices.model)
    if isinstance(model, Refusal):
        return model
    one = _column(ties, choices, choices.one_per)
    owed = len(one.labels) if one else 0
    k = min(choices.seeds or owed or USUAL, ties.people)
    if owed > k:
        return Refusal(
            f"{count(k)} people cannot be one of each of {count(owed)} groups of"
            f" '{choices.one_per}'. Ask for --seeds {owed} or more."
        )
    column, most = choices.at_most_per or ("", 0)
    each = _column(ties, choices, column)
    costs = _costs(ties, choices)
    if isinstance(costs, Refusal):
        return costs
    from groundswell.adoption.studies.seeking import Seeking  # noqa: PLC0415 - brings Numba

    seeking = Seeking(ties, model, k, ids=choices.ids)
    return seeking.seeds(
        choices.model,
        one_per=seeking.one_per(choices.one_per, one) if one else None,
        at_most_per=seeking.at_most_per(column, each, most) if each else None,
        within_budget=None if costs is None else seeking.within_budget(*costs),
    )


def _costs(ties: Ties, choices: Choices) -> tuple[str, Floats, float] | Refusal | None:
    if choices.costs is None:
        return None
    column, budget = choices.costs
    cells = column_of(ties, column, ids=choices.ids)
    labels = [*cells.labels, ""]  # the last is that of nobody
    try:
        cost = np.array([float(labels[place]) for place in cells.of])
    except ValueError:
        cost = np.zeros(1)
    if not (np.isfinite(cost) & (cost > 0)).all():
        return Refusal(
            f"Not everybody has a number above 0 in '{column}'. Write what asking each would cost."
        )
    if budget < cost.min():
        return Refusal(f"{budget:g} buys nobody: the cheapest costs {cost.min():g}.")
    return column, cost, budget


def _column(ties: Ties, choices: Choices, column: str) -> Attribute | None:
    return column_of(ties, column, ids=choices.ids) if column else None


def page(figures: Seeds) -> Sequence[Line | str]:
    """Lines of the page."""
    chance = figures.by_chance
    return [
        f"Model: {MODELS[figures.model]}. A model is a model: it says whom to ask first, not what"
        " will happen.",
        *([", ".join(figures.people)] if figures.people else []),
        Line(
            f"People carried by {count(figures.k)}",
            _with_error(figures.spread, figures.standard_error),
            f"90 of 100 times {count(figures.low)} to {count(figures.high)}",
            "spread",
        ),
        Line(
            f"By {count(figures.k)} at random",
            plain(chance.mean, 1),
            f"{count(chance.low)} to {count(chance.high)}",
            "by_chance",
        ),
        Line("By those who turned to most", plain(figures.busiest, 1), key="busiest"),
        Line("Of the best possible, at least", share(figures.guarantee), key="guarantee"),
        *_indifferent(figures),
        *_wished("One of each group of", figures.one_per),
        *_wished("At most {most} of each group of", figures.at_most_per),
        *_bought(figures.within_budget),
    ]


def _with_error(spread: float, error: float) -> str:
    return f"{plain(spread, 1)} ± {plain(error, 1)}"


def _indifferent(figures: Seeds) -> list[str]:
    if figures.by_chance.mean < INDIFFERENT * figures.spread:
        return []
    return ["Whom you ask hardly matters here: people at random carry about as many."]


def _wished(words: str, wished: Wished | None) -> list[Line | str]:
    if wished is None:
        return []
    return [
        f"{words.format(most=wished.per_group)} '{wished.column}', {count(wished.k)} people:",
        *([", ".join(wished.people)] if wished.people else []),
        Line(
            "People carried",
            _with_error(wished.spread, wished.standard_error),
            f"{count(wished.groups)} groups, free choice {count(wished.groups_of_free_choice)}",
        ),
        _price(wished.price),
    ]


def _bought(bought: Bought | None) -> list[Line | str]:
    if bought is None:
        return []
    spent = f"{bought.spent:g} of {bought.budget:g} in '{bought.column}'"
    return [
        f"Within a budget, {count(bought.k)} people for {spent}:",
        *([", ".join(bought.people)] if bought.people else []),
        Line("People carried", _with_error(bought.spread, bought.standard_error)),
        _price(bought.price),
    ]


def _price(price: Price) -> Line:
    return Line(
        "The wish costs",
        _with_error(price.people, price.standard_error).replace("-", "−"),
        f"people, {share(price.share)}".replace("-", "−"),
        "price",
    )


SECTION = Section(
    name="seeds",
    title="Which few people would carry the rest?",
    measure=measure,
    page=page,
    definition={
        "model": "How something spreads. " + "; ".join(f"{k}: {v}" for k, v in MODELS.items()),
        "k": "How many people begin.",
        "people": "Who they are, the one who carries most first; told with --ids only.",
        "spread": (
            "Mean number of people who are moved in the end, those who begin among them, in as many"
            " cascades as `cascades` says, played through apart from the search. It is found by"
            " greedy choice over reverse-reachable sets (OPIM-C: Tang, Tang, Xiao & Yuan 2018)."
        ),
        "standard_error": "Of the mean, by the cascades.",
        "cascades": "How many were played through.",
        "low": "In 5 of 100 cascades fewer are moved.",
        "high": "In 5 of 100 cascades more are moved.",
        "guarantee": (
            "The part of the best possible choice that this one reaches at least, but for a chance"
            " of 1 in 1,000 (1 in people, where there are more). At least 0.622 by free choice; the"
            " truth lies higher as a rule, because it is bounded and not known."
        ),
        "by_chance": (
            "Spread of as many people at random: the mean over every such choice, and between what"
            " the middle 90 of 100 lie, by 64 draws."
        ),
        "busiest": "Spread of as many people who turned to most others.",
        "one_per": "The same, where each group gets one first, and then whoever adds most follows.",
        "at_most_per": "The same, with at most so many of each group.",
        "within_budget": (
            "The same, where all together may cost no more than the budget: most for what they cost"
            " first, or the best single ones, whichever carries more."
        ),
        "price": "Spread of free choice less that under the wish, in people and as a share.",
    },
)
