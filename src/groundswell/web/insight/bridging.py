"""Two groups worth bridging in words: what to try, and whether what was tried changed anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption import pairs as told
from groundswell.adoption.pairs import Kind, Pair, Suggestion, Trial
from groundswell.adoption.queries import Figure
from groundswell.adoption.structures import Structure
from groundswell.adoption.tables import ToldCell
from groundswell.network.groups.models import Group
from groundswell.web import wording
from groundswell.web.charts import differences
from groundswell.web.charts.differences import Difference
from groundswell.web.insight.sheets import Sheet, in_words, number_of, reasons

SHOWN = 3
KINDS: Mapping[Kind, str | Promise] = {
    Kind.EVENT: _lazy("an event"),
    Kind.QUESTION: _lazy("a question in both"),
    Kind.GROUP: _lazy("a shared group"),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pair as it is shown; `state` says what was taken up, where it may not be taken up now."""

    one: Group
    other: Group
    facts: str
    words: str
    kind: str
    state: str


@dataclass(frozen=True, slots=True)
class Bridging:
    """The pairs worth bridging, all of them as a table, and what followed of those taken up."""

    sheet: Sheet
    proposals: Sequence[Proposal]
    followed: Sheet | None
    kinds: Sequence[tuple[str, str]]


def bridging(shown: Structure, today: date) -> Bridging | None:
    """The two figures of the page; None while nothing of them is counted."""
    figure = shown.now.get("bridging")
    if figure is None:
        return None
    found = told.pairs(figure)
    followed = shown.now.get("bridged")
    return Bridging(
        sheet=_sheet(figure, found),
        proposals=[_proposal(pair, today) for pair in found[:SHOWN]],
        followed=_followed(followed) if followed else None,
        kinds=[(str(kind), str(words)) for kind, words in KINDS.items()],
    )


def kept(shown: Structure) -> list[Sheet]:
    """The same figures without what may be done now."""
    figure, followed = (shown.now.get(name) for name in ("bridging", "bridged"))
    sheets = [_sheet(figure, told.pairs(figure))] if figure else []
    after = _followed(followed) if followed else None
    return [*sheets, *([after] if after and after.rows else [])]


def _sheet(figure: Figure, found: Sequence[Pair]) -> Sheet:
    cells = [cell for pair in found for cell in (pair.people_in_both, pair.ties)]
    return Sheet(
        name="bridging",
        figure=figure,
        finding=_finding(figure, found),
        what=_(
            "They write under the same topics (#), and far fewer two-way ties join their people"
            " than chance would give."
        ),
        head=[
            _("Two groups"),
            _("Shared topics"),
            _("People in both"),
            _("Two-way ties"),
            _("By chance"),
        ],
        rows=[
            [
                f"{pair.one.name} – {pair.other.name}",
                wording.number(len(pair.topics)),
                in_words(pair.people_in_both, wording.number),
                in_words(pair.ties, wording.number),
                wording.number(round(pair.by_chance, 1)),
            ]
            for pair in found
        ],
        reasons=reasons(cells),
        has_table=bool(found),
    )


def _finding(figure: Figure, found: Sequence[Pair]) -> str:
    if found:
        return ngettext(
            "Two groups worth bringing together",
            "%(count)s pairs of groups worth bringing together",
            len(found),
        ) % {"count": wording.number(len(found))}
    looked_at = number_of(figure, "pairs")
    if looked_at is None or not looked_at.denominator:
        return _("No two open groups share topics yet")
    return _("No two groups that share topics lack ties")


def _proposal(pair: Pair, today: date) -> Proposal:
    first = f"#{pair.topics[0]}" if pair.topics else ""
    tries = {
        Kind.EVENT: _("Try an event: one question hour, with a host from each side."),
        Kind.QUESTION: _(
            "Try a question: somebody who is in both asks the same in each, about %(topic)s."
        ),
        Kind.GROUP: _("Try a shared group for people of both, about %(topic)s."),
    }
    facts = _("%(topics)s; %(both)s; %(ties)s, where chance would give %(chance)s.") % {
        "topics": _shared(pair.topics),
        "both": _both(pair),
        "ties": _ties(pair),
        "chance": wording.number(round(pair.by_chance)),
    }
    taken = pair.taken
    is_running = taken is not None and taken.is_over_on >= today
    return Proposal(
        one=pair.one,
        other=pair.other,
        facts=facts,
        words=tries[pair.proposal] % {"topic": first},
        kind=str(pair.proposal),
        state=_running(taken) if taken and is_running else "",
    )


def _shared(topics: Sequence[str]) -> str:
    return _("%(count)s shared topics in 90 days: %(names)s") % {
        "count": wording.number(len(topics)),
        "names": ", ".join(f"#{topic}" for topic in topics[:3]),
    }


def _both(pair: Pair) -> str:
    both = pair.people_in_both
    if both.withheld:
        return _("1–4 people take part in both")
    count = round(both.cell.value or 0)
    if not count:
        return _("nobody takes part in both")
    words = ngettext("1 person takes part in both", "%(count)s people take part in both", count)
    return words % {"count": wording.number(count)}


def _ties(pair: Pair) -> str:
    if pair.ties.withheld:
        return _("1–4 two-way ties join the others")
    count = round(pair.ties.cell.value or 0)
    if not count:
        return _("no two-way tie joins the others")
    words = ngettext(
        "1 two-way tie joins the others", "%(count)s two-way ties join the others", count
    )
    return words % {"count": wording.number(count)}


def _running(taken: Suggestion) -> str:
    return _("Taken up on %(on)s: %(kind)s. What followed is told from %(told)s on.") % {
        "on": _day(taken.taken_on),
        "kind": KINDS[Kind(taken.kind)],
        "told": _day(taken.is_over_on),
    }


def _waiting(one: Trial) -> str:
    pair = _("%(one)s and %(other)s:") % {"one": one.taken.one.name, "other": one.taken.other.name}
    return f"{pair} {_running(one.taken)}"


def _followed(figure: Figure) -> Sheet:
    tried = told.trials(figure)
    known = [(one, found) for one in tried if (found := _known(one))]
    rows = [
        Difference(_names(one), found.cell.value or 0, found.cell.low, found.cell.high)
        for one, found in known
        if found.cell.low is not None and found.cell.high is not None
    ]
    finding = _verdict(known, tried)
    waiting = [_waiting(one) for one in tried if not one.is_over]
    what = _(
        "Ties between the two groups in the eight weeks before and after a suggestion was taken up,"
        " against comparable pairs for which nothing was. Bar: 95 % interval. Open circle: the"
        " interval holds 0."
    )
    return Sheet(
        name="bridged",
        figure=figure,
        finding=finding,
        what=" ".join([what, *waiting[:SHOWN]]),
        head=[
            _("Two groups"),
            _("Taken up"),
            _("More ties than expected"),
            _("95 % interval"),
            _("Reading"),
        ],
        rows=[_row(one) for one in tried],
        counted=_("a comparison, no experiment"),
        drawings=differences.drawings("bridged", finding, rows) if rows else [],
        is_half=False,
    )


def _known(one: Trial) -> ToldCell | None:
    """What is told of it, if anything is."""
    found = one.followed
    return found if found and not found.withheld and found.cell.value is not None else None


def _verdict(known: Sequence[tuple[Trial, ToldCell]], tried: Sequence[Trial]) -> str:
    if not tried:
        return _("No suggestion was taken up yet")
    if not known:
        early = any(not one.is_over for one in tried)
        return _("Too early to tell what followed") if early else _("Too few to tell what followed")
    last, cell = known[0][0], known[0][1].cell
    more, low, high = (differences.signed(end or 0) for end in (cell.value, cell.low, cell.high))
    words = {"pair": _names(last), "more": more, "low": low, "high": high}
    if cell.low is None or cell.high is None:
        sentence = _("%(more)s ties after the last suggestion, too few for an interval")
    elif cell.low > 0:
        sentence = _("%(more)s ties after the last suggestion (interval %(low)s to %(high)s)")
    elif cell.high < 0:
        sentence = _("Fewer ties after the last suggestion: %(more)s (%(low)s to %(high)s)")
    else:
        sentence = _("Cannot tell whether it helped: %(more)s ties (interval %(low)s to %(high)s)")
    return sentence % words


def _row(one: Trial) -> list[str]:
    start = [_names(one), _day(one.taken.taken_on)]
    found = _known(one)
    if found is None:
        reading = _("too early") if not one.is_over else _("too few to tell")
        return [*start, "–", "–", reading]
    more = differences.signed(found.cell.value or 0)
    low, high = found.cell.low, found.cell.high
    if low is None or high is None:
        return [*start, more, "–", _("too few ties for an interval")]
    between = {"low": differences.signed(low), "high": differences.signed(high)}
    reading = _("cannot tell yet")
    if low > 0 or high < 0:
        reading = _("more than chance") if low > 0 else _("fewer than by chance")
    return [*start, more, _("%(low)s to %(high)s") % between, reading]


def _names(one: Trial) -> str:
    return f"{one.taken.one.name} – {one.taken.other.name}"


def _day(on: date) -> str:
    return wording.day(on, get_language())
