"""The company as it stands in the database: whole, consistent, and true to what was planted."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from django.db import transaction
from django.db.models import Count, F, Min, Q
from django.test import Client
from scipy.stats import binomtest

from groundswell.activity.models import Activity
from groundswell.adoption import networks
from groundswell.adoption.consents import queries as consents
from groundswell.adoption.consents.models import RosterPlace, What
from groundswell.adoption.contributions.models import ContributionDay
from groundswell.adoption.days import week_end
from groundswell.adoption.interactions.models import Interaction
from groundswell.adoption.leading import rows as leading
from groundswell.adoption.measures import communities, crossings, inward, leader_effect
from groundswell.adoption.measures.given import Places
from groundswell.adoption.measures.structure.boundary import observed_over_expected
from groundswell.adoption.needed import Rows, quarter
from groundswell.demo import adoption, counting, making, messages, truth, world
from groundswell.demo.cast import MAY_BECOME, lists
from groundswell.demo.pictures.faces import MOTIFS, PALETTES
from groundswell.demo.rooms import rooms
from groundswell.foundation import blobs, clock, ids
from groundswell.network.announcements import queries as announcements
from groundswell.network.announcements.models import Announcement
from groundswell.network.feeds import queries as feeds
from groundswell.network.groups import ownership
from groundswell.network.groups.models import Group, OwnershipOffer
from groundswell.network.messages import queries as conversations
from groundswell.network.moderation import queries as cases
from groundswell.network.moderation.models import Deed
from groundswell.network.notifications import queries as notices
from groundswell.network.notifications.models import Notice
from groundswell.network.polls.models import Poll
from groundswell.network.polls.tally import FEWEST_VOTERS
from groundswell.network.posts import text
from groundswell.network.posts.models import (
    Attachment,
    Mention,
    Placement,
    Post,
    PostTopic,
    PostVersion,
)
from groundswell.network.posts.writing import resolve
from groundswell.network.reactions.models import Reaction
from groundswell.network.rules.models import Held, WatchWord
from groundswell.network.streams.models import MemberRole, Membership, Stream, Subscription
from groundswell.people.org.models import Assignment
from groundswell.people.persons.models import Account, Person, Presence, State
from groundswell.people.roles.models import Role, RoleGrant
from groundswell.people.signin import actions as signin
from groundswell.web.personas import PERSONAS
from tests.long.demo.conftest import LAST_DAY
from tests.web.reading import only_drawn

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

LAST_WEEK = LAST_DAY - timedelta(days=7)
OSLO = ZoneInfo("Europe/Oslo")


@pytest.fixture(scope="module", autouse=True)
def made(django_db_setup, django_db_blocker, written):
    """The company in the database, for the tests of this module; afterwards it is gone."""
    with django_db_blocker.unblock(), transaction.atomic():
        company = making.make(seed=world.SEED, ends_on=LAST_DAY)
        written.append(company)
        yield company
        transaction.set_rollback(True)


def person(name):
    return Person.objects.get(name=name, is_listed=True)


def employed():
    return Person.objects.exclude(state=State.LEFT)


def test_twelve_hundred_are_employed_each_in_one_place_with_a_manager():
    places = Assignment.objects.present()

    assert employed().count() == places.count() == world.PEOPLE
    assert places.filter(manager=None).get().person.name == "Astrid Halvorsen"
    assert Counter(places.values_list("function", flat=True)) == {
        name: sum(function.sites) for name, function in world.FUNCTIONS.items()
    }


def test_who_left_has_an_end_and_who_moved_two_places():
    left = Person.objects.filter(state=State.LEFT)

    assert left.count() == left.exclude(left_on=None).count() > 50
    assert not Assignment.objects.present().filter(person__in=left).exists()
    moved = Assignment.objects.values("person").annotate(places=Count("pk")).filter(places=2)
    assert moved.count() == 26
    for now in Assignment.objects.present().filter(person__in=[row["person"] for row in moved]):
        before = Assignment.objects.exclude(pk=now.pk).get(person=now.person)
        assert before.to_on == now.from_on
        assert before.site != now.site


def test_houstons_shop_floor_is_invited_and_has_never_been_here():
    waiting = employed().filter(
        assignments__to_on=None,
        assignments__function="Manufacturing",
        assignments__site="Houston",
        assignments__level="Shop floor and field",
    )

    assert waiting.count() == 76
    assert set(waiting.values_list("state", flat=True)) == {State.INVITED}
    assert not Presence.objects.filter(person__in=waiting).exists()


def test_most_leaders_agreed_to_the_roster_and_some_may_be_named():
    places = RosterPlace.objects.all()
    assert 2 <= sum(not place.is_shown for place in places) < len(places) / 2
    assert consents.everybody(What.BRIDGE)
    assert consents.everybody(What.CHAMPION)


def test_what_followed_where_leaders_came_is_found_as_their_consents_allow(made):
    on = week_end(made.ends_on)
    (value,) = leader_effect.count(leading.visits(on, Rows(on).function)).values

    assert 1 < value.low <= world.PRESENCE <= value.high


def test_the_roles_are_granted_as_the_world_says():
    granted = RoleGrant.objects.values_list("person__name", "role")

    wanted = {(name, role) for name, roles in world.ROLES.items() for role in roles}
    assert set(granted) == wanted


def test_counters_equal_a_recount():
    replies = Counter(
        Post.objects.exclude(root=None).filter(removed_at=None).values_list("root", flat=True)
    )
    reactions = {}
    for post, name in Reaction.objects.values_list("post", "name"):
        reactions.setdefault(post, Counter())[name] += 1
    for post in Post.objects.all():
        assert post.reply_count == replies[post.pk]
        assert post.reaction_counts == reactions.get(post.pk, {})
    members = Counter(Membership.objects.values_list("stream", flat=True))
    for group in Group.objects.all():
        assert group.member_count == members[group.stream_id]


def test_a_thread_is_answered_when_somebody_else_first_replies():
    first = {}
    replies = Post.objects.exclude(root=None).filter(removed_at=None).order_by("pk")
    for reply in replies.exclude(author=F("root__author")):
        first.setdefault(reply.root_id, reply.published_at)

    for thread in Post.objects.threads():
        assert thread.answered_at == first.get(thread.pk)


def test_ids_sort_as_time_and_answers_come_after():
    posts = list(Post.objects.order_by("pk").select_related("root", "parent"))

    assert posts == sorted(posts, key=lambda post: post.published_at)
    for post in posts:
        assert abs(ids.instant_of(post.pk) - post.published_at) < timedelta(milliseconds=1)
        for answered in (post.root, post.parent):
            assert answered is None or answered.published_at < post.published_at
        assert post.parent is None or post.parent.root_id == post.root_id
        assert post.parent is None or post.parent.parent_id is None


def test_what_was_said_lately_waits_for_its_people_and_nothing_older():
    tomasz = person("Tomasz Wilk")

    assert notices.inbox(tomasz).unread
    assert notices.unread_count(tomasz) == len(notices.inbox(tomasz).unread)
    oldest = Notice.objects.order_by("since_at").first()
    assert oldest.since_at >= clock.start_of(making.waiting_since(LAST_DAY))


@pytest.mark.parametrize(("day", "since"), [(22, 19), (23, 20), (24, 23), (20, 19), (21, 19)])
def test_on_a_monday_what_was_said_before_the_weekend_still_waits(day, since):
    assert making.waiting_since(date(2026, 11, day)) == date(2026, 11, since)


def test_best_answers_are_answers_to_their_question():
    questions = Post.objects.exclude(best_answer=None)

    assert questions.count() > 100
    assert not questions.exclude(best_answer__root=F("pk")).exists()
    assert not questions.exclude(kind="question").exists()
    assert not questions.exclude(best_answer__removed_at=None).exists()


def test_nobody_posts_before_they_begin_or_after_they_leave():
    for post in Post.objects.select_related("author"):
        day, author = post.published_at.date(), post.author
        assert author.started_on <= day
        assert author.left_on is None or day < author.left_on
        assert author.joined_at <= post.published_at or post.acted_by_id
    assert Post.objects.latest("published_at").published_at < clock.bounds(LAST_DAY, LAST_DAY)[1]


def test_every_thread_stands_in_one_stream_in_which_its_author_may_post():
    threads = Post.objects.threads().exclude(case__acts__deed=Deed.HID).count()
    placements = Placement.objects.select_related("stream", "post")

    assert placements.count() == threads
    member = set(Membership.objects.values_list("person", "stream"))
    for place in placements:
        stream = place.stream
        if stream.kind == "group":
            assert (place.post.author_id, stream.pk) in member
        elif stream.kind == "storyline":
            assert stream.person_id == place.post.author_id


def test_only_members_speak_in_closed_groups():
    member = set(Membership.objects.values_list("person", "stream"))
    closed = Placement.objects.filter(stream__is_open=False).values_list("post", "stream")
    stream_of = dict(closed)

    assert len(stream_of) > 40
    said = Post.objects.filter(Q(pk__in=stream_of) | Q(root__in=stream_of))
    for post in said:
        assert (post.author_id, stream_of[post.thread_id]) in member
    for reaction in Reaction.objects.filter(post__in=said).select_related("post"):
        assert (reaction.person_id, stream_of[reaction.post.thread_id]) in member


def test_feeds_hold_only_what_their_people_may_read():
    assert not Subscription.objects.filter(person__state=State.LEFT).exists()
    member = set(Membership.objects.values_list("person", "stream"))
    closed = Subscription.objects.filter(stream__is_open=False).values_list("person", "stream")

    assert set(closed) <= member
    everywhere = Subscription.objects.filter(stream__kind="organisation")
    assert everywhere.count() == world.PEOPLE
    own = Subscription.objects.filter(stream__person=F("person"))
    assert own.count() == world.PEOPLE


def test_members_came_after_the_group_and_some_own_it():
    for group in Group.objects.select_related("stream"):
        members = group.stream.memberships
        assert group.created_at == group.stream.created_at
        assert not members.filter(since_at__lt=group.created_at).exists()
        is_owned = members.filter(role=MemberRole.OWNER, person__state=State.ACTIVE).exists()
        assert is_owned != rooms()[group.name].is_orphaned


def test_the_first_pages_have_something_to_read():
    for name in ("Tomasz Wilk", "Mira Lindqvist", "Astrid Halvorsen", "Tuva Moen"):
        lines = feeds.newest(person(name)).lines
        assert len(lines) == feeds.PAGE
        newest = ids.instant_of(lines[0].id)
        assert clock.bounds(LAST_DAY, LAST_DAY)[0] - newest < timedelta(days=4)


def test_posts_are_shown_as_the_network_shows_them():
    naming, titled = Post.objects.exclude(mentions=None), Post.objects.exclude(title="")

    for post in (*naming[:30], *titled[:30]):
        rendered = text.render(post.source, resolve=resolve)
        assert post.html == rendered.html
        named = {mention.id for mention in rendered.mentions}
        assert named == set(Mention.objects.filter(post=post).values_list("account", flat=True))
        topics = PostTopic.objects.filter(post=post).values_list("topic__name_folded", flat=True)
        assert len(topics) == len(rendered.topics)


def test_some_texts_were_corrected_taken_back_and_pinned():
    assert PostVersion.objects.count() > 50
    for version in PostVersion.objects.select_related("post"):
        assert version.source != version.post.source
        assert version.replaced_at == version.post.edited_at
    removed = Post.objects.exclude(removed_at=None)
    assert removed.threads().filter(reply_count__gt=0).count() > 3
    assert Placement.objects.exclude(pinned_at=None).count() > 10


def test_an_office_has_posted_for_the_head_of_sales():
    posts = Post.objects.filter(author=person("Denise Carter"))

    assert posts.exists()
    assert not posts.filter(acted_by=None).exists()


def test_the_log_tells_each_post_and_reaction_once_in_the_order_of_time():
    told = Counter(Activity.objects.filter(noun="post").values_list("verb", flat=True))

    assert told["published"] == Post.objects.threads().count()
    assert told["replied"] == Post.objects.exclude(root=None).count()
    assert told["reacted"] == Reaction.objects.count()
    assert told["edited"] == PostVersion.objects.count()
    order = Activity.objects.order_by("pk").values_list("happened_at", flat=True)
    assert list(order) == sorted(order)


def test_everybody_who_wrote_on_a_day_was_here_on_it():
    wrote = Post.objects.filter(acted_by=None).values_list("author", "published_at")
    days = {(author_id, at.astimezone(OSLO).date()) for author_id, at in wrote}

    assert days <= set(Presence.objects.filter(has_written=True).values_list("person", "on"))


def test_the_participants_in_the_truth_are_those_in_the_database(made):
    told = truth.of(made)["participants"]["now"]
    first = made.hours.weeks[world.WEEKS - world.WINDOW].starts_at
    last = made.hours.weeks[-1].ends_at
    own = Post.objects.filter(published_at__range=(first, last), acted_by=None, removed_at=None)
    own = own.exclude(placements__stream__kind="conversation")
    reacted = Reaction.objects.filter(reacted_at__range=(first, last))
    people = set(own.values_list("author", flat=True)) | set(
        reacted.values_list("person", flat=True)
    )

    found = Assignment.objects.present().filter(person__in=people)

    counted = Counter(found.values_list("function", flat=True))
    assert counted == Counter(told["by_function"])
    assert told["all"] == counted.total()


def test_what_was_said_in_memory_stands_in_the_database(made):
    public = Post.objects.exclude(placements__stream__kind="conversation")
    public = public.filter(kind__in=("post", "question"))
    beside = sum(each["kind"] == "post" for each in lists("occasions")["occasion"])
    by_memory = Counter(said.source for said in made.talk.order)
    more = Counter(public.values_list("source", flat=True)) - by_memory
    assert more.total() == beside
    assert public.count() == len(made.talk.order) + beside
    assert truth.of(made)["said"]["sha256"] == counting.fingerprint(made)


def test_polls_tell_as_many_votes_as_there_are_and_no_anonymous_choice():
    polls = Poll.objects.annotate(voted=Count("votes")).in_bulk()

    assert {(poll.is_anonymous, poll.closed_at is None) for poll in polls.values()} == {
        (True, True), (True, False), (False, True),
    }  # fmt: skip
    for poll in polls.values():
        runs_hidden = poll.is_anonymous and poll.closed_at is None
        assert poll.voted >= FEWEST_VOTERS
        assert sum(poll.counts) == (0 if runs_hidden else poll.voted)
        assert poll.ballots.count() == (poll.voted if runs_hidden else 0)
        assert poll.votes.exclude(choice=None).exists() != poll.is_anonymous


def test_announcements_are_acknowledged_by_those_addressed_and_praise_names_its_people():
    told = {
        announced.site: announced
        for announced in Announcement.objects.filter(asks_acknowledgement=True)
    }

    assert set(told) == {"", "Gdynia"}
    for announced in told.values():
        done = set(announced.acknowledgements.values_list("person", flat=True))
        assert done
        assert done <= set(announcements.addressed(announced).values_list("pk", flat=True))
    for praise in Post.objects.filter(kind="praise"):
        assert praise.mentions.exists()
    assert Post.objects.filter(kind="praise", mentions__account__group__isnull=False).exists()


@pytest.mark.parametrize("name", MAY_BECOME)
def test_whoever_one_may_become_has_messages_and_some_wait(name):
    viewer = person(name)
    listed = conversations.conversations(viewer).entries

    assert len(listed) >= 24
    assert 1 <= conversations.unread_count(viewer) <= messages.UNREAD
    assert notices.unread_count(viewer)
    assert any(entry.name for entry in listed)
    said = conversations.newest(viewer, listed[-1].id).lines
    assert said
    for entry in listed:
        assert len({other.id for other in entry.others} - {viewer.pk}) in {1, 2}


def test_whoever_one_may_become_is_who_writes():
    assert {persona.name for persona in PERSONAS} == set(MAY_BECOME)


def test_a_group_that_nobody_owns_is_offered_to_one_of_its_members():
    offer = OwnershipOffer.objects.get(is_open=True)

    assert rooms()[offer.group.name].is_orphaned
    assert offer.person.name == "Joanna Kowalska"
    assert offer.group in ownership.orphans(person("Renske de Vries"))


def test_posts_show_pictures_of_our_own_and_say_what_one_sees():
    shown = Attachment.objects.select_related("file", "post")

    assert len(shown) > 20
    for each in shown:
        assert each.file.is_image
        assert each.file.description
        assert each.file.uploader_id == each.post.author_id
        assert all(blobs.path_of(key).exists() for key in each.file.sizes.values())
    assert shown.filter(post__kind="announcement").exists()
    assert shown.filter(post__root__isnull=False).exists()


def test_some_wear_a_picture_and_each_their_own():
    worn = Person.objects.exclude(photo="").values_list("photo", flat=True)

    assert len(set(worn)) == len(worn) == len(MOTIFS) * len(PALETTES)
    assert person("Tomasz Wilk").photo
    assert not person("Astrid Halvorsen").photo


def test_moderators_have_reports_an_appeal_and_something_that_waits():
    marcus = person("Marcus Boateng")

    states = {case.author.name: case.state for case in cases.queue(marcus)}
    assert states == {"Piotr Zieliński": "appealed", "Dolores Pike": "open"}
    assert [case.author.name for case in cases.queue(marcus, is_done=True)] == ["Caleb Whitmore"]
    assert [held.word for held in Held.objects.waiting().decided_by(marcus)] == ["Nordlys"]
    owned = Held.objects.waiting().decided_by(person("Mira Lindqvist"))
    assert owned.filter(decider="owners").get().stream.group.name == "Photo of the week"
    assert set(WatchWord.objects.values_list("is_on", flat=True)) == {True, False}


def test_a_group_was_called():
    called = Mention.objects.get(calls=True, post__published_at__gt=clock.start_of(LAST_WEEK))

    assert called.account.group.name == "Apprentices"


def test_handles_and_streams_are_each_once():
    assert Stream.objects.filter(kind="storyline").count() == Person.objects.count()
    assert Account.objects.count() == Person.objects.count() + Group.objects.count()


@pytest.fixture
def in_the_demo(settings):
    settings.IS_DEMO = True
    return Client()


def test_the_demo_opens_with_its_people_and_one_becomes_one_of_them(in_the_demo):
    opened = in_the_demo.get("/")

    assert opened.status_code == 200
    assert opened.content.decode().count('class="way"') == len(PERSONAS) == 10
    tomasz = person("Tomasz Wilk")
    became = in_the_demo.post("/demo/", {"person": tomasz.pk})
    assert (became.status_code, became["Location"]) == (303, "/")
    page = in_the_demo.get("/").content.decode()
    assert "Blade-rate vibration" in page
    assert 'href="/demo/"' in page


def test_becoming_somebody_else_ends_the_first_session(in_the_demo):
    in_the_demo.post("/demo/", {"person": person("Tomasz Wilk").pk})
    in_the_demo.post("/demo/", {"person": person("Renske de Vries").pk})

    assert in_the_demo.get("/administration/").status_code == 200
    assert person("Tomasz Wilk").sessions.count() == 0


@pytest.mark.parametrize("wanted", ["0", "x", ""])
def test_nobody_else_can_be_become(in_the_demo, wanted):
    stranger = in_the_demo.post("/demo/", {"person": wanted})
    other = in_the_demo.post("/demo/", {"person": person("Caleb Whitmore").pk})

    assert (stranger.status_code, other.status_code) == (404, 404)


def test_becoming_needs_the_token_of_the_page(settings):
    settings.IS_DEMO = True
    answer = Client(enforce_csrf_checks=True).post("/demo/", {"person": person("Tuva Moen").pk})

    assert answer.status_code == 403


def test_some_keep_topics_bookmarks_and_a_draft(in_the_demo):
    in_the_demo.post("/demo/", {"person": person("Mira Lindqvist").pk})

    assert "what made you say your first sentence" in in_the_demo.get("/").content.decode()
    assert in_the_demo.get("/saved/").content.count(b'class="card post"') == 4
    assert in_the_demo.get("/topics/").content.count(b'class="card post"') == 20


def test_outside_the_demo_the_entrance_is_not_there():
    assert Client().get("/demo/").status_code == 404
    assert Client().get("/").status_code == 302


def test_the_adopters_are_found_in_the_week_they_began(made):
    people = dict(Person.objects.values_list("external_id", "pk"))
    first = dict(ContributionDay.objects.values_list("person_id").annotate(Min("on")))
    late = []
    for told in truth.of(made)["adoption"]:
        began = date.fromisoformat(told["week_begins"])
        late.append((first[people[told["id"]]] - began).days)

    # The company lives in Oslo, and here days are cut in UTC. Who began when nobody had anything to
    # say in their rooms spoke later.
    assert min(late) >= -1
    assert sum(days < 7 for days in late) / len(late) > 0.94


def test_the_silos_are_found_in_who_turned_to_whom(made):
    function = dict(Assignment.objects.order_by("from_on").values_list("person_id", "function"))
    names = sorted(set(function.values()))
    volume = np.zeros((len(names), len(names)))
    acts = Interaction.objects.filter(kind__in=["reply", "reaction"])
    for pair in acts.values_list("from_id", "to_id"):
        one, other = (names.index(function[person]) for person in pair)
        volume[one, other] += 1
    ratios = observed_over_expected(volume)

    for told in truth.of(made)["silos"]:
        one, other = (names.index(name) for name in told["functions"])
        both = (ratios[one, other] + ratios[other, one]) / 2
        assert both == pytest.approx(told["ratio"], abs=0.05)
    across = ratios[~np.eye(len(names), dtype=bool)]
    assert np.nanmedian(across) > 0.6


def test_the_silos_stand_in_the_matrix_and_are_gone_where_functions_are_dealt_anew(made):
    on = LAST_DAY - timedelta(days=2)
    network = networks.Networks(on, networks.employed(on)).network
    function = network.function
    dealt = np.random.default_rng(1).permutation(function.of)
    shuffled = replace(network, function=Places(function.names, dealt))

    for told in truth.of(made)["silos"]:
        assert both_ways(crossings.count(network), *told["functions"]) < 0.4
        assert 0.75 < both_ways(crossings.count(shuffled), *told["functions"]) < 1.33
    (found, _), (nothing, _) = (inward.count(one).values for one in (network, shuffled))
    assert found.value < found.low - 0.3
    assert nothing.low - 0.03 <= nothing.value <= nothing.high + 0.03
    assert communities.count(network).values[0].value > 0.3
    assert communities.count(shuffled).values[0].value < 0.1


def both_ways(figures, one, other):
    cells = {(cell.row, cell.column): cell.value for cell in figures.tables[0].cells}
    return (cells[one, other] + cells[other, one]) / 2


def test_the_newcomers_who_were_planted_are_those_whom_activation_finds(made):
    on = LAST_DAY - timedelta(days=2)
    first = quarter(on)
    came = [
        member for member in made.people if first <= member.started_on < first + timedelta(days=91)
    ]
    began = made.spread.began
    weeks = {
        member.number: adoption.first_day(began[member.number], LAST_DAY) - member.started_on
        for member in came
        if member.number in began
    }
    sure = sum(after + timedelta(days=6) < timedelta(days=13) for after in weeks.values())
    possible = sum(after < timedelta(days=14) for after in weeks.values())
    planted = made.spread.newcomers & {member.number for member in came}
    found = Rows(on).newcomers()

    assert found.came == len(came)
    assert len(planted) <= sure <= found.took_part <= possible
    may = [member for member in came if member.place.function != adoption.FALLING]
    low, high = binomtest(found.took_part, len(may)).proportion_ci()
    assert low < world.NEWCOMERS < high
    # Without those who were planted hardly anybody comes so soon.
    assert found.took_part - len(planted) <= 3


def test_the_funnel_counts_whom_the_company_let_come_so_far(made):
    found = Rows(LAST_DAY).steps()
    since = clock.start_of(LAST_DAY - timedelta(days=27))
    there = {m.number for m in made.people if m.works_on(LAST_DAY)}
    own = [said for said in made.talk.order if said.at >= since and not said.acted_by]
    wrote = {said.author.number for said in own} & there
    answers = [said for said in own if said.thread and said.thread.author is not said.author]
    answered = {said.author.number for said in answers} & there
    told = truth.of(made)

    # Some wrote beside the talk: announcements, praise.
    assert found.employed == len(there) == told["people"]["employed"]
    assert found.joined <= found.employed - told["people"]["not_invited"]
    assert found.took_part == told["participants"]["now"]["all"]
    assert 0 <= found.wrote - len(wrote) <= 8
    assert 0 <= found.answered - len(answered) <= 8


@pytest.mark.parametrize("page", ["", "answers/", "voices/", "spread/", "silos/", "leadership/"])
def test_no_drawing_of_the_company_says_a_number_that_its_table_does_not(page):
    analyst = Person.objects.filter(role_grants__role=Role.ANALYST).earliest("pk")
    client = Client()
    client.cookies["groundswell"] = signin.open_session(
        person=analyst, device="Firefox", address="127.0.0.1"
    )

    drawn = only_drawn(client.get(f"/adoption/{page}"))
    assert drawn
    assert {title: numbers for title, numbers in drawn.items() if numbers} == {}
