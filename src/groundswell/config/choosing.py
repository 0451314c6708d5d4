"""What administrators choose in the browser: kept in `chosen.toml`, in force at once everywhere.

A file and not a table, because settings are read before there is a database. Each process looks at
its time stamp (two microseconds), so none needs to be told.
"""

from __future__ import annotations

import fcntl
import logging
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from groundswell.activity import log as activities
from groundswell.config import options
from groundswell.config.option_list import OPTIONS
from groundswell.config.options import CHOSEN, OptionsAreWrong
from groundswell.foundation import durable
from groundswell.foundation.errors import NotFound, Refused
from groundswell.people.audit import actions as audit
from groundswell.people.persons.models import Person

HEAD = (
    "# Chosen in the browser, above groundswell.toml. Delete a line, and the file counts again.\n"
)

log = logging.getLogger("groundswell.config")

_listeners: list[Callable[[], None]] = []
_seen: tuple[int, int] | None = None


class ChoiceIsImpossible(Refused):
    """It breaks a rule of that option."""

    message = _lazy("That cannot be: %(reason)s Nothing was changed.")


class TheEnvironmentSaysIt(Refused):
    """What the environment says is above what is chosen here."""

    message = _lazy("%(variable)s in the environment of the server says it. Change it there.")


def choose(*, person: Person, values: Mapping[str, Any]) -> None:
    """Let options be so from now on, in every process.

    Raises:
        NotFound: no such option is chosen in the browser.
        TheEnvironmentSaysIt: it would have no effect.
        ChoiceIsImpossible: it breaks a rule.
    """
    for key in values:
        _refuse(key)
    with _alone() as chosen:
        _check({**chosen, **values})
        with transaction.atomic():
            for key, value in values.items():
                _record(person, "chose setting", key, value=value)
            _write({**chosen, **values})
    refresh()


def forget(*, person: Person, keys: Collection[str]) -> None:
    """Let options be as groundswell.toml says again.

    Raises:
        NotFound: nothing was chosen.
    """
    with _alone() as chosen:
        gone = [key for key in keys if key in chosen]
        if not gone:
            raise NotFound
        rest = {key: value for key, value in chosen.items() if key not in gone}
        _check(rest)
        with transaction.atomic():
            for key in gone:
                _record(person, "took setting back", key)
            _write(rest)
    refresh()


def refresh() -> None:
    """Take over what was chosen since: one look at a time stamp, and mostly no more."""
    global _seen  # noqa: PLW0603 - one stamp a process is the point
    stamp = _stamp()
    if stamp == _seen:
        return
    _seen = stamp
    try:
        loaded = options.load(Path(settings.DIRECTORY))
    except OptionsAreWrong:
        log.exception("what was chosen cannot be used; what was in force stays")
        return
    # A section is chosen whole: its parts may all be.
    live = {key.partition(".")[0] for key, option in OPTIONS.items() if option.may_be_chosen}
    fresh = {name: getattr(loaded, name) for name in live}
    settings.OPTIONS = replace(settings.OPTIONS, **fresh)
    settings.LANGUAGE_CODE, settings.LEADER_LEVELS = loaded.language, loaded.leader_levels
    for listener in _listeners:
        listener()


def when_chosen(listener: Callable[[], None]) -> None:
    """Call it in each process that takes over a choice: what it drew before is old."""
    _listeners.append(listener)


def _refuse(key: str) -> None:
    if key not in OPTIONS or not OPTIONS[key].may_be_chosen:
        raise NotFound
    if options.variable(key) in os.environ:
        raise TheEnvironmentSaysIt(variable=options.variable(key))


def _check(chosen: Mapping[str, Any]) -> None:
    directory = Path(settings.DIRECTORY)
    try:
        others = options.said(directory, files=(options.FILE,))
        options.check(others | {key: (value, CHOSEN) for key, value in chosen.items()})
    except OptionsAreWrong as error:
        raise ChoiceIsImpossible(reason=str(error)) from None


@contextmanager
def _alone() -> Iterator[dict[str, Any]]:
    """What is chosen, while no other process changes it."""
    directory = Path(settings.DIRECTORY)
    with (directory / ".chosen.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield options.chosen(directory)


def _write(chosen: Mapping[str, Any]) -> None:
    file = Path(settings.DIRECTORY) / CHOSEN
    lines = [f"{key} = {options.as_toml(value)}\n" for key, value in chosen.items()]
    durable.write(file, (HEAD + "".join(lines)).encode())


def _record(person: Person, deed: str, key: str, **facts: Any) -> None:
    activities.record(actor_id=person.pk, verb="chose", noun="setting", noun_id=0)
    audit.record(person, deed, "setting", None, key=key, **facts)


def _stamp() -> tuple[int, int] | None:
    try:
        stat = (Path(settings.DIRECTORY) / CHOSEN).stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_ino
