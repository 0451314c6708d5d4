"""Settings of the instance: all of them explained, and those that may be chosen in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.config import choosing, options
from groundswell.config.option_list import OPTIONS
from groundswell.foundation.errors import NotFound
from groundswell.people.roles.queries import Permission
from groundswell.web import setting_words
from groundswell.web.answers import for_permission, go, page, viewer_of

HOME = "/administration/settings/"


@require_safe
@for_permission(Permission.CHANGE_SETTINGS)
def index(request: HttpRequest) -> HttpResponse:
    """Every setting by section: its value, where that is said, what it does."""
    said = options.said(Path(settings.DIRECTORY))
    sections = [
        (title, [setting_words.shown(key, said) for key in OPTIONS if _section(key) == name])
        for name, title in setting_words.SECTIONS.items()
    ]
    return page(request, "instance_settings.jinja", sections=sections)


@require_http_methods(["GET", "HEAD", "POST"])
@for_permission(Permission.CHANGE_SETTINGS)
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Type another value, see what it would do, then let it be so."""
    if key not in OPTIONS or not OPTIONS[key].may_be_chosen or setting_words.is_branding(key):
        raise NotFound
    if request.method != "POST":
        return _form(request, key, setting_words.in_force(key))
    value = setting_words.typed(key, request.POST)
    if problem := setting_words.problem(key, value):
        return _form(request, key, value, problem=problem)
    if "sure" not in request.POST:
        return _form(request, key, value, is_preview=True)
    choosing.choose(person=viewer_of(request), values={key: value})
    return go(HOME, toast=_("It is so from now on."))


@require_POST
@for_permission(Permission.CHANGE_SETTINGS)
def forget(request: HttpRequest, key: str) -> HttpResponse:
    """As groundswell.toml says again."""
    choosing.forget(person=viewer_of(request), keys=[key])
    return go(HOME, toast=_("It is as the file says again."))


def _form(
    request: HttpRequest, key: str, value: Any, *, problem: str = "", is_preview: bool = False
) -> HttpResponse:
    shown = setting_words.shown(key, options.said(Path(settings.DIRECTORY)))
    effect = setting_words.effect(viewer_of(request), key, value) if is_preview else ""
    return page(
        request,
        "instance_setting.jinja",
        status=422 if problem else 200,
        setting=shown,
        value=value,
        value_words=setting_words.in_words(key, value),
        choices=setting_words.choices(key),
        is_several=isinstance(OPTIONS[key].default, list),
        is_number=isinstance(OPTIONS[key].default, int),
        problem=problem,
        effect=effect,
    )


def _section(key: str) -> str:
    return key.rpartition(".")[0]
