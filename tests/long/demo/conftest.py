from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from groundswell.demo import scenes_file, simulation, world

LAST_DAY = date(2026, 11, 24)  # a Tuesday
WRITING = Path(__file__).with_name("test_made.py")


def pytest_collection_modifyitems(items):
    """First the company is made in the database: the same one serves those who only look at it."""
    items.sort(key=lambda item: item.path != WRITING)


@pytest.fixture(scope="session")
def library():
    return scenes_file.load()


@pytest.fixture(scope="session")
def written():
    """The company that stood in the database, if it was made in this process."""
    return []


@pytest.fixture(scope="session")
def company(library, written):
    """The company in memory, made once."""
    return written[0] if written else simulation.make(library, seed=world.SEED, ends_on=LAST_DAY)
