"""Watching for words: adding, switching on and off, removing. Each is in the audit log."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log
from groundswell.foundation import clock
from groundswell.foundation.errors import NotFound, Refused
from groundswell.network.rules.matching import compiled
from groundswell.network.rules.models import WatchWord
from groundswell.people.audit import actions as audit
from groundswell.people.persons.models import Person

MOST = 200  # words: each is looked for in each text


class ThatWouldBeInEverything(Refused):
    """A pattern that the empty text matches stops all that is written."""

    message = _lazy("This pattern fits any text, so nothing could be published. Narrow it down.")


class ThereAreTooManyWords(Refused):
    """Each word costs a little at each post."""

    message = _lazy("%(most)d words are watched already. Remove one first, or join some.")


@transaction.atomic
def add(
    *, moderator: Person, pattern: str, is_regex: bool, advice: str = "", holds: bool = False
) -> WatchWord:
    """Add a word or pattern, switched off; texts with it are refused, or held for a moderator.

    Raises:
        ThatPatternCannotBeRead: it cannot be searched.
        ThatWouldBeInEverything: the empty text fits it.
        ThereAreTooManyWords: there is no room.
    """
    pattern = pattern.strip()
    if not pattern or compiled(pattern, is_regex=is_regex).search(""):
        raise ThatWouldBeInEverything
    if WatchWord.objects.count() >= MOST:
        raise ThereAreTooManyWords(most=MOST)
    word = WatchWord.objects.create(
        pattern=pattern,
        is_regex=is_regex,
        holds=holds,
        advice=advice.strip(),
        created_by=moderator,
        created_at=clock.now(),
    )
    _record(moderator, "added", word)
    return word


@transaction.atomic
def switch(*, moderator: Person, word_id: int, is_on: bool) -> WatchWord:
    """Refuse or hold texts with the word from now on, or not any more.

    Raises:
        NotFound: there is no such word.
    """
    word = _locked(word_id)
    word.is_on = is_on
    word.save(update_fields=["is_on"])
    _record(moderator, "switched on" if is_on else "switched off", word)
    return word


@transaction.atomic
def remove(*, moderator: Person, word_id: int) -> None:
    """Watch for a word no more.

    Raises:
        NotFound: there is no such word.
    """
    word = _locked(word_id)
    _record(moderator, "removed", word)
    word.delete()


def _locked(word_id: int) -> WatchWord:
    word = WatchWord.objects.select_for_update(of=("self",)).filter(pk=word_id).first()
    if word is None:
        raise NotFound
    return word


def _record(moderator: Person, deed: str, word: WatchWord) -> None:
    audit.record(moderator, f"watch word {deed}", "watch word", word.pk)
    verb = deed.replace(" ", "_")
    log.record(actor_id=moderator.pk, verb=verb, noun="watch_word", noun_id=word.pk)
