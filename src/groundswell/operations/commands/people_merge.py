"""Make one person of two."""

from __future__ import annotations

import argparse
import json

from groundswell.exchange.merging import actions
from groundswell.operations import naming
from groundswell.people.persons.models import Person

HELP = "Make one person of two: all that is GONE's becomes KEEP's. It cannot be undone."
EXAMPLE = "groundswell people merge otto_berg otto_b"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("keep", metavar="KEEP", help="handle or e-mail of who stays")
    parser.add_argument("gone", metavar="GONE", help="handle or e-mail of who goes")
    parser.add_argument("--json", action="store_true", help="say it for a machine")


def run(options: argparse.Namespace) -> int:
    keep, gone = naming.person(options.keep), naming.person(options.gone)
    kept = actions.merge(kept_id=keep.pk, gone_id=gone.pk, merged_by=None)
    if options.json:
        told = {"kept": _told(kept, keep.account.handle), "gone": _told(gone, gone.account.handle)}
        print(json.dumps(told, ensure_ascii=False, indent=2))
        return 0
    print(f"{gone.name} (@{gone.account.handle}) is {kept.name} (@{keep.account.handle}) now.")
    return 0


def _told(person: Person, handle: str) -> dict[str, object]:
    return {"id": person.account_id, "name": person.name, "handle": handle}
