"""Made-up posts, replies and boxes in every state, for the gallery."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from groundswell.network.feeds.cards import (
    AttachedFile,
    BestAnswer,
    Byline,
    Card,
)
from groundswell.network.feeds.marks import Marks, Place
from groundswell.network.feeds.parts import AnnouncementPart, PollPart
from groundswell.network.feeds.weighing import Reason
from groundswell.network.feeds.weights import Why
from groundswell.network.groups.ownership import Active
from groundswell.network.newcomers.queries import Progress
from groundswell.network.polls.tally import tally
from groundswell.web import fragments, jinja
from groundswell.web.composing import Composer
from groundswell.web.drafts_page import Unsent
from groundswell.web.fragments import Fragment
from groundswell.web.group_asks import Asks

THEN = datetime(2026, 11, 23, 5, 52, tzinfo=UTC)
MIRA = Byline(10, "Mira Lindqvist", "Social lead", "", "Halden")
TOMASZ = Byline(2, "Tomasz Wilk", "Field service engineer", "", "Gdynia")
SEO_YEON = Byline(5, "Park Seo-yeon", "Propulsion diagnostics lead", "", "Busan")
MIN_JUN = Byline(8, "최민준", "Commissioning engineer", "", "Busan")
BOT = Byline(11, "Weather at the quay", "", "", "", is_bot=True)
GROUP = Place("group", "Thruster service", 7, is_owned=False)
EVERYBODY = Place("organisation", "", 0, is_owned=False)
TEXT = (
    "<p>Sea trial of <em>Norne Trader</em> this morning: 9.8 mm/s on the gearbox housing, peak at"
    " 21.2 Hz. Has anyone met this?</p>"
)
ANSWER = "<p>Measure all four blades and compare. If one differs by more than 0.3°, reset it.</p>"
LONG = TEXT + "<p>The alignment is within 0.04 mm.</p><p>The ship is to sail tonight.</p>"


@dataclass(frozen=True, slots=True)
class Specimen:
    """A component in one state: what the state is called, and its HTML."""

    state: str
    html: str


def card(**more: Any) -> Card:
    """A plain post of Tomasz, changed as asked for."""
    plain = Card(
        id=1,
        root_id=None,
        parent_id=None,
        version=1,
        kind="post",
        title="",
        html=TEXT,
        origin="native",
        published_at=THEN,
        edited_at=None,
        is_removed=False,
        reply_count=0,
        reaction_counts={},
        answered_at=None,
        author=TOMASZ,
        acted_by="",
        best=None,
        files=(),
    )
    return replace(plain, **more)


def posts_file() -> AttachedFile:
    """A file as it hangs on a post."""
    return AttachedFile(1, "norne-trader-spectrum.csv", "text/csv", 421_888, None, None, {}, "")


def poll(*, is_anonymous: bool = False, is_over: bool = False) -> PollPart:
    """A poll with three answers."""
    counts = [12, 3, 0]
    has_result = is_over or not is_anonymous
    return PollPart(
        options=("Canteen", "Quay <two>", "Not at all"),
        is_anonymous=is_anonymous,
        asked=40,
        ends_at=THEN,
        is_over=is_over,
        result=tally(counts, is_anonymous=is_anonymous) if has_result else None,
    )


def posts() -> list[Specimen]:
    """A post in a feed, in every state."""
    title = "Blade-rate vibration on an HT-900 above 320 rpm, after a propeller swap"
    answered = THEN + timedelta(minutes=19)
    best = BestAnswer(99, ANSWER, answered, SEO_YEON)
    asked = card(kind="question", title=title)
    file = posts_file()
    elsewhere = replace(file, size_bytes=0, link="https://files.example/plan.pdf", name="plan.pdf")
    states = {
        "Post": card(),
        "Question without an answer": asked,
        "Question with its best answer, with reactions and replies": replace(
            asked,
            answered_at=answered,
            best=best,
            reply_count=14,
            reaction_counts={"thanks": 31, "idea": 9},
        ),
        "Long, folded": card(html=LONG),
        "Edited; posted by a delegate": card(edited_at=answered, acted_by="Ingrid Moe"),
        "By a bot, imported, with a reaction of elsewhere": card(
            author=BOT, origin="import", reaction_counts={"partyparrot": 3}
        ),
        "With files": card(files=(file, elsewhere, replace(file, size_bytes=0, name="lost.docx"))),
        "Locked": card(is_locked=True, lock_reason="Answered in the new thread."),
        "For those mentioned": card(answerers="mentioned"),
        "Announcement to an audience": card(
            kind="announcement",
            title="The quay closes on Friday",
            announcement=AnnouncementPart(("Service", "Gdynia"), asks_acknowledgement=True),
        ),
        "Praise": card(
            kind="praise",
            html='<p><a href="/people/5/" class="mention">@Park Seo-yeon</a> found it.</p>',
        ),
        "Poll by name": card(kind="poll", title="Where do we meet?", poll=poll()),
        "Anonymous poll": card(kind="poll", title="Shall we move?", poll=poll(is_anonymous=True)),
        "Anonymous poll, ended": card(
            kind="poll", title="Did it help?", poll=poll(is_anonymous=True, is_over=True)
        ),
        "Anonymous poll, ended, its result withheld": card(
            kind="poll",
            title="Was it too long?",
            poll=replace(
                poll(is_anonymous=True, is_over=True), result=tally([1], is_anonymous=True)
            ),
        ),
        "Removed, with replies": card(is_removed=True, html="", reply_count=2),
    }
    return [
        Specimen(state, _filled(replace(shown, id=number), "components/post/card.jinja", "card"))
        for number, (state, shown) in enumerate(states.items(), start=1)
    ]


def replies() -> list[Specimen]:
    """A reply in a thread, in every state."""
    reply = card(root_id=1, author=SEO_YEON, html=ANSWER, reaction_counts={"thanks": 46})
    states = {
        "Reply": (reply, False),
        "Best answer": (reply, True),
        "Edited": (replace(reply, edited_at=THEN, author=MIN_JUN), False),
        "Removed": (replace(reply, is_removed=True), False),
    }
    return [
        Specimen(
            state,
            _filled(replace(shown, id=number), "components/reply.jinja", "reply", is_best=is_best),
        )
        for number, (state, (shown, is_best)) in enumerate(states.items(), start=101)
    ]


def _filled(shown: Card, template: str, name: str, *flags: bool, is_best: bool = False) -> str:
    pieces = jinja.macro(template, name, shown, *flags).split("\x00")
    fragment = Fragment(shown, "", pieces)
    mark = jinja.macro("components/reply.jinja", "best_mark") if is_best else ""
    place = GROUP if shown.kind == "question" else EVERYBODY
    marks = Marks(frozenset({"thanks"}), (place,))
    more = (("mark", mark),)
    filled = fragments.fill(fragment, marks, shown.author.id, may_moderate=False, more=more)
    return filled.decode()


FILES = (
    AttachedFile(1, "norne-trader-spectrum.csv", "text/csv", 421_888, None, None, {}, ""),
    AttachedFile(2, "wrong-blade.png", "image/webp", 90_112, 800, 600, {"large": ""}, ""),
)
FILE_WORDS = {2: "A propeller whose third blade is bent at its tip"}


def drafts() -> list[Unsent]:
    """Drafts: in a box that is there, and for a place that is not."""
    kept = Unsent(1, "home", "On the home page", "#unsent", "", "Half a text", "23 Nov 2026, 05:52")
    return [kept, replace(kept, where="For a place that is not there for you any more", address="")]


def scheduled() -> list[Unsent]:
    """Posts that wait, and one that could not be published."""
    when = "30 Nov 2026, 08:00"
    waits = Unsent(1, "", "Thruster service", "#unsent", "Who has the jig?", "", when)
    gone = "The place it was meant for is not there for you any more."
    return [waits, replace(waits, title="", words="The quay is closed.", refusal=gone)]


def handed() -> list[Unsent]:
    """A draft that a delegate left."""
    when = "23 Nov 2026, 05:52"
    return [Unsent(1, "", "Everybody", "#unsent", "", "We move.", when, writer="Ingrid Moe")]


def reasons() -> list[Reason]:
    """Every reason for which a thread stands in For you."""
    return [Reason(why, "Thruster service", 3) for why in Why]


def reaction_bar() -> str:
    """The bar under a post: one of the viewer's own, others, and one of elsewhere."""
    counted = card(id=500, reaction_counts={"thanks": 31, "idea": 9, "partyparrot": 2})
    bar = jinja.macro("components/reaction_bar.jinja", "reaction_bar", counted)
    return jinja.filled(bar.split("\x00"), fragments.reacted({"thanks"}))


def boxes() -> list[tuple[str, Composer]]:
    """The box to write in: empty, asking, refused."""
    empty = Composer(0, "post", "", "", (), "What do you know, need or wonder about?")
    refused = ("“Gearbox design” is archived: it is kept for reading. Choose another group.",)
    return [
        ("Empty", empty),
        (
            "A question",
            replace(
                empty,
                kind="question",
                title="Who has met this?",
                source="21 Hz",
                prompt="Ask or tell Thruster service",
            ),
        ),
        (
            "Refused: the text stays",
            replace(empty, source="The jig is mended.", errors=refused, prompt="Write again"),
        ),
    ]


@dataclass(frozen=True, slots=True)
class SomeGroup:
    """What the head of a group's pages shows."""

    id: int
    name: str
    visibility: str
    is_archived: bool = False
    fell_asleep: bool = False
    member_count: int = 318
    purpose: str = "Anything about thrusters in the field. Ask before you lift a hatch."


def headings() -> list[tuple[str, SomeGroup, dict[str, bool]]]:
    """The head of a group for everybody who may stand before it."""
    outside = {"is_member": False, "is_owner": False, "may_read": True, "has_asked": False}
    return [
        ("Open, from outside", SomeGroup(7, "Thruster service", "open"), outside),
        (
            "Closed, asked to join",
            SomeGroup(4, "Shift handover", "closed"),
            {**outside, "may_read": False, "has_asked": True},
        ),
        (
            "Secret, as its owner",
            SomeGroup(10, "Merger", "secret"),
            {**outside, "is_member": True, "is_owner": True},
        ),
        ("Archived", SomeGroup(2, "Old forum", "open", is_archived=True), outside),
        (
            "Fell asleep, as a member",
            SomeGroup(2, "Quiet forum", "open", is_archived=True, fell_asleep=True),
            {**outside, "is_member": True},
        ),
        (
            "Not renewed",
            SomeGroup(6, "Sauna and sea", "open"),
            {**outside, "is_unrenewed": True},
        ),
    ]


def first_steps() -> Progress:
    """The first steps of somebody new, two of them done."""
    return Progress(has_profile=True, follows=1, groups=2, has_asked=False)


def group_asks() -> list[tuple[str, SomeGroup, Asks]]:
    """What a group may ask of its members."""
    group = SomeGroup(7, "Thruster service", "open")
    seo_yeon = Active(5, "Park Seo-yeon", "Propulsion diagnostics lead", "", 41)
    return [
        ("To take it on", group, Asks(is_offered=True)),
        ("To renew it", group, Asks(is_to_renew=True)),
        ("To wake it", group, Asks(sleeps_on=THEN.date(), quiet_days=180)),
        ("A second owner", group, Asks(lacks_second=True, candidates=(seo_yeon,))),
    ]
