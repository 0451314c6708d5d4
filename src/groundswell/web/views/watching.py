"""Words that moderators watch for: tried on what was written before they are switched on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from groundswell.foundation.errors import Refused
from groundswell.network.moderation import trying
from groundswell.network.rules import actions
from groundswell.people.roles.queries import Permission
from groundswell.web.answers import for_permission, go, page, viewer_of
from groundswell.web.composing import errors_of
from groundswell.web.forms.moderation import WatchForm


@require_http_methods(["GET", "HEAD", "POST"])
@for_permission(Permission.MODERATE)
def words(request: HttpRequest) -> HttpResponse:
    """The watched words, and adding one, which is switched off at first."""
    form = WatchForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            added = actions.add(moderator=viewer_of(request), **form.cleaned_data)
            return go(f"/moderation/words/{added.pk}/", toast=_("Added, and still off."))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    return page(
        request,
        "watch_words.jinja",
        status=422 if form.errors else 200,
        words=trying.words(),
        typed=form.data,
        errors=errors_of(form) if form.is_bound else [],
    )


@require_safe
@for_permission(Permission.MODERATE)
def word(request: HttpRequest, word_id: int) -> HttpResponse:
    """A watched word, tried on the newest posts that the viewer may read."""
    shown = trying.word(word_id)
    trial = trying.trial(viewer_of(request), shown)
    return page(request, "watch_word.jinja", word=shown, trial=trial)


@require_POST
@for_permission(Permission.MODERATE)
def switch(request: HttpRequest, word_id: int) -> HttpResponse:
    """Refuse texts with the word from now on, or not any more."""
    is_on = "off" not in request.GET
    actions.switch(moderator=viewer_of(request), word_id=word_id, is_on=is_on)
    return go("/moderation/words/", toast=_("Switched on.") if is_on else _("Switched off."))


@require_POST
@for_permission(Permission.MODERATE)
def remove(request: HttpRequest, word_id: int) -> HttpResponse:
    """Watch for a word no more."""
    actions.remove(moderator=viewer_of(request), word_id=word_id)
    return go("/moderation/words/", toast=_("Removed."))
