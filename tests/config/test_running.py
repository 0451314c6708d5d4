"""What docs/running.md says of settings and commands is so."""

from __future__ import annotations

import re
from pathlib import Path

from groundswell.config.options import OPTIONS
from groundswell.operations.commands import COMMANDS

DOCS = Path(__file__).parent.parent.parent / "docs"
TEXT = (DOCS / "running.md").read_text("utf-8")


def test_every_setting_is_listed_and_no_other():
    table = TEXT.partition("## Settings")[2].partition("##")[0]

    assert re.findall(r"^\| `([\w.]+)` \|", table, re.MULTILINE) == list(OPTIONS)


def test_every_setting_is_told_there_in_the_words_of_the_program():
    said = dict(re.findall(r"^\| `([\w.]+)` \| .+? \| (.+?) \|$", TEXT, re.MULTILINE))

    assert said == {
        key: option.words + r" \*" * option.may_be_chosen for key, option in OPTIONS.items()
    }


def test_every_command_named_there_exists():
    blocks = "\n".join(re.findall(r"```\n(.+?)```", TEXT, re.DOTALL))
    named = re.findall(r"groundswell ((?:[a-z]+ ?){1,2})", blocks)

    unknown = [
        words
        for words in named
        if not any(words.strip() == known or words.startswith(known) for known in COMMANDS)
    ]
    assert named
    assert unknown == []
