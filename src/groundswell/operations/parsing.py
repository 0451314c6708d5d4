"""Which command is meant, and its arguments. Nothing here needs Django or a data directory."""

from __future__ import annotations

import argparse
import ast
import difflib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

from groundswell.operations.commands import COMMANDS, WITHOUT_INSTANCE

FOLDER = Path(__file__).parent / "commands"
DIRECTORY = "groundswell-data"
DIRECTORIES = {"demo": "groundswell-demo"}  # of commands that are never meant for real data
LONGEST = max(len(words.split()) for words in COMMANDS)


class NoSuchCommand(Exception):
    """The words name no command; the text says the nearest that there is."""


@dataclass(frozen=True, slots=True)
class Call:
    """What was typed: the data directory, the command's words ("" for none), its arguments."""

    directory: Path
    words: str
    arguments: list[str]

    @property
    def wants_help(self) -> bool:
        return not {"-h", "--help"}.isdisjoint(self.arguments)


def call(typed: Sequence[str]) -> Call:
    """The command that is meant.

    Raises:
        NoSuchCommand: there is none of that name.
    """
    parser = argparse.ArgumentParser(prog="groundswell", add_help=False, allow_abbrev=False)
    _add_directory(parser)
    known, rest = parser.parse_known_args(typed)
    if not rest or rest[0].startswith("-"):
        return Call(Path(known.dir or DIRECTORY).resolve(), "", rest)
    for length in range(LONGEST, 0, -1):
        words = " ".join(rest[:length])
        if words in COMMANDS:
            directory = Path(known.dir or DIRECTORIES.get(words, DIRECTORY)).resolve()
            return Call(directory, words, rest[length:])
    raise NoSuchCommand(_nearest(rest))


def parser_of(words: str, module: ModuleType) -> argparse.ArgumentParser:
    """The parser of one command, with what all commands take."""
    parser = argparse.ArgumentParser(
        prog=f"groundswell {words}",
        description=module.HELP,
        epilog=f"example:\n  {module.EXAMPLE}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    module.arguments(parser)
    if words not in WITHOUT_INSTANCE:
        _add_directory(parser, DIRECTORIES.get(words, DIRECTORY))
    return parser


def overview() -> str:
    """What `groundswell --help` says: every command with its help."""
    width = max(map(len, COMMANDS))
    lines = [f"  {words:{width}}  {_help_of(words)}" for words in sorted(COMMANDS)]
    return "\n".join(
        (
            "usage: groundswell COMMAND [--dir DIR] [--help]",
            "",
            f"Groundswell {version('groundswell')}: a social network for one organisation.",
            "",
            "commands:",
            *lines,
            "",
            f"All data lie in DIR: ./{DIRECTORY}, or what GROUNDSWELL_DIR names. An empty one",
            "becomes a new instance. `groundswell COMMAND --help` shows options and an example.",
        )
    )


def module_name(words: str) -> str:
    """The module of a command."""
    return "groundswell.operations.commands." + words.replace(" ", "_")


def _add_directory(parser: argparse.ArgumentParser, otherwise: str = DIRECTORY) -> None:
    parser.add_argument(
        "--dir",
        metavar="DIR",
        default=os.environ.get("GROUNDSWELL_DIR"),
        help=f"the data directory (default: GROUNDSWELL_DIR, or ./{otherwise})",
    )


def _help_of(words: str) -> str:
    # Read, not imported: a command's module may need Django, and so a data directory.
    tree = ast.parse((FOLDER / f"{words.replace(' ', '_')}.py").read_text("utf-8"))
    for node in tree.body:
        match node:
            case (
                ast.Assign(targets=[ast.Name("HELP")], value=ast.expr() as value)
                | ast.AnnAssign(target=ast.Name("HELP"), value=ast.expr() as value)
            ):
                return str(ast.literal_eval(value)).partition("\n")[0]
    return ""


def _nearest(typed: Sequence[str]) -> str:
    words = [word for word in typed[:LONGEST] if not word.startswith("-")]
    begun = [known for known in COMMANDS if known.split()[0] == words[0]]
    near = begun or [
        match
        for length in range(len(words), 0, -1)
        for match in difflib.get_close_matches(" ".join(words[:length]), COMMANDS, 1, 0.5)
    ]
    hint = " or ".join(f"`groundswell {known}`" for known in begun or near[:1])
    said = " ".join(words)
    end = f"Did you mean {hint}?" if hint else "`groundswell --help` lists them."
    return f"There is no command '{said}'. {end}"
