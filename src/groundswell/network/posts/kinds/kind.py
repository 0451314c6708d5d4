"""What a kind of post is."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind's name in the database, how it is called, and what it asks of its author.

    One that takes a title says what that is, in one line (`title`).
    One that may wait can be published later; it has nothing but a title and a text.
    One that `has_parts` is more than a title and a text, and is made by its own room.
    """

    name: str
    label: str | Promise
    icon: str
    send: str | Promise
    title: str | Promise = ""
    needs_title: bool = False
    wants_answers: bool = False
    may_wait: bool = False
    has_parts: bool = False
    is_for_some: bool = False
    names_somebody: bool = False

    @property
    def takes_title(self) -> bool:
        """Whether a title stands above its text."""
        return bool(self.title)
