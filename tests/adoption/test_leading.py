"""Leaders who agreed to show their figures: what is read of them, kept, and gone after a no."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps

from groundswell.adoption import queries, roster, weekly
from groundswell.adoption.books import Book
from groundswell.adoption.consents import actions as consents
from groundswell.adoption.consents import queries as queries_of_consents
from groundswell.adoption.consents.models import RosterPlace, ShownBefore
from groundswell.adoption.interactions import actions as interactions
from groundswell.adoption.leading import rows
from groundswell.adoption.measures.leader_effect import WEEKS
from groundswell.adoption.needed import Rows
from groundswell.adoption.sealed.models import SealedFigure
from groundswell.adoption.told import actions as telling
from groundswell.adoption.told import queries as pages
from groundswell.adoption.told.models import ToldFigure
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.network.groups import actions as groups
from groundswell.network.posts import actions as posts
from groundswell.network.reactions import actions as reactions
from groundswell.people.delegates import actions as delegates
from groundswell.people.delegates.models import Right
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Person
from groundswell.web.insight import leadership as insight
from tests.adoption.company import OPERATOR, employ, take_part
from tests.adoption.test_contributions import say

SUNDAY = date(2026, 3, 29)  # a period ended with it, and this one before
BEFORE = date(2026, 3, 1)
MONDAY = datetime(2026, 3, 23, 9, tzinfo=UTC)
NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("news")


@pytest.fixture
def led(cast):
    """Forty people under two leaders; one leader agreed to be shown, and was asked twice."""
    chief, other = employ("Executive", 2, email=None)
    people = employ("Service", 40)
    Assignment.objects.filter(person__in=people[:30]).update(manager=chief)
    Assignment.objects.filter(person__in=people[30:]).update(manager=other)
    Assignment.objects.filter(person=other).update(manager=chief)
    take_part([*people, chief], *(SUNDAY - timedelta(weeks=week) for week in range(5)))
    Person.objects.filter(pk=chief.pk).update(name="Ada Chief", name_folded="ada chief")
    handle = chief.account.handle
    with clock.frozen(MONDAY):
        asked = say(cast, people[30], f"@{handle} Why?", kind="question", title="Why do we wait?")
        say(cast, people[31], f"@{handle} When?", kind="question", title="When does it end?")
    with clock.frozen(MONDAY + timedelta(hours=3)):
        posts.reply(author=chief, to_id=asked.pk, source="Because of me")
    with clock.frozen(MONDAY + timedelta(hours=4)):
        posts.reply(author=people[30], to_id=asked.pk, source="Thank you")
    interactions.rebuild()
    for leader in (chief, other):
        consents.tell(leader=leader, told_by=None)
    with clock.frozen(MONDAY):
        consents.answer(leader=chief, agrees=True)
    return chief, other, people


def told():
    with clock.frozen(NOW):
        return roster.leadership(OPERATOR, SUNDAY)


def test_a_leader_who_agreed_is_shown_whole_and_the_other_not_at_all(led):
    chief, other, _ = led

    (one,) = told().leaders
    assert one.person == chief
    assert (sum(one.own), sum(one.delegated), one.own[-1]) == (1, 0, 1)
    assert (one.asked, one.answered, one.awaiting, one.half_within) == (2, 1, 1, 3.0)
    assert (one.ties, one.unit, one.ties_withheld) == (1, 41, "small")
    assert one.followed is None
    with clock.frozen(NOW):
        assert roster.own(chief) is None  # nothing is counted when somebody looks
        weekly.seal(SUNDAY)
        assert roster.own(chief) == replace(one, ties_withheld=None)
        assert roster.own(other) is None
        kept = {row["measure"]: row for row in roster.kept_of(chief)}
        assert roster.kept_of(other) == []
    assert (kept["leader_words"]["own_by_week"][-1], kept["leader_words"]["on"]) == (1, SUNDAY)
    assert "leader_effect" in kept
    consents.answer(leader=other, agrees=True)
    assert {leader.person.pk for leader in told().leaders} == {chief.pk, other.pk}


def test_ties_are_set_beside_the_unit_and_are_no_part_of_it(led):
    (line,) = insight.lines(told().leaders)

    assert (line.ties, line.ties_more) == ("1–4", "41 people in the unit")


def test_what_a_leader_did_before_the_four_weeks_in_which_they_agreed_is_not_shown(led):
    chief, *_ = led
    (one,) = told().leaders
    assert (one.own[-1], one.asked, one.since) == (1, 2, date(2026, 3, 2))

    with clock.frozen(NOW - timedelta(days=2)):
        consents.answer(leader=chief, agrees=False)
        consents.answer(leader=chief, agrees=True)
    (one,) = told().leaders
    assert (sum(one.own), one.asked, one.answered, one.since) == (0, 0, 0, date(2026, 3, 30))


def test_who_leads_since_the_quarter_ended_is_shown_with_what_they_wrote_since(led):
    """What is counted by quarters says nothing of them yet; the sum of words counts them."""
    chief, _, people = led
    new, sunday = people[0], date(2026, 4, 5)
    Assignment.objects.filter(person=new).update(to_on=MONDAY + timedelta(weeks=1))
    Assignment.objects.create(
        person=new, function="Service", site="Halden", level="Desk", manager=chief,
        from_on=MONDAY + timedelta(weeks=1),
    )  # fmt: skip
    Assignment.objects.filter(person__in=people[1:5]).update(manager=new)
    Person.objects.filter(pk=new.pk).update(started_on=date(2026, 3, 30))
    with clock.frozen(NOW):
        consents.tell(leader=new, told_by=None)
        consents.answer(leader=new, agrees=True)
    with clock.frozen(datetime(2026, 4, 6, 9, tzinfo=UTC)):
        shown = {one.person.pk: one for one in roster.leadership(OPERATOR, sunday).leaders}

    assert shown.keys() == {chief.pk, new.pk}
    assert (shown[new.pk].asked, shown[new.pk].ties, shown[new.pk].followed) == (0, 0, None)


def test_the_figures_are_made_of_those_shown_and_name_nobody(led):
    figures = told().figures

    answering = figures["leader_answers"].values[0].value
    assert (answering.numerator, answering.denominator) == (1, 1)
    assert figures["leader_ties"].values[0].value.denominator == 41
    with clock.frozen(NOW):
        for measure in roster.MEASURES:
            for figure in queries.figure(OPERATOR, measure, SUNDAY):
                assert "leaders" not in figure.series
    assert figures["leader_answers"].values[1].withheld == "base"  # two people asked


def kept_words() -> list:
    return SealedFigure.objects.get(on=SUNDAY, measure="leader_words").facts["series"]["leaders"]


def test_a_no_works_at_once_and_the_night_forgets_what_was_kept(led):
    chief, _, _ = led
    with clock.frozen(NOW):
        weekly.seal(SUNDAY)
        assert [row[0] for row in kept_words()] == [chief.pk]
        assert weekly.forget_others() == 0

        consents.answer(leader=chief, agrees=False)
        assert roster.leadership(OPERATOR, SUNDAY).leaders == []
        answers = queries.figure(OPERATOR, "leader_answers", SUNDAY)[0].values
        assert [one.value.value for one in answers] == [None, None, None]
        assert weekly.forget_others() > 0
        weekly.seal(SUNDAY)
        assert kept_words() == []


def on_the_page_of_the_week() -> set[str]:
    return {one.measure.name for one in pages.page(OPERATOR, "leadership", SUNDAY).figures}


def test_a_no_works_at_once_in_what_was_kept_of_a_week_as_well(led):
    _, other, _ = led
    with clock.frozen(NOW):
        consents.answer(leader=other, agrees=True)
        weekly.seal(SUNDAY)
        telling.keep(SUNDAY)
        assert not ToldFigure.objects.filter(measure__in=roster.MEASURES).exists()
        assert on_the_page_of_the_week() >= {*roster.MEASURES} - {"leader_answers", "leader_ties"}
        assert pages.series(OPERATOR, ["leader_words"], SUNDAY, SUNDAY)

        consents.answer(leader=other, agrees=False)
        assert on_the_page_of_the_week().isdisjoint(roster.MEASURES)
        assert pages.series(OPERATOR, ["leader_words"], SUNDAY, SUNDAY) == []
        assert SUNDAY not in telling.due()


def test_all_who_lead_are_told_only_where_those_shown_give_no_others_away(led):
    chief, _, _ = led
    Assignment.objects.filter(person__in=employ("Boards", 12)).update(manager=chief)
    with clock.frozen(NOW):
        assert rows.shown_on(SUNDAY) == set(rows.shown(Rows(SUNDAY).function))
        assert not rows.others_are_told(SUNDAY, active=5, leading=14)
        assert rows.others_are_told(SUNDAY, active=6, leading=14)
        assert not rows.others_are_told(SUNDAY, active=9, leading=10)
        assert rows.others_are_told(BEFORE, active=5, leading=14)


@pytest.mark.parametrize("says", [[False], [False, True], [True]])
def test_what_was_shown_is_known_whatever_a_leader_says_later(led, says):
    chief, _, _ = led
    Assignment.objects.filter(person__in=employ("Boards", 12)).update(manager=chief)
    for number, agrees in enumerate(says):
        with clock.frozen(NOW + timedelta(weeks=5 + 4 * number)):
            consents.answer(leader=chief, agrees=agrees)

    later = SUNDAY + timedelta(weeks=12)
    with clock.frozen(NOW + timedelta(weeks=13)):
        assert not rows.others_are_told(SUNDAY, active=5, leading=14)
        assert [one.shows for one in Book().kinds(SUNDAY) if one.shows] == [True]
        assert rows.others_are_told(BEFORE, active=5, leading=14)
        assert any(one.shows for one in Book().kinds(later)) == says[-1]


def test_who_said_no_at_first_is_known_from_their_yes_on(led):
    _, other, _ = led
    with clock.frozen(MONDAY - timedelta(weeks=4)):
        consents.answer(leader=other, agrees=False)
    assert other.pk not in queries_of_consents.shown_between(SUNDAY, SUNDAY)
    with clock.frozen(MONDAY):
        consents.answer(leader=other, agrees=True)

    assert other.pk in queries_of_consents.shown_between(SUNDAY, SUNDAY)
    assert other.pk not in queries_of_consents.shown_between(BEFORE, BEFORE)


def shown(leader, agreed_at, withdrawn_at) -> None:
    """As of an account that became theirs."""
    times = {"agreed_at": agreed_at, "withdrawn_at": withdrawn_at}
    ShownBefore.objects.create(leader=leader, **times)


def test_what_was_shown_of_leaders_hides_the_others_of_a_kept_week_at_once(led):
    chief, _, people = led
    directors = employ("Boards", 12)
    for director, staff in ((directors[0], people[:15]), (directors[1], people[15:30])):
        Assignment.objects.filter(person__in=staff).update(manager=director)
    Assignment.objects.filter(person__in=directors).update(manager=chief)
    take_part(directors[:6], *(SUNDAY - timedelta(weeks=week) for week in range(5)))
    with clock.frozen(NOW):
        weekly.seal(SUNDAY)
        telling.keep(SUNDAY)
        assert present_leaders() == {(7, None)}

        for director in directors[:2]:
            consents.tell(leader=director, told_by=None)
            consents.answer(leader=director, agrees=True)
        assert present_leaders() == {(7, None)}  # of this period nothing is shown of them

        for director in directors[:2]:
            shown(director, MONDAY, NOW)
        assert present_leaders() == {(None, "subtraction")}


def test_where_everybody_took_part_so_did_all_who_lead(led):
    chief, other, people = led
    directors = employ("Boards", 12)
    for number, director in enumerate(directors[:5]):
        staff = people[6 * number : 6 * number + 6]
        Assignment.objects.filter(person__in=staff).update(manager=director)
    Assignment.objects.filter(person__in=directors).update(manager=chief)
    take_part([other, *directors], *(SUNDAY - timedelta(weeks=week) for week in range(5)))
    with clock.frozen(NOW):
        for director in directors[:5]:
            shown(director, MONDAY, NOW)
        weekly.seal(SUNDAY)
        telling.keep(SUNDAY)
        assert not rows.others_are_told(SUNDAY, active=14, leading=14)
        assert present_leaders() == {(14, None)}

        employ("Service", 1)
        assert present_leaders() == {(None, "subtraction")}


def present_leaders() -> set[tuple[int | None, str | None]]:
    """What the address that stays and a series tell of all who lead."""
    kept = pages.page(OPERATOR, "leadership", SUNDAY).figures
    found = [*kept, *pages.series(OPERATOR, ["leaders"], SUNDAY, SUNDAY)]
    rows = [figure.rows[0] for figure in found if figure.measure.name == "leaders"]
    return {(row.numerator, row.withheld and str(row.withheld)) for row in rows}


def test_what_a_delegate_writes_answers_for_nobody_and_is_told_apart(cast, led):
    chief, _, people = led
    hand, asker = people[32], people[33]
    delegates.name_delegate(leader=chief, delegate_id=hand.pk, right=Right.POST)
    text = f"@{chief.account.handle} What now?"
    with clock.frozen(MONDAY):
        asked = say(cast, asker, text, kind="question", title="And now?")
        posts.reply(author=chief, acted_by=hand, to_id=asked.pk, source="The office says so")

    (one,) = told().leaders
    assert (one.asked, one.answered) == (3, 1)
    assert (sum(one.own), sum(one.delegated)) == (1, 1)


def test_what_is_said_in_groups_is_read_by_week_and_leaders_apart(cast, led):
    chief, _, people = led
    for one in (chief, people[30]):
        groups.join(person=one, group_id=cast.pilots.pk)
    with clock.frozen(MONDAY - timedelta(weeks=1)):
        post = posts.publish(author=chief, stream_ids=[cast.pilots.stream_id], source="Hello")
        posts.reply(author=people[30], to_id=post.pk, source="Welcome")
    with clock.frozen(MONDAY):
        reactions.react(person=people[30], post_id=post.pk, name="thanks")
    interactions.rebuild()

    found = rows.visits(SUNDAY, Rows(SUNDAY).function)
    assert found.spoken == [(0, WEEKS - 2, 0)]
    inside = [act[2:] for act in found.acts.tolist() if act[0] == 0]
    assert inside == [[WEEKS - 2, 1], [WEEKS - 1, 1]]
    outside = [act for act in found.acts.tolist() if act[0] == -1]
    assert sum(act[3] for act in outside) == 3  # two questions, and a reply of the asker


def test_where_a_leader_spoke_before_they_agreed_is_not_shown(cast, led):
    chief, _, _ = led
    groups.join(person=chief, group_id=cast.pilots.pk)
    for weeks in (4, 3):  # one before the four weeks, one with which they begin
        with clock.frozen(MONDAY - timedelta(weeks=weeks)):
            posts.publish(author=chief, stream_ids=[cast.pilots.stream_id], source="Hello")

    found = rows.visits(SUNDAY, Rows(SUNDAY).function)
    assert found.spoken == [(0, WEEKS - 4, 0)]
    assert found.since == [WEEKS - 4]


def test_ties_of_a_leader_are_made_since_they_show_them(cast, led):
    chief, _, people = led
    for weeks, one in ((4, people[34]), (3, people[35])):
        with clock.frozen(MONDAY - timedelta(weeks=weeks)):
            asked = say(cast, one, "What now?")
            posts.reply(author=chief, to_id=asked.pk, source="This")
            answered = say(cast, chief, "Well?")
            posts.reply(author=one, to_id=answered.pk, source="Well")
            posts.reply(author=one, to_id=say(cast, people[36], "And?").pk, source="So")
    interactions.rebuild()

    talk = Rows(SUNDAY).led_talk()
    (place,) = talk.places
    numbers = list(Rows(SUNDAY).function)
    arcs = {*zip(talk.source.tolist(), talk.target.tolist(), strict=True)}
    tied = {numbers[one] for one, other in arcs if other == place and (other, one) in arcs}
    assert tied == {people[30].pk, people[35].pk}
    assert {numbers[one] for one, other in arcs if numbers[other] == people[36].pk} == {
        people[34].pk, people[35].pk,
    }  # fmt: skip


def test_what_was_kept_of_the_time_before_leaders_agreed_is_counted_anew(led):
    for name in roster.MEASURES:
        SealedFigure.objects.create(
            on=SUNDAY, measure=name, facts={}, defined_on=SUNDAY, sealed_at=NOW
        )

    import_module("groundswell.adoption.migrations.0020_shown_before").forget(apps, None)

    kept = set(SealedFigure.objects.values_list("measure", flat=True))
    assert kept == {"leader_words", "leader_answers"}


def test_who_may_not_see_adoption_finds_nothing(cast, led):
    with pytest.raises(NotFound):
        roster.leadership(cast.joan, SUNDAY)


@pytest.mark.parametrize("others", [3, 12])
def test_what_leaders_show_gives_no_others_away_through_other_names(db, others):
    people = employ("Service", 40)
    for week in range(8):
        take_part(people[: 8 + others], SUNDAY - timedelta(weeks=week))
    for one in people[:8]:
        RosterPlace.objects.create(leader=one, told_at=MONDAY, agreed_at=MONDAY)

    with clock.frozen(NOW):
        total = queries.figure(OPERATOR, "reach", SUNDAY)[0].rows[0].numerator
        numbers = {
            name: {one.value.numerator for one in queries.figure(OPERATOR, name, SUNDAY)[0].values}
            for name in ("funnel", "weekly", "stickiness")
        }

    if others < 10:
        assert total is None
        assert set.union(*numbers.values()) == {None}
    else:
        assert total == 20
        assert {20} <= numbers["funnel"] & numbers["weekly"]
