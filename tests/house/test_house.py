"""Guards of the house: what a reviewer would otherwise have to remember."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from django.core.management import call_command

from groundswell.adoption.measures.measure import ROWS, Needs
from groundswell.network.posts.kinds import KINDS

ROOT = Path(__file__).parent.parent.parent
SOURCE = ROOT / "src" / "groundswell"
LONGEST = 350  # lines of a module: one subject fits


@pytest.mark.django_db
def test_models_and_migrations_say_the_same():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_what_a_measure_needs_stands_in_the_register_in_plain_words():
    assert set(ROWS) == set(Needs)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_post_has_all_its_parts(kind):
    missing = [
        part
        for part in (
            SOURCE / "network" / "posts" / "kinds" / f"{kind}.py",
            SOURCE / "web" / "components" / "post" / f"{kind}.jinja",
            SOURCE / "demo" / "stories" / f"{kind}.py",
            ROOT / "tests" / "network" / "kinds" / f"test_{kind}.py",
        )
        if not part.exists()
    ]

    assert missing == []


def test_no_module_is_longer_than_one_subject():
    long = {
        str(path.relative_to(ROOT)): lines
        for path in SOURCE.rglob("*.py")
        if "migrations" not in path.parts
        and (lines := path.read_text("utf-8").count("\n")) > LONGEST
    }

    assert long == {}


def test_a_process_that_counts_nothing_starts_without_the_library_of_arrays():
    start = "import django, sys; django.setup(); import groundswell.web.urls, groundswell.api.urls"

    subprocess.run([sys.executable, "-c", f"{start}; sys.exit('numpy' in sys.modules)"], check=True)


def test_public_functions_of_rooms_say_what_they_do():
    silent = [
        f"{path.relative_to(SOURCE)}: {node.name}"
        for path in SOURCE.rglob("*.py")
        if path.name in {"actions.py", "queries.py", "privacy.py", "wholes.py"}
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]

    assert silent == []


def test_every_package_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    pins = dict(pin.split("==") for pin in project["tool"]["uv"]["constraint-dependencies"])
    installed = {
        re.sub(r"[-_.]+", "-", package.name).lower(): package.version
        for package in metadata.distributions()
    }
    installed.pop("groundswell", None)

    differs = {name: version for name, version in installed.items() if pins.get(name) != version}
    assert differs == {}, "Run scripts/renew_pins.py"


def test_every_dependency_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    reasons = (ROOT / "docs" / "dependencies.md").read_text("utf-8")

    names = {re.split(r"[\[=]", dependency)[0] for dependency in asked}
    missing = [name for name in sorted(names) if f"| {name} |" not in reasons]
    assert missing == []


def test_what_the_suite_leaves_aside_has_a_command_of_its_own():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    readme = (ROOT / "README.md").read_text("utf-8")

    assert project["tool"]["pytest"]["ini_options"]["norecursedirs"] == [".*", "long"]
    assert [path.parent.name for path in ROOT.glob("tests/**/long")] == ["tests"]
    assert "\nuv run pytest tests/long\n" in readme
    landing = (ROOT / ".ci" / "run").read_text("utf-8")
    assert [landing.count(f"\n${command}\n") for command in ("tests", "long")] == [2, 2]
