"""German is complete and compiled; English is the source."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "scripts"))
import translate

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|<[^>]+>")
FORMAL = re.compile(r"[\w,;)–>] (?:<\w+>)?(?:Sie|Ihnen|Ihr|Ihre[mnrs]?)\b")  # within a sentence


@pytest.fixture(scope="module")
def catalogue() -> translate.Catalog:
    return translate.german()


def test_every_text_has_its_german(catalogue):
    gaps = [message.id for message in catalogue if message.id and not translate.is_whole(message)]

    assert gaps == [], "Translate these in locale/de, then run scripts/translate.py"


def test_a_translation_keeps_what_is_filled_in(catalogue):
    for message in catalogue:
        texts = message.string if isinstance(message.string, tuple | list) else [message.string]
        source = message.id if isinstance(message.id, str) else message.id[1]
        for text in texts[-1:] if message.id else ():
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(source)), source


def test_whoever_reads_german_is_said_du_to(catalogue):
    said = [
        text
        for message in catalogue
        for text in ([message.string] if isinstance(message.string, str) else message.string)
        if message.id and FORMAL.search(text)
    ]

    assert said == [], "Say du, dich, dir and dein"


def test_the_catalogue_is_as_the_code_asks_for_it(catalogue):
    assert translate.as_po(catalogue) == (translate.FOLDER / "django.po").read_bytes(), (
        "Run scripts/translate.py"
    )


def test_the_compiled_file_is_current(catalogue):
    assert translate.as_mo(catalogue) == (translate.FOLDER / "django.mo").read_bytes(), (
        "Run scripts/translate.py"
    )
