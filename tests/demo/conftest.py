from __future__ import annotations

from datetime import date

import pytest

from groundswell.demo import scenes_file, simulation, world

LAST_DAY = date(2026, 11, 24)  # a Tuesday


@pytest.fixture(scope="session")
def library():
    return scenes_file.load()


@pytest.fixture(scope="session")
def company(library):
    """The company in memory, made once."""
    return simulation.make(library, seed=world.SEED, ends_on=LAST_DAY)
