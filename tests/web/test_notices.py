"""The inbox, its badge on every page, and being done with what was read."""

from __future__ import annotations

import re
from datetime import datetime, time

import pytest

from groundswell.activity import readers
from groundswell.network.groups import actions as groups
from groundswell.network.models import Notice, Preferences
from groundswell.network.notifications import preferring, wording
from groundswell.network.notifications.models import Kind
from groundswell.network.posts import actions as posts
from groundswell.network.reactions import actions as reactions
from groundswell.web import notice_specimens
from groundswell.web.jinja import notice_sentence
from tests.web.reading import main_of, text, words_of

pytestmark = pytest.mark.usefixtures("news")


@pytest.fixture
def read():
    (reader,) = (each for each in readers.registered() if each.name == "notices")
    return lambda: readers.catch_up(reader)


@pytest.fixture
def answered(world, read):
    """Otto's question, answered by Mira; he has not seen it."""
    _ = world.answer
    read()
    return world.question


def badges(client, address="/"):
    return re.findall(r'class="badge badge--needs">(\d+\+?)<', text(client.get(address)))


def test_the_badge_stands_on_every_page_and_the_inbox_tells_who_did_what(world, answered):
    client = world.client(world.otto)

    assert badges(client) == badges(client, "/people/") == ["1", "1"]
    words = words_of(client.get("/notices/"))
    assert "Mira Lindqvist answered you in Who knows?" in words
    assert "Measure all four." in words
    assert badges(world.client(world.joan)) == []


def test_opening_a_thread_marks_it_and_a_get_alone_does_not(world, answered):
    client = world.client(world.otto)
    page = text(client.get(f"/posts/{answered.pk}/"))
    assert badges(client) == ["1", "1"]

    up_to = re.search(r'name="up_to" value="(\d+)"', page)[1]
    client.post(f"/posts/{answered.pk}/read/", {"up_to": up_to})

    assert badges(client) == []
    assert "Earlier" in words_of(client.get("/notices/"))


def test_a_fresh_thread_that_nobody_answered_speaks_of_no_notice(world, answered):
    said = "You have a notice about this thread."
    waiting = words_of(world.client(world.otto).get(f"/posts/{answered.pk}/"))
    page = world.client(world.mira).get(f"/posts/{answered.pk}/")

    assert said in waiting
    assert said not in text(page)
    # What is told in a moment is read here already: the script still says so.
    assert f'action="/posts/{answered.pk}/read/"' in text(page)


def test_what_an_open_thread_shows_is_read_and_what_waits_behind_its_button_is_not(world, read):
    thread = world.tell(world.otto)
    client = world.client(world.otto)
    address, script = f"/posts/{thread.pk}/?newer_than={thread.pk}", {"HX-Request": "true"}
    assert client.get(address, headers=script).content == b""
    reactions.react(person=world.mira, post_id=thread.pk, name="thanks")
    posts.reply(author=world.joan, to_id=thread.pk, source="At last.")
    read()
    assert badges(client) == ["2", "2"]

    mark = text(client.get(address, headers=script))
    up_to = re.search(r'name="up_to" value="(\d+)"', mark)[1]
    client.post(f"/posts/{thread.pk}/read/", {"up_to": up_to})

    (waiting,) = Notice.objects.unread().filter(person=world.otto)
    assert waiting.kind == Kind.ANSWER


def test_being_done_with_one_and_with_all(world, answered, read):
    client = world.client(world.otto)
    notice = Notice.objects.get(person=world.otto)
    headers = {"HX-Request": "true"}
    assert client.post(f"/notices/{notice.pk}/read/", headers=headers).status_code == 204
    assert badges(client) == []

    posts.reply(author=world.joan, to_id=answered.pk, source="Two")
    read()
    assert badges(client) == ["1", "1"]
    client.post("/notices/read/")
    assert badges(client) == []


def test_the_badge_alone_for_a_script(world, answered):
    assert ">1<" in text(world.client(world.otto).get("/notices/unread/"))
    assert text(world.client(world.joan).get("/notices/unread/")) == ""


@pytest.mark.parametrize("bundle", notice_specimens.notices(), ids=lambda one: str(one.kind))
def test_every_notice_leads_to_what_it_is_about(bundle):
    assert f'<a href="{wording.address(bundle)}">' in notice_sentence(bundle)


def test_an_invitation_is_answered_where_it_stands(world, read):
    groups.invite(member=world.mira, group_id=world.merger.pk, person_id=world.joan.pk)
    read()
    client = world.client(world.joan)
    assert "Mira Lindqvist asks you into the group Merger" in words_of(client.get("/notices/"))

    client.post(f"/groups/{world.merger.pk}/join/")

    assert badges(client) == []


def test_words_of_people_are_words(world, read):
    world.mira.name = "<i>Mira</i>"
    world.mira.save()
    thread = world.tell(world.otto, "<b>1</b> `<script>x</script>`")
    posts.reply(author=world.mira, to_id=thread.pk, source="<img src=x onerror=alert(1)>")
    read()

    html = main_of(world.client(world.otto).get("/notices/"))

    assert "<i>" not in html
    assert "<script>" not in html
    assert "<img" not in html
    assert "&lt;i&gt;Mira" in html


def test_older_notices_follow_page_by_page(world, read, monkeypatch):
    from groundswell.network.notifications import queries

    monkeypatch.setattr(queries, "PAGE", 2)
    monkeypatch.setattr(queries, "UNREAD_PAGE", 2)
    client = world.client(world.otto)
    for number in range(9):
        thread = world.tell(world.otto, f"Crane {number}")
        posts.reply(author=world.mira, to_id=thread.pk, source="Yes")
        read()
        if number == 3:
            client.post("/notices/read/")

    pages, address = [], "/notices/"
    while address:
        page = main_of(client.get(address))
        pages.append([int(number) for number in dict.fromkeys(re.findall(r"Crane (\d)", page))])
        older = re.search(r'href="(\?(?:older_than|waiting_before)=\d+)"', page)
        address = f"/notices/{older[1]}" if older else ""

    assert pages == [[8, 7], [6, 5], [4, 3, 2], [1, 0]]


def test_of_notices_of_one_moment_none_falls_between_two_pages(world, read, monkeypatch):
    from groundswell.network.notifications import queries

    monkeypatch.setattr(queries, "UNREAD_PAGE", 2)
    for number in range(3):
        thread = world.tell(world.otto, f"Crane {number}")
        posts.reply(author=world.mira, to_id=thread.pk, source="Yes")
    read()
    first, second = world.otto.notices.order_by("since_id")[:2]
    world.otto.notices.filter(pk=second.pk).update(since_id=first.since_id)

    found = queries.inbox(world.otto)
    rest = queries.inbox(world.otto, waiting_before=found.waiting_before)

    assert [len(page.unread) for page in (found, rest)] == [1, 2]


CHOSEN = {
    "mails_at_once": "1",
    "after_minutes": "60",
    "digest": "weekly",
    "digest_hour": "9",
    "digest_weekday": "4",
    "is_quiet_at_night": "1",
    "quiet_from": "20:00",
    "quiet_until": "06:30",
    "working_days": ["0", "2"],
}


def test_what_an_administrator_sets_holds_for_who_chose_nothing(world):
    world.client(world.ada).post("/administration/notices/", CHOSEN)
    mira = world.client(world.mira)
    mira.post("/settings/notices/", {**CHOSEN, "after_minutes": "5", "working_days": ["6"]})

    otto, own = (preferring.preferences(person) for person in (world.otto, world.mira))
    assert (otto.after_minutes, otto.working_days, otto.quiet_until) == (60, [0, 2], time(6, 30))
    assert (own.after_minutes, own.working_days) == (5, [6])
    assert 'value="20:00"' in text(mira.get("/settings/notices/"))


def test_an_impossible_time_is_refused_and_what_was_typed_stays(world):
    client = world.client(world.otto)

    answer = client.post("/settings/notices/", {**CHOSEN, "quiet_from": "25:00"})

    assert answer.status_code == 422
    assert 'value="25:00"' in text(answer)
    assert preferring.preferences(world.otto).after_minutes == 15


def test_levels_are_chosen_at_the_group_and_among_all(world):
    client = world.client(world.otto)
    group = f"/groups/{world.pilots.pk}/"
    client.post(f"{group}level/?level=none")

    for address in (group, "/settings/notices/"):
        pressed = re.findall(r'level=(\w+)[^"]*" aria-pressed="true"', text(client.get(address)))
        assert "none" in pressed


def test_a_thread_is_muted_and_heard_of_again(world):
    client = world.client(world.otto)
    thread = f"/posts/{world.question.pk}/"
    client.post(f"{thread}mute/")
    assert "Only mentions in this thread reach you." in text(client.get(thread))

    client.post(f"{thread}mute/?no")
    assert "You hear of it when it concerns you." in text(client.get(thread))


@pytest.mark.parametrize(
    ("at", "quiet"),
    [
        ("2026-03-02 18:59", False),  # Monday, until seven
        ("2026-03-02 19:00", True),
        ("2026-03-03 06:59", True),
        ("2026-03-03 07:00", False),
        ("2026-03-07 12:00", True),  # Saturday
    ],
)
def test_nights_and_days_off_are_quiet(at, quiet):
    chosen = Preferences(quiet_from=time(19), quiet_until=time(7), working_days=[0, 1, 2, 3, 4])

    local = datetime.fromisoformat(at)
    assert preferring.is_quiet(chosen, local) == quiet
    assert not preferring.is_quiet(Preferences(is_quiet_at_night=False), local)
