"""What leaders do and what followed, in words, with drawings and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from groundswell.adoption import saying
from groundswell.adoption.queries import Figure
from groundswell.adoption.roster import MEASURES, Leader, Leadership
from groundswell.adoption.suppression import Withheld
from groundswell.web import wording
from groundswell.web.charts import presence
from groundswell.web.charts.marks import Drawing
from groundswell.web.charts.ratios import Ratio
from groundswell.web.insight import followed, panels
from groundswell.web.insight.panel import definitions_of

FEW = 5  # questions: of fewer no time is told


@dataclass(frozen=True, slots=True)
class Line:
    """One leader as the roster shows them."""

    leader: Leader
    drawing: Drawing
    own: str
    own_more: str
    answered: str
    answered_more: str
    ties: str
    ties_more: str


@dataclass(frozen=True, slots=True)
class Headline:
    """The sentence of the page, the part of it that stands out, and what it counts."""

    before: str
    strong: str
    after: str
    count: str


def headline(told: Leadership) -> Headline:
    """How many answered somebody, and what followed where they became present."""
    if not told.is_for_viewer:
        return _of_all(told)
    if not told.is_on:
        return Headline(
            _("No single leader is shown: a figure about them is switched off."), "", "", ""
        )
    if not told.leaders:
        return Headline(_("No leader shows their figures yet."), "", "", _none())
    answering = sum(one.answered > 0 for one in told.leaders)
    of = len(told.leaders)
    first = ngettext(
        "%(count)s of %(of)s leader who shows their figures answered somebody this quarter",
        "%(count)s of %(of)s leaders who show their figures answered somebody this quarter",
        of,
    ) % {"count": wording.number(answering), "of": wording.number(of)}
    all_of_it = followed.together(told)
    if all_of_it is None or not all_of_it.is_sure:
        unsure = _("; what their presence changes cannot be told yet.")
        return Headline(first, "", unsure, _counted(told, all_of_it))
    words = _(", and where they became present people contributed %(share)s.")
    before, _share, after = words.partition("%(share)s")
    strong = _by_how_much(all_of_it.value)
    return Headline(first + before, strong, after, _counted(told, all_of_it))


def _of_all(told: Leadership) -> Headline:
    """For whom no single leader agreed to be shown: how many of all lead by taking part."""
    figure, beside = told.figures.get("leaders"), ""
    if figure is None:
        claim = _("How many leaders take part is switched off.")
    elif (row := figure.rows[0]).withheld == Withheld.SUBTRACTION:
        claim = _("How many leaders took part in these four weeks can be told to nobody.")
        beside = _(
            "Leaders may show their own figures to analysts, and more is told beside: with these it"
            " would tell of the few who do not."
        )
    elif row.numerator is None:
        claim = panels.panels([figure])[0].finding
    else:
        of = {"count": wording.number(row.numerator), "of": wording.number(row.denominator or 0)}
        claim = _("%(count)s of %(of)s leaders took part themselves in four weeks.") % of
    only = _(
        "What single leaders write, answer and change they agreed to show to analysts alone, so it"
        " is not told here."
    )
    return Headline(claim, "", "", f"{beside} {only}".strip())


def _none() -> str:
    return _(
        "Leaders are told, and asked whether their figures may be shown. Nothing about a single"
        " leader, and no figure made of single leaders, is shown before they agree."
    )


def _counted(told: Leadership, ratio: Ratio | None) -> str:
    own = ngettext(
        "Of the %(count)s leader who agreed to be shown: questions of 90 days that name"
        " them, under which they wrote themselves.",
        "Of the %(count)s leaders who agreed to be shown: questions of 90 days that name"
        " them, under which they wrote themselves.",
        len(told.leaders),
    ) % {"count": wording.number(len(told.leaders))}
    if ratio is None:
        return own
    return (
        own
        + " "
        + _("Effect: %(times)s, interval %(low)s to %(high)s, against comparable groups.")
        % {
            "times": saying.times(ratio.value),
            "low": wording.decimal(ratio.low, 2),
            "high": wording.decimal(ratio.high, 2),
        }
    )


def _by_how_much(ratio: float) -> str:
    share = wording.percent(abs(ratio - 1))
    words = _("%(share)s more") if ratio > 1 else _("%(share)s less")
    return words % {"share": share}


def finding(leaders: Sequence[Leader]) -> str:
    """What the roster shows: how many questions await a leader, and whom most of them."""
    awaiting = sum(one.awaiting for one in leaders)
    if not awaiting:
        return _("No question awaits a leader")
    most = max(leaders, key=lambda one: one.awaiting)
    words = ngettext(
        "%(count)s question awaits a leader", "%(count)s questions await a leader", awaiting
    ) % {"count": wording.number(awaiting)}
    if most.awaiting == awaiting:
        return _("%(words)s: %(name)s") % {"words": words, "name": most.person.name}
    return _("%(words)s; %(most)s of them %(name)s") % {
        "words": words,
        "most": wording.number(most.awaiting),
        "name": most.person.name,
    }


def lines(leaders: Sequence[Leader]) -> list[Line]:
    """Each leader of the roster in words."""
    most = max(
        (
            mine + theirs
            for one in leaders
            for mine, theirs in zip(one.own, one.delegated, strict=True)
        ),
        default=1,
    )
    return [_line(one, most) for one in leaders]


def own_facts(one: Leader) -> list[tuple[str, str, str]]:
    """The same of one leader for that leader: what it is, how much, and what is behind it."""
    line = _line(one, 1)
    facts = [
        (_("Own posts and replies in 13 weeks, of all under your name"), line.own, line.own_more),
        (_("Questions that name you, answered of asked in 90 days"), line.answered,
         line.answered_more),
        (_("People with whom you have a two-way tie"), wording.number(one.ties), line.ties_more),
    ]  # fmt: skip
    if one.followed:
        found = one.followed
        ends = {"low": wording.decimal(found.low, 2), "high": wording.decimal(found.high, 2)}
        facts.append(
            (
                _("What followed where you came into a group"),
                saying.times(found.ratio),
                _("interval %(low)s to %(high)s, against comparable groups") % ends,
            )
        )
    return facts


def _line(one: Leader, most: int) -> Line:
    own, delegated = sum(one.own), sum(one.delegated)
    title = _("13 weeks: %(own)s own posts, %(delegated)s by delegates") % {
        "own": wording.number(own),
        "delegated": wording.number(delegated),
    }
    drawn = presence.drawing(str(one.person.pk), title, one.own, one.delegated, most)
    return Line(
        leader=one,
        drawing=drawn,
        own=_of(own, own + delegated),
        own_more=_since(one, _own_words(own, delegated)),
        answered=_of(one.answered, one.asked) if one.asked else "–",
        answered_more=_soon(one),
        ties=_ties(one),
        ties_more=_("%(count)s people in the unit") % {"count": wording.number(one.unit)},
    )


def _ties(one: Leader) -> str:
    if one.ties_withheld is None:
        return wording.number(one.ties)
    return _("1–4") if one.ties_withheld == "small" else _("not shown")


def _of(count: int, of: int) -> str:
    return _("%(count)s of %(of)s") % {"count": wording.number(count), "of": wording.number(of)}


def _since(one: Leader, words: str) -> str:
    if one.since is None:
        return words
    on = wording.day(one.since, get_language())
    return _("%(words)s; shown from %(on)s on") % {"words": words, "on": on}


def _own_words(own: int, delegated: int) -> str:
    if not own + delegated:
        return _("said nothing")
    if not delegated:
        return _("nothing by delegates")
    return _("all by delegates") if not own else wording.percent(own / (own + delegated))


def _soon(one: Leader) -> str:
    if not one.asked:
        return _("nobody asked")
    if not one.answered:
        return _("none answered")
    if one.asked < FEW or one.half_within is None:
        return _("too few to say how soon")
    hours = wording.number(round(one.half_within, 1))
    return _("half within %(hours)s working hours") % {"hours": hours}


def defined(told: Leadership) -> str:
    """By which definitions the roster was counted."""
    found = {one.defined_on for name, one in told.figures.items() if name in MEASURES}
    return definitions_of(found)


def beside(told: Leadership) -> list[Figure]:
    """The figures that have no drawing of their own here."""
    drawn = {"leader_effect"} if told.compared else set()
    return [one for name, one in told.figures.items() if name not in drawn]
