"""The privacy gate, and somebody who tries to get behind it."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from groundswell.adoption import privacy
from groundswell.adoption.measures.measure import BREAKDOWNS, Alike, shares_by
from tests.adoption.attacker import Attacker, Told

COMMS = frozenset({"Comms"})


def published(people, verdicts, comms=COMMS) -> list[Told]:
    """All figures of the end of a week, as the gate lets them through."""
    active = sum(a.active for a in people)
    outside = sum(a.active for a in people if a.function not in comms)
    figures = [(("total", "everybody"), active, verdicts.total),
               (("outside", ""), outside, verdicts.outside)]  # fmt: skip
    figures += [
        ((by, count.cell), count.numerator, verdicts.cells.get((by, count.cell)))
        for by in BREAKDOWNS
        for count in shares_by(people, by)
    ]
    return [Told(what, None if label else number, label) for what, number, label in figures]


@st.composite
def companies(draw):
    """Small companies with tiny functions, functions of one site alone, and empty corners."""
    functions = draw(st.integers(1, 5))
    sites, levels = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    kinds = draw(
        st.lists(
            st.tuples(
                st.integers(0, functions - 1), st.integers(0, sites - 1),
                st.integers(0, levels - 1), st.integers(1, 25), st.floats(0, 1),
            ),
            min_size=1, max_size=12, unique_by=lambda kind: kind[:3],
        )
    )  # fmt: skip
    zeal = draw(st.sampled_from([0.1, 0.3, 0.6, 1.0]))
    names = ("Comms", "", "Sales", "Legal", "Yard")
    return [
        Alike(names[f], f"site {s}", f"level {v}", size, round(size * share * zeal))
        for f, s, v, size, share in kinds
    ]


@settings(max_examples=150, deadline=None)
@given(people=companies(), threshold=st.sampled_from([5, 10]), secret=st.text(max_size=3))
def test_nothing_withheld_comes_out_and_each_1_to_4_stays_open(people, threshold, secret):
    active, employed = sum(a.active for a in people), sum(a.employed for a in people)
    assume(active not in {0, employed})
    verdicts = privacy.of_week(people, COMMS, threshold, secret=secret)
    told = published(people, verdicts)
    if len({a.function in COMMS for a in people}) == 1:
        # Everybody, or nobody, is of Comms: the part outside is the total under another name.
        told = [figure for figure in told if figure.what[0] != "outside"]

    assert list(Attacker(people, COMMS, told).learned()) == []
