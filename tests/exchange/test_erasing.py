"""Erasing a person: what makes them somebody is gone, what others rely on stays."""

from __future__ import annotations

import json

import pytest
from django.apps import apps
from django.db import connection

from groundswell.activity import readers
from groundswell.activity.models import Activity, Outbox
from groundswell.exchange.erasing import actions, belongings, journal, replaying
from groundswell.exchange.erasing.actions import (
    NobodyErasesThemselves,
    TakeTheirRolesBeforeErasing,
    TheyAreErasedAlready,
)
from groundswell.exchange.people import actions as lists
from groundswell.exchange.people.actions import Choices
from groundswell.exchange.slack import actions as slack
from groundswell.exchange.slack.running import Choices as SlackChoices
from groundswell.foundation import blobs, clock
from groundswell.foundation.errors import NotFound
from groundswell.network.files import actions as files
from groundswell.network.groups import actions as groups
from groundswell.network.models import (
    File,
    Group,
    Membership,
    Placement,
    Post,
    PostVersion,
    Reaction,
    Stream,
    Subscription,
)
from groundswell.network.moderation import reporting
from groundswell.network.moderation.models import Reason
from groundswell.network.posts import actions as posts
from groundswell.network.posts import changing, tending
from groundswell.network.reactions import actions as reactions
from groundswell.network.rules.holding import WaitsForApproval
from groundswell.network.rules.models import Held
from groundswell.network.search import filing
from groundswell.network.search.models import FilePart
from groundswell.network.streams import actions as streams
from groundswell.network.unsent import drafts
from groundswell.people.audit import actions as audit
from groundswell.people.models import Assignment, AuditEntry, Erasure, Person, Session
from groundswell.people.persons.actions import fold_name
from groundswell.people.roles import actions as roles
from groundswell.people.roles.models import Role
from groundswell.people.signin import actions as signin
from groundswell.people.signin.links import TheyMayMoreThanYou
from tests.exchange.slack_exports import files as export
from tests.exchange.slack_exports import said, zipped
from tests.web.world import picture

pytestmark = pytest.mark.django_db
LIST = "id,name,email,function\nn1,Otto Berg,otto@halden.example,Finance\nn2,Siri Nyhus,,Finance\n"


@pytest.fixture
def ada(cast):
    return cast.person("Ada Admin")


@pytest.fixture(autouse=True)
def directory(tmp_path, settings):
    """A data directory of its own: the journal outlives what the database takes back."""
    settings.DIRECTORY = tmp_path
    return tmp_path


def erase(person, by=None, **more):
    return actions.erase(person_id=person.pk, erased_by=by, **more)


def everything():
    """All that the database holds, as one text."""
    rows = []
    for model in apps.get_models():
        names = [field.attname for field in model._meta.concrete_fields]
        rows += [str(row) for row in model._default_manager.values_list(*names)]
    return "\n".join(rows)


def test_no_word_of_them_is_left_in_any_table(cast, ada, news):
    everywhere = [cast.organisation.pk]
    key = blobs.put(b"a face")
    Person.objects.filter(pk=cast.otto.pk).update(
        external_id="OB-77", title="Welder", skills=["Welding"], photo=key, time_zone="Europe/Oslo"
    )
    Assignment.objects.create(person=cast.otto, function="Boilerhouse", from_on="2020-01-01")
    Assignment.objects.create(person=cast.mira, manager=cast.otto, from_on="2020-01-01")
    signin.open_session(person=cast.otto, device="Ottos phone", address="10.0.0.9")
    groups.join(person=cast.otto, group_id=cast.pilots.pk)
    post = posts.publish(author=cast.mira, stream_ids=everywhere, source="Ask @otto_berg of it")
    changing.edit(editor=cast.mira, post_id=post.pk, source="Ask somebody")
    posts.publish(author=cast.mira, stream_ids=everywhere, source="Thanks, @otto_berg!")

    erase(cast.otto, ada)

    text = everything()
    told = ("Otto", "otto_berg", "otto@halden", "OB-77", "Weld", "Boilerhouse", "10.0.0.9", key)
    assert [word for word in told if word in text] == []
    erased = Person.objects.get(pk=cast.otto.pk)
    assert (erased.name, erased.state, erased.is_listed) == ("Erased person", "left", False)
    assert erased.account.handle == f"erased_{erased.pk}"
    assert not Session.objects.filter(person=erased).exists()
    assert not Subscription.objects.filter(person=erased).exists()
    assert Assignment.objects.get(person=cast.mira).manager is None
    pilots = Group.objects.get(pk=cast.pilots.pk)
    assert pilots.member_count == pilots.stream.memberships.count() == 1


def test_nothing_that_is_unsaid_or_reported_names_them(cast, ada):
    otto = cast.otto
    post = posts.publish(author=cast.mira, stream_ids=[cast.organisation.pk], source="@otto_berg")
    reporting.report(reporter=cast.joan, post_id=post.pk, reason=Reason.HARM)
    Group.objects.filter(pk=cast.pilots.pk).update(asks_approval=True)
    groups.let_in(cast.joan, cast.pilots)
    with pytest.raises(WaitsForApproval):
        posts.publish(author=cast.joan, stream_ids=[cast.pilots.stream_id], source="O @otto_berg")
    drafts.keep(person=cast.joan, place="home", typed=drafts.Typed(source="To @otto_berg"))

    erase(otto, ada)

    text = everything()
    assert [word for word in ("Otto", "otto_berg") if word in text] == []
    assert Held.objects.get().source == f"O @erased_{otto.pk}"


def test_what_was_owed_to_them_is_not_sent_and_names_nobody(cast, ada):
    now = clock.now()
    for name, facts in (("reset:1", {"person_id": cast.otto.pk}), ("notice:1", {"notice_id": 1})):
        Outbox.objects.create(
            key=name, kind="x", facts=facts, owed_at=now, next_try_at=now,
            last_error="refused otto@halden.example",
        )  # fmt: skip

    erase(cast.otto, ada)

    assert list(Outbox.objects.values_list("key", "last_error")) == [("notice:1", "")]


def test_their_posts_stay_under_the_erased_name_and_are_drawn_anew(cast, ada):
    file = files.store(uploader=cast.otto, name="a.txt", content=b"on a post")
    loose = files.store(uploader=cast.otto, name="b.txt", content=b"never posted")
    post = posts.publish(
        author=cast.otto, stream_ids=[cast.organisation.pk], source="Words", file_ids=[file.pk]
    )
    reactions.react(person=cast.otto, post_id=post.pk, name="heart")
    version = Post.objects.get().version

    erase(cast.otto, ada)

    kept = Post.objects.get()
    assert (kept.source, kept.author.name) == ("Words", "Erased person")
    assert kept.version > version
    assert kept.reaction_counts == {"heart": 1}
    assert list(File.objects.all()) == [file]
    assert not File.objects.filter(pk=loose.pk).exists()


def test_what_others_see_of_them_is_drawn_and_counted_anew(cast, ada):
    Assignment.objects.create(person=cast.joan, manager=cast.otto, from_on="2020-01-01")
    members, place = cast.pilots.stream.memberships, {"stream_ids": [cast.organisation.pk]}
    question = posts.publish(author=cast.mira, kind="question", title="Who?", source="?", **place)
    answer = posts.reply(author=cast.otto, to_id=question.pk, source="I")
    tending.mark_best_answer(marker=cast.mira, reply_id=answer.pk)
    typed = posts.publish(author=cast.mira, source="By his hand", **place)
    Post.objects.filter(pk=typed.pk).update(acted_by=cast.otto)
    before = dict(Post.objects.values_list("pk", "version"))

    erase(cast.otto, ada)

    for post_id, version in Post.objects.values_list("pk", "version"):
        assert version > before[post_id]
    assert members.get().person_id == cast.mira.pk
    assert Group.objects.get(pk=cast.pilots.pk).member_count == 1
    assert Assignment.objects.get().manager is None
    erased = Person.objects.get(pk=cast.otto.pk)
    assert (erased.name_folded, erased.is_listed) == (fold_name("Erased person"), False)


def test_with_posts_the_texts_go_too_and_what_others_said_stays(cast, ada):
    everywhere = [cast.organisation.pk]
    file = files.store(uploader=cast.otto, name="a.txt", content=b"secret plan")
    shown = files.store(
        uploader=cast.otto, name="a.png", content=picture(), description="Mine, drawn"
    )
    answered = posts.publish(
        author=cast.otto, stream_ids=everywhere, source="Mine", file_ids=[file.pk, shown.pk]
    )
    changing.edit(
        editor=cast.otto,
        post_id=answered.pk,
        source="Mine, changed",
        descriptions={shown.pk: "Mine, drawn anew"},
    )
    posts.reply(author=cast.mira, to_id=answered.pk, source="Theirs")
    alone = posts.publish(author=cast.otto, stream_ids=everywhere, source="Mine alone")
    question = posts.publish(
        author=cast.mira, stream_ids=everywhere, kind="question", title="Who?", source="?"
    )
    answer = posts.reply(author=cast.otto, to_id=question.pk, source="Mine again")
    posts.reply(author=cast.mira, to_id=question.pk, source="Who else?")
    hollow = posts.publish(author=cast.mira, stream_ids=everywhere, source="Wrong place")
    posts.reply(author=cast.otto, to_id=hollow.pk, source="Mine too")
    changing.remove(remover=cast.mira, post_id=hollow.pk)
    tending.mark_best_answer(marker=cast.mira, reply_id=answer.pk)
    reactions.react(person=cast.mira, post_id=answered.pk, name="heart")

    erase(cast.otto, ada, with_posts=True)

    assert "Mine" not in everything()
    assert not PostVersion.objects.exists()
    assert not File.objects.exists()
    assert not Reaction.objects.exists()
    assert Placement.objects.filter(post=answered).exists()
    assert not Placement.objects.filter(post__in=[alone, hollow]).exists()
    question.refresh_from_db()
    assert (question.reply_count, question.best_answer, question.answered_at) == (1, None, None)
    assert Post.objects.get(pk=answered.pk).reply_count == 1


def test_whoever_talked_with_them_still_sees_the_conversation(cast, ada):
    talk = streams.open_conversation([cast.otto.pk, cast.mira.pk])
    streams.add_member(talk.pk, cast.joan.pk)

    erase(cast.otto, ada)

    assert Stream.objects.visible_to(cast.mira).filter(pk=talk.pk).exists()
    assert "Erased person" in Membership.objects.filter(stream=talk).values_list(
        "person__name", flat=True
    )


def test_bytes_that_nobody_else_shows_are_dropped(cast, ada, django_capture_on_commit_callbacks):
    only, shared = blobs.put(b"only his"), blobs.put(b"shared")
    Person.objects.filter(pk=cast.otto.pk).update(photo=only)
    Person.objects.filter(pk__in=[cast.joan.pk, cast.mira.pk]).update(photo=shared)
    # As large as this, it is drawn in several sizes, each with bytes of its own.
    (drawn, text) = (
        [files.store(uploader=one, name=name, content=content) for one in (cast.otto, cast.mira)][1]
        for name, content in (("a.png", picture((1800, 90))), ("a.txt", b"the same"))
    )
    own = files.store(uploader=cast.otto, name="b.png", content=picture((90, 1800)))
    assert min(len(set(file.sizes.values())) for file in (drawn, own)) > 1
    place = {"stream_ids": [cast.organisation.pk], "source": "Look"}
    posts.publish(author=cast.mira, file_ids=[drawn.pk, text.pk], **place)
    posts.publish(author=cast.otto, file_ids=[own.pk], **place)

    with django_capture_on_commit_callbacks(execute=True):
        erase(cast.otto, ada, with_posts=True)
        erase(cast.joan, ada)

    for key in (only, *own.sizes.values()):
        assert not blobs.path_of(key).exists()
    for key in (shared, drawn.key, *drawn.sizes.values(), text.key):
        assert blobs.path_of(key).exists()


def test_audit_and_activity_say_it_with_ids_alone_and_the_chain_holds(cast, ada):
    roles.grant(person=cast.otto, role=Role.ANALYST, granted_by=ada)
    roles.revoke(person=cast.otto, role=Role.ANALYST, revoked_by=ada)

    erase(cast.otto, ada)

    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor_id, entry.verb, entry.noun_id) == (ada.pk, "erased", cast.otto.pk)
    assert audit.first_broken() is None
    assert Activity.objects.latest("pk").verb == "erased"


def test_who_must_not_be_erased_is_refused(cast, ada):
    roles.grant(person=ada, role=Role.ADMINISTRATOR)
    roles.grant(person=cast.mira, role=Role.MODERATOR)

    with pytest.raises(NobodyErasesThemselves):
        erase(ada, ada)
    with pytest.raises(TakeTheirRolesBeforeErasing, match="Mira Lindqvist has roles"):
        erase(cast.mira, ada)
    with pytest.raises(TheyMayMoreThanYou):
        erase(cast.mira, cast.joan)
    with pytest.raises(NotFound):
        actions.erase(person_id=987_654, erased_by=ada)
    erase(cast.otto, ada)
    with pytest.raises(TheyAreErasedAlready):
        erase(cast.otto, ada)


def test_the_index_forgets_their_name(cast, ada, news):
    assert cast.otto
    posts.publish(author=cast.mira, stream_ids=[cast.organisation.pk], source="Ask @otto_berg")
    file = files.store(uploader=cast.otto, name="a.txt", content=b"Turbines inside a file")
    posts.publish(
        author=cast.otto, stream_ids=[cast.organisation.pk], source="x", file_ids=[file.pk]
    )
    posts.publish(author=cast.otto, stream_ids=[cast.organisation.pk], source="Turbines")
    reader = next(one for one in readers.registered() if one.name == "search")
    readers.catch_up(reader)
    assert filing.work_off(until=lambda: False) == 1

    erase(cast.otto, ada, with_posts=True)
    readers.catch_up(reader)

    assert not FilePart.objects.exists()
    for table in ("network_search", "network_searchaccount", "network_searchfile"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT terms FROM {table}")
            text = " ".join(str(terms) for (terms,) in cursor.fetchall())
        assert "otto" not in text
        assert "turbin" not in text


def test_no_people_list_brings_them_back(cast, ada):
    Person.objects.filter(pk=cast.otto.pk).update(external_id="n1")
    erase(cast.otto, ada)

    plan = lists.take("people.csv", LIST.encode(), Choices(columns={}))

    assert [entry.name for entry in plan.new] == ["Siri Nyhus"]
    assert [entry.name for entry in plan.erased] == ["Otto Berg"]
    assert not Person.objects.filter(name="Otto Berg").exists()
    again = lists.take("people.csv", LIST.encode(), Choices(columns={}, readmit=True))
    assert [entry.name for entry in again.new] == ["Otto Berg"]


def test_no_export_brings_them_back(cast, ada, tmp_path):
    mira, otto = cast.mira, cast.otto
    Person.objects.filter(pk=mira.pk).update(email="mira@x.example", email_folded="mira@x.example")
    Person.objects.filter(pk=otto.pk).update(external_id="u2")
    erase(mira, ada)
    erase(otto, ada)
    told = [said(number, "one", user=f"U{number}") for number in (1, 2)]

    slack.take(zipped(tmp_path / "a.zip", export(told)), SlackChoices(match="id"))

    names = set(Post.objects.values_list("author__name", flat=True))
    assert names == {"Erased person"}
    assert not Person.objects.filter(name__startswith="Otto").exists()


def test_the_journal_lies_outside_the_database_and_holds_no_names(
    cast, ada, directory, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        erase(cast.otto, ada)
    journal.keep()

    file = directory / journal.FILE
    (line,) = file.read_text().splitlines()
    assert json.loads(line)["person"] == cast.otto.pk
    assert "otto" not in line.lower()
    assert file.stat().st_mode & 0o077 == 0


def test_what_a_backup_brought_back_is_erased_again(cast, ada, directory):
    otto, joan = cast.otto, cast.joan
    line = journal.Line(
        otto.pk, otto.created_at.isoformat(), otto.created_at.isoformat(), False, ["a" * 64]
    )
    another = journal.Line(joan.pk, "2001-01-01T00:00:00+00:00", line.erased_at, False, ["b" * 64])
    journal.add(directory, [line, another])
    with (directory / journal.FILE).open("a") as file:
        file.write('{"person": 4')  # half a line

    assert replaying.replay() == 1
    assert replaying.replay() == 0

    assert Person.objects.get(pk=otto.pk).name == "Erased person"
    assert Person.objects.get(pk=joan.pk).name == "Joan Whitfield", "another with the same id"
    assert set(Erasure.objects.values_list("person_id", flat=True)) == {otto.pk, joan.pk}


def test_what_is_only_theirs_is_known_by_how_it_points():
    stays = {pointer.name for pointer in belongings.pointing(Person) if not pointer.goes_along}

    assert "people.Session.person" not in stays
    assert {"network.Post.author", "network.Reaction.person", "network.File.uploader"} <= stays
