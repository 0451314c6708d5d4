"""What each person sees of themselves: all of it, and nothing of anybody else's."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps

from groundswell.adoption import actions as adoption
from groundswell.adoption.consents import actions as consents
from groundswell.adoption.consents.models import What
from groundswell.adoption.looks import noting
from groundswell.adoption.measures.persona import Persona, persona
from groundswell.adoption.own import queries, rows
from groundswell.foundation import clock
from groundswell.network.posts import actions as posts
from groundswell.network.reactions import actions as reactions
from groundswell.people.persons.models import Account, Person

WEDNESDAY = datetime(2026, 3, 25, 9, tzinfo=UTC)
ONE = {"posts": 0, "replies": 0, "reactions": 0, "received": 0}

pytestmark = pytest.mark.usefixtures("db", "news")


@pytest.fixture
def talked(news, cast):
    """Otto asks everybody and the secret merger; Mira answers both and thanks for one."""
    with clock.frozen(WEDNESDAY):
        open_post = posts.publish(
            author=cast.otto, stream_ids=[cast.organisation.pk], source="Who?"
        )
        posts.reply(author=cast.mira, to_id=open_post.pk, source="Me")
        reactions.react(person=cast.mira, post_id=open_post.pk, name="thanks")
        secret = posts.publish(author=cast.otto, stream_ids=[cast.merger.stream_id], source="Now?")
        posts.reply(author=cast.mira, to_id=secret.pk, source="Soon")
    with clock.frozen(WEDNESDAY + timedelta(days=7)):
        assert adoption.catch_up()
        yield


def file_of(person) -> dict:
    return json.loads("".join(rows.written(person)))


@pytest.mark.usefixtures("talked")
def test_own_weeks_are_what_one_gave_and_what_came_back(cast):
    (last,) = [week for week in queries.weeks(cast.otto) if week.given or week.received]
    assert (last.last_on.isoformat(), last.given, last.received) == ("2026-03-29", 2, 3)
    (last,) = [week for week in queries.weeks(cast.mira) if week.given or week.received]
    assert (last.given, last.received) == (3, 0)
    assert queries.mirror(cast.mira) == queries.Mirror(Persona.RESPONDER, 0, 2, 1, 0)
    assert len(queries.weeks(cast.joan)) == 13


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (ONE | {"posts": 2, "received": 40}, Persona.OBSERVER),
        (ONE | {"posts": 5, "replies": 5, "received": 12}, Persona.ENGAGER),
        (ONE | {"posts": 5, "received": 9}, Persona.CATALYST),
        (ONE | {"posts": 5, "replies": 5, "received": 5}, Persona.RESPONDER),
        (ONE | {"posts": 6, "replies": 5, "received": 5}, Persona.BROADCASTER),
        (ONE | {"reactions": 3}, Persona.RESPONDER),
    ],
)
def test_a_persona_follows_from_what_one_gave_and_got(counts, expected):
    assert persona(**counts) is expected


@pytest.mark.usefixtures("talked")
def test_the_file_holds_every_row_and_names_nobody_of_a_place_one_may_not_read(cast):
    consents.agree(person=cast.otto, what=What.BRIDGE)
    noting.note(cast.mira.pk, "silos", about=[cast.otto.pk])
    noting.write()

    told = file_of(cast.otto)
    assert told["days on which you contributed"] == [
        {"on": "2026-03-25", "posts": 2, "replies": 0, "reactions": 0, "votes": 0}
    ]
    turned = told["times that you turned to somebody, and others to you"]
    assert sorted(row["kind"] for row in turned) == ["reaction", "reply", "reply"]
    assert {row["from_id"] for row in turned} == {cast.mira.pk}
    assert [row["what"] for row in told["what you agreed to"]] == ["bridge"]
    assert [row["person_id"] for row in told["who looked at your own figures"]] == [cast.mira.pk]
    assert "published" in {row["verb"] for row in told["what the log says that you did"]}

    cast.merger.stream.memberships.filter(person=cast.otto).delete()
    turned = file_of(cast.otto)["times that you turned to somebody, and others to you"]
    (hidden,) = [row for row in turned if row["from_id"] == rows.HIDDEN]
    assert hidden["to_id"] == cast.otto.pk
    assert {hidden[name] for name in ("stream_id", "thread_id", "post_id")} == {rows.HIDDEN}


# What stands in the network itself for all to see, and who has a role.
SEEN = {"Post", "Reaction", "Mention", "Stream", "Group", "RoleGrant"}


def points_to_a_person(model) -> bool:
    return any(
        field.name in {"person_id", "from_id", "to_id"}
        or (field.remote_field and field.remote_field.model in {Person, Account})
        for field in model._meta.concrete_fields
    )


def test_each_table_with_a_person_that_measures_read_is_in_the_file(cast):
    shown = {asked(cast.otto).model for asked, _ in rows.SOURCES.values()}
    queries_of_adoption = Path(rows.__file__).parents[1].rglob("*.sql")
    read = set(re.findall(r"\w+_\w+", " ".join(one.read_text() for one in queries_of_adoption)))
    behind = {one for one in apps.get_models() if one._meta.db_table in read}

    assert {one.__name__ for one in behind - shown if points_to_a_person(one)} == SEEN


def test_each_table_of_adoption_that_points_to_a_person_is_in_the_file(cast):
    shown = {asked(cast.otto).model for asked, _ in rows.SOURCES.values()}
    pointing = {
        model for model in apps.get_app_config("adoption").get_models() if points_to_a_person(model)
    }

    # Who switched a measure off is no figure about them; it is in the audit.
    assert {model.__name__ for model in pointing - shown} <= {"RegisterEntry"}
