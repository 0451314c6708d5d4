"""What is asked before something is published: whether a watched word stands in it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation.errors import Refused
from groundswell.network.rules.holding import MustWait
from groundswell.network.rules.matching import found
from groundswell.network.rules.models import Decider, WatchWord
from groundswell.network.streams.models import Stream, StreamKind
from groundswell.people.persons.models import Person
from groundswell.people.roles.models import RoleGrant
from groundswell.people.roles.queries import MODERATING


class AWatchedWordStandsInIt(Refused):
    """A word that moderators do not want to be published."""

    message = _lazy("“%(word)s” may not stand in what is published here. %(advice)s")


def ask(streams: Sequence[Stream], *texts: str, hand: Person, is_approved: bool = False) -> None:
    """Nothing, when the texts may be published in these streams; conversations are private.

    `hand` presses the button. `is_approved`: it was seen already by whoever is asked first.

    Raises:
        AWatchedWordStandsInIt: it names the word, and what moderators advise.
        MustWait: a moderator is asked first.
    """
    if all(stream.kind == StreamKind.CONVERSATION for stream in streams):
        return
    text = "\n".join(texts)
    # Those that refuse come first: what may not be published at all is not looked at.
    for word in WatchWord.objects.filter(is_on=True).order_by("holds", "pk"):
        if (word.holds and is_approved) or not (match := found(word, text)):
            continue
        refusal = AWatchedWordStandsInIt(word=match, advice=word.advice)
        if not word.holds or len(set(streams)) > 1:
            raise refusal
        if not RoleGrant.objects.filter(person=hand, role__in=MODERATING).exists():
            raise MustWait(streams[0], Decider.MODERATORS, otherwise=refusal, word=match)
