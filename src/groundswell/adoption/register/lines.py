"""The register of purposes: everything that is counted or kept of people, and what it is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from groundswell.adoption.measures import MEASURES
from groundswell.adoption.measures.measure import ROWS, Measure, Topic
from groundswell.adoption.register import queries
from groundswell.adoption.register.models import RegisterEntry
from groundswell.foundation import clock


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is counted or kept: all in words; `basis` is what an administrator wrote.

    `off_with`: what was switched off that this is made of; `takes`: what goes with it.
    """

    name: str
    title: str
    rows: str
    seen_by: str
    purpose: str
    kept: str
    basis: str = ""
    off_on: date | None = None
    reason: str = ""
    is_off_for_council: bool = False
    off_with: str = ""
    takes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """The lines of one topic."""

    name: str
    title: str
    lines: Sequence[Line]


TITLES: dict[Topic, str | Promise] = {
    Topic.REACH: _lazy("Reach"),
    Topic.PARTICIPATION: _lazy("Participation"),
    Topic.ANSWERS: _lazy("Answers"),
    Topic.SILOS: _lazy("Silos and bridges"),
    Topic.COMMAND: _lazy("Line of command"),
    Topic.LEADERSHIP: _lazy("Leadership"),
    Topic.VOICES: _lazy("Unheard voices"),
    Topic.SPREAD: _lazy("Spread"),
    Topic.GROUPS: _lazy("Groups"),
}
YOU = _lazy("You alone.")
RAW_MONTHS = _lazy("%(months)s months.")
COUNTED_WHEN_SHOWN = _lazy("Nothing: counted when somebody looks.")
# What no measure counts, and is kept of people or shown to them all the same: title, rows, who
# sees it, purpose, how long it is kept.
BESIDE: tuple[tuple[str, str | Promise, str | Promise, str | Promise, str | Promise, str | Promise],
              ...] = (
    ("weeks", _lazy("Your weeks"), _lazy("What you gave and what came back, week by week."), YOU,
     _lazy("A mirror for yourself."), _lazy("Nothing: counted when you look.")),
    ("persona", _lazy("How you come across"), _lazy("What you gave and got in 90 days."), YOU,
     _lazy("A mirror for yourself."), _lazy("Nothing: counted when you look.")),
    ("bridge", _lazy("How you join others"),
     _lazy("How many people and functions you have ties with, and how far these know each other."),
     _lazy("You alone, unless you agree to be named."), _lazy("A mirror for yourself."),
     _lazy("One week, until the next is counted.")),
    ("named", _lazy("That you may be named"), _lazy("When you agreed and took it back."),
     _lazy("Analysts, your name and how you join others, and only while you agree."),
     _lazy("To find people for joint work."), _lazy("Until your account is erased.")),
    ("roster", _lazy("Leaders on the roster"),
     _lazy("Own words and an office’s, answers and how long questions waited, ties, and what"
           " followed where they came into a group; of leaders who agreed."),
     _lazy("Analysts, and the leader; only while the leader agrees. Whoever manages people sees who"
           " was told and what they said."),
     _lazy("To know whether leaders are there and answer."),
     _lazy("Until your account is erased.")),
    ("own_words_share", _lazy("A leader’s own words, on the profile"),
     _lazy("Of a leader’s posts and replies of 28 days and 13 weeks, who pressed the button."),
     _lazy("Everybody, on the profile of leaders who were told, once they agreed or did not object"
           " within two weeks; nobody while the measure “Own words” is off."),
     _lazy("To show whether a leader speaks, or an office."), COUNTED_WHEN_SHOWN),
    ("acknowledged", _lazy("Whom an announcement reached"),
     _lazy("Whether and when you acknowledged an announcement that asks for it; your function."),
     _lazy("Its author, and only counts that pass the privacy threshold."),
     _lazy("To know whether what everybody must know has arrived."),
     _lazy("As long as the announcement; the counts of its first week stay.")),
    ("taken", _lazy("Suggestions that were taken up"),
     _lazy("Who took one up, for which two groups, what is to be tried, and on which day."),
     _lazy("Analysts, without the name; the audit log has it."),
     _lazy("To compare later what followed."), _lazy("For good; after an erasure nobody’s.")),
    ("looks", _lazy("Who looked at figures"), _lazy("Who, at which report, in which hour."),
     _lazy("The works council and Legal; whoever a figure is about."),
     _lazy("To hold those who see figures to their purpose."), _lazy("13 months.")),
    ("presence", _lazy("Days on which you were here"), _lazy("One row a day: read, wrote."),
     _lazy("Nobody; only sums of everybody."), _lazy("To tell readers apart from who takes part."),
     RAW_MONTHS),
    ("read_marks", _lazy("Up to where you have read"),
     _lazy("The last post that you have read in each place, thread and conversation, and which"
           " notices you have seen."),
     _lazy("You alone; in conversations those who take part, unless you switch that off."),
     _lazy("To show you what is new. No figure is made of it."),
     _lazy("As long as you follow the place.")),
    ("suggested", _lazy("Whom the network names"),
     _lazy("Under which topics you answered in the open, who has your manager, function or site,"
           " and who writes most in a group whose owner is alone or away."),
     _lazy("Newcomers, that owner, and whoever is asked to take a group on: names, no numbers."),
     _lazy("So that people find each other, and groups an owner."), COUNTED_WHEN_SHOWN),
    ("for_you", _lazy("What stands first in “For you”"),
     _lazy("Your skills, what you like to be asked, topics and people that you follow, questions"
           " that you answered, your place in the organisation, what you have opened."),
     YOU, _lazy("To put first what may concern you, with the reason."), COUNTED_WHEN_SHOWN),
    ("missed", _lazy("Searches that found nothing"),
     _lazy("Words that three people or more looked for, how often, on which days; until then a"
           " digest of them. Not who."),
     _lazy("Analysts."), _lazy("To know what is missing."),
     _lazy("90 days after they were last looked for.")),
    ("log", _lazy("The activity log"), _lazy("Who did what to which post, group or person, when."),
     _lazy("Nobody; the program reads it to count and to tell."),
     _lazy("To keep everything in step."), RAW_MONTHS),
    ("messages", _lazy("Private messages"), _lazy("None."), _lazy("Nobody."),
     _lazy("Not measured."), "–"),
)  # fmt: skip


def chapters() -> list[Chapter]:
    """All measures by topic, and what is kept beside them."""
    said = queries.entries()
    found = [
        Chapter(
            str(topic),
            str(TITLES[topic]),
            [_line(one, said) for one in MEASURES.values() if one.topic is topic],
        )
        for topic in Topic
    ]
    return [*(one for one in found if one.lines), Chapter("beside", _("Beside them"), beside())]


def topic_of(measure: Measure) -> tuple[str, str]:
    """The topic that a measure belongs to: its name and its title."""
    return str(measure.topic), str(TITLES[measure.topic])


def off() -> list[tuple[str, date]]:
    """The titles of the measures that are switched off, and since when."""
    return [
        (_(MEASURES[name].title), clock.day_of(at))
        for name, at in queries.off().items()
        if name in MEASURES
    ]


def beside() -> list[Line]:
    """What is kept or shown that is no measure."""
    months = {"months": settings.OPTIONS.raw_months}
    return [
        Line(name, str(title), str(rows), str(seen_by), str(purpose), str(kept) % months)
        for name, title, rows, seen_by, purpose, kept in BESIDE
    ]


def line(name: str) -> Line:
    """One measure's line.

    Raises:
        NotFound: there is no such measure.
    """
    queries.entry(name)
    return _line(MEASURES[name], queries.entries())


def _line(measure: Measure, said: Mapping[str, RegisterEntry]) -> Line:
    entry = said.get(measure.name) or RegisterEntry(measure=measure.name)
    whole = said.get(queries.whole_of(measure.name))
    # What is switched off by itself has its own day and reason.
    is_with = entry.off_at is None and whole is not None and whole.off_at is not None
    off = whole if is_with and whole else entry
    made = queries.MADE_OF.get(measure.name, ())
    return Line(
        name=measure.name,
        title=_(measure.title),
        rows=_(ROWS.get(measure.needs, str(measure.needs))),
        seen_by=_(measure.seen_by),
        purpose=_(measure.serves),
        kept=_("Rows about single people %(months)s months, then only sums.")
        % {"months": settings.OPTIONS.raw_months},
        basis=entry.basis,
        off_on=clock.day_of(off.off_at) if off.off_at else None,
        reason=off.reason,
        is_off_for_council=off.is_off_for_council,
        off_with=_(MEASURES[off.measure].title) if is_with else "",
        takes=[_(one.title) for one in MEASURES.values() if one.name in made],
    )
