"""Reports, what moderators decide about them, and what the person concerned learns."""

from __future__ import annotations

from datetime import timedelta

import pytest

from groundswell.activity import readers
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.network.announcements import actions as announcements
from groundswell.network.groups import actions as groups
from groundswell.network.groups.models import Visibility
from groundswell.network.moderation import deciding, queries, reporting
from groundswell.network.moderation.models import Case, Reason
from groundswell.network.notifications import queries as notices
from groundswell.network.polls import actions as polls
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing
from groundswell.network.posts import queries as post_queries
from groundswell.network.posts.models import Placement, Post
from groundswell.network.reactions import actions as reactions
from groundswell.people.audit.models import AuditEntry
from groundswell.people.persons import limits
from groundswell.people.persons.models import Person
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("news")]


@pytest.fixture
def moda(cast):
    """A moderator who is in no group."""
    return _moderator(cast, "Moda Rand")


def _moderator(cast, name):
    person = cast.person(name)
    roles.grant(person=person, role=Role.MODERATOR)
    return person


@pytest.fixture
def secret(cast):
    """What Otto said in a secret group."""
    return posts.publish(author=cast.otto, stream_ids=[cast.merger.stream_id], source="Fools")


@pytest.fixture
def said(cast):
    """What Otto said in an open group, and Mira reported."""
    post = posts.publish(author=cast.otto, stream_ids=[cast.pilots.stream_id], source="Idiots")
    return reporting.report(reporter=cast.mira, post_id=post.pk, reason=Reason.HARM)


@pytest.fixture
def waiting():
    """What the inbox of somebody tells, once its reader caught up."""
    (reader,) = (each for each in readers.registered() if each.name == "notices")

    def told(person):
        readers.catch_up(reader)
        assert notices.unread_count(person) == len(notices.inbox(person).unread)
        return [(bundle.kind, bundle.subject_id) for bundle in notices.inbox(person).unread]

    return told


class TestReporting:
    def test_nobody_reports_what_they_wrote_or_cannot_read_or_twice(self, cast, secret):
        with pytest.raises(reporting.YouWroteThis):
            reporting.report(reporter=cast.otto, post_id=secret.pk, reason=Reason.HARM)
        with pytest.raises(NotFound):
            reporting.report(reporter=cast.joan, post_id=secret.pk, reason=Reason.HARM)
        with pytest.raises(reporting.SayWhatIsWrong):
            reporting.report(reporter=cast.mira, post_id=secret.pk, reason=Reason.OTHER)
        reporting.report(reporter=cast.mira, post_id=secret.pk, reason=Reason.HARM)
        with pytest.raises(reporting.YouReportedThisAlready):
            reporting.report(reporter=cast.mira, post_id=secret.pk, reason=Reason.NOISE)

    def test_moderators_read_the_copy_and_nothing_around_it(self, cast, secret, moda):
        case = reporting.report(reporter=cast.mira, post_id=secret.pk, reason=Reason.HARM)

        assert queries.case(moda, case.pk).html == secret.html
        assert queries.place(moda, case) == ""
        assert queries.place(cast.mira, case) == "Merger"
        with pytest.raises(NotFound):
            post_queries.post(moda, secret.pk)
        with pytest.raises(NotFound):
            queries.case(cast.mira, case.pk)

    def test_the_copy_stays_when_the_post_is_changed(self, cast, said, moda):
        changing.edit(editor=cast.otto, post_id=said.post_id, source="Dear colleagues")

        assert "Idiots" in queries.case(moda, said.pk).html

    def test_a_moderator_decides_nothing_about_themselves(self, cast, said):
        roles.grant(person=cast.otto, role=Role.MODERATOR)

        assert list(queries.queue(cast.otto)) == []
        with pytest.raises(NotFound):
            deciding.decide(moderator=cast.otto, case_id=said.pk, words="")


class TestDeciding:
    def test_hiding_needs_a_reason_and_tells_it_to_the_author(self, cast, said, moda, waiting):
        assert waiting(moda) == [("report", said.pk)]
        with pytest.raises(deciding.GiveAReason):
            deciding.decide(moderator=moda, case_id=said.pk, words=" ", hides=True)
        deciding.decide(moderator=moda, case_id=said.pk, words="Be kind", hides=True)

        assert Post.objects.get(pk=said.post_id).removed_at is not None
        assert waiting(cast.otto) == [("decision", said.pk)]
        assert waiting(moda) == []
        assert [act.words for act in queries.case(cast.otto, said.pk).acts.all()] == ["Be kind"]
        assert AuditEntry.objects.filter(verb="moderation hid", noun_id=cast.otto.pk).exists()

    def test_what_is_left_alone_is_told_to_its_reporter_alone(self, cast, said, moda, waiting):
        deciding.decide(moderator=moda, case_id=said.pk, words="")

        assert waiting(cast.otto) == []
        assert waiting(cast.mira) == [("outcome", said.pk)]
        assert [(one.is_waiting, one.was_acted_on) for one in queries.reported(cast.mira)] == [
            (False, False)
        ]
        with pytest.raises(NotFound):
            queries.case(cast.otto, said.pk)
        with pytest.raises(deciding.ThatIsDecidedAlready):
            deciding.decide(moderator=moda, case_id=said.pk, words="x", warns=True)

    def test_a_reporter_hears_that_something_was_done_and_not_to_whom(
        self, cast, secret, moda, waiting
    ):
        case = reporting.report(reporter=cast.mira, post_id=secret.pk, reason=Reason.HARM)
        assert [one.is_waiting for one in queries.reported(cast.mira)] == [True]
        deciding.decide(moderator=moda, case_id=case.pk, words="Be kind", hides=True)

        (told,) = queries.reported(cast.mira)
        assert (told.was_acted_on, told.may_open) == (True, False)
        assert waiting(cast.mira) == [("outcome", case.pk)]
        deciding.appeal(author=cast.otto, case_id=case.pk, words="A quotation")
        other = _moderator(cast, "Nora Feld")
        deciding.answer_appeal(moderator=other, case_id=case.pk, words="So it was", is_lifted=True)
        (told,) = queries.reported(cast.mira)
        assert (told.was_acted_on, told.may_open) == (False, True)

    def test_a_second_person_opens_a_decided_case_again(self, cast, said, moda):
        deciding.decide(moderator=moda, case_id=said.pk, words="")
        reporting.report(reporter=cast.joan, post_id=said.post_id, reason=Reason.NOISE)

        assert [case.report_count for case in queries.queue(moda)] == [2]

    def test_who_may_only_read_writes_nothing(self, cast, said, moda):
        own = posts.publish(author=cast.joan, stream_ids=[cast.organisation.pk], source="Hear")
        poll = polls.ask(
            author=cast.joan, stream_ids=[cast.organisation.pk], title="Which?", source="?",
            options="A\nB",
        )  # fmt: skip
        deciding.decide(moderator=moda, case_id=said.pk, words="Cool down", reads_only_days=7)
        otto = Person.objects.get(pk=cast.otto.pk)
        writes = [
            lambda: posts.publish(
                author=otto, stream_ids=[cast.organisation.pk], source="And another thing"
            ),
            lambda: posts.reply(author=otto, to_id=own.pk, source="No"),
            lambda: changing.edit(editor=otto, post_id=said.post_id, source="No"),
            lambda: reactions.react(person=otto, post_id=own.pk, name="thanks"),
            lambda: polls.vote(voter=otto, post_id=poll.pk, choice=0),
            lambda: groups.found(founder=otto, name="Elsewhere", visibility=Visibility.OPEN),
            lambda: groups.invite(member=otto, group_id=cast.pilots.pk, person_id=cast.joan.pk),
        ]

        for write in writes:
            with pytest.raises(limits.YouMayOnlyRead, match=r"Until .* you may read"):
                write()
        assert post_queries.post(otto, own.pk) == own
        # That one has read something shows to nobody, and is owed all the same.
        roles.grant(person=cast.mira, role=Role.ANNOUNCER)
        told = announcements.announce(
            author=cast.mira, stream_ids=[cast.organisation.pk], title="Gate 3", source="Closed."
        )
        announcements.acknowledge(person=otto, post_id=told.pk)
        with clock.frozen(clock.now() + timedelta(days=8)):
            posts.reply(author=otto, to_id=own.pk, source="I am back")


class TestAppealing:
    def test_another_moderator_decides_and_all_comes_back(self, cast, said, moda, waiting):
        deciding.decide(moderator=moda, case_id=said.pk, words="No", hides=True, reads_only_days=30)
        assert not Placement.objects.filter(post_id=said.post_id).exists()
        other = _moderator(cast, "Nora Fair")
        deciding.appeal(author=cast.otto, case_id=said.pk, words="It was a quotation")

        assert (waiting(other), waiting(moda)) == ([("report", said.pk)], [])
        with pytest.raises(deciding.AnotherModeratorDecides):
            deciding.answer_appeal(moderator=moda, case_id=said.pk, words="No", is_lifted=False)
        deciding.answer_appeal(moderator=other, case_id=said.pk, words="So it was", is_lifted=True)
        assert post_queries.post(cast.joan, said.post_id).removed_at is None
        assert not Person.objects.get(pk=cast.otto.pk).reads_only(clock.now())
        with pytest.raises(deciding.ThereIsNothingToAppeal):
            deciding.appeal(author=cast.otto, case_id=said.pk, words="Again")

    def test_the_only_moderator_judges_the_appeal_too(self, cast, said, moda, waiting):
        deciding.decide(moderator=moda, case_id=said.pk, words="No", warns=True)
        deciding.appeal(author=cast.otto, case_id=said.pk, words="Yes")
        assert waiting(moda) == [("report", said.pk)]
        deciding.answer_appeal(moderator=moda, case_id=said.pk, words="No", is_lifted=False)

        assert queries.case(cast.otto, said.pk).state == "final"
        assert not Case.objects.visible_to(cast.joan).exists()

    def test_a_hidden_reply_is_counted_again_when_it_comes_back(self, cast, said, moda):
        reply = posts.reply(author=cast.joan, to_id=said.post_id, source="Same to you")
        case = reporting.report(reporter=cast.otto, post_id=reply.pk, reason=Reason.HARM)
        deciding.decide(moderator=moda, case_id=case.pk, words="No", hides=True)
        thread = Post.objects.get(pk=said.post_id)
        assert (thread.reply_count, thread.answered_at) == (0, None)
        deciding.appeal(author=cast.joan, case_id=case.pk, words="Why")
        deciding.answer_appeal(moderator=moda, case_id=case.pk, words="Right", is_lifted=True)

        thread.refresh_from_db()
        assert (thread.reply_count, thread.answered_at) == (1, reply.published_at)
