"""Numba takes most of a second to import: only who seeks seeds pays for it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import groundswell

pytestmark = pytest.mark.only("sqlite")  # plain mathematics: no database is asked

SOURCE = Path(groundswell.__file__).parent
TIPPING = "groundswell.adoption.tipping"
DEAR = ("numba", TIPPING, "groundswell.adoption.studies.seeking")
# Is imported when it is needed, and may import what it needs.
SEEKS = "adoption/studies/seeking.py"


def is_dear(name):
    return name.startswith(DEAR)


def imported(text):
    """What a module of this text imports as soon as it is imported itself."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_nothing_brings_numba_along_that_does_not_seek():
    texts = {
        str(path.relative_to(SOURCE)): path.read_text("utf-8")
        for path in SOURCE.rglob("*.py")
        if not path.is_relative_to(SOURCE / "adoption" / "tipping")
    }
    brings = {
        name
        for name, text in texts.items()
        if any(dear in text for dear in DEAR) and any(map(is_dear, imported(text)))
    }

    assert brings == {SEEKS}


def test_measures_bring_no_numpy_along_before_they_count():
    waiting, seen, brings = ["groundswell.adoption.measures"], set(), set()
    while waiting:
        name = waiting.pop()
        path = SOURCE.parent / name.replace(".", "/")
        found = next(
            (one for one in (path.with_suffix(".py"), path / "__init__.py") if one.is_file()), None
        )
        if found is None or found in seen:
            continue
        seen.add(found)
        names = list(imported(found.read_text("utf-8")))
        brings |= {name for one in names if one.split(".")[0] == "numpy"}
        parts = [one for one in names if one.startswith("groundswell.adoption.measures")]
        waiting += [*parts, *(one.rpartition(".")[0] for one in parts)]

    assert len(seen) > 40
    assert brings == set()
