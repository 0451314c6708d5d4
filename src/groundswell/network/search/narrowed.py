"""What an operator makes of its value, and the sentences with which one refuses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.foundation import ids
from groundswell.foundation.errors import Refused

MOST_KNOWN = 12  # names that a refusal lists

# How a post stands now, which no index keeps: 1 wanted, 0 unwanted.
type States = Mapping[str, int]


class NobodyIsCalledThat(Refused):
    """`from:` names somebody."""

    message = _lazy("Nobody here is called “%(value)s”.")


class NoGroupIsCalledThat(Refused):
    """`in:` names a group, or somebody whose storyline is meant."""

    message = _lazy("There is no group called “%(value)s”.")


class NoKindIsCalledThat(Refused):
    """`kind:`, `has:` and `is:` know a few words."""

    message = _lazy("There is no “%(value)s” to look for here. Known are: %(known)s.")


class NoSiteIsCalledThat(Refused):
    """`site:` names what stands on the people list."""

    message = _lazy("There is no site called “%(value)s”. Known are: %(known)s.")


class NoFunctionIsCalledThat(Refused):
    """`function:` too."""

    message = _lazy("There is no function called “%(value)s”. Known are: %(known)s.")


class ThatIsNoDay(Refused):
    """`before:` and `after:` take a day, a month or a year."""

    message = _lazy("“%(value)s” is no day. Write it like 2026-03-31, 2026-03 or 2026.")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Facts of which one is enough, none for all; the ids between which posts lie; how they stand.

    `among` are the ids that are meant, None for any: a few, such as what is pinned.
    """

    facts: Sequence[str] = ()
    from_id: int = 0
    below_id: int = ids.MAX
    states: States = field(default_factory=dict)
    among: Sequence[int] | None = None

    @property
    def is_reversible(self) -> bool:
        """Whether a minus before it makes sense."""
        return bool(self.facts or self.states or self.among is not None)

    def reversed(self) -> Narrowed | None:
        """What is not so, as far as it is told by how posts stand; None when facts tell it."""
        if self.states:
            return Narrowed(states={name: 1 - value for name, value in self.states.items()})
        return None


@dataclass(frozen=True, slots=True)
class Standing:
    """How posts must stand now: their states, of which ids they are, and of which not."""

    states: States = field(default_factory=dict)
    among: Sequence[int] | None = None
    without: Sequence[int] = ()
    is_contradictory: bool = False

    def only_among(self, post_ids: Collection[int]) -> Standing:
        """The same of a few posts alone."""
        few = post_ids if self.among is None else set(self.among) & set(post_ids)
        return replace(self, among=sorted(few))


ANYHOW = Standing()


def standing(narrowed: Iterable[Narrowed], without: Sequence[int]) -> Standing:
    """All that operators say about it, together."""
    states: dict[str, int] = {}
    among: set[int] | None = None
    for one in narrowed:
        for name, value in one.states.items():
            if states.setdefault(name, value) != value:
                return Standing(is_contradictory=True)
        if one.among is not None:
            among = set(one.among) if among is None else among & set(one.among)
    return Standing(states, None if among is None else sorted(among), without)


def listed(names: Collection[str]) -> str:
    """The names that a refusal offers, and that there are more."""
    shown = ", ".join(list(names)[:MOST_KNOWN])
    return f"{shown} …" if len(names) > MOST_KNOWN else shown or _("nothing yet")
