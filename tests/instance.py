"""What tests do and look up inside a served instance, in a process of its own.

`python -m tests.instance` reads lines like `["sign_in", ["Mira Lindqvist"]]` and answers in JSON.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

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


def company() -> dict[str, int]:
    """The streams of the organisation and of a secret group, where Mira and Otto are members."""
    from tests.cast import Cast

    cast = Cast()
    _ = cast.joan
    return {"organisation": cast.organisation.pk, "merger": cast.merger.stream_id}


def suspend(name: str) -> None:
    """Shut somebody out."""
    from groundswell.exchange.people import states
    from groundswell.people.persons.models import Person

    by = Person.objects.get(name="Mira Lindqvist")
    states.suspend(person=Person.objects.get(name=name), suspended_by=by)


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "groundswell.config.settings"
    django.setup()
    from groundswell.operations import instances

    instances.prepare(Path(os.environ["GROUNDSWELL_DIR"]))
    for line in sys.stdin:
        function, *arguments = json.loads(line)
        sys.stdout.write(json.dumps(globals()[function](*arguments)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
