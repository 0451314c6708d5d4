"""Why a thread stands in For you, in a sentence."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.network.feeds.weighing import Reason
from groundswell.network.feeds.weights import Why


def sentence(reason: Reason) -> str:
    """The reason in words, for its viewer."""
    values = {"what": reason.what, "count": reason.number}
    return SENTENCES[reason.why](reason) % values


def _waiting(reason: Reason) -> str:
    if reason.what:
        return _("Unanswered question in %(what)s")
    return _("Unanswered question to everybody")


def _site_reacted(reason: Reason) -> str:
    return ngettext(
        "%(count)d person of your site (%(what)s) reacted since yesterday",
        "%(count)d people of your site (%(what)s) reacted since yesterday",
        reason.number,
    )


def _reacted(reason: Reason) -> str:
    return ngettext(
        "%(count)d person reacted since yesterday",
        "%(count)d people reacted since yesterday",
        reason.number,
    )


def _talk(reason: Reason) -> str:
    return ngettext(
        "%(count)d answer since yesterday", "%(count)d answers since yesterday", reason.number
    )


SENTENCES: dict[Why, Callable[[Reason], str]] = {
    Why.ASKED: lambda _reason: _("Unanswered question about %(what)s, which you are asked about"),
    Why.SKILL: lambda _reason: _("Unanswered question about %(what)s, one of your skills"),
    Why.TOPIC: lambda _reason: _("Unanswered question about #%(what)s, which you follow"),
    Why.ANSWERED: lambda _reason: _("Unanswered question about #%(what)s, as you answered before"),
    Why.MENTION: lambda _reason: _("%(what)s mentions you"),
    Why.MANAGER: lambda _reason: _("Your manager wrote it"),
    Why.FOLLOWED: lambda _reason: _("You follow %(what)s"),
    Why.REPORT: lambda _reason: _("%(what)s reports to you"),
    Why.TEAM: lambda _reason: _("%(what)s is in your team"),
    Why.WAITING: _waiting,
    Why.SITE_REACTED: _site_reacted,
    Why.REACTED: _reacted,
    Why.TALK: _talk,
    Why.GROUP: lambda _reason: _("New in %(what)s, which you follow"),
    Why.EVERYBODY: lambda _reason: _("Written to everybody"),
    Why.OWN: lambda _reason: _("You wrote it"),
}
