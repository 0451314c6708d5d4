"""Publishing and replying. Each is one transaction and one activity."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation import clock, ids
from groundswell.foundation.errors import Refused
from groundswell.network.posts import (
    answering,
    calling,
    delegating,
    describing,
    places,
    queries,
    waiting,
)
from groundswell.network.posts.kinds import KINDS
from groundswell.network.posts.linking import MENTION_OR_TOPIC
from groundswell.network.posts.models import (
    Answerers,
    Origin,
    Placement,
    Post,
)
from groundswell.network.posts.recording import record
from groundswell.network.posts.writing import Written, attach, store_links, write
from groundswell.network.rules import holding
from groundswell.network.rules.asking import ask
from groundswell.network.streams.models import Stream
from groundswell.people.delegates.models import Right
from groundswell.people.persons.models import Person

type Also = Callable[[Post, Sequence[Stream]], None]


class AQuestionNeedsATitle(Refused):
    """A question is asked in one line."""

    message = _lazy("Say in one line what you ask; the text below has room for the rest.")


class ThisKindHasPartsOfItsOwn(Refused):
    """A poll without answers would ask nothing."""

    message = _lazy("This kind of post is more than a text. Write it in the box on the home page.")


class PraiseNamesSomebodyElse(Refused):
    """Praise is for somebody."""

    message = _lazy("Say whom you praise: name a person or a group in the text with @.")


class PraiseSaysForWhat(Refused):
    """A name alone praises nothing."""

    message = _lazy("Say what you praise them for, beside their name.")


def publish(
    *,
    author: Person,
    stream_ids: Sequence[int],
    source: str,
    title: str = "",
    kind: str = "post",
    language: str = "",
    file_ids: Sequence[int] = (),
    answerers: str = Answerers.EVERYBODY,
    request_key: str | None = None,
    acted_by: Person | None = None,
    also: Also | None = None,
    is_approved: bool = False,
) -> Post:
    """Publish a thread in one or more streams; a repeated request returns the first post.

    `also` stores what belongs to its kind, in the same transaction. `is_approved`: an owner has
    seen it already, where owners are asked first. `acted_by`: the delegate who posts it for its
    author.

    Raises:
        NotFound: no such stream for this author: we do not say which.
        WaitsForApproval: it is kept until an owner of the group has seen it.
        Refused: the stream takes no posts from this author, or the text is empty or too long.
    """
    title = titled(kind, title)
    written = write(source, title=title)
    if KINDS[kind].has_parts and also is None:
        raise ThisKindHasPartsOfItsOwn
    refuse_unnamed(kind, author, written)
    draft = Post(
        author=author,
        acted_by=acted_by,
        kind=kind,
        title=title,
        language=language,
        answerers=answerers,
        request_key=request_key,
    )
    try:
        with transaction.atomic():
            streams = _places(draft, stream_ids)
            answering.refuse_without_members(answerers, [stream.pk for stream in streams])
            texts = (title, written.plain, *describing.of(file_ids))
            ask(streams, *texts, hand=acted_by or author, is_approved=is_approved)
            if not is_approved:
                holding.ask_owners(author, streams)
            post = _store(draft, written, file_ids)
            _place(post, streams, written)
            if also is not None:
                also(post, streams)
            record("published", post, streams[0].pk)
            _remember(post)
    except holding.MustWait as wait:
        raise waiting.held(wait, draft, written, file_ids) from None
    except IntegrityError as error:
        return _first_of(author, request_key, error)
    return post


def _place(post: Post, streams: Sequence[Stream], written: Written) -> None:
    Placement.objects.bulk_create(
        Placement(stream=stream, post=post) for stream in dict.fromkeys(streams)
    )
    calling.call(post, streams, written.mentioned_ids)


def refuse_unnamed(kind: str, author: Person, written: Written) -> None:
    """Refuse praise that names nobody but its author, or says nothing beside the names.

    Raises:
        PraiseNamesSomebodyElse: it names nobody else.
        PraiseSaysForWhat: it holds nothing but names.
    """
    if not KINDS[kind].names_somebody:
        return
    if not set(written.mentioned_ids) - {author.pk}:
        raise PraiseNamesSomebodyElse
    beside = MENTION_OR_TOPIC.sub(lambda found: found["topic"] or "", written.source)
    if not re.search(r"\w", beside):
        raise PraiseSaysForWhat


def titled(kind: str, title: str) -> str:
    """The title that a post of a kind gets.

    Raises:
        AQuestionNeedsATitle: it needs one, and there is none.
    """
    kept = title.strip() if KINDS[kind].takes_title else ""
    if KINDS[kind].needs_title and not kept:
        raise AQuestionNeedsATitle
    return kept


def reply(
    *,
    author: Person,
    to_id: int,
    source: str,
    language: str = "",
    file_ids: Sequence[int] = (),
    request_key: str | None = None,
    origin: Origin = Origin.NATIVE,
    acted_by: Person | None = None,
    is_approved: bool = False,
) -> Post:
    """Answer a thread, or an answer in it (two levels: below that it joins the second).

    Raises:
        NotFound: no such post for this author.
        WaitsForApproval: it is kept until an owner of the group or a moderator has seen it.
        Refused: the group is archived, the post removed or locked, its author asks others, or the
            text is empty or too long.
    """
    written = write(source)
    answered = queries.post(acted_by or author, to_id)
    thread_id = answered.thread_id
    parent_id = None if answered.root_id is None else answered.parent_id or answered.pk
    draft = Post(
        author=author,
        acted_by=acted_by,
        root_id=thread_id,
        parent_id=parent_id,
        language=language,
        request_key=request_key,
        origin=origin,
    )
    try:
        with transaction.atomic():
            _ask_to_act(draft)
            if acted_by is not None:
                delegating.ask_to_reply(acted_by, author, thread_id)
            answering.refuse_answer(author, thread_id)
            found = places.of_thread(author, thread_id)
            stream = places.to_reply_in(author, found)
            texts = (written.plain, *describing.of(file_ids))
            ask([stream], *texts, hand=acted_by or author, is_approved=is_approved)
            if not is_approved:
                waiting.ask_owners(author, found)
            post = _store_reply(thread_id, draft, written, file_ids)
            record("replied", post, stream.pk)
            _remember(post)
    except holding.MustWait as wait:
        raise waiting.held(wait, draft, written, file_ids) from None
    except IntegrityError as error:
        return _first_of(author, request_key, error)
    return post


def _store_reply(thread_id: int, draft: Post, written: Written, file_ids: Sequence[int]) -> Post:
    """Store a reply and count it; the first by another than the asker answers a question."""
    threads = Post.objects.filter(pk=thread_id)
    # Before the id is minted: it holds the thread, so that replies come to be seen as they sort.
    threads.update(reply_count=F("reply_count") + 1, version=F("version") + 1)
    post = _store(draft, written, file_ids)
    unanswered = threads.filter(answered_at=None).exclude(author_id=post.author_id)
    unanswered.update(answered_at=post.published_at)
    return post


def _ask_to_act(draft: Post) -> None:
    if draft.acted_by is not None:
        delegating.ask_to_act(draft.acted_by, draft.author, Right.POST)


def _places(draft: Post, stream_ids: Sequence[int]) -> list[Stream]:
    _ask_to_act(draft)
    return [delegating.ask_to_post(draft.acted_by, draft.author, one) for one in stream_ids]


def _remember(post: Post) -> None:
    if post.acted_by is not None:
        delegating.remember(post.acted_by, post.author, "posted for", post.pk)


def _store(draft: Post, written: Written, file_ids: Sequence[int]) -> Post:
    now = clock.now()
    draft.id = ids.mint(now)
    draft.published_at = now
    draft.source, draft.html = written.source, written.html
    draft.save(force_insert=True)
    store_links(draft, written)
    attach(draft, file_ids)
    return draft


def _first_of(author: Person, request_key: str | None, error: IntegrityError) -> Post:
    same = Post.objects.filter(author=author, request_key=request_key).exclude(request_key=None)
    if (first := same.first()) is None:
        raise error
    return first
