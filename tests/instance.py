"""What tests do and look up inside a served instance: `python -m tests.instance FUNCTION JSON…`."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import django


def sign_in(names: list[str]) -> list[str]:
    """Tokens of new sessions of people, who are made when they are not there."""
    from groundswell.network.streams import actions as streams
    from groundswell.people.persons import actions as persons
    from groundswell.people.persons.models import Person, State
    from groundswell.people.signin import actions as signin

    tokens = []
    for name in names:
        person = Person.objects.filter(name=name).first()
        if person is None:
            email = f"{name.split()[0].lower()}@halden.example"
            person = persons.add(persons.NewPerson(name=name, email=email, state=State.ACTIVE))
            streams.settle_in(person.pk)
        tokens.append(signin.open_session(person=person, device="test", address="127.0.0.1"))
    return tokens


def main(function: str, *arguments: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "groundswell.config.settings"
    django.setup()
    from groundswell.operations import instances

    instances.prepare(Path(os.environ["GROUNDSWELL_DIR"]))
    result: Any = globals()[function](*map(json.loads, arguments))
    print(json.dumps(result))


if __name__ == "__main__":
    main(*sys.argv[1:])
