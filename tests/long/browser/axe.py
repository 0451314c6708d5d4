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
# What still fades in is told from its ground too little, for the blink of an eye.
SETTLE = """() => document.getAnimations()
    .filter((moving) => moving.effect.getComputedTiming().endTime < Infinity)
    .forEach((moving) => moving.finish())"""
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What is wrong: the rule, and where.
Wrong = list[Any]


def found_by_axe(page: Any) -> Wrong:
    """All that axe finds in a page as it stands, once its movements have come to rest."""
    page.evaluate(AXE_SCRIPT)
    page.evaluate(SETTLE)
    found = page.evaluate("() => axe.run({ resultTypes: ['violations'], preload: false })")
    return [
        (rule["id"], node["target"], node["html"][:120])
        for rule in found["violations"]
        for node in rule["nodes"]
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

    def find(self, *, structure: bool) -> Wrong:
        """What cannot be read, or told from the text around it, but for what passed before.

        And all else, if `structure` is asked for.
        """
        new = [key for key in self._page.evaluate("looks.drawn()") if key not in self._passed]
        if not new and not structure:
            return []
        asked = [structure, new]
        found = self._page.evaluate("([structure, keys]) => looks.find(structure, keys)", asked)
        self._passed |= set(found["done"])
        wrong: Wrong = found["wrong"]
        return wrong
