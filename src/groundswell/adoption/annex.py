"""The annex to a works agreement: what is measured here, as it is set now, in one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Sum
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from groundswell.adoption.looks.models import Look
from groundswell.adoption.measures import MEASURES
from groundswell.adoption.measures.measure import Measure
from groundswell.adoption.register import lines
from groundswell.adoption.register.lines import Chapter, Line
from groundswell.foundation import clock, locales
from groundswell.people.roles.models import Role
from groundswell.people.roles.queries import GRANTS, Permission, grants

type Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, sentences, and a table whose first row names its columns.

    The name is the same in every language, for addresses.
    """

    name: str
    title: str
    sentences: Sequence[str]
    table: Sequence[Cells] = ()


@dataclass(frozen=True, slots=True)
class Annex:
    """The whole document, in the language of the moment; how each figure is counted comes last."""

    title: str
    language: str
    sections: Sequence[Section]
    definitions: Sequence[Section]


def annex() -> Annex:
    """What is measured, by whom it is seen, how long it is kept, and what is switched off."""
    chapters = lines.chapters()
    return Annex(
        _("Annex: what is measured in %(organisation)s")
        % {"organisation": settings.OPTIONS.organisation},
        get_language() or "en",
        [
            _head(),
            _settings(),
            _roles(),
            *(_chapter(chapter) for chapter in chapters[:-1]),
            _beside(chapters[-1]),
            _log(),
            _rights(),
        ],
        [_definition(measure) for measure in MEASURES.values()],
    )


def markdown(document: Annex) -> str:
    """The document as Markdown."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Annex) -> Iterator[str]:
    yield f"# {document.title}"
    for section in document.sections:
        yield from _written(section, "##")
    yield from ("", f"## {_('How each figure is counted')}")
    for section in document.definitions:
        yield from _written(section, "###")


def _written(section: Section, mark: str) -> Iterator[str]:
    yield from ("", f"{mark} {section.title}", "")
    yield "\n\n".join(_escaped(sentence) for sentence in section.sentences)
    if section.table:
        head, *body = section.table
        yield from ("", _row(head), _row("---" for _cell in head), *map(_row, body))


def _row(cells: Iterator[str] | Cells) -> str:
    return f"| {' | '.join(_escaped(cell) for cell in cells)} |"


def _escaped(text: str) -> str:
    # What an administrator wrote may hold anything; here it is words and nothing else.
    marked = "".join(f"\\{letter}" if letter in "\\|*_`[]<>#" else letter for letter in text)
    return " ".join(marked.split())


def _head() -> Section:
    return Section(
        "what",
        _("What this is"),
        [
            _("Made on %(on)s from the register of the program itself; it says what is so now.")
            % {"on": locales.day(clock.today())},
            _(
                "What is not listed is not measured. Private messages are not looked at. A figure"
                " says nothing about anybody’s work, and there is none about a single person but"
                " for that person, for leaders who agreed, and for whoever agreed to be named."
            ),
        ],
    )


def _settings() -> Section:
    options = settings.OPTIONS
    months = _("%(months)s months") % {"months": options.raw_months}
    rows = [
        (_("Threshold: nothing is told of fewer people"), str(options.privacy_threshold)),
        (_("Least threshold that can be set"), "5"),
        (_("Counts of 1 to 4"), _("“1–4”, without a share")),
        (_("Rows about single people are dropped after"), months),
        (_("Their entries in the activity log are dropped after"), months),
        (_("Looks are forgotten after"), _("%(months)s months") % {"months": 13}),
        (_("Functions that are Comms & Marketing"), ", ".join(options.comms_functions) or "–"),
        (_("Levels that are leaders"), ", ".join(settings.LEADER_LEVELS) or "–"),
    ]  # fmt: skip
    title = _("Thresholds and retention, as set")
    sentence = _(
        "Thresholds and retention are changed by whoever runs the server alone, in its files; no"
        " role can."
    )
    return Section("settings", title, [sentence], [(_("What"), _("Set to")), *rows])


def _roles() -> Section:
    opens = {
        Permission.SEE_ADOPTION: _("sees all figures, through the threshold"),
        Permission.SEE_AGREED: _("sees what single people agreed to show to analysts"),
        Permission.SEE_LOOKS: _("sees who looked at figures"),
        Permission.SWITCH_MEASURES: _("switches measures off"),
        Permission.SEE_AUDIT: _("sees the audit log"),
        Permission.CHANGE_SETTINGS: _(
            "says which days are worked, and who counts as Comms & Marketing and as leaders"
        ),
    }
    counted = dict(grants().order_by().values_list("role").annotate(Count("person")))
    rows = []
    for role, given in GRANTS.items():
        if may := "; ".join(words for one, words in opens.items() if one in given):
            rows.append((_role(role), may, str(counted.get(role, 0))))
    sentence = _("Who has which role stands on each profile; giving one is audited.")
    return Section("roles", _("Roles"), [sentence], [(_("Role"), _("May"), _("People")), *rows])


def _role(role: Role) -> str:
    names = {
        Role.ADMINISTRATOR: _("Administrator"),
        Role.ANALYST: _("Analyst"),
        Role.READER: _("Reader of figures"),
        Role.LEGAL: _("Legal"),
        Role.WORKS_COUNCIL: _("Works council"),
    }
    return names.get(role, str(role))


def _chapter(chapter: Chapter) -> Section:
    head = (_("What"), _("From which rows"), _("Who sees it"), _("What for"), _("Kept"), _("Basis"),
            _("State"))  # fmt: skip
    title = _("Measures: %(topic)s") % {"topic": chapter.title}
    rows = [(*_common(one), one.basis or "–", _state(one)) for one in chapter.lines]
    return Section(chapter.name, title, *_said_once(head, rows))


def _said_once(head: Cells, rows: Sequence[Cells]) -> tuple[Sequence[str], Sequence[Cells]]:
    """What is the same of all lines as sentences, and a table of all else."""
    same = [len(rows) > 1 and len({*column}) == 1 for column in zip(*rows, strict=True)]
    sentences = [
        f"{name}: {words}"
        for name, words, is_same in zip(head, rows[0], same, strict=True)
        if is_same
    ]
    table = [
        [cell for cell, is_same in zip(row, same, strict=True) if not is_same]
        for row in (head, *rows)
    ]
    return sentences, table


def _beside(chapter: Chapter) -> Section:
    head = (_("What"), _("From which rows"), _("Who sees it"), _("What for"), _("Kept"))
    title = _("What is kept beside the measures")
    return Section(chapter.name, title, [], [head, *map(_common, chapter.lines)])


def _common(line: Line) -> tuple[str, ...]:
    return (line.title, line.rows, line.seen_by, line.purpose, line.kept)


def _state(line: Line) -> str:
    if line.off_on is None:
        return _("On")
    facts = {"on": locales.day(line.off_on), "title": line.off_with}
    words = _("Off since %(on)s with “%(title)s”") if line.off_with else _("Off since %(on)s")
    off = words % facts
    return f"{off}: {line.reason}"


def _definition(measure: Measure) -> Section:
    table = [(_("Part"), _("Words")), *_parts(measure)]
    return Section(measure.name, _(measure.title), [_(measure.definition)], table)


def _parts(measure: Measure) -> Iterator[Cells]:
    yield (_("Name"), measure.name)
    yield (_("Numerator"), _(measure.numerator))
    yield (_("Denominator"), " ".join(map(_, measure.denominators)))
    yield (_("Window"), _("%(days)s days") % {"days": measure.window_days})
    yield (_("Population"), _(measure.population))
    yield (_("Minimum group"), _(measure.minimum_group))
    yield (_("Not to be read as"), " ".join(_(trap) for trap in measure.not_to_be_read_as))
    yield (_("Counted so since"), locales.day(measure.defined_on))


def _log() -> Section:
    looks = Look.objects.aggregate(
        times=Sum("times", default=0), people=Count("person", distinct=True)
    )
    sentences = [
        _(
            "Each look at what not everybody may see is kept by person, report and hour for 13"
            " months, and shown to the works council and Legal; to whomever a figure is about,"
            " looks at it are shown as well."
        ),
        _("Kept now: %(times)s looks by %(people)s people.") % looks,
        _("Switching a measure, giving a role and changing a setting stand in the audit log, which"
          " can only be added to."),
    ]  # fmt: skip
    return Section("log", _("The log of looks"), sentences)


def _rights() -> Section:
    return Section(
        "rights",
        _("What each person can do"),
        [
            _(
                "See all that is measured about them and who looked, take every row of it with"
                " them as a file, agree to be named and take that back at once, all under “What is"
                " measured about me”."
            ),
            _(
                "Leaders are told before figures of theirs would be shown, and are shown only once"
                " they agree."
            ),
            _("The works council can switch each measure off; then only it switches it on again."),
        ],
    )
