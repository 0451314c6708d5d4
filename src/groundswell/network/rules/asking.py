"""What is asked before something is published: whether a watched word stands in it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation.errors import Refused
from groundswell.network.rules.matching import found
from groundswell.network.rules.models import WatchWord
from groundswell.network.streams.models import Stream, StreamKind


class AWatchedWordStandsInIt(Refused):
    """A word that moderators do not want to be published."""

    message = _lazy("“%(word)s” may not stand in what is published here. %(advice)s")


def ask(streams: Sequence[Stream], *texts: str) -> None:
    """Nothing, when the texts may be published in these streams; conversations are private.

    Raises:
        AWatchedWordStandsInIt: it names the word, and what moderators advise.
    """
    if all(stream.kind == StreamKind.CONVERSATION for stream in streams):
        return
    text = "\n".join(texts)
    for word in WatchWord.objects.filter(is_on=True).order_by("pk"):
        if match := found(word, text):
            raise AWatchedWordStandsInIt(word=match, advice=word.advice)
