"""Keeping the index: a reader of the activity log, and making all of it anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date

from django.db import connection, transaction
from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Coalesce

from groundswell.activity.log import Entry
from groundswell.foundation import clock, ids, sql
from groundswell.network.posts.models import Attachment, Mention, Post
from groundswell.network.search import documents, schema, tokens
from groundswell.network.search.documents import Document
from groundswell.network.search.matching import quoted
from groundswell.network.search.models import FilePart, FileReading, Renewal
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Account

QUERIES = sql.folder(__package__)
BATCH = 500
# What happens to a post without a word of it changing; whatever else happens, it is read anew.
SAYS_NOTHING_NEW = frozenset({"reacted", "unreacted", "pinned", "unpinned", "chose", "unchose"})
RENAMED = frozenset({"merged", "erased"})
LEAVES_NOTHING = frozenset({"undone", "erased"})
HAS_DOCUMENT = frozenset({"person", "group"})


def follow(entries: Sequence[Entry]) -> None:
    """Take over what a batch of activities changed; taking it twice changes nothing."""
    told = [entry for entry in entries if entry.verb not in SAYS_NOTHING_NEW]
    index_posts(sorted({entry.noun_id for entry in told if entry.noun == "post"}))
    index_accounts(sorted({entry.noun_id for entry in told if entry.noun in HAS_DOCUMENT}))
    _owe_files({entry.noun_id for entry in told if entry.noun == "post"})
    moved = [entry for entry in told if entry.verb == "moved"]
    _follow_whole_threads({entry.noun_id for entry in moved if entry.noun == "post"})
    _owe_moved({entry.noun_id for entry in moved if entry.noun == "person"})
    for person_id in {entry.noun_id for entry in told if entry.verb in RENAMED}:
        # Where they are named, their name is a word of the text.
        named = Mention.objects.filter(account_id=person_id).values("post_id")
        _index_all(Post.objects.filter(Q(author_id=person_id) | Q(pk__in=named)))
    if any(entry.verb in LEAVES_NOTHING for entry in told):
        QUERIES.execute("forget_gone")
        QUERIES.execute("forget_gone_account")
        QUERIES.execute("forget_gone_file")


def _owe_files(post_ids: Collection[int]) -> None:
    """Owe the files that hang on posts and were never looked into (see `filing`)."""
    hanging = Attachment.objects.filter(post_id__in=post_ids, file__reading=None)
    file_ids = hanging.exclude(file__key="").values_list("file_id", flat=True)
    FileReading.objects.bulk_create(
        (FileReading(file_id=pk) for pk in sorted(set(file_ids))), ignore_conflicts=True
    )


def _owe_moved(person_ids: Collection[int]) -> None:
    """Owe the posts of people who stand elsewhere now, since the day from which on they do."""
    wrote = set(Post.objects.filter(author_id__in=person_ids).values_list("author_id", flat=True))
    places = Assignment.objects.filter(person_id__in=wrote).order_by("from_on")
    days: dict[int, list[date]] = defaultdict(list)
    for person_id, day in places.values_list("person_id", "from_on"):
        days[person_id].append(day)
    # What is older than the first place has that one too.
    Renewal.objects.bulk_create(
        Renewal(author_id=pk, from_id=ids.floor(clock.start_of(on[-1])) if len(on) > 1 else 0)
        for pk, on in sorted(days.items())
    )


def _follow_whole_threads(post_ids: Collection[int]) -> None:
    """Index again the threads that posts moved to: where they stand is a fact of each reply."""
    moved = Post.objects.filter(pk__in=post_ids).annotate(thread=Coalesce("root", "pk"))
    threads = set(moved.values_list("thread", flat=True))
    if threads:
        _index_all(Post.objects.filter(Q(pk__in=threads) | Q(root_id__in=threads)))


def index_posts(post_ids: Sequence[int]) -> None:
    """Write the documents of posts; those that are gone or removed leave the index."""
    _write("", post_ids, documents.posts(post_ids) if post_ids else {})


def index_accounts(account_ids: Sequence[int]) -> None:
    """The same for people and groups."""
    _write("_account", account_ids, documents.accounts(account_ids) if account_ids else {})


def index_parts(part_ids: Sequence[int]) -> None:
    """The same for the pages of files."""
    _write("_file", part_ids, documents.parts(part_ids) if part_ids else {})


def rebuild(tell: Callable[[int], None] = lambda _read: None) -> int:
    """Make the whole index anew, in small transactions; how many documents it has read.

    Args:
        tell: hears the number so far, after each transaction.
    """
    with transaction.atomic():
        schema.drop()
        schema.make_tables()
    read = 0
    for index, rows in (
        (index_posts, Post.objects.all()),
        (index_accounts, Account.objects.all()),
        (index_parts, FilePart.objects.all()),
    ):
        for chunk in _chunks(rows):
            with transaction.atomic():
                index(chunk)
            read += len(chunk)
            tell(read)
    # Last, of all that is there: while it grows with each batch it takes several times as long.
    schema.make_indexes()
    return read


def _index_all(posts: QuerySet[Post]) -> None:
    for chunk in _chunks(posts):
        index_posts(chunk)


def _chunks[Row: Model](rows: QuerySet[Row]) -> Iterator[list[int]]:
    last = 0
    while chunk := list(
        rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        last = chunk[-1]
        yield chunk


def _write(suffix: str, ids: Sequence[int], found: Mapping[int, Document]) -> None:
    if gone := [id_ for id_ in ids if id_ not in found]:
        QUERIES.execute(f"forget{suffix}", ids=gone)
    if not found:
        return
    if connection.vendor == "sqlite":
        rows = [[id_, " ".join((*text.words, *text.marks))] for id_, text in found.items()]
        QUERIES.execute(f"store{suffix}", documents=rows)
    else:
        vectors = [tsvector(text) for text in found.values()]
        QUERIES.execute(f"store{suffix}", ids=list(found), terms=vectors, words=_words(found))
        QUERIES.execute("take_in", index=f"network_search{suffix.replace('_', '')}_terms")


def tsvector(text: Document) -> str:
    """A document as PostgreSQL reads it: words with their places, marks without."""
    places: dict[str, list[str]] = defaultdict(list)
    for place, word in enumerate(text.words, 1):
        places[word].append(str(min(place, 16_383)))
    words = (f"{quoted(word)}:{','.join(at[:255])}" for word, at in places.items())
    return " ".join((*words, *map(quoted, text.marks)))


def _words(found: Mapping[int, Document]) -> list[str]:
    # Sorted: two writers of the same words in one order cannot deadlock.
    words = {word for text in found.values() for word in text.words}
    return sorted(word for word in words if tokens.may_be_mistyped(word))
