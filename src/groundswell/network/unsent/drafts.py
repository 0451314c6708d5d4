"""Keeping what is being written, box by box. It is nobody else's business: no log tells of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.posts.models import Post
from groundswell.network.unsent import flags
from groundswell.network.unsent.models import Draft, Scheduled, scheduled_key
from groundswell.people.persons.models import Person

PLACE = re.compile(r"home|(?:group|reply|talk)-[0-9]{1,19}", re.ASCII)
LONGEST = 40_000  # characters: four posts
MOST = 200  # drafts of a person


class DraftIsTooLong(Refused):
    """A draft has room for more than a post, and not for a book."""

    message = _lazy("A draft keeps at most %(longest)s characters. What is beyond is not kept.")


class TooManyDrafts(Refused):
    """A box for each place, but not for each place there is."""

    message = _lazy("You have %(most)s drafts. Send or delete some of them first.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What stands in a box."""

    source: str
    title: str = ""
    kind: str = "post"
    stream_id: int | None = None
    answerers: str = ""
    parts: Mapping[str, str | bool] = field(default_factory=dict)
    request_key: str = ""


@transaction.atomic
def keep(*, person: Person, place: str, typed: Typed) -> None:
    """Keep what stands in a box; an empty box keeps nothing, nor does one that was sent.

    Raises:
        NotFound: there is no such box.
        DraftIsTooLong, TooManyDrafts: it is not kept.
    """
    if not PLACE.fullmatch(place):
        raise NotFound
    if len(typed.source) > LONGEST:
        raise DraftIsTooLong(longest=LONGEST)
    own = Draft.objects.filter(person=person)
    options = str(typed.parts.get("options", ""))
    is_empty = not f"{typed.source}{typed.title}{options}".strip()
    # A script may keep it once more while the post is on its way.
    if is_empty or _is_sent(person, typed.request_key):
        own.filter(place=place).delete()
    else:
        if not own.filter(place=place).exists() and own.count() >= MOST:
            raise TooManyDrafts(most=MOST)
        values = {name: getattr(typed, name) for name in Typed.__slots__}
        own.update_or_create(
            person=person, place=place, defaults={**values, "changed_at": clock.now()}
        )
    flags.refresh(person.pk)


@transaction.atomic
def forget(*, person: Person, place: str) -> None:
    """Delete a draft."""
    Draft.objects.filter(person=person, place=place).delete()
    flags.refresh(person.pk)


@transaction.atomic
def sent(*, person: Person, request_key: str) -> None:
    """Empty the box whose text was sent under that key."""
    gone, _ = Draft.objects.filter(person=person, request_key=request_key).delete()
    if gone:
        flags.refresh(person.pk)


def _is_sent(person: Person, request_key: str) -> bool:
    if not request_key:
        return False
    said = Post.objects.filter(author=person, request_key=request_key)
    later = Scheduled.objects.filter(request_key=scheduled_key(person, request_key))
    return said.exists() or later.exists()
