"""Closed days as sums, which stay when the rows about single people are dropped."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from groundswell.activity import log
from groundswell.activity.models import Activity
from groundswell.adoption import actions, beside, coarsening, queries, weekly
from groundswell.adoption.books import Book
from groundswell.adoption.bridges import actions as bridges
from groundswell.adoption.contributions import actions as contributions
from groundswell.adoption.contributions.models import ContributionDay
from groundswell.adoption.interactions import actions as interactions
from groundswell.adoption.interactions.models import Interaction
from groundswell.adoption.sealed import marking
from groundswell.adoption.sealed.models import SealedDay, SealedFigure, SealedPeople, SealedTalk
from groundswell.adoption.told.models import ToldFigure
from groundswell.foundation import clock
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing
from groundswell.network.reactions import actions as reactions
from tests.adoption.company import OPERATOR, employ, take_part
from tests.adoption.test_contributions import imported, say

FRIDAY = datetime(2026, 3, 27, 9, tzinfo=UTC)
DAY = timedelta(days=1)

pytestmark = pytest.mark.usefixtures("news")


@pytest.fixture(autouse=True)
def four_months(settings, monkeypatch):
    """So long rows about single people stay: the least that may be set. One week is kept."""
    settings.OPTIONS = replace(settings.OPTIONS, raw_months=4)
    monkeypatch.setattr(weekly, "BACK", 1)


@pytest.fixture
def two_months(four_months, settings):
    """Half of what may be set, as each day until rows are dropped has to be sealed."""
    settings.OPTIONS = replace(settings.OPTIONS, raw_months=2)


def at(days: int):
    return clock.frozen(FRIDAY + days * DAY)


def sums(on: date) -> tuple[list, list]:
    people = SealedPeople.objects.filter(on=on).order_by("function")
    talk = SealedTalk.objects.filter(on=on).order_by("kind", "from_function")
    return (
        list(people.values_list("function", "employed", "active")),
        list(talk.values_list("kind", "from_function", "to_function", "count")),
    )


@pytest.fixture
def talked(news, cast, two_months):
    """On Friday somebody of Service asks, and somebody of the Yard answers twice."""
    service, yard = employ("Service", 12, email=None), employ("Yard", 15, email=None)
    with at(0):
        asked = say(cast, service[0])
        answers = [
            posts.reply(author=yard[0], to_id=asked.pk, source=text) for text in ("Yes", "No")
        ]
    with at(3):
        assert actions.catch_up()
        actions.seal_due()
    return answers


FRIDAYS = (
    [("Service", 12, 1), ("Yard", 15, 1)],
    [("reply", "Yard", "Service", 2)],
)


@pytest.mark.usefixtures("talked")
def test_a_closed_day_is_kept_as_sums_and_sealing_again_gives_the_same():
    assert sums(date(2026, 3, 27)) == FRIDAYS
    assert sums(date(2026, 3, 28)) == (FRIDAYS[0], [])

    SealedDay.objects.update(is_stale=True)
    with at(3):
        assert actions.seal_due() == 3
        assert actions.seal_due() == 0
    assert sums(date(2026, 3, 27)) == FRIDAYS
    assert not SealedDay.objects.exclude(revised_at=None).exists()


def test_a_deletion_seals_its_days_anew_and_marks_them_revised(talked):
    with at(4):
        changing.remove(remover=talked[0].author, post_id=talked[0].pk)
        actions.catch_up()
        assert actions.seal_due() > 0
    assert sums(date(2026, 3, 27)) == (FRIDAYS[0], [("reply", "Yard", "Service", 1)])
    revised = SealedDay.objects.exclude(revised_at=None).values_list("on", flat=True)
    assert list(revised) == [date(2026, 3, 27)]

    with at(5):
        changing.remove(remover=talked[1].author, post_id=talked[1].pk)
        actions.catch_up()
        actions.seal_due()
    assert sums(date(2026, 3, 30)) == ([("Service", 12, 1), ("Yard", 15, 0)], [])


@pytest.mark.usefixtures("talked")
def test_after_the_months_of_the_settings_the_sums_stay_and_the_rows_about_people_go():
    with at(3):
        before = Book().people(date(2026, 3, 29))
    with at(90):
        for _ in range(2):
            actions.seal_due()
        assert not Interaction.objects.exists()
        assert not ContributionDay.objects.exists()
        # The last row says where the log ends.
        assert Activity.objects.filter(noun="post").count() <= 1
        assert Book().people(date(2026, 3, 29)) == before
        assert sums(date(2026, 3, 27)) == FRIDAYS


@pytest.mark.usefixtures("talked")
def test_no_sum_that_stays_for_good_is_of_one_person():
    friday = date(2026, 3, 27)
    with at(3):
        SealedPeople.objects.create(
            on=friday, function="Board", site="Pier", level="Chief", leads=1, employed=1, active=1
        )
        SealedTalk.objects.create(
            on=friday, kind="reply", from_function="Board", from_level="Chief",
            to_function="Service", to_site="Pier", count=3,
        )  # fmt: skip
        SealedDay.objects.update(is_final=True)
        ContributionDay.objects.all().delete()
    with at(150):  # within half a year figures may still be counted of it
        assert list(coarsening.due()) == []
    with at(200):
        days = list(coarsening.due())
        for on in days:
            coarsening.coarsen(on)
        assert list(coarsening.due()) == []

    assert friday in days
    # The chief alone would still be one person: those of the smallest other cell go along.
    assert sums(friday) == (
        [("", 13, 2), FRIDAYS[0][1]],
        [("reply", "", "", 3), ("reply", "Yard", "", 2)],
    )
    rows = SealedTalk.objects.filter(on=friday).values_list("from_level", "to_site")
    assert set(rows) == {("", "")}


@pytest.mark.usefixtures("talked")
def test_no_row_about_people_is_older_than_the_months_of_the_settings():
    with at(64):
        for _ in range(2):
            actions.seal_due()
        assert not ContributionDay.objects.exists()
        assert not Interaction.objects.exists()
    assert sums(date(2026, 4, 23))[0] == FRIDAYS[0]


def test_what_was_dropped_does_not_come_back(cast, talked):
    with at(90):
        for _ in range(2):
            actions.seal_due()
        reactions.react(person=cast.otto, post_id=talked[0].pk, name="thanks")
        changing.edit(editor=talked[0].author, post_id=talked[0].pk, source="Yes, it is")
        contributions.begin_sweep()
        interactions.begin_sweep()
        assert actions.catch_up()
        assert set(Interaction.objects.values_list("kind", flat=True)) == {"reaction"}
        assert not ContributionDay.objects.filter(on=date(2026, 3, 27)).exists()

        actions.fill()
        assert set(Interaction.objects.values_list("kind", flat=True)) == {"reaction"}
        assert not ContributionDay.objects.filter(on=date(2026, 3, 27)).exists()
    assert sums(date(2026, 3, 27)) == FRIDAYS


def test_a_late_reaction_leaves_the_sums_of_days_that_it_does_not_change(cast, talked):
    with at(3):
        reactions.react(person=cast.otto, post_id=talked[0].pk, name="thanks")
        reactions.react(person=cast.joan, post_id=talked[1].pk, name="thanks")
        assert actions.catch_up()
    assert not SealedDay.objects.filter(is_stale=True).exists()


@pytest.mark.usefixtures("talked")
def test_while_an_import_is_young_nothing_is_dropped(cast):
    with at(80):
        imported(cast, employ("Yard", 1, email=None)[0], datetime(2026, 3, 1, tzinfo=UTC))
        log.record(actor_id=None, verb="imported", noun="batch", noun_id=1)
    with at(90):
        actions.catch_up()
        actions.seal_due()
        assert Interaction.objects.exists()
        assert ContributionDay.objects.filter(on=date(2026, 3, 1)).exists()
    assert sums(date(2026, 3, 1))[0] == [("Service", 12, 0), ("Yard", 16, 1)]


def test_a_person_counts_where_they_stood_then(cast, talked):
    answerer = talked[0].author
    place = answerer.assignments.get()
    place.to_on = date(2026, 3, 28)
    place.save()
    answerer.assignments.create(function="Sales", from_on=place.to_on)
    SealedDay.objects.update(is_stale=True)
    with at(3):
        actions.seal_due()

    assert sums(date(2026, 3, 27)) == FRIDAYS
    assert sums(date(2026, 3, 28))[0] == [("Sales", 1, 1), ("Service", 12, 1), ("Yard", 14, 0)]


@pytest.fixture
def steady(db, news):
    """Twenty of Service take part every week; it is Monday."""
    people = employ("Service", 20, email=None)
    sunday = date(2026, 3, 29)
    for week in range(8):
        take_part(people, sunday - timedelta(weeks=week))
    return people


def weekly_figure() -> tuple[int | None, bool]:
    (told,) = queries.figure(OPERATOR, "weekly", date(2026, 3, 29))
    return told.values[0].value.numerator, told.revised_at is not None


def test_the_figures_of_a_week_are_kept_and_say_when_they_were_revised(steady, monkeypatch):
    with at(3):
        actions.seal_due()
        assert list(weekly.due()) == []
        with monkeypatch.context() as without:
            without.setattr(weekly, "count", None)  # nothing is counted to tell what is kept
            assert weekly_figure() == (20, False)

        contributions.recount({(steady[0].pk, date(2026, 3, 29))})  # there is no post behind it
        assert weekly_figure() == (20, False)  # as it was told, until it is told anew
    with at(4):
        actions.seal_due()
        assert weekly_figure() == (19, True)
        assert SealedFigure.objects.filter(on=date(2026, 3, 29)).count() == len(weekly.measured())


def test_what_changes_while_a_week_is_counted_has_it_counted_again(steady, monkeypatch):
    sunday, count = date(2026, 3, 29), weekly.count

    def delete_and_count(measure, rows):
        """Somebody's day goes when its rows were read, and before anything is kept."""
        found = count(measure, rows)
        contributions.recount({(steady[0].pk, sunday)})
        return found

    for is_kept_already in (False, True):
        with at(3), monkeypatch.context() as meanwhile:
            meanwhile.setattr(weekly, "count", delete_and_count)
            weekly.seal(sunday)
            assert sunday in list(weekly.due()), is_kept_already
        take_part(steady[:1], sunday)
    with at(3):
        contributions.recount({(steady[0].pk, sunday)})
        actions.seal_due()
        assert list(weekly.due()) == []
        assert weekly_figure() == (19, False)


def test_what_changes_as_a_day_ends_is_seen_by_whoever_sums_it_up_at_once(steady):
    sunday = date(2026, 3, 29)
    with clock.frozen(datetime(2026, 3, 29, 23, 58, tzinfo=clock.zone())):
        contributions.recount({(steady[0].pk, sunday)})
    assert marking.has_come(0, sunday)


def test_what_fails_at_night_keeps_nothing_else_from_being_kept(steady, monkeypatch):
    monkeypatch.setattr(beside, "MUCH", 0)
    monkeypatch.setattr(beside, "CHILD", "nothing.there")  # it is counted here at the end
    monkeypatch.setattr(bridges, "keep", None)
    contributions.recount({(steady[0].pk, date(2026, 3, 29))})

    with at(3), pytest.raises(ExceptionGroup) as failed:
        actions.seal_due()
    assert [one.__notes__ for one in failed.value.exceptions] == [["in: own bridges"]]
    with at(3):
        assert list(weekly.due()) == []
        assert weekly_figure() == (19, False)


@pytest.mark.django_db
def test_a_night_that_is_stopped_says_what_failed_before(monkeypatch):
    begun = []

    def fail(on):
        begun.append(on)
        raise OSError

    part = actions.Part("days", lambda: [1, 2, 3], fail)
    monkeypatch.setattr(actions, "nightly", lambda: (part,))
    with pytest.raises(ExceptionGroup):
        actions.seal_due(until=lambda: begun == [1, 2])
    assert begun == [1, 2]


@pytest.mark.usefixtures("steady")
def test_the_last_week_is_counted_each_night_and_others_on_a_day_of_their_own(monkeypatch):
    monkeypatch.setattr(weekly, "BACK", 3)
    counted = []
    with at(3):
        actions.seal_due()
    for night in (4, 5, 6):  # Tuesday and on
        with at(night):
            counted.append([on.day for on in weekly.due()])
            actions.seal_due()

    assert counted == [[29, 22], [29, 15], [29]]


@pytest.mark.usefixtures("steady")
def test_figures_of_another_definition_are_counted_anew():
    with at(3):
        actions.seal_due()
        SealedFigure.objects.update(defined_on=date(2020, 1, 1), facts={})
        assert weekly_figure() == (20, False)


@pytest.mark.usefixtures("steady", "two_months")
def test_a_week_whose_rows_were_dropped_is_told_as_it_was_kept_or_not_at_all():
    with at(3):
        actions.seal_due()
    with at(100):
        for _ in range(2):
            actions.seal_due()
        assert not ContributionDay.objects.exists()
        SealedFigure.objects.update(is_stale=True)
        assert weekly_figure() == (20, False)

        SealedFigure.objects.all().delete()
        assert weekly_figure() == (20, False)
        ToldFigure.objects.all().delete()
        with pytest.raises(queries.NothingWasKept, match="29 March 2026"):
            weekly_figure()
        assert [
            told.measure.name for told in queries.analysis(OPERATOR, date(2026, 3, 29)).figures
        ] == ["evenness", "tipping_candidates"]
