"""Letters as text and as HTML: each room keeps its own templates, and all stand in one frame."""

from __future__ import annotations

import jinja2
from django.conf import settings
from django.utils.translation import gettext, ngettext

from groundswell.foundation.compiled import Compiled

ACCENT = "#0b5c6b"


def accent() -> str:
    """The colour of links and buttons: the organisation's own, which can be read on white."""
    return settings.OPTIONS.branding.accent_light or ACCENT


def environment(package: str) -> jinja2.Environment:
    """The templates of a package, beside the frame that its letters in HTML extend."""
    jinja = jinja2.Environment(
        loader=jinja2.ChoiceLoader(
            [jinja2.PackageLoader(package), jinja2.PackageLoader("groundswell.foundation")]
        ),
        extensions=["jinja2.ext.i18n"],
        autoescape=jinja2.select_autoescape(["html.jinja"]),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=Compiled(__file__),
    )
    jinja.globals["accent"] = accent
    jinja.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    return jinja
