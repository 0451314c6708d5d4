"""The page of hits: what each viewer sees of it, without and with script."""

from __future__ import annotations

import html

import pytest

from groundswell.activity import readers
from groundswell.network.files import actions as files
from groundswell.network.posts import actions as posts
from groundswell.network.search import filing
from groundswell.network.search.queries import PAGE

HX = {"HX-Request": "true"}


@pytest.fixture
def index(news):
    """Brings the index up to date with all that was said."""
    reader = next(reader for reader in readers.registered() if reader.name == "search")
    return lambda: readers.catch_up(reader)


def text_of(response) -> str:
    assert response.status_code == 200, response.status_code
    return html.unescape(response.content.decode())


def test_a_hit_shows_author_place_and_why_it_was_found(world, index):
    world.question, world.answer  # noqa: B018 - they are made when asked for
    index()

    page = text_of(world.client(world.joan).get("/search/?q=rattles"))

    assert f'<a href="/posts/{world.question.pk}/">Who knows?</a>' in page
    assert "Otto Berg" in page
    assert "Pilots" in page
    assert "<mark>rattles</mark>" in page


def test_a_reply_is_found_in_its_thread(world, index):
    world.answer  # noqa: B018
    index()

    page = text_of(world.client(world.joan).get("/search/?q=measure"))

    assert f'href="/posts/{world.question.pk}/?at={world.answer.pk}#post-{world.answer.pk}"' in page


def test_what_stands_in_a_secret_group_leaves_no_trace_on_the_page(world, index):
    posts.publish(
        author=world.mira, stream_ids=[world.merger.stream_id], source="Cavitation #quicksilver"
    )
    index()
    member, joan = world.client(world.otto), world.client(world.joan)

    assert "<mark>Cavitation</mark>" in text_of(member.get("/search/?q=cavitation"))
    for asked in ("cavitation", "cavitaton", "Merger", "in:merger", "topic:quicksilver", "in:g1"):
        page = text_of(joan.get("/search/", {"q": asked}))
        assert f"Nothing found for “{asked}”" in page
        assert "<mark>" not in page
        assert 'href="/groups/' not in page.partition('id="found"')[2].partition("</main>")[0]
    assert "cavitation" not in text_of(joan.get("/search/?q=cavitaton")).casefold()


def test_a_mistyped_word_is_named_and_the_near_one_offered(world, index):
    for number in range(3):
        world.tell(world.otto, f"Cavitation again, number {number}")
    index()

    page = text_of(world.client(world.joan).get("/search/?q=cavitaton"))

    assert "No post that you may read says “cavitaton”." in page
    assert 'With “<a href="?q=cavitation&show=all">cavitation</a>” there are 3 hits.' in page


def test_an_operator_that_is_unknown_is_said_and_not_left_out(world, index):
    world.tell(world.otto, "The shaft turns")
    index()
    joan = world.client(world.joan)

    assert "“author:” means nothing here" in text_of(joan.get("/search/?q=shaft+author:otto"))
    assert "Nobody here is called “otttto”" in text_of(joan.get("/search/?q=shaft+from:otttto"))
    assert "no group called “pilotss”" in text_of(joan.get("/search/?q=shaft+in:pilotss"))


def test_people_and_groups_stand_above_the_posts_and_under_tabs_of_their_own(world, index):
    world.pilots  # noqa: B018
    world.tell(world.mira, "Pilots and Otto, hello")
    index()
    joan = world.client(world.joan)

    assert f'href="/people/{world.otto.pk}/"' in text_of(joan.get("/search/?q=otto"))
    assert f'href="/groups/{world.pilots.pk}/"' in text_of(joan.get("/search/?q=pilot"))
    assert "hello" not in text_of(joan.get("/search/?q=otto&show=people"))
    assert "Look under the others" in text_of(joan.get("/search/?q=hello&show=groups"))


def test_the_next_page_is_a_link_and_a_script_gets_its_hits_alone(world, index):
    for number in range(PAGE + 5):
        world.tell(world.otto, f"Shaft number {number}")
    index()
    joan = world.client(world.joan)

    first = text_of(joan.get("/search/?q=shaft"))
    address = first.partition('<a class="button" href="')[2].partition('"')[0]
    second = text_of(joan.get(f"/search/{address}"))
    piece = text_of(joan.get(f"/search/{address}", headers=HX))

    assert first.count('class="hit"') == PAGE
    assert second.count('class="hit"') == piece.count('class="hit"') == 5
    assert piece.lstrip().startswith('<li class="hit">')


def test_while_somebody_types_only_the_hits_are_drawn_anew(world, index):
    world.tell(world.otto, "The shaft turns")
    index()
    joan = world.client(world.joan)

    piece = text_of(joan.get("/search/?q=sha", headers=HX))
    back = text_of(joan.get("/search/?q=sha", headers=HX | {"HX-History-Restore-Request": "true"}))

    assert "<mark>shaft</mark>" in piece
    assert "<html" not in piece
    assert "<html" in back


def test_an_empty_search_explains_its_language(world):
    page = text_of(world.client(world.joan).get("/search/"))

    for example in ("from:mira", 'in:"Thruster service"', '"blade pitch" -ferry', "vibr*"):
        assert f">{example}</a>" in page


def test_nothing_that_is_typed_becomes_markup(world, index):
    world.tell(world.otto, "a <b>bold</b> word & <script>alert(1)</script>")
    index()
    joan = world.client(world.joan)

    for asked in ('"><script>alert(2)</script>', "bold", "from:<img>", "alert"):
        content = joan.get("/search/", {"q": asked}).content.decode()
        assert "<script>alert" not in content
        assert "<img>" not in content


def test_nothing_inside_a_file_becomes_markup(world, index):
    name, content = "<img src=x>.txt", b"a <script>alert(3)</script> shaft <img src=y>"
    file = files.store(uploader=world.otto, name=name, content=content)
    world.tell(world.otto, file_ids=[file.pk])
    index()
    filing.work_off(until=lambda: False)

    page = world.client(world.joan).get("/search/?q=shaft&show=files").content.decode()

    assert "<mark>shaft</mark>" in page
    assert f"/files/{file.pk}/%3Cimg" in page
    assert "<script>alert" not in page
    assert "<img src=" not in page


def test_a_page_of_hits_needs_the_same_number_of_queries_however_many_there_are(
    world, index, django_assert_num_queries
):
    joan = world.client(world.joan)
    for count in (1, 15):
        for number in range(count):
            world.tell(world.otto, f"Shaft number {number}")
        index()
        joan.get("/search/?q=shaft")

        # Session, groups of the navigation; exact and loose hits, their texts, their places;
        # pages of files; people and groups by name, and by what is said of them.
        with django_assert_num_queries(9):
            joan.get("/search/?q=shaft")
