"""What is refused, and what does not exist for somebody. Anything else that is raised is a bug."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar, cast

from django.utils.functional import Promise


class Refused(Exception):
    """A request that cannot be done, with a sentence that says what, where and how to mend it.

    Subclasses are named as sentences and carry `message`, in which `%(fact)s` stands for the
    facts given. Facts are stored; words are found in the reader's language when they are read, and
    a day is written as that language does: what is to be typed or followed is given as text.
    A plural is `ngettext_lazy("…", "…", "name of the fact")`.
    """

    message: ClassVar[str | Promise] = "%(reason)s"

    def __init__(self, **facts: object) -> None:
        super().__init__()
        self.facts = facts

    def __str__(self) -> str:
        # A lazy plural chooses its form by a fact, so it takes the facts before it is a string.
        return str(cast(Any, self.message) % {key: _said(one) for key, one in self.facts.items()})


def _said(fact: object) -> object:
    if not isinstance(fact, date) or isinstance(fact, datetime):
        return fact
    # Most refusals name no day, and the conventions of languages take long to read.
    from groundswell.foundation import locales  # noqa: PLC0415 - only where one does

    return locales.day(fact)


class NotFound(Exception):
    """No such thing for this person. We never say whether it exists for somebody else."""
