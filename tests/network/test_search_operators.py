"""Every operator for every viewer, held against a plain rule that knows nothing of the index."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from groundswell.activity import log, readers
from groundswell.foundation import clock
from groundswell.network.bookmarks.models import Bookmark
from groundswell.network.files import actions as files
from groundswell.network.posts import actions as posts
from groundswell.network.posts import tending
from groundswell.network.posts.models import Placement, Post
from groundswell.network.search import actions, asking, finding, queries, renewing
from groundswell.network.search.models import Renewal
from groundswell.network.streams.models import Membership
from groundswell.people.org.models import Assignment
from tests.network.random_world import RandomWorld, taken_back
from tests.web.world import picture

SITES, FUNCTIONS = ("Busan", "Świnoujście yard", "Halden"), ("Service", "Supply chain")
TEXTS = ("shaft", "The shaft https://halden.example/x", "bearing #noise", "Wellenschaden", "振動")
FIRST, SECOND = date(2025, 2, 1), date(2025, 4, 1)


@pytest.fixture
def index(news):
    """Brings the index up to date with all that was said."""
    reader = next(reader for reader in readers.registered() if reader.name == "search")

    def up_to_date() -> None:
        readers.catch_up(reader)
        renewing.work_off(until=lambda: False)

    return up_to_date


@pytest.fixture
def narrow_windows(monkeypatch):
    monkeypatch.setattr(finding, "STEPS", 3)
    monkeypatch.setattr(finding, "ENOUGH", 1)
    monkeypatch.setattr(renewing, "BATCH", 4)


class Company(RandomWorld):
    """A random world whose people stand somewhere, move, attach, pin and choose."""

    def __init__(self, dice, steps):
        super().__init__(dice, steps=steps, texts=TEXTS)
        for person in self.people[:-1]:
            self.move(person, FIRST)
        for person in self.people[:2]:
            self.move(person, SECOND)
        for _ in range(steps // 4):
            self.attach(), self.pin(), self.choose(), self.save()

    def move(self, person, day):
        Assignment.objects.present().filter(person=person).update(to_on=day)
        Assignment.objects.create(
            person=person,
            site=self.dice.choice(SITES),
            function=self.dice.choice(FUNCTIONS),
            from_on=day,
        )
        log.record(actor_id=None, verb="moved", noun="person", noun_id=person.pk)

    def attach(self):
        author = self.dice.choice(self.people)
        is_picture = self.dice.random() < 0.5
        content = picture() if is_picture else b"A plain text"
        file = files.store(uploader=author, name="plan.png", content=content)
        posts.publish(
            author=author,
            stream_ids=self.some_streams(author),
            source=self.dice.choice(TEXTS),
            file_ids=[file.pk],
        )

    def pin(self):
        places = list(Placement.objects.filter(pinned_at=None).order_by("pk"))
        chosen = self.dice.choice(places)
        Placement.objects.filter(pk=chosen.pk).update(pinned_at=self.now)

    def save(self):
        person, post = self.dice.choice(self.people), self.any_post()
        if post.root_id is None:
            Bookmark.objects.get_or_create(
                person=person, post=post, defaults={"saved_at": self.now}
            )

    def choose(self):
        answers = list(Post.objects.filter(root__kind="question", removed_at=None).order_by("pk"))
        if answers:
            answer = self.dice.choice(answers)
            tending.mark_best_answer(marker=answer.root.author, reply_id=answer.pk)


def reads(viewer, post):
    """The streams in which the viewer may read a post."""
    mine = set(Membership.objects.filter(person=viewer).values_list("stream_id", flat=True))
    places = Placement.objects.filter(post_id=post.root_id or post.pk).select_related("stream")
    return [place for place in places if place.stream.is_open or place.stream_id in mine]


def place_then(post):
    """Where its author stood on the day of a post; before the first place that one."""
    places = list(Assignment.objects.filter(person_id=post.author_id).order_by("from_on"))
    day = clock.day_of(post.published_at)
    return next(
        (place for place in reversed(places) if place.from_on <= day), (places or [None])[0]
    )


def is_question(post):
    return post.kind == "question" and post.root_id is None


def has(post, *, is_picture):
    types = post.attachments.values_list("file__media_type", flat=True)
    return any(kind.startswith("image/") or not is_picture for kind in types)


RULES = {
    "from:ann": lambda post, viewer, places: post.author.name == "Ann Aas",
    "from:me": lambda post, viewer, places: post.author_id == viewer.pk,
    "in:everybody": lambda post, viewer, places: any(
        place.stream.kind == "organisation" for place in places
    ),
    "kind:question": lambda post, viewer, places: is_question(post),
    "kind:post": lambda post, viewer, places: post.kind == "post" and post.root_id is None,
    "kind:reply": lambda post, viewer, places: post.root_id is not None,
    "is:answered": lambda post, viewer, places: is_question(post) and answered(post),
    "has:answer": lambda post, viewer, places: is_question(post) and answered(post),
    "is:unanswered": lambda post, viewer, places: is_question(post) and not answered(post),
    "is:solved": lambda post, viewer, places: post.best_answer_id is not None,
    "is:pinned": lambda post, viewer, places: (
        post.root_id is None and any(place.pinned_at for place in places)
    ),
    "is:saved": lambda post, viewer, places: post.bookmarks.filter(person=viewer).exists(),
    "has:file": lambda post, viewer, places: has(post, is_picture=False),
    "has:picture": lambda post, viewer, places: has(post, is_picture=True),
    "has:link": lambda post, viewer, places: "https://" in post.source,
    "topic:noise": lambda post, viewer, places: "#noise" in post.source,
    "site:busan": lambda post, viewer, places: stood(post, "site", "Busan"),
    'site:"Swinoujscie yard"': lambda post, viewer, places: stood(post, "site", SITES[1]),
    "function:supply": lambda post, viewer, places: stood(post, "function", "Supply chain"),
    "after:2025-04": lambda post, viewer, places: (
        post.published_at >= datetime(2025, 4, 1, tzinfo=UTC)
    ),
    "before:2025-04": lambda post, viewer, places: (
        post.published_at < datetime(2025, 4, 1, tzinfo=UTC)
    ),
    "shaft": lambda post, viewer, places: "shaft" in f"{post.title} {post.source}",
    "schaden": lambda post, viewer, places: "schaden" in f"{post.title} {post.source}",
    "動": lambda post, viewer, places: "動" in f"{post.title} {post.source}",
}
NOT_REVERSIBLE = ("after:", "before:", "schaden")


def answered(post):
    return Post.objects.filter(root=post, removed_at=None).exclude(author=post.author).exists()


def stood(post, column, name):
    place = place_then(post)
    return place is not None and getattr(place, column) == name


def told(viewer):
    """What each rule says of each post that the viewer reads, the newest first."""
    rows = Post.objects.filter(removed_at=None).select_related("author").order_by("-pk")
    return {
        post.pk: {typed: rule(post, viewer, places) for typed, rule in RULES.items()}
        for post in rows
        if (places := reads(viewer, post))
    }


def fitting(rules_of, typed):
    """The posts that fit all that was typed."""
    wanted = [(one.lstrip("-"), not one.startswith("-")) for one in typed]
    return [
        pk for pk, rules in rules_of.items() if all(rules[one] == is_so for one, is_so in wanted)
    ]


def everything_found(viewer, typed):
    question = asking.ask(viewer, " ".join(typed))
    assert question.refusals == []
    seen, place = [], queries.Place()
    while place:
        page = queries.posts(viewer, question, place)
        seen += [hit.id for hit in page.lines]
        place = page.older
    return seen


ASKED = [*RULES, *(f"-{one}" for one in RULES if not one.startswith(NOT_REVERSIBLE))]


@pytest.mark.parametrize("seed", range(2))
def test_every_operator_finds_for_every_viewer_what_a_plain_rule_finds(
    db, index, narrow_windows, seed
):
    # Seeds and no Hypothesis: a world is slow to make, and to make smaller.
    dice = Random(seed)
    pairs = [dice.sample(ASKED, dice.choice([2, 2, 3])) for _ in range(12)]
    with taken_back():
        company = Company(dice, steps=30)
        index()
        for viewer in company.people:
            rules_of = told(viewer)
            for typed in [*([one] for one in ASKED), *pairs]:
                assert everything_found(viewer, typed) == fitting(rules_of, typed), (typed, viewer)


def test_what_contradicts_itself_finds_nothing(cast, index):
    stream_ids = [cast.organisation.pk]
    posts.publish(
        author=cast.otto, stream_ids=stream_ids, source="Shaft?", kind="question", title="Shaft?"
    )
    index()

    assert everything_found(cast.joan, ["is:unanswered"])
    assert everything_found(cast.joan, ["is:answered", "is:unanswered"]) == []


def test_a_pin_in_a_secret_group_is_nothing_to_those_outside(cast, index):
    both = [cast.organisation.pk, cast.merger.stream_id]
    post = posts.publish(author=cast.otto, stream_ids=both, source="Shaft")
    inside = Placement.objects.filter(post=post, stream_id=cast.merger.stream_id)
    inside.update(pinned_at=clock.now())
    index()

    assert everything_found(cast.otto, ["is:pinned"]) == [post.pk]
    assert everything_found(cast.joan, ["is:pinned"]) == []
    assert everything_found(cast.joan, ["-is:pinned"]) == [post.pk]


def test_who_moves_takes_nothing_along_and_what_is_owed_outlives_a_stop(cast, index, monkeypatch):
    monkeypatch.setattr(renewing, "BATCH", 2)
    now, found = clock.now(), []
    for days in (40, 30, 20, 10, 1):
        with clock.frozen(now - timedelta(days=days)):
            [stream] = [cast.organisation.pk]
            found.append(posts.publish(author=cast.otto, stream_ids=[stream], source="Shaft").pk)
    index()
    moved_on = clock.day_of(now - timedelta(days=25))
    for site, start, end in (
        ("Busan", moved_on - timedelta(days=99), moved_on),
        ("Halden", moved_on, None),
    ):
        Assignment.objects.create(person=cast.otto, site=site, from_on=start, to_on=end)
    actions.follow(log.after(log.Position(), limit=500))
    Renewal.objects.create()
    log.record(actor_id=None, verb="moved", noun="person", noun_id=cast.otto.pk)
    reader = next(reader for reader in readers.registered() if reader.name == "search")
    readers.catch_up(reader)

    assert renewing.step() == 2
    assert Renewal.objects.count() == 2
    index()

    assert not Renewal.objects.exists()
    assert everything_found(cast.joan, ["site:halden"]) == found[:1:-1]
    assert everything_found(cast.joan, ["site:busan"]) == found[1::-1]
