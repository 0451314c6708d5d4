"""Made-up pages of hits in every state, for the gallery."""

from __future__ import annotations

from datetime import UTC, datetime

from groundswell.network.groups.models import Group
from groundswell.network.search import asking
from groundswell.network.search.facets import Facet, Facets, Value
from groundswell.network.search.files import FileHit
from groundswell.network.search.narrowed import NoGroupIsCalledThat
from groundswell.network.search.queries import Found, Hit, Hits
from groundswell.network.search.snippets import Marker
from groundswell.network.search.suggesting import Suggestion
from groundswell.people.persons.models import Person
from groundswell.web import jinja
from groundswell.web.search_page import NO_FILES, Results
from groundswell.web.specimens import EVERYBODY, GROUP, MIN_JUN, SEO_YEON, THEN, TOMASZ, Specimen

WORDS = asking.ask(Person(), 'vibration "blade pitch"')
NOTHING = asking.Question(
    "cavitaton in:thrustr", asking.ask(Person(), "cavitaton").parts, [], [],
    [NoGroupIsCalledThat(value="thrustr")],
)  # fmt: skip
TITLE = "Blade-rate vibration on an HT-900 above 320 rpm, after a propeller swap"
TEXT = "같은 증상입니다. Blade pitch on number 2 was off by 0.6°, and the vibration fell."


def searches() -> list[Specimen]:
    """The page of hits: found, nothing found, nothing typed."""
    found = Results(
        question=WORDS,
        tab="all",
        posts=Hits(_hits(), None),
        standing={1: (GROUP,), 2: (EVERYBODY,), 3: (GROUP,)},
        files=Found([_manual()], has_more=False),
        people=Found([_park()], has_more=False),
        groups=Found([_group()], has_more=False),
        suggestion=None,
        more="#search",
    )
    nobody: Found[Person] = Found([], has_more=False)
    nowhere: Found[Group] = Found([], has_more=False)
    suggestion = Suggestion(["cavitaton"], 'cavitation in:"Thruster service"', 18)
    none = Results(NOTHING, "all", Hits([], None), {}, NO_FILES, nobody, nowhere, suggestion, "")
    empty = Results(
        asking.ask(Person(), ""), "all", Hits([], None), {}, NO_FILES, nobody, nowhere, None, ""
    )
    states = {"Found": found, "Nothing found": none, "Nothing typed": empty}
    return [
        *(
            Specimen(state, jinja.macro("components/hit.jinja", "found", results))
            for state, results in states.items()
        ),
        Specimen("Narrowed", jinja.macro("components/facets.jinja", "facets", _facets(), "all")),
    ]


def _hits() -> list[Hit]:
    marker = Marker(WORDS.words)
    question = Hit(
        id=1,
        thread_id=1,
        kind="question",
        is_reply=False,
        is_answered=True,
        title=marker.marked(TITLE),
        text=marker.snippet("Somebody saw this at sea. Is it the blade pitch?"),
        published_at=THEN,
        author_id=TOMASZ.id,
        author=TOMASZ.name,
        photo="",
    )
    post = Hit(
        id=2,
        thread_id=2,
        kind="post",
        is_reply=False,
        is_answered=False,
        title=(),
        text=marker.snippet(f"{'Long before, other words. ' * 12} Then the vibration came."),
        published_at=THEN,
        author_id=SEO_YEON.id,
        author=SEO_YEON.name,
        photo="",
    )
    reply = Hit(
        id=4,
        thread_id=3,
        kind="question",
        is_reply=True,
        is_answered=True,
        title=marker.marked(TITLE),
        text=marker.snippet(TEXT),
        published_at=THEN,
        author_id=MIN_JUN.id,
        author=MIN_JUN.name,
        photo="",
    )
    return [question, post, reply]


def _manual() -> FileHit:
    marker = Marker(WORDS.words)
    return FileHit(
        id=1,
        name=marker.marked("HT-900 service manual, edition 7.pdf"),
        file_name="HT-900 service manual, edition 7.pdf",
        kind="page",
        place="88",
        pages=3,
        text=marker.snippet("6.4.2 Resetting blade pitch. Release the foot bolts crosswise."),
        post_id=2,
        thread_id=2,
        author=TOMASZ.name,
        acted_by=MIN_JUN.name,
        published_at=THEN,
    )


def _facets() -> Facets:
    kinds = [
        Value("question", "question", 14, "vibration", is_asked=True),
        Value("reply", "reply", 7, "vibration kind:reply", is_asked=False),
    ]
    sites = [Value("Busan", "Busan", 16, "vibration site:Busan", is_asked=False)]
    days = [Value("2026-10-26", "month", 9, "vibration after:2026-10-26", is_asked=False)]
    found = [Facet("kind", kinds), Facet("site", sites), Facet("after", days)]
    return Facets(found, counted=500, has_more=True)


def _park() -> Person:
    return Person(
        account_id=SEO_YEON.id,
        name=SEO_YEON.name,
        title=SEO_YEON.title,
        ask_me_about=["vibration spectra", "blade pitch"],
    )


def _group() -> Group:
    return Group(
        account_id=GROUP.id,
        name=GROUP.name,
        purpose="Blade pitch, vibration and seals",
        member_count=318,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
