"""What stands in the index of a post, a person or a group."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from groundswell.foundation import sql
from groundswell.network.groups.models import Group
from groundswell.network.posts.text import plain_text
from groundswell.network.search import places, tokens
from groundswell.network.search.models import FilePart
from groundswell.people.persons.models import Person

QUERIES = sql.folder(__package__)
INNER, FACT = "~", "="
# An id without its lower bits is a window of time: of six days, of fifty, of four hundred.
WINDOWS = {"w": 51, "x": 54, "y": 57}
LONGEST_TEXT = 50_000  # characters: what an import brings may be longer, and is found by those
MOST_INNER = 2_000  # inner parts of a text: PostgreSQL keeps at most 1 MiB


@dataclass(frozen=True, slots=True)
class Document:
    """The words in their order, and what has no place in it: inner parts and facts."""

    words: Sequence[str]
    marks: Sequence[str]


def windows_of(post_id: int) -> list[str]:
    """The facts that tell when: PostgreSQL looks for rare words window by window."""
    return [f"{FACT}{letter}{post_id >> shift}" for letter, shift in WINDOWS.items()]


def posts(post_ids: Sequence[int]) -> dict[int, Document]:
    """The documents of those posts that are there and not removed."""
    wanted = list(post_ids)
    facts: dict[int, list[str]] = defaultdict(list)
    for post_id, fact in QUERIES.tuples("facts", ids=wanted):
        facts[post_id].append(fact)
    for post_id, place in places.then(wanted).items():
        facts[post_id] += places.facts(place)
    return {
        post_id: _post(post_id, f"{title}\n{said(html, options, shown)}", facts[post_id])
        for (post_id, title, html, options), shown in described(QUERIES.tuples("texts", ids=wanted))
    }


def described(rows: Iterable[Sequence[Any]]) -> Iterator[tuple[Sequence[Any], tuple[str, ...]]]:
    """Each post's row without its last column, and what its pictures show, which stands there."""
    for _, same in groupby(rows, itemgetter(0)):
        told = list(same)
        yield told[0][:-1], tuple(row[-1] for row in told if row[-1])


def said(html: str, options: str | None = None, shown: Sequence[str] = ()) -> str:
    """What a post says below its title: text, answers that a poll offers (JSON), pictures."""
    answers = json.loads(options) if options else ()
    return " · ".join(filter(None, [plain_text(html), *answers, *shown]))


def parts(part_ids: Sequence[int]) -> dict[int, Document]:
    """The documents of those pages of files that are there; the file's name is found with each."""
    found = FilePart.objects.filter(pk__in=list(part_ids)).select_related("file")
    return {part.pk: _text(f"{part.text}\n{part.file.name}") for part in found}


def _post(post_id: int, text: str, facts: Sequence[str]) -> Document:
    told = _text(text)
    return Document(told.words, [*told.marks, *facts, *windows_of(post_id)])


def _text(text: str) -> Document:
    written = tokens.runs(text[:LONGEST_TEXT])
    words = list(chain.from_iterable(map(tokens.terms_of, written)))
    inner = set(chain.from_iterable(map(tokens.inner_of, set(written))))
    return Document(words, [INNER + part for part in sorted(inner)[:MOST_INNER]])


def accounts(account_ids: Sequence[int]) -> dict[int, Document]:
    """The documents of those people and groups that are there."""
    people = Person.objects.filter(pk__in=list(account_ids)).select_related("account")
    groups = Group.objects.filter(pk__in=list(account_ids)).select_related("account")
    return {
        **{person.pk: _person(person) for person in people},
        **{group.pk: _group(group) for group in groups},
    }


def _person(person: Person) -> Document:
    about = [person.title, *person.ask_me_about, *person.skills]
    return _account(person.name, person.account.handle, about)


def _group(group: Group) -> Document:
    return _account(group.name, group.account.handle, [group.purpose])


def _account(name: str, handle: str, about: Iterable[str]) -> Document:
    spelt = [spelt for run in tokens.runs(name) if (spelt := tokens.spelt_out(run))]
    names = [*tokens.terms(name), *spelt, *tokens.terms(handle)]
    # The words about somebody keep their order too: they are searched for phrases.
    return Document([*names, *(INNER + term for text in about for term in tokens.terms(text))], [])
