"""The sections of a study, in the order of the page. Each is one module, listed once, here."""

from __future__ import annotations

from typing import Any

from groundswell.adoption.studies.section import Section

SECTIONS: tuple[Section[Any], ...] = ()
