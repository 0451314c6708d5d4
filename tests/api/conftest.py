from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture
def world(db: None) -> Any:
    """Every kind of viewer, and something of each kind; see tests/web/world.py."""
    from tests.web.world import World

    return World()
