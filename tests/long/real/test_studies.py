"""On real data every figure equals its reference, within the tolerance that stands beside it.

Figures of reference.json that a study does not tell stand in ELSEWHERE, so that none is forgotten.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from groundswell.adoption.forecast.curve import best_start, least_squares
from groundswell.adoption.measures import stickiness
from groundswell.adoption.measures.given import Participation
from groundswell.adoption.measures.leadership import broadcasts, leaders
from groundswell.adoption.measures.replies import DAY, WEEK, seconds_to_reply
from groundswell.adoption.measures.structure.hierarchy import line_of
from groundswell.adoption.studies import reading
from groundswell.adoption.studies.groups import groups_of
from groundswell.adoption.studies.reading import File
from groundswell.adoption.studies.section import Choices
from groundswell.adoption.studies.sections import SECTIONS

DOCS = Path(__file__).parents[3] / "docs"
INSIDE = "manufacturing-email/inside_hierarchy_by_top_branch"
FILES = {
    "email-eu-core": ("edges.csv", "departments.csv"),
    "email-eu-core-temporal": ("events.csv.gz", None),
    "manufacturing-email": ("communication.csv.gz", None),
    INSIDE: ("communication.csv.gz", "reportsto.csv"),
    "collegemsg": ("messages.csv.gz", None),
}
BY_NAME = {section.name: section for section in SECTIONS}


def file(folder: Path, name: str, one: str | None):
    """A file of a data set, if it has one."""
    return File(one, (folder / name.partition("/")[0] / one).read_bytes()) if one else None


@cache
def whole(folder: Path, name: str):
    """The ties of a data set."""
    rows, people = FILES[name]
    return reading.read(file(folder, name, rows), file(folder, name, people))


@cache
def ties(folder: Path, name: str):
    """The same; inside the hierarchy without the one person who never mails, as the reference."""
    read = whole(folder, name)
    if name != INSIDE:
        return read
    _, branch = groups_of(read, Choices(ids=True))
    kept = np.unique(np.concatenate([read.source, read.target]))
    return replace(
        read,
        ids=tuple(np.array(read.ids)[kept]),
        source=np.searchsorted(kept, read.source),
        target=np.searchsorted(kept, read.target),
        attributes={"branch": branch.taken(kept)},
        manager=None,
    )


@cache
def told(folder: Path, name: str, section: str):
    """The figures of one section, told once for all tests of this module."""
    return BY_NAME[section].measure(ties(folder, name), Choices(ids=True))


EXACT = 5.1e-6  # the reference keeps six digits: half of the last one


def exactly(figure, expected):
    assert figure == pytest.approx(expected, rel=EXACT)


def connections(key):
    return lambda tell, expected: exactly(getattr(tell("ties"), key), expected)


def concentration(tell, expected):
    exactly(tell("concentration").gini, expected)


def shares(tell, expected):
    parts = tell("concentration")
    exactly(
        [parts.top_1, parts.next_9, parts.rest],
        [expected["top_1pct"], expected["next_9pct"], expected["rest"]],
    )


def index(key):
    return lambda tell, expected: exactly(getattr(tell("boundary"), key).value, expected)


def chance(key):
    def check(tell, expected):
        beside = getattr(tell("boundary"), key)
        assert beside.permutations >= 500
        assert beside.chance_mean == pytest.approx(expected["mean"], abs=expected["sd"] / 4)
        assert beside.chance_sd == pytest.approx(expected["sd"], rel=0.1)
        below = expected["share_at_or_below_observed"]
        assert beside.share_at_or_below == pytest.approx(below, abs=0.05)

    return check


def crossings(tell, expected):
    cells = {(cell.from_, cell.to): cell for cell in tell("boundary").cross}
    for row in expected:
        cell = cells[str(row["from"]), str(row["to"])]
        exactly([cell.volume, cell.observed_over_expected], [row["volume"], row["ratio"]])


def partition(of):
    def check(tell, expected):
        found = of(tell("communities"))
        assert found.modularity == pytest.approx(expected["q_best"], abs=0.005)
        assert abs(found.count - expected["communities"]) <= 1
        if "nmi" in expected:
            assert found.nmi == pytest.approx(expected["nmi"], abs=0.03)
            assert found.ari == pytest.approx(expected["ari"], abs=0.03)
            exactly(found.modularity_of_groups, expected["q_departments"])

    return check


def brokers(key):
    def check(tell, expected):
        by_id = {broker.id: getattr(broker, key) for broker in tell("brokers")}
        exactly([by_id[str(row["id"])] for row in expected], [row[key] for row in expected])

    return check


def least_constrained(tell, expected):
    brokers("constraint")(tell, expected)
    assert [int(one.id) for one in tell("brokers")[:5]] == [row["id"] for row in expected]


def component(tell, expected):
    assert tell("communities").people == expected["people"]


GRAPH = {
    "people_with_a_tie": connections("people_with_a_tie"),
    "arcs": connections("directed"),
    "reciprocity": connections("reciprocity"),
    "two_way_pairs": connections("two_way"),
    "events": connections("volume"),
    "ties": connections("undirected"),
    "largest_component": component,
    "leiden": partition(lambda found: found),
    "constraint_lowest5": least_constrained,
    "effective_size": brokers("effective_size"),
    "betweenness_top5": brokers("betweenness"),
}
SENT = {"gini_of_contributions": concentration, "shares_1_9_90": shares}
VOLUME = {"leiden_volume": partition(lambda found: found.by_volume)}
GROUPS = {
    "ei_simple": index("ei_ties"),
    "ei_simple_chance": chance("ei_ties"),
    "cross_boundary": crossings,
}


def reply(of):
    return lambda tell, expected: exactly(of(tell("replies")), expected)


REPLIES = {
    "rows": reply(lambda told: told.rows),
    "response_rate_7d": reply(lambda told: told.answered_7d),
    "response_rate_7d_full_followup": reply(lambda told: told.answered_7d_full_followup),
    "response_rate_24h": reply(lambda told: told.answered_24h),
    "reply_km_median_hours": reply(lambda told: told.median_hours.value),
    "reply_km_quartile_hours": reply(lambda told: told.quartile_hours),
    "reply_median_hours_answered_only": reply(lambda told: told.answered_only_median_hours),
    "km_survival_at_7d": reply(lambda told: told.waiting_at_7d),
}


def curve(tell, expected):
    bass = tell("launch").bass
    assert bass.p.value == pytest.approx(expected["p"], abs=0.002)
    assert bass.q.value == pytest.approx(expected["q"], abs=0.01)
    assert bass.m.value == pytest.approx(expected["m"], abs=5)
    assert bass.r2 == pytest.approx(expected["r2"], abs=0.005)
    assert bass.peak_week.value == pytest.approx(expected["peak_week"], abs=0.05)
    # What came in truth, though the fit falls short of it.
    assert bass.m.low < tell("launch").adopters < bass.m.high


def first_weeks(tell, expected):
    for weeks, fitted in expected.items():
        counts = np.array(tell("launch").weekly_first_acts[: int(weeks)], dtype=float)
        starts = best_start(counts)
        logs, left = least_squares(np.tile(counts, (len(starts), 1)), starts)
        p, q, m = np.exp(logs[left.argmin()])
        assert [p, q, m] == pytest.approx([fitted["p"], fitted["q"], fitted["m"]], rel=0.01)


LAUNCH = {
    "weekly_first_posts": lambda tell, expected: exactly(
        list(tell("launch").weekly_first_acts), expected
    ),
    "adopters": lambda tell, expected: exactly(tell("launch").adopters, expected),
    "bass_all_weeks": curve,
    "bass_first_weeks": first_weeks,
}
LINE = {
    "formal_distance_to_ceo/mean_without_ceo": lambda line: line.formal_distance,
    "informal_distance_to_ceo/mean_reachable": lambda line: line.informal_distance,
    "informal_distance_to_ceo/without_path": lambda line: line.without_path,
    "vertical_share": lambda line: line.up + line.down,
    "shares/down": lambda line: line.down,
    "shares/up": lambda line: line.up,
    "shares/same_manager": lambda line: line.same_manager,
    "shares/same_branch": lambda line: line.same_branch,
    "shares/across_branches": lambda line: line.across,
    "down_up_ratio": lambda line: line.down / line.up,
}
LEADERS = {
    "leaders_who_write": lambda found: found.leaders_who_write,
    "leader_reach": lambda found: found.reach,
    "leader_reach/count": lambda found: found.others_reached,
    "leader_reach/of": lambda found: found.others,
}
CHECKS = {
    "email-eu-core": {
        **GRAPH,
        **GROUPS,
        "gini_of_out_degree": concentration,
        "shares_1_9_90_of_out_degree": shares,
        "departments": lambda tell, expected: exactly(tell("boundary").groups, expected),
    },
    "email-eu-core-temporal": {**GRAPH, **SENT, **VOLUME, **REPLIES},
    "manufacturing-email": {**GRAPH, **SENT, **VOLUME, **REPLIES},
    INSIDE: {
        **GRAPH,
        **SENT,
        **VOLUME,
        **GROUPS,
        "ei_volume": index("ei_volume"),
        "ei_volume_chance": chance("ei_volume"),
    },
    "collegemsg": {**GRAPH, **SENT, **VOLUME, **REPLIES, **LAUNCH},
}
PLANNER = "the seed planner's own tests"
PILOTS = "of the pilot engine, which is no part of a study"
ELSEWHERE = {
    "weighted_cascade": PLANNER,
    "compare_k10": PLANNER,
    "uniform_p_0.1": PLANNER,
    "one_per_department": PLANNER,
    "threshold_model": PLANNER,
    "one_hop_coverage_3pct": PLANNER,
    "same_graph_as_static": "said by the figures of both, which are the same",
    "strongest_path_to_ceo": "of the champion finder",
}
ALONE = {  # each by a test of its own below
    "broadcast_ratio",
    "ceo",
    "file_rows",
    "leaders",
    "mail_inside_hierarchy",
    "people",
    "response_rate_24h_to_leaders",
    "response_rate_24h_to_others",
    "stickiness",
}
OTHER_SETS = {
    "_about": "no figures",
    "mpdta": PILOTS,
    "causalimpact": PILOTS,
    "minimum_detectable_effect": PILOTS,
    "peeking": PILOTS,
}


@pytest.fixture(scope="module")
def networks(samples):
    return samples / "networks"


@pytest.fixture(scope="module")
def reference(networks):
    return json.loads((networks / "reference.json").read_text("utf-8"))


def value_of(reference, name, key):
    found = reference
    for part in name.split("/"):
        found = found[part]
    for part in filter(None, key.split("/")):
        found = found[part] if part in found else found["value"][part]
    return found["value"] if isinstance(found, dict) and "value" in found else found


@pytest.mark.parametrize(
    ("name", "key"), [(name, key) for name, checks in CHECKS.items() for key in checks]
)
def test_a_figure_is_that_of_the_reference(networks, reference, name, key):
    CHECKS[name][key](lambda section: told(networks, name, section), value_of(reference, name, key))


@pytest.mark.parametrize("name", ["email-eu-core-temporal", "manufacturing-email"])
def test_a_log_that_begins_in_full_swing_shows_no_launch(networks, name):
    assert "shows no launch" in told(networks, name, "launch").bass.refused


@pytest.mark.parametrize("name", FILES)
def test_the_people_are_those_of_the_reference(networks, reference, name):
    assert ties(networks, name).people == value_of(reference, name, "people")


@pytest.mark.parametrize("key", LINE)
def test_talk_and_the_line_of_command_are_those_of_the_reference(networks, reference, key):
    line = BY_NAME["hierarchy"].measure(whole(networks, INSIDE), Choices())

    exactly(LINE[key](line), value_of(reference, "manufacturing-email", key))


@pytest.mark.parametrize("key", LEADERS)
def test_leaders_are_those_of_the_reference(networks, reference, key):
    found = BY_NAME["leadership"].measure(whole(networks, INSIDE), Choices())

    exactly(LEADERS[key](found), value_of(reference, "manufacturing-email", key))


def test_what_is_unanswered_is_that_of_the_reference_and_less_without_the_last_week(
    networks, reference
):
    ties = whole(networks, INSIDE)
    waited = seconds_to_reply(ties.source, ties.target, ties.at)
    # The reference counts rows of the last seven days, too, which may be answered yet.
    of_all = broadcasts(ties.source, ties.target, waited, WEEK, line_of(ties.manager))
    told = BY_NAME["leadership"].measure(ties, Choices())

    exactly(of_all.of_managers, value_of(reference, "manufacturing-email", "broadcast_ratio"))
    others = value_of(reference, "manufacturing-email", "broadcast_ratio/others")
    exactly(of_all.of_others, others)
    assert told.unanswered_of_managers == pytest.approx(of_all.of_managers, abs=0.01)
    assert told.unanswered_of_managers < of_all.of_managers


@pytest.mark.parametrize("name", ["email-eu-core", "manufacturing-email"])
def test_every_row_of_the_file_is_counted_or_left_out_as_one_to_oneself(networks, reference, name):
    parts = told(networks, name, "ties")

    assert parts.volume + parts.self_loops_dropped == value_of(reference, name, "file_rows")
    assert parts.unlisted_dropped == 0


def test_the_line_its_head_and_its_leaders_are_those_of_the_reference(networks, reference):
    ties, company = whole(networks, INSIDE), reference["manufacturing-email"]
    line, steps = line_of(ties.manager), company["formal_distance_to_ceo"]["value"]
    leading = [int(ties.ids[place]) for place in np.flatnonzero(leaders(line))]

    assert int(ties.ids[line.head]) == value_of(reference, "manufacturing-email", "ceo")
    assert sorted(leading) == company["leaders"]["value"]
    assert {str(depth): count for depth, count in enumerate(np.bincount(line.depth))} == (
        steps["by_depth"]
    )
    assert len(ties.source) == company["mail_inside_hierarchy"]["value"]


def test_leaders_are_answered_within_a_day_as_often_as_the_reference_says(networks, reference):
    # Mail from outside of the line counts too, so the line is brought over by the ids.
    mail, inside = whole(networks, "manufacturing-email"), whole(networks, INSIDE)
    leads = dict(zip(inside.ids, leaders(line_of(inside.manager)).tolist(), strict=True))
    soon = seconds_to_reply(mail.source, mail.target, mail.at) <= DAY

    for name, is_leader in (("leaders", True), ("others", False)):
        given = reference["manufacturing-email"][f"response_rate_24h_to_{name}"]
        rows = np.array([leads.get(one) is is_leader for one in mail.ids])[mail.target]
        assert rows.sum() == given["rows"]
        exactly(soon[rows].mean(), given["value"])


def test_stickiness_is_that_of_the_reference_in_each_four_weeks(networks, reference):
    rows = whole(networks, "collegemsg")
    days = ((rows.at - rows.at.min()) // DAY).astype(int)
    for block, given in enumerate(value_of(reference, "collegemsg", "stickiness")):
        last = 28 * block + 27
        inside = (days <= last) & (days > last - 28)
        acts = {
            (who, last - day, 1) for who, day in zip(rows.source[inside], days[inside], strict=True)
        }
        (value,) = stickiness.count(Participation(rows.people, [*acts])).values
        assert value.people == given["mau"]
        exactly([value.value, value.numerator / 28], [given["stickiness"], given["mean_dau"]])


def test_the_documentation_says_what_the_program_says(networks):
    said = " ".join((DOCS / "study.md").read_text().split())
    mail = whole(networks, "email-eu-core")
    boundary = BY_NAME["boundary"].measure(mail, Choices(by="department"))
    ten, each = (BY_NAME["seeds"].measure(mail, Choices(one_per=one)) for one in ("", "department"))

    for words in (
        f"have the same {len(mail.source):,} arcs",
        f"{boundary.ei_ties.value:+.2f} looks open, chance is {boundary.ei_ties.chance_mean:+.2f}",
        f"Ten who are sought reach {ten.spread:.0f} of {mail.people:,}, the ten who turn to most"
        f" others {ten.busiest:.0f}, ten at random {ten.by_chance.mean:.0f}.",
        f"one of each of {each.one_per.groups} departments reaches {each.one_per.spread:.0f} people"
        f" instead of {each.spread:.0f}, and all {each.one_per.groups} departments instead of"
        f" {each.one_per.groups_of_free_choice}.",
    ):
        assert words in said


def test_every_reference_is_computed_or_named(reference):
    line = {key.partition("/")[0] for key in (*LINE, *LEADERS)}
    missing = {
        f"{name}/{key}"
        for name, checks in CHECKS.items()
        for key in value_of(reference, name, "")
        if key not in {*checks, *line, *ELSEWHERE, *ALONE, INSIDE.partition("/")[2]}
    }

    assert missing == set()
    assert set(reference) <= {*FILES, *OTHER_SETS}
