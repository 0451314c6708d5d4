"""Letters about notices: what is said, as text and as HTML, in the reader's language."""

from __future__ import annotations

from functools import cache
from typing import Any

import jinja2
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from groundswell.foundation import lettering, mail
from groundswell.foundation.mail import Letter
from groundswell.network.notifications import answering, quotes, unsubscribing, wording
from groundswell.network.notifications.bundles import Bundle
from groundswell.network.notifications.unsubscribing import What
from groundswell.people.persons.models import Person


def in_language_of(person: Person) -> translation.override:
    """Within, texts are in the person's language."""
    return translation.override(person.language or settings.LANGUAGE_CODE)


def about(person: Person, bundle: Bundle, *, key: str) -> Letter:
    """The letter about one notice."""
    thread = mail.message_id(f"thread:{bundle.thread_id}")
    headers = {"In-Reply-To": thread, "References": thread}
    if answering.can_receive():
        headers["Reply-To"] = answering.address(person.pk, bundle.post_id)
    return _letter(
        person,
        What.AT_ONCE,
        key=key,
        subject=wording.sentence(bundle),
        template="notice",
        headers=headers,
        bundle=bundle,
        mark=_above() if answering.can_receive() else "",
    )


def _above() -> str:
    words = _("Write your answer above this line")
    return f"{quotes.MARK} {words} -##"


def digest(person: Person, *, key: str, count: int, **parts: Any) -> Letter:
    """The letter that tells what waits, what people did and what was missed."""
    subject = ngettext("%(count)d thing for you", "%(count)d things for you", count)
    organisation = settings.OPTIONS.organisation
    return _letter(
        person,
        What.DIGEST,
        key=key,
        subject=f"{organisation}: {subject % {'count': count}}",
        template="digest",
        headers={},
        **parts,
    )


def _letter(
    person: Person,
    what: What,
    *,
    key: str,
    subject: str,
    template: str,
    headers: dict[str, str],
    **facts: Any,
) -> Letter:
    stop = absolute(unsubscribing.address(person, what))
    facts |= {
        "person": person,
        "organisation": settings.OPTIONS.organisation,
        "language": translation.get_language(),
        "settings_address": absolute("/settings/notices/"),
        "stop_address": stop,
    }
    return Letter(
        key=key,
        to=str(person.email),
        name=person.name,
        subject=subject,
        text=_environment().get_template(f"{template}.txt.jinja").render(**facts),
        html=_environment().get_template(f"{template}.html.jinja").render(**facts),
        headers={
            **headers,
            "List-Id": f"<notices.{settings.OPTIONS.host}>",
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "X-Auto-Response-Suppress": "All",
        },
    )


def absolute(address: str) -> str:
    """An address of this house as it stands in a letter."""
    return f"{settings.OPTIONS.origin}{address}"


def _bold(bundle: Bundle) -> Markup:
    mark = Markup("<b>{}</b>").format
    return Markup(wording.sentence(bundle, name=mark, title=mark))  # noqa: S704 - marks escape


@cache
def _environment() -> jinja2.Environment:
    jinja = lettering.environment(str(__package__))
    jinja.filters.update(
        bold=_bold, words=wording.sentence, at=lambda bundle: absolute(wording.address(bundle))
    )
    jinja.globals.update(absolute=absolute)
    return jinja
