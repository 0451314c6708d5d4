"""Make somebody an administrator, and give them the way in."""

from __future__ import annotations

import argparse

from groundswell.exchange.people import administrators
from groundswell.people.signin.links import welcome_address

HELP = "Make somebody an administrator and print a one-time link to come in."
EXAMPLE = "groundswell admin create mira@example.com --name 'Mira Lindqvist'"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", metavar="EMAIL", help="of a person here, or of a new one")
    parser.add_argument("--name", default="", help="of a new person (default: from the e-mail)")


def run(options: argparse.Namespace) -> int:
    created = administrators.create(email=options.email, name=options.name)
    print(f"{created.person.name} is an administrator.")
    print(f"This link works once, for {created.hours} hours:\n{welcome_address(created.secret)}")
    return 0
