"""The sections of a study, in the order of the page. Each is one module, listed once, here."""

from __future__ import annotations

from typing import Any

from groundswell.adoption.studies.section import Section
from groundswell.adoption.studies.sections import (
    boundary,
    brokers,
    communities,
    concentration,
    connections,
    contagion,
    hierarchy,
    launch,
    leadership,
    nearness,
    replies,
    seeds,
)

SECTIONS: tuple[Section[Any], ...] = (
    connections.SECTION,
    concentration.SECTION,
    boundary.SECTION,
    communities.SECTION,
    brokers.SECTION,
    hierarchy.SECTION,
    leadership.SECTION,
    replies.SECTION,
    launch.SECTION,
    nearness.SECTION,
    seeds.SECTION,
    contagion.SECTION,
)
