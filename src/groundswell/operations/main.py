"""The command `groundswell`: find the command, open the instance, run it, say what is refused."""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from groundswell.config.options import FILE, OptionsAreWrong, as_variable, variable
from groundswell.operations import parsing
from groundswell.operations.commands import WITHOUT_INSTANCE
from groundswell.operations.parsing import Call, NoSuchCommand

WRONG, REFUSED, STOPPED = 2, 1, 130
# Commands whose new instance begins with options of its own: a module's OPTIONS.
FIRST_OPTIONS = {"demo": "groundswell.demo.world"}
UNOPENED = frozenset({"restore"})  # commands that put an instance there themselves


def main(typed: Sequence[str] | None = None) -> int:
    """Run one command; its exit code: 0 done, 1 refused, 2 wrong words or settings."""
    try:
        return _run(parsing.call(sys.argv[1:] if typed is None else typed))
    except (NoSuchCommand, OptionsAreWrong) as error:
        return _say(str(error), WRONG)
    except KeyboardInterrupt:
        return _say("stopped", STOPPED)


def _run(call: Call) -> int:
    if not call.words:
        return _without_command(call)
    if call.words in WITHOUT_INSTANCE:
        return _run_alone(call)
    if call.wants_help:
        # Settings are read for help too, but of nobody's instance, and nothing is made.
        with tempfile.TemporaryDirectory() as nowhere:
            _set_up(Path(nowhere), {})
            module = importlib.import_module(parsing.module_name(call.words))
            parsing.parser_of(call.words, module).parse_args(call.arguments)
    chosen = _first_options(call)
    _set_up(call.directory, chosen)
    return _run_command(call, chosen)


def _without_command(call: Call) -> int:
    if "--version" in call.arguments:
        print(f"groundswell {version('groundswell')}")
        return 0
    print(parsing.overview())
    return 0 if call.wants_help or not call.arguments else WRONG


def _first_options(call: Call) -> dict[str, Any]:
    if call.words not in FIRST_OPTIONS or (call.directory / FILE).exists():
        return {}
    return dict(importlib.import_module(FIRST_OPTIONS[call.words]).OPTIONS)


def _set_up(directory: Path, chosen: Mapping[str, Any]) -> None:
    # The file with the chosen options is written only once the command's arguments are right.
    for key, value in chosen.items():
        os.environ.setdefault(variable(key), as_variable(value))
    os.environ["GROUNDSWELL_DIR"] = str(directory)
    os.environ["DJANGO_SETTINGS_MODULE"] = "groundswell.config.settings"
    import django  # noqa: PLC0415 - the settings are read now that the directory is known

    django.setup()


def _run_alone(call: Call) -> int:
    # Its own settings: none are needed, and those of a directory would make one.
    from django.conf import settings  # noqa: PLC0415 - after the words are understood
    from django.utils import translation  # noqa: PLC0415

    if not settings.configured:
        settings.configure(USE_I18N=False)
    module = importlib.import_module(parsing.module_name(call.words))
    options = parsing.parser_of(call.words, module).parse_args(call.arguments)
    with translation.override("en"):
        return _refusing(partial(module.run, options))


def _run_command(call: Call, chosen: Mapping[str, Any]) -> int:
    from django.utils import translation  # noqa: PLC0415 - after the settings

    module = importlib.import_module(parsing.module_name(call.words))
    options = parsing.parser_of(call.words, module).parse_args(call.arguments)
    options.dir = call.directory
    # The terminal speaks English, as its documentation does.
    with translation.override("en"):
        return _do(call, chosen, partial(module.run, options))


def _do(call: Call, chosen: Mapping[str, Any], run: Callable[[], int]) -> int:
    from groundswell.operations import instances  # noqa: PLC0415 - after the settings

    def opened() -> int:
        if call.words not in UNOPENED:
            may_be_foreign = call.words == "upgrade"
            instances.prepare(call.directory, chosen=chosen, may_be_foreign=may_be_foreign)
        return run()

    return _refusing(opened)


def _refusing(run: Callable[[], int]) -> int:
    from groundswell.foundation.errors import Refused  # noqa: PLC0415 - after the settings

    try:
        return run()
    except Refused as refusal:
        return _say(str(refusal), REFUSED)
    except BrokenPipeError:
        # Whoever read our lines has seen enough; nothing more can be said to them.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _say(text: str, code: int) -> int:
    print(f"groundswell: {text}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
