"""`python -m bench.intervals`: how often intervals of answers and contagion hold the truth.

Those of forecasts: `bench.forecasts`. The fast version stands beside the tests of each; the table
of docs/adoption.md comes from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom, poisson

from groundswell.adoption.measures import broadcasts
from groundswell.adoption.measures.contagion import BEYOND_CHANCE
from groundswell.adoption.measures.rates import of_difference, wilson
from groundswell.adoption.measures.survival import band, kaplan_meier
from groundswell.adoption.studies.sections import replies
from groundswell.adoption.tipping.contagion import Colleagues, scored

RUNS = 1000
QUESTIONS = (30, 100, 300)
SHARES = np.linspace(0.05, 0.95, 181)
EDGES = np.linspace(0.02, 0.98, 193)
TEAMS, TEAM, WEEKS = 120, 10, 40
PULL, ENOUGH = 6.0, 0.2  # by so much likelier is one to begin once such a share of the team has

type Floats = NDArray[np.float64]

# How ready people are, against each other.
SPREADS: Mapping[str, Callable[[np.random.Generator, int], Floats]] = {
    "all alike": lambda _, people: np.ones(people),
    "log-normal 0.5": lambda rng, people: rng.lognormal(0, 0.5, people),
    "log-normal 1": lambda rng, people: rng.lognormal(0, 1.0, people),
    "log-normal 1.5": lambda rng, people: rng.lognormal(0, 1.5, people),
    "log-normal 2": lambda rng, people: rng.lognormal(0, 2.0, people),
    "gamma, variance 1": lambda rng, people: rng.gamma(1.0, 1.0, people),
    "gamma, variance 2": lambda rng, people: rng.gamma(0.5, 2.0, people),
    "one in twenty 17 times as ready": lambda rng, people: np.where(
        rng.random(people) < 0.05, 10.0, 0.6
    ),
}


def main() -> None:
    """Print the tables."""
    for count in QUESTIONS:
        _tell_shares(f"{count}, whatever their share from 5 to 95 %", covered(count, SHARES))
        as_come = covered_as_come(count, EDGES)
        _tell_shares(f"{count} on average, as many as come, from 2 to 98 %", as_come)
    for count in QUESTIONS:
        for other in QUESTIONS:
            held = covered_differences(count, other, SHARES[::20])
            _tell_shares(f"{count} and one of {other}, their difference", held)
    for what, held, of in (*_medians(), *_bands(), *_replies(), *_broadcasts(), *_contagion()):
        print(f"| {what} | {100 * held / max(of, 1):.1f} % of {of:,} |", flush=True)


def _tell_shares(what: str, held: Floats) -> None:
    least, mean, most = (f"{100 * one:.1f} %" for one in (held.min(), held.mean(), held.max()))
    print(f"| a share of {what} | {least} | {mean} | {most} |")


def covered(count: int, shares: Floats) -> Floats:
    """How often the interval of a share of so many holds it: computed, not drawn."""
    some = np.arange(count + 1)
    low, high = np.array([wilson(one, count) for one in some.tolist()]).T
    holds = (low <= shares[:, None]) & (shares[:, None] <= high)
    return np.asarray((binom.pmf(some, count, shares[:, None]) * holds).sum(axis=1))


def covered_as_come(mean: int, shares: Floats) -> Floats:
    """The same where as many come as happen to, but for none at all."""
    counts = np.arange(1, 2 * mean + 30)
    chances = poisson.pmf(counts, mean)
    pairs = zip(counts.tolist(), chances / chances.sum(), strict=True)
    return np.asarray(sum(chance * covered(count, shares) for count, chance in pairs))


def covered_differences(count: int, other: int, shares: Floats) -> Floats:
    """How often the interval of the difference of two shares holds it: for each two of these."""
    one, two = np.arange(count + 1), np.arange(other + 1)
    told = [[(some / of, *wilson(some, of)) for some in range(of + 1)] for of in (count, other)]
    ends = np.array([[of_difference(now, then) for then in told[1]] for now in told[0]])
    low, high = ends[:, :, 0] - 1e-12, ends[:, :, 1] + 1e-12
    return np.array(
        [
            binom.pmf(one, count, share)
            @ ((low <= share - before) & (share - before <= high))
            @ binom.pmf(two, other, before)
            for share in shares
            for before in shares
        ]
    )


def _replies() -> Iterator[tuple[str, int, int]]:
    rng = np.random.default_rng(7)
    for people in (40, 100):
        held = sum(holds_the_reply(rng, people) for _ in range(RUNS))
        yield (
            f"median of replies to mail, {people} who answer, each at a pace of theirs",
            held,
            RUNS,
        )


def holds_the_reply(rng: np.random.Generator, people: int) -> bool:
    """Whether a study's interval holds the median wait for a reply among all who could answer.

    Ten mails go to each; paces and waits are lognormal, so the median of all is that of both. Mails
    are watched for 20 hours at the most, then the log ends.
    """
    target = np.repeat(np.arange(people), 10)
    waits = rng.lognormal(0, 0.5, people)[target] * rng.lognormal(0, 1, len(target)) * 3600
    watched = rng.uniform(0, 20 * 3600, len(target))
    lasted, answered = np.minimum(waits, watched), (waits <= watched).astype(np.int64)
    found = replies._median(kaplan_meier(lasted, answered), lasted, answered, target)
    return bool((found.low or 0) <= 1 <= (found.high or np.inf))


def _broadcasts() -> Iterator[tuple[str, int, int]]:
    for people in (15, 30, 60, 150):
        for alike in (0.02, 0.1, 0.3):
            rng = np.random.default_rng(11)
            shares = (0.1, 0.3, 0.6)
            held = sum(
                holds_the_unanswered(rng, people, alike, share)
                for share in shares
                for _ in range(RUNS)
            )
            what = f"threads unanswered, {people} people of whom each is alike by {alike}"
            yield what, held, RUNS * len(shares)


def holds_the_unanswered(rng: np.random.Generator, people: int, alike: float, share: float) -> bool:
    """Whether the interval of broadcasts holds the share of threads that stay without an answer.

    Each begins four on average, some none and a few many (geometric), and has a share of their own
    (beta) so that two threads of one person correlate by `alike`.
    """
    threads = rng.geometric(1 / 5, people) - 1
    others = (1 - alike) / alike
    own = rng.beta(share * others, (1 - share) * others, people)
    low, high = broadcasts.interval(threads, rng.binomial(threads, own))
    return low is None or high is None or low <= share <= high


def _medians() -> Iterator[tuple[str, int, int]]:
    rng = np.random.default_rng(1)
    for count in QUESTIONS:
        held = sum(holds_the_median(rng, count) for _ in range(RUNS))
        yield f"median wait, {count} questions", held, RUNS


def _bands() -> Iterator[tuple[str, int, int]]:
    for count in QUESTIONS:
        for time in (1.0, 2.0, 4.0):
            rng = np.random.default_rng(1)
            held = sum(holds_who_waits(rng, count, time) for _ in range(RUNS))
            yield f"share that still waits after {time:g} half-lives, {count} questions", held, RUNS


def holds_who_waits(rng: np.random.Generator, count: int, time: float) -> bool:
    """Whether the band of the same curve holds the share that still waits after so long."""
    waits, watched = rng.exponential(1 / np.log(2), count), rng.uniform(0.5, 6, count)
    found = band(np.minimum(waits, watched), (waits <= watched).astype(np.int64))
    known = [row for row in [[0.0, 1.0, 1.0, 1.0], *found.rows()] if row[0] <= time]
    _, _, low, high = known[-1]
    return bool(low <= 0.5**time <= high)


def holds_the_median(rng: np.random.Generator, count: int) -> bool:
    """Whether the interval of so many questions holds the median wait, which is 1.

    Waits are exponential, a third watched for less than three half-lives.
    """
    waits, watched = rng.exponential(1 / np.log(2), count), rng.uniform(0.5, 6, count)
    found = band(np.minimum(waits, watched), (waits <= watched).astype(np.int64))
    _, low, high = found.half()
    return bool((low or 0) <= 1 <= (high or np.inf))


def _contagion() -> Iterator[tuple[str, int, int]]:
    """Teams whose people begin independently of each other, or draw each other along."""
    for pull, spread in (
        *((0.0, each) for each in ("log-normal 0.5", "log-normal 1.5")),
        *((1.0, each) for each in ("all alike", "log-normal 0.5", "log-normal 1.5")),
        *((PULL, each) for each in SPREADS),
    ):
        rng = np.random.default_rng(4)
        found = np.zeros(3, dtype=np.int64)
        for _ in range(RUNS):
            one = scored(colleagues(rng, pull, spread), WEEKS)
            _, low, high = one.factor
            evidence = one.threshold.evidence, one.cascade.evidence
            found += [*(each >= BEYOND_CHANCE for each in evidence), low <= 1 + pull <= high]
        words = f"beyond the threshold {1 + pull:g} times as likely, readiness {spread}"
        threshold, cascade, holds = found.tolist()
        yield f"contagion found by the threshold model, {words}", threshold, RUNS
        yield f"found by the cascade model, {words}", cascade, RUNS
        if pull:
            yield f"95 %: how much likelier, {words}", holds, RUNS


def colleagues(rng: np.random.Generator, pull: float, spread: str) -> Colleagues:
    """Teams in which one is likelier to begin once enough have; how ready people are differs."""
    people = TEAMS * TEAM
    team = np.arange(people) // TEAM
    manager = team * TEAM
    manager[::TEAM] = -1
    ready = 0.006 * SPREADS[spread](rng, people)
    began = np.full(people, -1)
    for week in range(WEEKS):
        acts = began >= 0
        share = np.bincount(team, acts, minlength=TEAMS)[team] / TEAM
        begins = rng.random(people) < ready * (1 + pull * (share >= ENOUGH))
        began[~acts & begins] = week
    whole = np.zeros(people, dtype=np.int64)
    return Colleagues(began, whole, whole + WEEKS, whole, manager)


if __name__ == "__main__":
    main()
