"""Make somebody an administrator, and give them the way in."""

from __future__ import annotations

import argparse
import json

from groundswell.exchange.people import administrators
from groundswell.people.signin.links import welcome_address

HELP = "Make somebody an administrator and print a one-time link to come in."
EXAMPLE = "groundswell admin create mira@example.com --name 'Mira Lindqvist'"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL", help="of a person here, or of a new one")
    parser.add_argument("--name", default="", help="of a new person (default: from the e-mail)")
    parser.add_argument("--json", action="store_true", help="say it for a machine")


def run(options: argparse.Namespace) -> int:
    created = administrators.create(email=options.email, name=options.name)
    link = welcome_address(created.secret)
    if options.json:
        told = {"person": created.person.pk, "name": created.person.name, "link": link}
        print(json.dumps({**told, "hours": created.hours}, ensure_ascii=False))
        return 0
    print(f"{created.person.name} is an administrator.")
    print(f"This link works once, for {created.hours} hours:\n{link}")
    return 0
