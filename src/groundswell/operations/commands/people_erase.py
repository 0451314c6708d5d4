"""Erase a person."""

from __future__ import annotations

import argparse
import json
import sys

from groundswell.exchange.erasing import actions
from groundswell.foundation.errors import Refused
from groundswell.operations import naming
from groundswell.people.persons.models import Person

HELP = "Erase a person for good: all that makes them somebody goes, their posts stay without it."
EXAMPLE = "groundswell people erase otto_berg --with-posts"


class NothingWasErased(Refused):
    """What cannot be undone is said twice."""

    message = "Nothing was erased: type @%(handle)s when you are asked, or say --yes."


def arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("person", metavar="HANDLE", help="handle or e-mail")
    add("--with-posts", action="store_true", help="blank what they wrote, with files and history")
    add("--yes", action="store_true", help="do not ask")
    add("--json", action="store_true", help="say it for a machine")


def run(options: argparse.Namespace) -> int:
    person = naming.person(options.person)
    handle = person.account.handle
    if not options.yes and not _is_confirmed(person, with_posts=options.with_posts):
        raise NothingWasErased(handle=handle)
    actions.erase(person_id=person.pk, erased_by=None, with_posts=options.with_posts)
    if options.json:
        print(json.dumps({"person": person.pk, "with_posts": options.with_posts}))
        return 0
    print(f"@{handle} is erased. Backups made before still hold them: let those grow old.")
    return 0


def _is_confirmed(person: Person, *, with_posts: bool) -> bool:
    if not sys.stdin.isatty():
        return False
    what = "and all that they wrote" if with_posts else "; what they wrote stays"
    print(f"{person.name} (@{person.account.handle}) {what}. This cannot be undone.")
    return input("Type the handle to erase them: ").strip().lstrip("@") == person.account.handle
