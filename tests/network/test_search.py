"""Finding posts, people and groups: what is cut into tokens, what is found, and by whom."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundswell.activity import log, readers
from groundswell.foundation import clock, ids
from groundswell.network.files import actions as files
from groundswell.network.groups import actions as groups
from groundswell.network.groups.models import Visibility
from groundswell.network.messages import actions as messages
from groundswell.network.polls import actions as polls
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing
from groundswell.network.posts.kinds import KINDS
from groundswell.network.posts.models import Placement, Post
from groundswell.network.search import (
    actions,
    asking,
    documents,
    facets,
    finding,
    queries,
    suggesting,
)
from groundswell.network.search.matching import Phrase, written
from groundswell.network.search.snippets import Marker
from groundswell.network.search.tokens import cut, terms
from groundswell.network.streams.models import Stream
from groundswell.people.persons import actions as persons
from groundswell.people.persons.models import Account, Person
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from tests.network.random_world import RandomWorld, taken_back
from tests.web.world import picture


@pytest.fixture
def index(news):
    """Brings the index up to date with all that was said."""
    reader = next(reader for reader in readers.registered() if reader.name == "search")
    return lambda: readers.catch_up(reader)


@pytest.fixture
def narrow_windows(monkeypatch):
    """Lets a few posts be many: PostgreSQL walks three steps, and then looks into each window."""
    monkeypatch.setattr(finding, "STEPS", 3)
    monkeypatch.setattr(finding, "ENOUGH", 1)


def say(cast, *texts, author=None, group=None, **more):
    """Publish texts for everybody, or in a group; their ids."""
    stream_id = group.stream_id if group else cast.organisation.pk
    author = author or cast.otto
    return [
        posts.publish(author=author, stream_ids=[stream_id], source=text, **more).pk
        for text in texts
    ]


def found(viewer, typed):
    """Ids of the first page of posts."""
    return [hit.id for hit in queries.posts(viewer, asking.ask(viewer, typed)).lines]


def groups_found(viewer, typed):
    """Names of the groups."""
    accounts = queries.accounts(asking.ask(viewer, typed))
    return [group.name for group in queries.groups(viewer, accounts).rows]


@pytest.mark.parametrize(
    ("text", "cut_into"),
    [
        ("The Shaft", ["the", "shaft"]),
        ("Müller größer Bjørnstad Łódź", ["muller", "grosser", "bjornstad", "lodz"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("HT-900 HT900 ht 900", ["ht", "900"] * 3),
        ("推進器の振動", ["推進", "進器", "器の", "の振", "振動", "動"]),
        ("振", ["振"]),
        ("増し締め 24本", ["増し", "し締", "締め", "め", "24", "本"]),
        ("ｶﾞｽ ﾃｽﾄ", ["ガス", "ス", "テス", "スト", "ト"]),
        ("증상입니다", ["증상", "상입", "입니", "니다", "다"]),
        ("e\u0301te\u0301 été", ["ete", "ete"]),
        ("Dampf\u00adschiff", ["dampfschiff"]),
        ("🚀👍🏽 ok", ["🚀", "👍", "ok"]),
        ("getUser(a_b) == x.y;", ["getuser", "a", "b", "x", "y"]),
        ("https://halden.example/a?b=1", ["https", "halden", "example", "a", "b", "1"]),
        ("don't l’eau 3.5 m²", ["don", "t", "l", "eau", "3", "5", "m", "2"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("… — !? ()", []),
        ("x" * 100, ["x" * 48]),
    ],
)
def test_a_text_is_cut_into_tokens(text, cut_into):
    assert terms(text) == cut_into
    assert [token.term for token in cut(text)] == cut_into


@given(st.text())
def test_tokens_lie_in_the_text_and_never_break_a_query(text):
    for token in cut(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.term
        assert not set(token.term) & set(" \"'*~=&|!():<\\\x00")


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("Wellenschaden am Bug", "schaden"),
        ("Die Wellenschadensmeldung", "schaden"),
        ("Wellenschaden am Bug", "wellen"),
        ("Ölschaden", "SCHADEN"),
        ("Müller prüft", "muller"),
        ("Müller prüft", "Müller"),
        ("Müller prüft", "mueller"),
        ("Mueller prüft", "Müller"),
        ("Bjørnstad", "bjoernstad"),
        ("Die Straße", "strasse"),
        ("GROẞ", "groß"),
        ("推進器の振動が大きい", "振動"),
        ("推進器の振動が大きい", "推進器"),
        ("推進器の振動が大きい", "い"),
        ("推進器の振動が大きい", "器の振動が"),
        ("東京都", "京都"),
        ("같은 증상입니다", "증상"),
        ("The HT-900 rattles", "ht900"),
        ("The HT900 rattles", "HT-900"),
        ("The HT900 rattles", "ht9"),
        ("The blade pitch", '"blade pitch"'),
        ("The blade pitch", '“blade pi'),
        ("Blade-rate vibration", "blade vibra"),
        ("Blade-rate vibration", "vib*"),
        ("Launch 🚀 today", "🚀"),
        ("See https://halden.example/x", "halden.example"),
        ("shaft & bearing", "shaft & bearing"),
        ("At 10:30 on localhost:8000", "10:30 localhost:8000"),
    ],
)  # fmt: skip
def test_what_is_said_is_found(cast, index, said, typed):
    [post_id] = say(cast, said)
    index()

    assert found(cast.joan, typed) == [post_id]
    lines = queries.posts(cast.joan, asking.ask(cast.joan, typed)).lines
    assert any(piece.is_marked for piece in lines[0].text)


def test_the_answers_of_a_poll_are_found_and_shown(cast, index):
    asked = polls.ask(
        author=cast.mira, stream_ids=[cast.pilots.stream_id], title="Where?", source="On Friday.",
        options="Canteen\nPaint hall",
    )  # fmt: skip
    index()

    assert found(cast.joan, "paint hall") == [asked.pk]
    (line,) = queries.posts(cast.joan, asking.ask(cast.joan, "canteen")).lines
    assert [piece.text for piece in line.text if piece.is_marked] == ["Canteen"]


def test_what_pictures_show_is_found_and_shown(cast, index):
    shown = [
        files.store(uploader=cast.otto, name=f"{words}.png", content=picture(), description=words)
        for words in ("A quay in fog", "The cracked flange", "")
    ]
    (said,) = say(cast, "Today", group=cast.board, file_ids=[file.pk for file in shown])
    index()

    assert found(cast.mira, "flange fog") == [said]
    assert found(cast.joan, "flange") == []
    (line,) = queries.posts(cast.mira, asking.ask(cast.mira, "fog")).lines
    assert "".join(piece.text for piece in line.text) == (
        "Today · A quay in fog · The cracked flange"
    )
    changing.edit(
        editor=cast.otto, post_id=said, source="Today", descriptions={shown[1].pk: "Its bolts"}
    )
    index()
    assert found(cast.mira, "flange") == []
    assert found(cast.mira, "bolts") == [said]


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("The blade pitch", '"pitch blade"'),
        ("blade. And pitch", '"blade pitch"'),
        ("The blade", "blade pitch"),
        ("推進器", "器推"),
        ("バス", "ハス"),
        ("important", "port"),
        ("Shaft number 2", "shaft -number"),
        ("Shaft", '"shaf"'),
        ("HT-800", "HT-900"),
        ("Hello", "otto"),
    ],
)
def test_what_is_not_said_is_not_found(cast, index, said, typed):
    say(cast, said)
    index()

    assert found(cast.joan, typed) == []


def test_operators_narrow(cast, index):
    ottos, _ = say(cast, "The shaft https://halden.example"), say(cast, "Nothing")
    [joans] = say(cast, "A shaft #noise", author=cast.joan)
    [pilots] = say(
        cast, "Which shaft?", group=cast.pilots, author=cast.mira, kind="question", title="Ask"
    )
    reply = posts.reply(author=cast.otto, to_id=pilots, source="That shaft").pk
    index()

    expected = {
        "from:otto shaft": [reply, *ottos],
        "from:@joan_whitfield": [joans],
        'from:"Joan Whitfield" shaft': [joans],
        "from:me shaft": [joans],
        "in:pilots": [reply, pilots],
        "in:everybody shaft": [joans, *ottos],
        "in:pilots from:otto": [reply],
        "in:pil kind:question": [pilots],
        "kind:question": [pilots],
        "kind:reply": [reply],
        "topic:noise": [joans],
        "topic:#NOISE shaft": [joans],
        "has:link": ottos,
        "shaft -from:otto": [pilots, joans],
        "shaft -in:everybody": [reply, pilots],
        "after:2020 shaft": [reply, pilots, joans, *ottos],
        "before:2020 shaft": [],
    }
    assert {typed: found(cast.joan, typed) for typed in expected} == expected


def test_a_day_bounds_a_search_in_the_organisations_own_time(cast, index, settings):
    settings.TIME_ZONE = "Europe/Oslo"
    with clock.frozen(datetime(2026, 3, 31, 22, 30, tzinfo=UTC)):
        [first_of_april] = say(cast, "Shaft, after midnight in Oslo")
    with clock.frozen(datetime(2026, 4, 2, 12, tzinfo=UTC)):
        [second] = say(cast, "Shaft, a day later")
    index()

    assert found(cast.joan, "shaft before:2026-04-01") == []
    assert found(cast.joan, "shaft since:2026-04-01 until:2026-04-02") == [first_of_april]
    assert found(cast.joan, "shaft after:2026-04 before:2027") == [second, first_of_april]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("from:nobody shaft", "Nobody here is called “nobody”."),
        ("in:nowhere", "There is no group called “nowhere”."),
        ("colour:red", "“colour:” means nothing here"),
        ("has:wings", "Known are: file, picture, image, link, answer."),
        ("is:new", "Known are: answered, unanswered, solved, pinned, saved."),
        ("kind:song", f"Known are: {', '.join(KINDS)}, reply."),
        ("site:Atlantis", "There is no site called “Atlantis”. Known are: nothing yet."),
        ("function:Magic", "There is no function called “Magic”."),
        ("before:soon", "“soon” is no day"),
        ("before:2026-02-31", "“2026-02-31” is no day"),
        ("-before:2026 shaft", "“-before:” means nothing here"),
        ("s*", "would find nearly everything"),
        ("???", "There is no word in “???”"),
    ],
)
def test_what_is_not_understood_is_said(cast, index, typed, reason):
    say(cast, "shaft, soon or nowhere: colour red")
    index()

    question = asking.ask(cast.joan, typed)

    assert any(reason in str(refusal) for refusal in question.refusals)
    assert queries.posts(cast.joan, question).lines == []


def test_words_as_typed_stand_before_longer_ones_and_each_side_newest_first(cast, index):
    old, longer, new, spelt = say(cast, "Schaden", "Wellenschaden", "Schaden", "Schäden")
    index()

    assert found(cast.joan, "schaden") == [spelt, new, old, longer]


def test_an_edit_a_removal_and_an_undone_import_are_followed(cast, index):
    edited, removed, undone = say(cast, "Shaft one", "Shaft two", "Shaft three")
    index()
    changing.edit(editor=cast.otto, post_id=edited, source="Bearing one")
    changing.remove(remover=cast.otto, post_id=removed)
    assert removed not in found(cast.joan, "shaft")
    Post.objects.filter(pk=undone).delete()
    log.record(actor_id=None, verb="undone", noun="batch", noun_id=1)

    index()

    assert found(cast.joan, "shaft") == []
    assert found(cast.joan, "bearing") == [edited]
    assert actions.QUERIES.tuples("vocabulary", first="sha", last="shb") in ([], [("shaft",)])


def test_a_thread_that_moved_is_found_where_it_stands_now(cast, index):
    [old, new] = say(cast, "The shaft"), say(cast, "The beginning", group=cast.pilots)
    reply = posts.reply(author=cast.joan, to_id=old[0], source="A shaft too").pk
    index()
    Post.objects.filter(pk__in=[old[0], reply]).update(root_id=new[0])
    Placement.objects.filter(post_id=old[0]).delete()
    log.record(actor_id=None, verb="moved", noun="post", noun_id=old[0])

    index()

    assert found(cast.joan, "in:pilots shaft") == [reply, old[0]]
    assert found(cast.joan, "in:everybody shaft") == []
    assert found(cast.joan, "kind:reply shaft") == [reply, old[0]]


def test_people_and_groups_of_an_undone_import_are_forgotten(cast, index):
    gone = cast.person("Gone Tomorrow")
    index()
    Stream.objects.filter(person=gone).delete()
    Person.objects.filter(pk=gone.pk).delete()
    Account.objects.filter(pk=gone.pk).delete()
    log.record(actor_id=None, verb="undone", noun="batch", noun_id=1)

    index()

    accounts = queries.accounts(asking.ask(cast.joan, "tomorrow"))
    assert queries.people(cast.joan, accounts).rows == []
    assert actions.QUERIES.tuples("accounts", match=written(Phrase(["tomorrow"])), limit=9) == []


def test_replies_of_a_removed_thread_are_found_and_its_own_words_are_not(cast, index):
    [thread] = say(cast, "The shaft rattles")
    reply = posts.reply(author=cast.joan, to_id=thread, source="So does the shaft of mine").pk
    changing.remove(remover=cast.otto, post_id=thread)
    index()

    assert found(cast.mira, "shaft") == [reply]
    assert found(cast.mira, "rattles") == []


def test_news_taken_twice_changes_nothing(cast, index):
    say(cast, "Shaft one", "Shaft two")
    entries = log.after(log.Position(), limit=500)
    actions.follow(entries)
    before = found(cast.joan, "shaft")

    actions.follow(entries)

    assert found(cast.joan, "shaft") == before
    assert len(before) == 2


def test_posts_of_merged_people_are_found_under_who_stays(cast, index):
    [post] = say(cast, "The shaft", author=cast.otto)
    index()
    Post.objects.filter(pk=post).update(author=cast.mira)
    log.record(actor_id=None, verb="merged", noun="person", noun_id=cast.mira.pk)

    index()

    assert found(cast.joan, "from:mira shaft") == [post]
    assert found(cast.joan, "from:otto shaft") == []


def test_an_index_made_anew_finds_the_same(cast, index):
    say(cast, "The shaft", "Wellenschaden", "Müller")
    cast.pilots  # noqa: B018
    index()
    asked = ("shaft", "schaden", "mueller")
    before = [found(cast.joan, typed) for typed in asked]

    read = actions.rebuild()

    assert [found(cast.joan, typed) for typed in asked] == before
    assert read == 3 + len({cast.joan, cast.otto, cast.mira}) + 1
    assert groups_found(cast.joan, "pil") == ["Pilots"]


def test_older_pages_neither_repeat_nor_skip_while_posts_arrive(cast, index, narrow_windows):
    expected_exact, expected_loose = [], []
    for number in range(70):
        is_exact = number % 3 > 0
        text = f"{'Schaden' if is_exact else 'Wellenschaden'} {number}"
        (expected_exact if is_exact else expected_loose).extend(say(cast, text))
    index()
    question = asking.ask(cast.joan, "schaden")

    seen, place, pages = [], None, 0
    while pages == 0 or place:
        page = queries.posts(cast.joan, question, place)
        seen += [hit.id for hit in page.lines]
        place, pages = page.older, pages + 1
        say(cast, f"Schaden while reading {pages}")
        index()

    assert seen == expected_exact[::-1] + expected_loose[::-1]


def test_a_page_that_ends_with_the_last_exact_hit_goes_on_with_the_loose_ones(cast, index):
    loose, exactly = say(cast, *(f"Wellenschaden {number}" for number in range(25))), []
    question = asking.ask(cast.joan, "schaden")
    for exact in (19, 20, 21, 40):
        exactly += say(cast, *(f"Schaden {number}" for number in range(len(exactly), exact)))
        index()

        seen, place = [], queries.Place()
        while place:
            page = queries.posts(cast.joan, question, place)
            seen += [hit.id for hit in page.lines]
            place = page.older

        assert seen == exactly[::-1] + loose[::-1], exact


def test_people_are_found_by_name_handle_and_what_to_ask_them(cast, index):
    park = cast.person("Park Seo-yeon", title="Propulsion diagnostics lead")
    persons.change_profile(person=park, ask_me_about=["vibration spectra", "azimuth seals"])
    jorg = cast.person("Jörg Müller", title="Vibration engineer")
    index()

    def names(typed: str) -> list[str]:
        accounts = queries.accounts(asking.ask(cast.joan, typed))
        return [person.name for person in queries.people(cast.joan, accounts).rows]

    assert names("seo") == names("park_seo") == names("azimuth seals") == [park.name]
    assert names('"vibration spectra"') == [park.name]
    assert names("muller") == names("mueller") == names("Jörg") == [jorg.name]
    assert names("vibration") == [jorg.name, park.name]
    assert names("from:park vibration") == []
    assert names("zebra") == []


def test_who_is_in_no_secret_group_never_hears_of_one(cast, index):
    say(cast, "Quicksilver cavitation #takeover", group=cast.merger)
    index()

    def hears(viewer, typed):
        question = asking.ask(viewer, typed)
        suggestion = suggesting.suggest(viewer, question)
        named = groups_found(viewer, typed)
        reasons = [str(refusal) for refusal in question.refusals]
        return found(viewer, typed), named, reasons, suggestion.instead

    handle = cast.merger.account.handle
    assert hears(cast.otto, "cavitation")[0]
    assert hears(cast.otto, f"in:{handle}")[0]
    assert hears(cast.otto, "merg")[1] == ["Merger"]
    assert hears(cast.otto, "cavitaton")[3] == "cavitation"
    for typed, made_up in (
        ("cavitation", "zavitation"),
        ("cavitaton", "zavitaton"),
        ("merger", "zerger"),
        ("in:merger", "in:zerger"),
        (f"in:{handle}", "in:g77777"),
        ("in:mergr", "in:zergr"),
        ("topic:takeover", "topic:zakeover"),
    ):
        unknown = hears(cast.joan, made_up)
        heard = hears(cast.joan, typed)
        assert heard == (
            *unknown[:2], [reason.replace(made_up[3:], typed[3:]) for reason in unknown[2]], ""
        )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("cavitaton", (["cavitaton"], "cavitation", 2)),
        ("propeler cavitation", (["propeler"], "propeller cavitation", 1)),
        ("from:otot cavitation", ([], "from:Otto cavitation", 2)),
        ("in:pilost", ([], "in:Pilots", 1)),
        ("in:skipers bearing", ([], 'in:"Skippers and crews" bearing', 1)),
        ("cavitation bearing", ([], "bearing", 2)),
        ("xyzzy", (["xyzzy"], "", 0)),
    ],
)
def test_nothing_found_says_which_word_is_unknown_and_what_to_type(cast, index, typed, told):
    say(cast, "Cavitation at the propeller", "More cavitation")
    say(cast, "A bearing", group=cast.pilots)
    say(cast, "My bearing", group=cast.group("Skippers and crews", Visibility.CLOSED))
    index()

    suggestion = suggesting.suggest(cast.otto, asking.ask(cast.otto, typed))

    assert (list(suggestion.unknown), suggestion.instead, suggestion.hits) == told


def test_a_snippet_shows_where_the_words_stand_together():
    filler = "nothing of interest stands here " * 20
    text = f"shaft {filler} the shaft has a bearing {filler}"

    pieces = Marker(asking.ask(None, "shaft bearing").parts).snippet(text)

    assert [piece.text for piece in pieces if piece.is_marked] == ["shaft", "bearing"]
    assert pieces[0].text == pieces[-1].text == "…"
    assert sum(len(piece.text) for piece in pieces) < 260


TEXTS = (
    "shaft",
    "The shaft and Wellenschaden",
    "schaden shaft",
    "Müller shafts",
    "mueller",
    "推進器の振動",
    "振動 shaft",
    "HT-900 shaft",
    "900 HT",
)
ASKED = (
    "shaft", "schaden", "wellen", "müller", "mueller", "振動", "器", "ht900", '"schaden shaft"',
    "shaf*", "shaft schaden", "shaft -schaden", "from:ann", "from:bo shaft", "kind:question",
    "in:group_1 shaft", "in:everybody",
)  # fmt: skip


def says(text: str, part: asking.Part, *, loosely: bool) -> bool:
    """Whether a text has the part, told without the index: by looking at each token."""
    tokens, wanted = terms(text), list(part.terms)
    places = range(len(tokens) - len(wanted) + 1)
    rows = [tokens[at : at + len(wanted)] for at in places]
    exact = any(row == wanted for row in rows) or (
        part.is_prefix
        and any(row[:-1] == wanted[:-1] and row[-1].startswith(wanted[-1]) for row in rows)
    )
    if exact or not loosely or part.is_phrase or ord(wanted[-1][0]) > 0x3000:
        return exact
    last = wanted[-1]
    begins = sum(map(len, wanted)) >= 3 and any(
        row[:-1] == wanted[:-1] and row[-1].startswith(last) for row in rows
    )
    long_words = [token[2:] for token in tokens if len(token) >= 9 and len(wanted) == 1]
    inside = any(
        last in tail if len(last) >= 6 else tail.endswith(last) and len(last) >= 4
        for tail in long_words
    )
    spelt = {"mueller": "Müller", "muller": "mueller"}.get(last, "\0")
    is_spelt = "ü" in part.typed or last == "mueller"
    return begins or inside or (is_spelt and spelt in text)


def looked_for(viewer, question: asking.Question) -> list[int]:
    """What a search must give: the rule of reading, then the words, one post after the other."""
    facts = {id_: text.marks for id_, text in documents.posts(all_ids()).items()}
    readable = Post.objects.visible_to(viewer).filter(removed_at=None).order_by("-pk")
    wanted = [post for post in readable if _fits(facts[post.pk], question)]
    unwanted = [part for part in question.parts if part.is_unwanted]

    def fits(post, *, loosely):
        text = f"{post.title}\n{post.source}"
        return all(says(text, part, loosely=loosely) for part in question.words) and not any(
            says(text, part, loosely=False) for part in unwanted
        )

    exact = [post.pk for post in wanted if fits(post, loosely=False)]
    loose = [post.pk for post in wanted if fits(post, loosely=True)]
    return exact + [pk for pk in loose if pk not in exact]


def _fits(facts, question) -> bool:
    return all(set(narrowed.facts) & set(facts) for narrowed in question.narrowed)


def all_ids() -> list[int]:
    return list(Post.objects.values_list("pk", flat=True))


@settings(
    max_examples=3, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(dice=st.randoms(use_true_random=False), typed=st.lists(st.sampled_from(ASKED), min_size=4))
def test_everybody_finds_what_they_may_read_and_nothing_else(
    db, index, narrow_windows, dice, typed
):
    with taken_back():
        world = RandomWorld(dice, steps=40, texts=TEXTS)
        index()
        for viewer in world.people:
            for asked in typed:
                question = asking.ask(viewer, asked)
                if not question.refusals:
                    seen, place = [], queries.Place()
                    while place:
                        page = queries.posts(viewer, question, place)
                        seen += [hit.id for hit in page.lines]
                        place = page.older
                    assert seen == looked_for(viewer, question), (asked, viewer)


def test_rare_words_are_found_however_old_they_are(cast, index):
    beginning = datetime(2012, 1, 1, tzinfo=UTC)
    rows = []
    for number in range(1500):
        at = beginning + timedelta(days=5000) * (number / 1500) ** 3
        word = "rare" if number % 37 == 0 else "usual"
        rows.append(
            Post(
                id=ids.imported(at, number),
                author=cast.otto,
                source=word,
                html=f"<p>{word}</p>",
                published_at=at,
            )
        )
    Post.objects.bulk_create(rows)
    Placement.objects.bulk_create(Placement(stream=cast.organisation, post=row) for row in rows)
    actions.index_posts([row.pk for row in rows])
    rare = [row.pk for row in rows if row.source == "rare"][::-1]

    def newest(**bounds):
        return finding.newest(
            cast.joan, Phrase(["rare"]), **{"from_id": 0, "below_id": ids.MAX} | bounds
        )

    for limit in (1, 5, 60):
        assert newest(limit=limit) == rare[:limit]
        assert newest(limit=limit, below_id=rare[9]) == rare[10 : 10 + limit]
        assert newest(limit=limit, from_id=rare[3]) == rare[: min(4, limit)]
        assert newest(limit=limit, below_id=rare[-1]) == []


def test_a_message_is_found_by_those_in_its_conversation_alone(cast, index):
    messages.start(author=cast.otto, person_ids=[cast.mira.pk], source="The shaft, between us")
    administrator = cast.person("Ada Admin")
    roles.grant(person=administrator, role=Role.ADMINISTRATOR)
    index()

    assert len(found(cast.otto, "shaft")) == len(found(cast.mira, "shaft")) == 1
    assert found(cast.joan, "shaft") == found(administrator, "shaft") == []
    counted = facets.facets(cast.joan, asking.ask(cast.joan, "shaft"))
    assert (counted.facets, counted.counted) == ([], 0)


def test_where_else_a_post_stands_is_told_to_its_readers_alone(cast, index):
    both = [cast.organisation.pk, cast.board.stream_id]
    post = posts.publish(author=cast.otto, stream_ids=both, source="The shaft").pk
    index()

    assert found(cast.otto, "in:board shaft") == [post]
    assert found(cast.joan, "in:board shaft") == []
    assert found(cast.joan, "shaft -in:board") == [post]


def test_a_group_that_closes_takes_its_posts_from_those_outside(cast, index):
    [post] = say(cast, "The shaft", group=cast.pilots)
    index()
    assert found(cast.joan, "shaft") == [post]

    groups.change(
        owner=cast.mira, group_id=cast.pilots.pk, name="Pilots", purpose="", visibility="closed"
    )

    assert found(cast.joan, "shaft") == []
    assert found(cast.otto, "shaft") == [post]
