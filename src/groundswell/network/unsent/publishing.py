"""The chore that publishes what waits, each post exactly once.

A post is claimed, published under a key of its own, and forgotten, in three transactions. Whoever
is killed between them leaves a claim that is over in a while; publishing again under the same key
returns the first post, so a second try ends where the first would have.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.posts import actions as posts
from groundswell.network.posts.models import Post
from groundswell.network.rules.holding import WaitsForApproval
from groundswell.network.unsent import flags
from groundswell.network.unsent.models import Scheduled
from groundswell.people.persons.models import Person

CLAIM = timedelta(minutes=5)
AT_ONCE = 50


class ThePlaceIsGone(Refused):
    """Nobody can say whether it went, or its author did."""

    message = _lazy("The place it was meant for is not there for you any more.")


class ItsAuthorIsAway(Refused):
    """Nobody speaks here who may not come in."""

    message = _lazy("You could not sign in at the time it was due.")


def publish_due() -> int:
    """Publish what is due; how many posts. Safe at any time, in any number of processes."""
    now = clock.now()
    is_free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM)
    due = Scheduled.objects.filter(is_free, due_at__lte=now, refusal="")
    ids = list(due.order_by("due_at").values_list("pk", flat=True)[:AT_ONCE])
    return sum(_publish(scheduled_id) for scheduled_id in ids)


def _publish(scheduled_id: int) -> bool:
    waiting = _claim(scheduled_id)
    if waiting is None:
        return False
    hand = waiting.acted_by or waiting.author
    with translation.override(hand.language or settings.LANGUAGE_CODE):
        try:
            _say(waiting)
        except NotFound:
            return _refuse(waiting, ThePlaceIsGone())
        except Refused as refusal:
            return _refuse(waiting, refusal)
    with transaction.atomic():
        Scheduled.objects.filter(pk=waiting.pk).delete()
        flags.refresh_writers(waiting)
    return True


def _claim(scheduled_id: int) -> Scheduled | None:
    now = clock.now()
    is_free = Q(claimed_at=None) | Q(claimed_at__lt=now - CLAIM)
    due = Scheduled.objects.filter(is_free, pk=scheduled_id, due_at__lte=now, refusal="")
    if not due.update(claimed_at=now):
        return None
    waiting = Scheduled.objects.select_related("author__account", "acted_by__account")
    return waiting.filter(pk=scheduled_id).first()


def _say(waiting: Scheduled) -> None:
    author: Person = waiting.author
    if Post.objects.filter(author=author, request_key=waiting.request_key).exists():
        return  # whoever claimed it before was killed after saying it
    if not author.may_sign_in:
        raise ItsAuthorIsAway
    files = waiting.files.order_by("position").values_list("file_id", flat=True)
    with suppress(WaitsForApproval):  # it is with the owners of the group then
        posts.publish(
            author=author,
            acted_by=waiting.acted_by,
            stream_ids=[waiting.stream_id],
            source=waiting.source,
            title=waiting.title,
            kind=waiting.kind,
            answerers=waiting.answerers,
            file_ids=list(files),
            request_key=waiting.request_key,
        )


@transaction.atomic
def _refuse(waiting: Scheduled, refusal: Refused) -> bool:
    own = Scheduled.objects.filter(pk=waiting.pk)
    own.update(refusal=str(refusal)[:400], claimed_at=None)
    flags.refresh_writers(waiting)
    log.record(
        actor_id=waiting.acted_by_id or waiting.author_id,
        verb="refused",
        noun="scheduled",
        noun_id=waiting.pk,
    )
    return False
