"""One world for all tests: the database of choice, and a cast of plainly fictional people.

SQLite runs by default; `GROUNDSWELL_DATABASE_URL=postgresql://…` runs the same tests there.
Tests that make sense on one database alone are deselected on the other.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before anything imports the settings: tests have a data directory of their own.
DIRECTORY = Path(tempfile.mkdtemp(prefix="groundswell-tests-"))
os.environ["GROUNDSWELL_DIR"] = str(DIRECTORY)
os.environ["DJANGO_SETTINGS_MODULE"] = "groundswell.config.settings"


def vendor() -> str:
    """Which database the tests run on."""
    url = os.environ.get("GROUNDSWELL_DATABASE_URL", "")
    return "postgresql" if url.startswith("postgres") else "sqlite"


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "only(vendor): for that database alone")
    config.addinivalue_line("markers", "browser: needs chromium")
    config.addinivalue_line("markers", "slow: starts servers; left out of the quick suite")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    elsewhere = [
        item
        for item in items
        if (mark := item.get_closest_marker("only")) and mark.args[0] != vendor()
    ]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real data, or a skip that says how to get it."""
    folder = os.environ.get("GROUNDSWELL_SAMPLES", "")
    if not folder:
        pytest.skip("Set GROUNDSWELL_SAMPLES to the folder that holds the sample data.")
    return Path(folder)


@pytest.fixture
def cast(db: None) -> Iterator[object]:
    from tests.cast import Cast

    yield Cast()
