"""Guard of the gallery: a component that does not stand in it is looked at by nobody."""

from __future__ import annotations

import re

import pytest

from tests.house.test_house import SOURCE

COMPONENTS = SOURCE / "web" / "components"
MACRO = re.compile(r"{%-? macro (\w+)\((.*?){%-? endmacro", re.DOTALL)
# What is drawn from Python stands there by its name.
SHOWN = (
    SOURCE / "web" / "pages" / "components.jinja",
    SOURCE / "web" / "pages" / "frame.jinja",
    SOURCE / "web" / "talking.py",
    *(SOURCE / "web").glob("*specimens.py"),
)
ELSEWHERE = {
    ("home_side.jinja", "home_side"): "a landmark of the home page, of rows that are shown",
    ("notice.jinja", "read_mark"): "hides itself and marks a thread as read",
    ("notice_form.jinja", "fields"): "a whole page of fields, /settings/notices/",
    ("talk.jinja", "flow_of"): "scrolls and listens; the lines in it are shown",
}


def macros():
    """What each macro draws, by its file and name."""
    return {
        (str(path.relative_to(COMPONENTS)), name): body
        for path in COMPONENTS.rglob("*.jinja")
        for name, body in MACRO.findall(path.read_text("utf-8"))
    }


def is_used(name, text):
    return re.search(rf'\b{name}\(|import [^%]*\b{name}\b|"{name}"', text)


def test_every_component_stands_in_the_gallery():
    missing, text = macros(), "".join(path.read_text("utf-8") for path in SHOWN)
    while drawn := {key for key in missing if is_used(key[1], text)}:
        text = "".join(missing.pop(key) for key in drawn)

    assert sorted(set(missing) - set(ELSEWHERE)) == []


@pytest.mark.parametrize(("file", "name"), ELSEWHERE)
def test_what_is_excused_is_there(file, name):
    assert (file, name) in macros()
