"""Roles: given, taken, and what they permit; none of them opens a group."""

from __future__ import annotations

import pytest

from groundswell.foundation.errors import NotFound
from groundswell.network.groups import queries as groups
from groundswell.network.posts import actions as posts
from groundswell.network.posts.models import Post
from groundswell.people.audit.models import AuditEntry
from groundswell.people.roles import actions, queries
from groundswell.people.roles.models import Role, RoleGrant
from groundswell.people.roles.queries import Permission


def test_a_role_is_given_once_and_taken_once_and_each_act_is_kept(cast):
    for _ in range(2):
        actions.grant(person=cast.otto, role=Role.ANALYST, granted_by=cast.mira)
    assert queries.roles_of(cast.otto) == {"analyst"}
    assert RoleGrant.objects.get().granted_by == cast.mira

    for _ in range(2):
        actions.revoke(person=cast.otto, role=Role.ANALYST, revoked_by=cast.mira)
    assert queries.roles_of(cast.otto) == set()

    entries = AuditEntry.objects.order_by("pk")
    assert list(entries.values_list("verb", "actor_id", "noun_id", "facts")) == [
        ("granted role", cast.mira.pk, cast.otto.pk, {"role": "analyst"}),
        ("revoked role", cast.mira.pk, cast.otto.pk, {"role": "analyst"}),
    ]


def test_roles_add_up_and_each_opens_its_own_tools():
    assert queries.permissions([]) == set()
    assert queries.permissions(["moderator", "legal"]) == {
        Permission.MODERATE,
        Permission.SEE_AUDIT,
        Permission.SEE_LOOKS,
    }
    everything = queries.permissions(role.value for role in Role)
    assert everything == set(Permission)
    assert set(queries.GRANTS) == set(Role)


@pytest.mark.parametrize(
    ("role", "permission"),
    [
        (Role.ADMINISTRATOR, Permission.SEE_ADOPTION),
        (Role.ADMINISTRATOR, Permission.MODERATE),
        (Role.PEOPLE_ADMINISTRATOR, Permission.MANAGE_ROLES),
        (Role.PEOPLE_ADMINISTRATOR, Permission.OPEN_DOORS),
        (Role.ANALYST, Permission.MANAGE_PEOPLE),
    ],
)
def test_no_role_opens_what_belongs_to_another(role, permission):
    assert permission not in queries.permissions([role])


def test_no_role_opens_a_closed_or_secret_group(cast):
    post = posts.publish(author=cast.mira, stream_ids=[cast.merger.stream_id], source="Hush")
    for role in Role:
        actions.grant(person=cast.joan, role=role)

    assert not Post.objects.visible_to(cast.joan).filter(pk=post.pk).exists()
    with pytest.raises(NotFound):
        groups.group(cast.joan, cast.merger.pk)
    assert list(groups.members(cast.joan, cast.board)) == []
