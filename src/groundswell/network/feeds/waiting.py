"""The questions that wait for an answer, the same for everybody, and whose field each is of.

Kept in the process by their ids and versions, so whatever was asked, edited or answered since is
seen at once. Who may read them is decided elsewhere, by each query that names them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from groundswell.foundation.kept import Kept
from groundswell.network.feeds.facts import Facts
from groundswell.network.feeds.knowing import Known, Subject
from groundswell.network.feeds.speaking import forms_of

KEPT = 4  # what waits changes, and hardly anybody asks for what waited before


class Waiting:
    """Questions, by what they speak of."""

    def __init__(self, about: Mapping[int, Facts]) -> None:
        self.about = about
        self._topics: defaultdict[str, list[int]] = defaultdict(list)
        self._spoken: dict[str, tuple[int, ...]] = {}
        for pk, question in about.items():
            for topic in question.topics if question.words else ():
                self._topics[topic].append(pk)

    def of_field(self, known: Known) -> dict[int, Subject]:
        """Those of somebody's field, each with the subject that `Known.field_of` names."""
        found: dict[int, Subject] = {}
        for subject in known.words:
            for form in forms_of(subject[1]):
                for pk in self._with(form):
                    found.setdefault(pk, subject)
        for name, subject in known.marked.items():
            for pk in self._topics.get(name, ()):
                found.setdefault(pk, subject)
        return found

    def _with(self, form: str) -> tuple[int, ...]:
        """Those with a form of a subject: looked for once, many know the same."""
        found = self._spoken.get(form)
        if found is None:
            found = tuple(pk for pk, question in self.about.items() if form in question.words)
            self._spoken[form] = found
        return found


_kept: Kept[str, Waiting] = Kept(KEPT)


def kept(named: str) -> Waiting | None:
    """The questions of these names (`ID.VERSION,…`), if they are kept."""
    return _kept.get(named)


def keep(named: str, about: Mapping[int, Facts]) -> Waiting:
    """Keep the questions of these names, of what is known of threads."""
    made = Waiting({pk: about[pk] for pk, _ in lines(named) if pk in about})
    _kept.put(named, made)
    return made


def lines(named: str) -> list[tuple[int, int]]:
    """The ids and versions in names."""
    pairs = (one.split(".") for one in named.split(",") if one)
    return [(int(pk), int(version)) for pk, version in pairs]
