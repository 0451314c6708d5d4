"""From Markdown to the rows of one post: everything slow, done before the transaction begins."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Max

from groundswell.foundation.words import fold
from groundswell.network.files.models import File
from groundswell.network.posts import text
from groundswell.network.posts.models import Attachment, Mention, Post, PostTopic
from groundswell.network.topics.models import Topic
from groundswell.people.persons.models import Account


@dataclass(frozen=True, slots=True)
class Written:
    """A text ready to be stored."""

    source: str
    html: str
    plain: str
    mentioned_ids: Sequence[int]
    topics: Sequence[str]


@dataclass(frozen=True, slots=True)
class Change:
    """What a post is to say instead, and what is to hang on it; `answerers` None: as they are."""

    written: Written
    title: str
    add_file_ids: Sequence[int]
    drop_file_ids: Collection[int]
    answerers: str | None
    descriptions: Mapping[int, str]  # of pictures that hang there, those that become another


def write(source: str, *, title: str = "", longest: int | None = text.LONGEST) -> Written:
    """Render a text and resolve whom it mentions; `longest` as in `text.render`.

    Below a title there may be none.

    Raises:
        Refused: it is empty or too long.
    """
    if title and not source.strip():
        return Written(source="", html="", plain="", mentioned_ids=[], topics=[])
    rendered = text.render(source, resolve=resolve, longest=longest)
    return Written(
        source=source,
        html=rendered.html,
        plain=rendered.plain,
        mentioned_ids=[mentioned.id for mentioned in rendered.mentions],
        topics=list(rendered.topics),
    )


def resolve(handles: Iterable[str]) -> dict[str, text.Mentioned]:
    """Which of the handles are people or listed groups, with names and addresses."""
    accounts = Account.objects.filter(handle__in=list(handles)).select_related("person", "group")
    return {account.handle: _mentioned(account) for account in accounts if _is_listed(account)}


def _is_listed(account: Account) -> bool:
    group = getattr(account, "group", None)
    return hasattr(account, "person") or (group is not None and group.visibility != "secret")


def _mentioned(account: Account) -> text.Mentioned:
    if hasattr(account, "person"):
        return text.Mentioned(account.pk, account.person.name, f"/people/{account.pk}/")
    return text.Mentioned(account.pk, account.group.name, f"/groups/{account.pk}/")


def replace_links(post: Post, written: Written) -> None:
    """Write whom a changed post names and its topics instead of those it had.

    Groups that it called stay called: who was told of it still finds why.
    """
    before = Mention.objects.filter(post=post)
    called = list(before.filter(calls=True).values_list("account_id", flat=True))
    before.delete()
    PostTopic.objects.filter(post=post).delete()
    store_links(post, written)
    Mention.objects.filter(post=post, account_id__in=called).update(calls=True)


def store_links(post: Post, written: Written) -> None:
    """Write whom a new post names and its topics, in the caller's transaction."""
    Mention.objects.bulk_create(
        Mention(account_id=account_id, post=post) for account_id in set(written.mentioned_ids)
    )
    by_folded = {fold(name): name for name in written.topics}
    Topic.objects.bulk_create(
        (Topic(name=name, name_folded=folded) for folded, name in by_folded.items()),
        ignore_conflicts=True,
    )
    topics = Topic.objects.filter(name_folded__in=list(by_folded))
    PostTopic.objects.bulk_create(PostTopic(topic=topic, post=post) for topic in topics)


def attach(post: Post, file_ids: Sequence[int]) -> None:
    """Hang its writers' own loose files on a post, in this order, behind those that hang there."""
    if not file_ids:
        return
    writers = [post.author_id, post.acted_by_id]
    own = File.objects.filter(pk__in=file_ids, uploader_id__in=writers, attachments=None)
    last = Attachment.objects.filter(post=post).aggregate(last=Max("position"))["last"]
    first = 0 if last is None else last + 1
    Attachment.objects.bulk_create(
        Attachment(post=post, file=file, position=first + list(file_ids).index(file.pk))
        for file in own
    )
