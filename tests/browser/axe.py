"""What axe finds in a page: structure in each size, and colours in each look.

Most of axe's work is to find what stands behind each text. The same element in the same colours on
the same grounds stands on many pages and is measured once: `Axe` knows what has passed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT

# The page of health is gone through only to change who is signed in.
SCRIPT = (
    f"if (location.pathname !== '/health') {{{AXE_SCRIPT}\n;"
    f"{Path(__file__).with_name('looks.js').read_text('utf-8')}}}"
)
# Axe fetches no style sheet anew: that costs a fifth of it, for a rule about turned screens.
OPTIONS = {"resultTypes": ["violations"], "preload": False}
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
STRUCTURE = {**OPTIONS, "rules": {rule: {"enabled": False} for rule in COLOUR_RULES}}
COLOURS = {
    **OPTIONS,
    "resultTypes": ["violations", "passes", "incomplete"],
    "elementRef": True,
    "runOnly": {"type": "rule", "values": COLOUR_RULES},
}
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What is wrong: the rule, and where.
Wrong = list[Any]


def found_by_axe(page: Any) -> Wrong:
    """All that axe finds in a page as it stands."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("options => axe.run(options)", OPTIONS)["violations"]
    return [
        (rule["id"], node["target"], node["html"][:120]) for rule in found for node in rule["nodes"]
    ]


class Axe:
    """Looks at pages of one window."""

    def __init__(self, page: Any) -> None:
        self._page, self._scheme = page, ""
        self._passed: set[str] = set()
        page.add_init_script(SCRIPT)
        page.emulate_media(reduced_motion="reduce")

    def turn(self, size: tuple[int, int], scheme: str) -> int:
        """Let the page be drawn in this size and scheme; how far it can be moved sideways."""
        self._page.set_viewport_size({"width": size[0], "height": size[1]})
        if scheme != self._scheme:
            self._page.evaluate("looks.hide()")
            self._page.emulate_media(color_scheme=scheme)
            self._page.evaluate("looks.show()")
            self._scheme = scheme
        sideways: int = self._page.evaluate("looks.sideways()")
        return sideways

    def structure(self) -> Wrong:
        """All but colours."""
        wrong: Wrong = self._page.evaluate("options => looks.structure(options)", STRUCTURE)
        return wrong

    def colours(self) -> Wrong:
        """What cannot be read, or told from the text around it; what passed before is known."""
        new = [key for key in self._page.evaluate("looks.drawn()") if key not in self._passed]
        if not new:
            return []
        found = self._page.evaluate("([keys, o]) => looks.colours(keys, o)", [new, COLOURS])
        self._passed |= set(found["done"])
        wrong: Wrong = found["wrong"]
        return wrong
