"""The small set of reactions of our own; imports bring names of theirs beside it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy


@dataclass(frozen=True, slots=True)
class ReactionKind:
    """A reaction's name in the database, its words and its icon."""

    name: str
    label: str | Promise
    icon: str


OWN: dict[str, ReactionKind] = {
    kind.name: kind
    for kind in (
        ReactionKind("thanks", _lazy("Thanks"), "thanks"),
        ReactionKind("agree", _lazy("Agree"), "agree"),
        ReactionKind("idea", _lazy("Good idea"), "idea"),
        ReactionKind("cheer", _lazy("Well done"), "cheer"),
        ReactionKind("heart", _lazy("With you"), "heart"),
    )
}
