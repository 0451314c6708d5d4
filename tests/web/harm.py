"""Reads a page as a browser would and names whatever in it could run, load or lead elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser

NEVER = {"iframe", "object", "embed", "base", "applet", "frame", "math", "svg", "style", "audio"}
NEVER |= {
    "video",
    "source",
    "track",
    "portal",
    "marquee",
    "isindex",
    "template",
    "slot",
    "noscript",
}
ADDRESSES = {"href", "src", "action", "formaction", "poster", "data", "cite", "background", "ping"}
OURS = re.compile(r"(?:/(?![/\\])|#|\?|$)")
WRITTEN = re.compile(r"(?:https?://|mailto:|/(?![/\\])|#)", re.IGNORECASE)
TEXTS = {"post__text", "reply__text", "answer__text"}
IN_TEXTS = {"href", "rel", "class", "start"}
VOID = {"br", "hr", "img", "input", "meta", "link", "wbr", "col"}


class Page(HTMLParser):
    """`harm` lists what is wrong; people's own texts are held to a shorter list of attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.harm: list[str] = []
        self.tags: list[str] = []
        self._depth_of_text = 0
        self._is_script = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = {name.lower(): value or "" for name, value in attrs}
        if len(values) != len(attrs):
            self.harm.append(f"<{tag}> names an attribute twice")
        if tag in NEVER or (tag == "meta" and "http-equiv" in values):
            self.harm.append(f"<{tag}>")
        if self._depth_of_text:
            self._check_text(tag, values)
        for name, value in values.items():
            self._check(tag, name, value)
        self._enter(tag, values)

    def _enter(self, tag: str, values: dict[str, str]) -> None:
        if tag == "script":
            self._is_script = True
            if not values.get("src", "").startswith("/static/"):
                self.harm.append(f"<script {values}>")
        is_text = not TEXTS.isdisjoint(values.get("class", "").split())
        if tag not in VOID and (self._depth_of_text or is_text):
            self._depth_of_text += 1

    def _check_text(self, tag: str, values: dict[str, str]) -> None:
        if extra := values.keys() - IN_TEXTS:
            self.harm.append(f"<{tag}> in a text has {sorted(extra)}")

    def _check(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on") or name in {"style", "srcdoc", "srcset"}:
            self.harm.append(f"<{tag} {name}>")
        if name.startswith("hx-") and name.split("-")[1] in {"get", "post", "put", "on", "vals"}:
            self._check_ours(tag, name, value)
        if name in ADDRESSES:
            allowed = WRITTEN if tag == "a" else OURS
            if not allowed.match(value) and not OURS.match(value):
                self.harm.append(f"<{tag} {name}={value!r}>")

    def _check_ours(self, tag: str, name: str, value: str) -> None:
        if not OURS.match(value):
            self.harm.append(f"<{tag} {name}={value!r}>")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._is_script = False
        if self._depth_of_text and tag not in VOID:
            self._depth_of_text -= 1

    def handle_data(self, data: str) -> None:
        if self._is_script and data.strip():
            self.harm.append(f"script: {data[:60]}")

    def handle_comment(self, data: str) -> None:
        self.harm.append("comment")


def harm_in(html: str) -> list[str]:
    """What of a page could do harm."""
    return Page(html).harm
