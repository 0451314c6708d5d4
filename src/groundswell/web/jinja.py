"""The one template language. A component is a macro, and nothing but its arguments reaches it."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Mapping, MutableMapping, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from itertools import cycle
from typing import Any
from urllib.parse import urlencode

import jinja2
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, ngettext, npgettext, pgettext
from markupsafe import Markup, escape

from groundswell.adoption.register import lines
from groundswell.config import accents, branding, choosing
from groundswell.foundation import clock, emojis, sentences
from groundswell.foundation.compiled import Compiled
from groundswell.network.feeds import wording as reasons
from groundswell.network.notifications import wording as notices
from groundswell.network.notifications.bundles import Bundle
from groundswell.network.posts import text
from groundswell.network.posts.kinds import KINDS
from groundswell.network.reactions.names import OWN
from groundswell.network.search.snippets import Piece
from groundswell.web import addresses, static_files, task_words, wording

TINTS, SWELLS = 12, 5
KEPT = 4096  # drawings of some kB each: frames and boxes of those who were here lately
KEPT_PAGES = 500  # of some forty kB each

type Pieces = Sequence[str]


class _Environment(jinja2.Environment):
    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        # No template has globals of its own. Jinja's ChainMap around all of them is compared key
        # by key for every import of every page: a quarter of the home page's time.
        return {**self.globals, **d} if d else self.globals


@cache
def environment() -> jinja2.Environment:
    """Jinja with this product's filters; an unknown name in a template is an error."""
    jinja = _Environment(
        loader=jinja2.PackageLoader("groundswell.web", "."),
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=Compiled(__file__),
    )
    jinja.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    jinja.globals.update(
        static=static_files.address,
        organisation=settings.OPTIONS.organisation,
        branding=branding.shown(),
        KINDS=KINDS,
        TASKS=task_words,
        REACTIONS=OWN,
        GROUNDS=accents.GROUNDS,
        slot=slot,
        drawn=_in_page,
        post_address=addresses.of_post,
        measures_off=lines.off,
    )
    jinja.filters.update(
        initials=wording.initials,
        tint=lambda number: number % TINTS,
        swell=lambda number: number // TINTS % SWELLS,
        number=wording.number,
        percent=wording.percent,
        size=wording.size,
        coded=wording.coded,
        recalled=lambda kept: wording.coded(sentences.recall(kept)),
        waited=lambda card: wording.waited(card.published_at, card.answered_at),
        when=when,
        clock=wording.clock_shows,
        when_near=when_near,
        exactly=exactly,
        marked=marked,
        day=day,
        excerpt=lambda card: text.excerpt(text.plain_text(card.html), 90),
        json=json.dumps,
        emoji=emojis.character,
        notice_sentence=notice_sentence,
        notice_words=notices.sentence,
        reason_words=reasons.sentence,
        time_left=task_words.time_left,
        query=lambda values: urlencode({key: value for key, value in values.items() if value}),
    )
    return jinja


def forget() -> None:
    """Draw everything anew: its surroundings changed."""
    environment.cache_clear()
    _kept_page.cache_clear()
    _drawn.cache_clear()


choosing.when_chosen(forget)


def render(template: str, **context: Any) -> str:
    """A template's text."""
    return environment().get_template(template).render(**context)


def page(template: str, **context: Any) -> Pieces:
    """A template's text, cut at its slots."""
    return render(template, **context).split("\x00")


def kept_page(template: str, **context: Hashable) -> Pieces:
    """A template's text, kept by its context and the language, cut at its slots."""
    return _kept_page(template, translation.get_language(), tuple(context.items()))


@lru_cache(maxsize=KEPT_PAGES)
def _kept_page(
    template: str, _language: str | None, context: tuple[tuple[str, Hashable], ...]
) -> Pieces:
    return tuple(render(template, **dict(context)).split("\x00"))


def macro(template: str, name: str, *arguments: Any) -> str:
    """What a component draws."""
    return str(getattr(environment().get_template(template).module, name)(*arguments))


def drawn(template: str, name: str, *arguments: Hashable) -> Pieces:
    """What a component draws, kept by its arguments and the language, cut at its slots."""
    return _drawn(template, name, translation.get_language(), arguments)


def _in_page(template: str, name: str, *arguments: Hashable, **slots: str) -> Markup:
    return Markup(filled(drawn(template, name, *arguments), slots))  # noqa: S704 - drawn, escaped


@lru_cache(maxsize=KEPT)
def _drawn(
    template: str, name: str, _language: str | None, arguments: tuple[Hashable, ...]
) -> Pieces:
    return tuple(macro(template, name, *arguments).split("\x00"))


def slot(name: str) -> Markup:
    """A gap in what a component draws, for what is not kept with it."""
    return Markup("\x00%s\x00") % name


def filled(pieces: Pieces, values: Mapping[str, str]) -> str:
    """The text with its slots filled; every second piece names one."""
    whole = list(pieces)
    whole[1::2] = [values.get(name, "") for name in whole[1::2]]
    return "".join(whole)


def encoded(pieces: Pieces, values: Mapping[str, bytes]) -> bytes:
    """The text as it is sent, with its slots filled; every second piece names one."""
    return b"".join(
        values.get(piece, b"") if is_slot else piece.encode()
        for piece, is_slot in zip(pieces, cycle((False, True)), strict=False)
    )


def when(instant: datetime) -> Markup:
    """An instant as <time>, absolute, in the organisation's zone; a behaviour makes it relative."""
    text = wording.instant(instant, clock.zone(), translation.get_language())
    return Markup(f'<time datetime="{instant.isoformat()}">{escape(text)}</time>')  # noqa: S704


def exactly(instant: datetime) -> str:
    """An instant that stays absolute: in a record it is compared, not felt."""
    return wording.instant(instant, clock.zone(), translation.get_language())


def marked(pieces: Iterable[Piece]) -> Markup:
    """A text whose pieces are escaped, and marked as far as they are what was looked for."""
    texts = (
        f"<mark>{escape(piece.text)}</mark>" if piece.is_marked else str(escape(piece.text))
        for piece in pieces
    )
    return Markup("".join(texts))  # noqa: S704 - each is escaped


def notice_sentence(bundle: Bundle) -> Markup:
    """A notice in words, its people in bold; what it is about is a link, or else all of it."""
    link = Markup('<a href="{}">{}</a>')
    told = notices.sentence(
        bundle,
        name=lambda name: Markup("<b>{}</b>").format(name),
        title=lambda title: link.format(notices.address(bundle), title),
    )
    said = Markup(told)  # noqa: S704 - our words; those of people are escaped by the marks
    return said if "<a " in said else link.format(notices.address(bundle), said)


def when_near(instant: datetime) -> Markup:
    """An instant as <time> where there is little room: its day, or how long ago, by a behaviour."""
    on = clock.day_of(instant)
    text = wording.near_day(on, clock.today(), translation.get_language())
    return Markup('<time datetime="{}">{}</time>').format(instant.isoformat(), text)


def day(on: date) -> str:
    """A day in words."""
    return wording.day(on, translation.get_language())
