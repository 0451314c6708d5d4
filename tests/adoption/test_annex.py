"""The annex to a works agreement says what is set, who has which role, and what is off."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from django.utils import translation

from groundswell.adoption import annex, switching
from groundswell.adoption.looks import noting
from groundswell.adoption.measures import MEASURES
from groundswell.config.option_list import OPTIONS
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role

pytestmark = pytest.mark.usefixtures("db")


def test_it_says_what_is_so_now(cast, settings):
    settings.OPTIONS = replace(settings.OPTIONS, privacy_threshold=12, raw_months=9)
    roles.grant(person=cast.otto, role=Role.WORKS_COUNCIL)
    switching.switch_off(name="across", by=cast.otto, reason="Not | agreed *yet*")
    switching.base_on(name="reach", by=cast.otto, basis="Works agreement, § 4")
    noting.write()
    said = annex.markdown(annex.annex())

    assert "| Threshold: nothing is told of fewer people | 12 |" in said
    assert "| Rows about single people are dropped after | 9 months |" in said
    assert (
        "| Works council | sees all figures, through the threshold; sees who looked at figures;"
        " switches measures off | 1 |"
    ) in said
    assert "Not \\| agreed \\*yet\\*" in said
    assert "Works agreement, § 4" in said
    assert all(f"| Name | {name.replace('_', '\\_')} |" in said for name in MEASURES)


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_role_is_said_to_change_what_only_the_server_can(language):
    assert not any(OPTIONS[key].may_be_chosen for key in ("privacy_threshold", "raw_months"))
    with translation.override(language):
        sections = {section.name: section for section in annex.annex().sections}

    roles = " ".join(word for row in sections["roles"].table for word in row)
    assert not re.search("thresholds|retention|Schwellen|Aufbewahrung", roles)
    assert len(sections["settings"].sentences) == 1


def test_it_is_as_complete_in_german(cast):
    english = annex.annex()
    with translation.override("de"):
        german = annex.annex()

    assert [len(section.table) for section in german.sections] == [
        len(section.table) for section in english.sections
    ]
    assert german.title.startswith("Anlage")
    assert german.definitions[0].table[-1][-1].endswith(" November 2026")
    assert ". November" in german.definitions[0].table[-1][-1]
    assert len(german.definitions) == len(english.definitions) == len(MEASURES)
    for one, other in zip(english.sections, german.sections, strict=True):
        assert all(said != same for said, same in zip(one.sentences, other.sentences, strict=True))
