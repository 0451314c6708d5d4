"""Notices in words, in the language of their reader: on pages and in letters."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groundswell.network.notifications.bundles import Bundle
from groundswell.network.notifications.models import ON_THE_ROSTER, Kind

FIXED: dict[str, str] = {
    Kind.FOLLOW: "/people/%(who)s/",
    Kind.DRAFT: "/handed/%(subject)s/",
    Kind.INVITATION: "/groups/",
    Kind.OUTCOME: "/reports/#case-%(subject)s",
    Kind.DELEGATION: "/settings/delegates/",
    Kind.ROSTER: "/settings/delegates/#own-words",
    Kind.FIGURES: "/adoption/about-me/#own-roster",
    Kind.CONSENT: "/adoption/about-me/#named",
}
ROSTER_PLACE = FIXED[Kind.FIGURES]

type Mark = Callable[[str], str]


def sentence(bundle: Bundle, *, name: Mark = str, title: Mark = str) -> str:
    """What happened, in a sentence; `name` and `title` mark what they are given (as bold, a link).

    Words of people go through the marks, which escape them where that is needed.
    """
    facts = {"who": _who(bundle, name), "what": title(bundle.title or _about(bundle))}
    return SENTENCES[bundle.kind](bundle) % facts


def address(bundle: Bundle) -> str:
    """Where one reads what happened, below the public address."""
    if bundle.thread_id:
        return f"/posts/{bundle.thread_id}/?at={bundle.post_id}#post-{bundle.post_id}"
    if bundle.kind in {Kind.HELD, Kind.VERDICT}:
        return f"/moderation/waiting/#held-{bundle.subject_id}"
    if bundle.kind in {Kind.REPORT, Kind.DECISION}:
        return f"/moderation/cases/{bundle.subject_id}/"
    if bundle.kind == Kind.CONSENT and bundle.subject_id == ON_THE_ROSTER:
        return ROSTER_PLACE
    if bundle.kind in FIXED:
        return FIXED[bundle.kind] % {"who": bundle.actors[0].id, "subject": bundle.subject_id}
    return f"/groups/{bundle.group_id}/" + ("members/" if bundle.kind == Kind.REQUEST else "")


def _about(bundle: Bundle) -> str:
    if bundle.kind == Kind.REPORT:
        return _("A report or an appeal")
    abouts = {
        Kind.DECISION: _("something that you wrote"),
        Kind.HELD: _("something"),
        Kind.FIGURES: _("figures of yours as a leader"),
        Kind.CONSENT: _("A consent of yours"),
        Kind.ROSTER: _("The share of your own words"),
    }
    return abouts.get(Kind(bundle.kind)) or _("a thread")


def _who(bundle: Bundle, name: Mark) -> str:
    names = [name(actor.name) for actor in bundle.actors]
    others = bundle.people - 1
    if others == 0:
        return names[0]
    if others == 1:
        return _("%(one)s and %(other)s") % {"one": names[0], "other": names[1]}
    words = ngettext("%(one)s and %(count)d other", "%(one)s and %(count)d others", others)
    return words % {"one": names[0], "count": others}


def _mention(bundle: Bundle) -> str:
    return ngettext(
        "%(who)s mentioned you in %(what)s", "%(who)s mentioned you in %(what)s", bundle.people
    )


def _call(_bundle: Bundle) -> str:
    return _("%(who)s called a group of yours in %(what)s")


def _answer(bundle: Bundle) -> str:
    return ngettext(
        "%(who)s answered you in %(what)s", "%(who)s answered you in %(what)s", bundle.people
    )


def _thread(bundle: Bundle) -> str:
    return ngettext("%(who)s replied in %(what)s", "%(who)s replied in %(what)s", bundle.people)


def _best(_bundle: Bundle) -> str:
    return _("Your answer is marked as the best one in %(what)s")


def _reaction(bundle: Bundle) -> str:
    return ngettext(
        "%(who)s reacted to what you wrote in %(what)s",
        "%(who)s reacted to what you wrote in %(what)s",
        bundle.people,
    )


def _follow(bundle: Bundle) -> str:
    return ngettext("%(who)s follows you now", "%(who)s follow you now", bundle.people)


def _invitation(_bundle: Bundle) -> str:
    return _("%(who)s asks you into the group %(what)s")


def _request(bundle: Bundle) -> str:
    return ngettext("%(who)s asks to join %(what)s", "%(who)s ask to join %(what)s", bundle.people)


def _announcement(_bundle: Bundle) -> str:
    return _("%(who)s announced %(what)s")


def _news(bundle: Bundle) -> str:
    if bundle.things == 1:
        return _("%(who)s wrote in %(what)s")
    words = ngettext(
        "%(count)s new post in %(what)s", "%(count)s new posts in %(what)s", bundle.things
    )
    return words.replace("%(count)s", str(bundle.things))


def _report(_bundle: Bundle) -> str:
    return _("%(what)s waits for a moderator")


def _decision(_bundle: Bundle) -> str:
    return _("A moderator decided about %(what)s: read what, and why")


def _held(_bundle: Bundle) -> str:
    return _("%(who)s wrote %(what)s that waits for your approval")


def _verdict(_bundle: Bundle) -> str:
    return _("There is an answer about what you wrote: it waited to be seen first")


def _outcome(_bundle: Bundle) -> str:
    return _("A moderator has looked at what you reported: read what came of it")


def _delegation(_bundle: Bundle) -> str:
    return _("%(who)s lets you write for them")


def _draft(_bundle: Bundle) -> str:
    return _("%(who)s left a draft for you")


def _roster(_bundle: Bundle) -> str:
    return _("%(what)s will be public in two weeks, unless you object")


def _figures(_bundle: Bundle) -> str:
    return _("May analysts see %(what)s? Read which, and say yes or no")


def _consent(bundle: Bundle) -> str:
    if bundle.subject_id == ON_THE_ROSTER:
        return _("%(what)s ended, so analysts see your figures as a leader no more: choose anew")
    return _("%(what)s ended, so you are named no more: look what is asked now, and choose anew")


def _renewal(_bundle: Bundle) -> str:
    return _("%(what)s is a year older: does what it is for still hold?")


def _sleep(_bundle: Bundle) -> str:
    return _("%(what)s sleeps, and is archived soon unless somebody writes in it")


def _archived(_bundle: Bundle) -> str:
    return _("%(what)s is archived: it is kept for reading")


def _offer(_bundle: Bundle) -> str:
    return _("%(what)s has no owner: will you take it on?")


def _found(bundle: Bundle) -> str:
    return ngettext(
        "%(who)s looks after %(what)s from now on",
        "%(who)s look after %(what)s from now on",
        bundle.people,
    )


def _owner(_bundle: Bundle) -> str:
    return _("You are an owner of %(what)s now")


def _member(_bundle: Bundle) -> str:
    return _("You are a member of %(what)s again, and no owner any more")


def _welcomed(_bundle: Bundle) -> str:
    return _("You were let into %(what)s")


def _turned_away(_bundle: Bundle) -> str:
    return _("You were not let into %(what)s")


def _dismissed(_bundle: Bundle) -> str:
    return _("You are in %(what)s no longer: an owner took you out")


SENTENCES: dict[str, Callable[[Bundle], str]] = {
    Kind.MENTION: _mention,
    Kind.CALL: _call,
    Kind.ANSWER: _answer,
    Kind.THREAD: _thread,
    Kind.BEST: _best,
    Kind.REACTION: _reaction,
    Kind.FOLLOW: _follow,
    Kind.INVITATION: _invitation,
    Kind.REQUEST: _request,
    Kind.NEWS: _news,
    Kind.REPORT: _report,
    Kind.DECISION: _decision,
    Kind.OUTCOME: _outcome,
    Kind.HELD: _held,
    Kind.VERDICT: _verdict,
    Kind.ANNOUNCEMENT: _announcement,
    Kind.DELEGATION: _delegation,
    Kind.DRAFT: _draft,
    Kind.ROSTER: _roster,
    Kind.FIGURES: _figures,
    Kind.CONSENT: _consent,
    Kind.RENEWAL: _renewal,
    Kind.SLEEP: _sleep,
    Kind.ARCHIVED: _archived,
    Kind.OFFER: _offer,
    Kind.FOUND: _found,
    Kind.OWNER: _owner,
    Kind.MEMBER: _member,
    Kind.WELCOMED: _welcomed,
    Kind.TURNED_AWAY: _turned_away,
    Kind.DISMISSED: _dismissed,
}
