"""What is refused, and what does not exist for somebody. Anything else that is raised is a bug."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django.utils.functional import Promise


class Refused(Exception):
    """A request that cannot be done, with a sentence that says what, where and how to mend it.

    Subclasses are named as sentences and carry `message`, in which `%(fact)s` stands for the
    facts given. Facts are stored; words are found in the reader's language when they are read.
    A plural is `ngettext_lazy("…", "…", "name of the fact")`.
    """

    message: ClassVar[str | Promise] = "%(reason)s"

    def __init__(self, **facts: object) -> None:
        super().__init__()
        self.facts = facts

    def __str__(self) -> str:
        # A lazy plural chooses its form by a fact, so it takes the facts before it is a string.
        return str(cast(Any, self.message) % self.facts)


class NotFound(Exception):
    """No such thing for this person. We never say whether it exists for somebody else."""
