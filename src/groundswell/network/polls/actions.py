"""Asking in a poll, voting in it, and ending it."""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.polls.models import Ballot, Poll, Vote
from groundswell.network.posts import actions as posts
from groundswell.network.posts import places
from groundswell.network.posts import queries as post_queries
from groundswell.network.posts.addressing import people_of, streams_of
from groundswell.network.posts.models import Post
from groundswell.network.posts.recording import stream_of
from groundswell.network.rules import asking
from groundswell.network.streams.models import Stream
from groundswell.people.persons.models import Person

FEWEST, MOST = 2, 10  # options
LONGEST = 120  # characters of one
DAYS = (1, 3, 7, 14, 28)  # that a poll may run
RANDOM_BITS = 63


class APollNeedsTwoAnswers(Refused):
    """Without a choice there is nothing to vote on."""

    message = _lazy("Give between 2 and 10 answers to choose from, each in a line of its own.")


class AnAnswerIsTooLong(Refused):
    """Answers are read at a glance."""

    message = _lazy("“%(answer)s …” is too long. An answer has up to 120 characters.")


class ThePollHasEnded(Refused):
    """What was decided stays."""

    message = _lazy("This poll has ended. Its result stays as it is.")


class ThePollAsksOthers(Refused):
    """Of those asked a number is shown, so nobody else votes."""

    message = _lazy("This poll asks those who are in its group or follow its author. Join first.")


class ThatIsNoAnswer(Refused):
    """Only what is offered can be chosen."""

    message = _lazy("That answer is not among those of this poll. Choose one that is.")


class NobodyKnowsWhichVoteIsYours(Refused):
    """Nothing here ties a person to a vote, so nothing here can find it."""

    message = _lazy(
        "You have voted. Nobody can tell which vote is yours, so it can be changed only in the"
        " browser in which you cast it."
    )


class OnlyItsAuthorEndsAPoll(Refused):
    """Who asked decides when it is enough."""

    message = _lazy("Only who asked may end this poll before its time.")


def ask(
    *,
    author: Person,
    options: str,
    is_anonymous: bool = False,
    days: int = 7,
    **post: Any,
) -> Post:
    """Publish a poll; `options` has an answer in each line, `post` is what `publish` takes.

    Raises:
        NotFound: no such stream for this author.
        Refused: too few or too many answers, or what refuses a post.
    """
    answers = _answers(options)
    ends_at = clock.now() + timedelta(days=days if days in DAYS else DAYS[2])

    def store(stored: Post, streams: Sequence[Stream]) -> None:
        asking.ask(streams, *answers, hand=post.get("acted_by") or author)
        Poll.objects.create(
            post=stored,
            options=answers,
            counts=[0] * len(answers),
            is_anonymous=is_anonymous,
            asked=people_of(streams).count(),
            ends_at=ends_at,
        )

    return posts.publish(author=author, kind="poll", also=store, **post)


def _answers(options: str) -> list[str]:
    answers = list(dict.fromkeys(line.strip() for line in options.splitlines() if line.strip()))
    if not FEWEST <= len(answers) <= MOST:
        raise APollNeedsTwoAnswers
    for answer in answers:
        if len(answer) > LONGEST:
            raise AnAnswerIsTooLong(answer=answer[:20])
    return answers


@transaction.atomic
def vote(*, voter: Person, post_id: int, choice: int, key: str = "") -> str:
    """Vote, or change the vote; in an anonymous poll the key to change it later is returned.

    Raises:
        NotFound: no such poll for this person.
        Refused: it has ended, it asks others, or the vote to change cannot be found.
    """
    poll = _to_change(voter, post_id)
    if poll.closed_at is not None or poll.ends_at <= clock.now():
        raise ThePollHasEnded
    if choice >= len(poll.options):
        raise ThatIsNoAnswer
    places.living_place(voter, post_id)
    streams = streams_of(post_id)
    if not people_of(streams).filter(pk=voter.pk).exists():
        raise ThePollAsksOthers
    new_key = _cast(poll, voter, choice, key) if poll.is_anonymous else _name(poll, voter, choice)
    _record(poll, "voted", voter)
    return new_key


def _name(poll: Poll, voter: Person, choice: int) -> str:
    """A named vote, the former one uncounted."""
    former = Vote.objects.filter(poll=poll, person=voter).values_list("choice", flat=True)
    counts = Counter(dict(enumerate(poll.counts)))
    counts.subtract(one for one in former if one is not None)
    counts[choice] += 1
    Vote.objects.update_or_create(
        poll=poll,
        person=voter,
        defaults={"choice": choice},
        create_defaults={"choice": choice, "voted_on": clock.today()},
    )
    poll.counts = [counts[number] for number in range(len(poll.options))]
    poll.save(update_fields=["counts"])
    Post.objects.filter(pk=poll.pk).update(version=F("version") + 1)
    return ""


def _cast(poll: Poll, voter: Person, choice: int, key: str) -> str:
    """An anonymous vote. Nothing that shows changes: no count, and no version that tells of one."""
    if Vote.objects.filter(poll=poll, person=voter).exists():
        mine = Ballot.objects.filter(poll=poll, key_hash=_hash(key, voter))
        if not key or not mine.update(choice=choice):
            raise NobodyKnowsWhichVoteIsYours
        return key
    key = secrets.token_urlsafe(24)
    Vote.objects.create(poll=poll, person=voter, voted_on=clock.today())
    Ballot.objects.create(
        id=secrets.randbits(RANDOM_BITS), poll=poll, choice=choice, key_hash=_hash(key, voter)
    )
    return key


def _hash(key: str, voter: Person) -> str:
    # With the person in it, somebody else at the same browser changes nothing of theirs.
    return hashlib.sha256(f"{key}:{voter.pk}".encode()).hexdigest()


@transaction.atomic
def end(*, author: Person, post_id: int) -> None:
    """End a poll before its time.

    Raises:
        NotFound: no such poll for this person.
        OnlyItsAuthorEndsAPoll: somebody else asked.
    """
    poll = _to_change(author, post_id)
    if poll.post.author_id != author.pk:
        raise OnlyItsAuthorEndsAPoll
    if poll.closed_at is None:
        _close(poll, author)


def close_due() -> int:
    """End the polls whose time is over; how many. Safe at any time, in any number of processes."""
    due = Poll.objects.filter(closed_at=None, ends_at__lte=clock.now())
    return sum(_close_one(post_id) for post_id in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _close_one(post_id: int) -> bool:
    poll = _locked(post_id)
    if poll is None or poll.closed_at is not None:
        return False
    _close(poll, None)
    return True


def _close(poll: Poll, actor: Person | None) -> None:
    """Count, forget the ballots, and say how many were asked in the end."""
    if poll.is_anonymous:
        counts = Counter(Ballot.objects.filter(poll=poll).values_list("choice", flat=True))
        poll.counts = [counts[number] for number in range(len(poll.options))]
        Ballot.objects.filter(poll=poll).delete()
    streams = streams_of(poll.pk)
    poll.asked = people_of(streams).count() if streams else poll.asked
    poll.closed_at = clock.now()
    poll.save(update_fields=["counts", "asked", "closed_at"])
    Post.objects.filter(pk=poll.pk).update(version=F("version") + 1)
    _record(poll, "ended", actor)


def _to_change(viewer: Person, post_id: int) -> Poll:
    post = post_queries.post_to_change(viewer, post_id)
    poll = _locked(post_id)
    if poll is None or post.removed_at is not None:
        raise NotFound
    return poll


def _locked(post_id: int) -> Poll | None:
    # The post is the lock, as for everything else that is counted on it.
    post = Post.objects.select_for_update().filter(pk=post_id).first()
    found = Poll.objects.select_related("post").filter(pk=post_id).first()
    return found if post is not None else None


def _record(poll: Poll, verb: str, actor: Person | None) -> None:
    log.record(
        actor_id=actor.pk if actor else None,
        verb=verb,
        noun="post",
        noun_id=poll.pk,
        stream_id=stream_of(poll.post),
    )
