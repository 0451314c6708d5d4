"""Taking back what an import changed in posts that were here before it."""

from __future__ import annotations

from collections import Counter

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from groundswell.activity import log
from groundswell.exchange.batches.models import ImportBatch, SourceId
from groundswell.exchange.batches.progress import Progress
from groundswell.network.posts.models import Post, PostVersion
from groundswell.network.posts.text import TextIsEmpty
from groundswell.network.posts.writing import Written, replace_links, write
from groundswell.network.reactions.models import Reaction
from groundswell.people.persons.models import Person

VERSION, REACTION, UNREACTION = "version", "reaction", "unreaction"


def edited_here() -> QuerySet[PostVersion]:
    """The versions that people made here, and no import."""
    imported = SourceId.objects.filter(noun=VERSION, noun_id=OuterRef("pk"))
    return PostVersion.objects.exclude(Exists(imported))


def take_back(batch: ImportBatch, told: Progress) -> int:
    """Give posts the texts and reactions that they had before; how many changes."""
    rows = SourceId.objects.filter(batch=batch, noun__in=[VERSION, REACTION, UNREACTION])
    count = 0
    # The last change first: a post may have been changed twice.
    for row in rows.order_by("-pk"):
        with transaction.atomic():
            count += _UNDO[row.noun](row)
            row.delete()
        told.advance()
    return count


def forget(post_ids: list[int]) -> None:
    """Forget what imports changed in posts that are about to be deleted."""
    versions = PostVersion.objects.filter(post_id__in=post_ids).values("pk")
    given = Reaction.objects.filter(post_id__in=post_ids).values("pk")
    SourceId.objects.filter(noun=VERSION, noun_id__in=versions).delete()
    SourceId.objects.filter(noun=REACTION, noun_id__in=given).delete()
    SourceId.objects.filter(noun=UNREACTION, noun_id__in=post_ids).delete()


def _text(row: SourceId) -> bool:
    version = PostVersion.objects.filter(pk=row.noun_id).first()
    if version is None:
        return False
    post = Post.objects.select_for_update().get(pk=version.post_id)
    if post.edited_at != version.replaced_at:
        return False  # people went on from there
    post.source, post.html, post.title = version.source, version.html, version.title
    is_first = version.said_at == post.published_at
    post.edited_at = None if is_first else version.said_at
    post.version += 1
    post.save(update_fields=["source", "html", "title", "edited_at", "version"])
    replace_links(post, _links(post))
    version.delete()
    return True


def _links(post: Post) -> Written:
    """Whom the earlier text names and its topics; its HTML is kept as it was."""
    try:
        return write(post.source, longest=None)
    except TextIsEmpty:
        return Written(post.source, post.html, "", (), ())


def _given(row: SourceId) -> bool:
    reaction = Reaction.objects.filter(pk=row.noun_id).first()
    if reaction is None:
        return False
    post = Post.objects.select_for_update().get(pk=reaction.post_id)
    reaction.delete()
    _recount(post)
    return True


def _taken_away(row: SourceId) -> bool:
    _, _, who, name = row.source_id.split(":", 3)
    post = Post.objects.select_for_update().filter(pk=row.noun_id, removed_at=None).first()
    if post is None or not Person.objects.filter(pk=int(who)).exists():
        return False
    defaults = {"reacted_at": post.published_at}
    Reaction.objects.get_or_create(post=post, person_id=int(who), name=name, defaults=defaults)
    log.record(
        actor_id=int(who),
        verb="reacted",
        noun="post",
        noun_id=post.pk,
        happened_at=post.published_at,
    )
    _recount(post)
    return True


def _recount(post: Post) -> None:
    names = Reaction.objects.filter(post=post).values_list("name", flat=True)
    post.reaction_counts = dict(Counter(names))
    post.version += 1
    post.save(update_fields=["reaction_counts", "version"])


_UNDO = {VERSION: _text, REACTION: _given, UNREACTION: _taken_away}
