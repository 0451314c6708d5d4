"""The poll: by name everybody sees who chose what, anonymously nobody ever does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from groundswell.activity.models import Activity
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound
from groundswell.network.feeds import cards, marks
from groundswell.network.groups import actions as groups
from groundswell.network.polls import actions, queries
from groundswell.network.polls.actions import (
    APollNeedsTwoAnswers,
    NobodyKnowsWhichVoteIsYours,
    OnlyItsAuthorEndsAPoll,
    ThatIsNoAnswer,
    ThePollAsksOthers,
    ThePollHasEnded,
)
from groundswell.network.polls.models import Ballot, Poll, Vote
from groundswell.network.polls.tally import tally
from groundswell.network.posts import actions as posts
from groundswell.network.posts.actions import ThisKindHasPartsOfItsOwn
from groundswell.network.rules.asking import AWatchedWordStandsInIt
from groundswell.network.rules.models import WatchWord


def asked(cast, **more):
    typed = {"options": "Canteen\nQuay\n", "title": "Where?", "source": "On Friday."} | more
    return actions.ask(author=cast.mira, stream_ids=[cast.pilots.stream_id], **typed)


def shown(poll):
    return cards.cards([poll.pk])[poll.pk].poll


def counts(poll) -> list[str]:
    return [str(count) for count in shown(poll).result.counts]


@pytest.mark.parametrize("options", ["", "One", "One\n One", "\n".join(map(str, range(11)))])
def test_a_poll_offers_between_two_and_ten_answers(cast, options):
    with pytest.raises(APollNeedsTwoAnswers):
        asked(cast, options=options)


def test_a_poll_is_not_published_without_its_answers(cast):
    with pytest.raises(ThisKindHasPartsOfItsOwn):
        posts.publish(
            author=cast.mira, stream_ids=[cast.pilots.stream_id], kind="poll", title="?", source="?"
        )


def test_a_watched_word_may_not_stand_in_an_answer_either(cast):
    WatchWord.objects.create(pattern="idiot", is_on=True, created_at=clock.now())

    with pytest.raises(AWatchedWordStandsInIt):
        asked(cast, options="Mira\nThat idiot")


def test_a_named_vote_can_be_changed_and_everybody_sees_it(cast):
    poll = asked(cast)
    actions.vote(voter=cast.otto, post_id=poll.pk, choice=0)
    actions.vote(voter=cast.otto, post_id=poll.pk, choice=1)

    assert counts(poll) == ["0", "1"]
    assert (shown(poll).asked, str(shown(poll).result.voted)) == (2, "1")
    assert queries.named_votes(cast.joan, poll.pk) == [[], [cast.otto]]
    assert "voted-1" in marks.of(cast.otto, [poll.pk])[poll.pk].own
    assert not marks.of(cast.mira, [poll.pk])[poll.pk].own


def test_no_row_ties_a_person_to_an_anonymous_vote(cast):
    poll = asked(cast, is_anonymous=True)
    before = cards.cards([poll.pk])[poll.pk].version
    actions.vote(voter=cast.otto, post_id=poll.pk, choice=1)

    assert list(Vote.objects.values_list("person_id", "choice")) == [(cast.otto.pk, None)]
    assert {field.name for field in Ballot._meta.fields} == {"id", "poll", "choice", "key_hash"}
    assert Poll.objects.get().counts == [0, 0]
    assert shown(poll).result is None
    assert cards.cards([poll.pk])[poll.pk].version == before
    assert marks.of(cast.otto, [poll.pk])[poll.pk].own == {"voted", "voted--1"}
    with pytest.raises(NotFound):
        queries.named_votes(cast.mira, poll.pk)


def test_an_anonymous_vote_is_changed_with_the_key_of_its_own_voter_alone(cast):
    poll = asked(cast, is_anonymous=True)
    key = actions.vote(voter=cast.otto, post_id=poll.pk, choice=0)
    actions.vote(voter=cast.mira, post_id=poll.pk, choice=0)

    actions.vote(voter=cast.otto, post_id=poll.pk, choice=1, key=key)
    for voter, wrong in ((cast.otto, ""), (cast.otto, "guessed"), (cast.mira, key)):
        with pytest.raises(NobodyKnowsWhichVoteIsYours):
            actions.vote(voter=voter, post_id=poll.pk, choice=0, key=wrong)

    assert sorted(Ballot.objects.values_list("choice", flat=True)) == [0, 1]


def test_at_the_end_anonymous_votes_are_counted_and_the_ballots_destroyed(cast):
    poll = asked(cast, is_anonymous=True)
    for number in range(6):
        voter = cast.person(f"Voter{number} of Pilots")
        groups.let_in(voter, cast.pilots)
        actions.vote(voter=voter, post_id=poll.pk, choice=number == 0)

    actions.end(author=cast.mira, post_id=poll.pk)

    assert counts(poll) == ["5", "1–4"]
    assert (str(shown(poll).result.voted), shown(poll).asked) == ("6–9", 8)
    assert not Ballot.objects.exists()


def test_a_poll_ends_at_its_time_and_once(cast):
    poll = asked(cast)
    actions.vote(voter=cast.otto, post_id=poll.pk, choice=0)
    Poll.objects.update(ends_at=clock.now() - timedelta(seconds=1))

    with pytest.raises(ThePollHasEnded):
        actions.vote(voter=cast.otto, post_id=poll.pk, choice=1)
    assert (actions.close_due(), actions.close_due()) == (1, 0)
    assert shown(poll).is_over
    assert Activity.objects.filter(verb="ended", actor_id=None).count() == 1


def test_those_who_are_not_asked_do_not_vote_and_others_do_not_end_it(cast):
    poll = asked(cast)

    with pytest.raises(ThePollAsksOthers):
        actions.vote(voter=cast.joan, post_id=poll.pk, choice=0)
    with pytest.raises(ThatIsNoAnswer):
        actions.vote(voter=cast.otto, post_id=poll.pk, choice=2)
    with pytest.raises(OnlyItsAuthorEndsAPoll):
        actions.end(author=cast.otto, post_id=poll.pk)


def test_what_cannot_be_read_cannot_be_voted_on(cast):
    poll = actions.ask(
        author=cast.mira,
        stream_ids=[cast.merger.stream_id],
        options="Yes\nNo",
        title="Sell?",
        source="Well?",
    )

    with pytest.raises(NotFound):
        actions.vote(voter=cast.joan, post_id=poll.pk, choice=0)
    with pytest.raises(NotFound):
        queries.named_votes(cast.joan, poll.pk)


def test_everybody_is_asked_in_the_stream_of_all(cast):
    people = [cast.mira, cast.otto, cast.joan]
    poll = actions.ask(
        author=cast.mira,
        stream_ids=[cast.organisation.pk],
        options="Yes\nNo",
        title="Tea?",
        source="In the canteen.",
    )
    for person in people:
        actions.vote(voter=person, post_id=poll.pk, choice=0)

    assert (shown(poll).asked, counts(poll)) == (3, ["3", "0"])


@pytest.mark.parametrize(
    ("given", "said", "voted"),
    [
        ([3, 1], [], None),
        ([5, 0], ["5", "0"], "5"),
        ([11, 1], ["11", "1–4"], "12–15"),
        ([4, 4, 9], ["1–4", "1–4", "9"], "11–17"),
    ],
)
def test_an_anonymous_result_gives_no_small_number_away(given, said, voted):
    result = tally(given, is_anonymous=True)

    assert [str(count) for count in result.counts] == said
    assert (str(result.voted) if result.voted else None) == voted
