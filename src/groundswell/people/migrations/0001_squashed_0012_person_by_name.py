"""All steps of people so far in one, for new instances; one that took them takes this for done."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

from groundswell.people.audit import schema


class Migration(migrations.Migration):
    replaces = [
        ("people", "0001_initial"),
        ("people", "0002_identities"),
        ("people", "0003_erasure"),
        ("people", "0004_append_only_audit"),
        ("people", "0005_welcome_put_away"),
        ("people", "0006_unsent"),
        ("people", "0007_passkeys"),
        ("people", "0008_moderation"),
        ("people", "0009_announcer"),
        ("people", "0010_home_feed"),
        ("people", "0011_delegates"),
        ("people", "0012_person_by_name"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("handle", models.CharField(max_length=30, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("actor_id", models.BigIntegerField(null=True)),
                ("verb", models.CharField(max_length=48)),
                ("noun", models.CharField(max_length=32)),
                ("noun_id", models.BigIntegerField(null=True)),
                ("facts", models.JSONField(default=dict)),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64, unique=True)),
            ],
            options={
                "verbose_name_plural": "audit entries",
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "account",
                    models.OneToOneField(
                        db_column="id",
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="person",
                        serialize=False,
                        to="people.account",
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("name_folded", models.CharField(db_index=True, max_length=160)),
                ("email", models.EmailField(blank=True, max_length=254, null=True)),
                ("email_folded", models.CharField(max_length=254, null=True, unique=True)),
                ("external_id", models.CharField(max_length=120, null=True, unique=True)),
                ("title", models.CharField(blank=True, default="", max_length=160)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("invited", "Invited"),
                            ("active", "Active"),
                            ("suspended", "Suspended"),
                            ("left", "Left"),
                        ],
                        default="invited",
                        max_length=16,
                    ),
                ),
                ("is_listed", models.BooleanField(default=True)),
                ("is_bot", models.BooleanField(default=False)),
                ("started_on", models.DateField(null=True)),
                ("left_on", models.DateField(null=True)),
                ("photo", models.CharField(blank=True, default="", max_length=80)),
                ("skills", models.JSONField(default=list)),
                ("ask_me_about", models.JSONField(default=list)),
                ("languages", models.JSONField(default=list)),
                ("time_zone", models.CharField(blank=True, default="", max_length=64)),
                ("language", models.CharField(blank=True, default="", max_length=16)),
                ("password", models.CharField(blank=True, default="", max_length=160)),
                (
                    "unsent",
                    models.PositiveSmallIntegerField(
                        choices=[(0, "Nothing"), (1, "Some"), (2, "Refused")],
                        db_default=0,
                        default=0,
                    ),
                ),
                (
                    "home_feed",
                    models.CharField(
                        blank=True,
                        choices=[("", "Newest"), ("for_you", "For You")],
                        db_default="",
                        default="",
                        max_length=8,
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("joined_at", models.DateTimeField(null=True)),
                ("erased_at", models.DateTimeField(null=True)),
                ("welcome_put_away_at", models.DateTimeField(null=True)),
                ("reads_only_until", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["name_folded", "account"], name="person_by_name")],
            },
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("person_id", models.BigIntegerField()),
                ("person_created_at", models.DateTimeField()),
                ("erased_at", models.DateTimeField()),
                ("with_posts", models.BooleanField(default=False)),
                ("marks", models.JSONField(default=list)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person_id", "person_created_at"), name="a_person_is_erased_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SignInFailure",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["key", "at"], name="sign_in_failures")],
            },
        ),
        migrations.CreateModel(
            name="Rostered",
            fields=[
                (
                    "leader",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="rostered",
                        serialize=False,
                        to="people.person",
                    ),
                ),
                ("told_at", models.DateTimeField()),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("", "None"), ("accepted", "Accepted"), ("objected", "Objected")],
                        default="",
                        max_length=8,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RoleGrant",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person_id",
                        "role",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("administrator", "Administrator"),
                            ("people_administrator", "People Administrator"),
                            ("moderator", "Moderator"),
                            ("analyst", "Analyst"),
                            ("legal", "Legal"),
                            ("announcer", "Announcer"),
                        ],
                        max_length=32,
                    ),
                ),
                ("granted_at", models.DateTimeField()),
                (
                    "granted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="roles_granted",
                        to="people.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="role_grants",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person_id",
                        "on",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("on", models.DateField(db_index=True)),
                ("has_read", models.BooleanField(default=False)),
                ("has_written", models.BooleanField(default=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, to="people.person"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Passkey",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("credential_id", models.CharField(max_length=1400, unique=True)),
                ("public_key", models.BinaryField()),
                ("sign_count", models.BigIntegerField(default=0)),
                ("device", models.CharField(blank=True, default="", max_length=120)),
                ("created_at", models.DateTimeField()),
                ("last_used_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passkeys",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OneTimeLink",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("secret_hash", models.CharField(max_length=160, unique=True)),
                ("is_pin", models.BooleanField(default=False)),
                (
                    "purpose",
                    models.CharField(
                        choices=[("invitation", "Invitation"), ("reset", "Reset")], max_length=16
                    ),
                ),
                ("created_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="one_time_links",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Identity",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("issuer", models.CharField(max_length=255)),
                ("subject", models.CharField(max_length=255)),
                ("created_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="identities",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issuer", "subject"), name="identity_is_one_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Session",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("device", models.CharField(blank=True, default="", max_length=120)),
                ("address", models.CharField(blank=True, default="", max_length=64)),
                ("created_at", models.DateTimeField()),
                ("last_seen_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                (
                    "provider_session",
                    models.CharField(blank=True, db_default="", default="", max_length=255),
                ),
                (
                    "identity",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="people.identity",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="sessions",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Doors",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("opened_at", models.DateTimeField(null=True)),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Delegation",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "right",
                    models.CharField(choices=[("draft", "Draft"), ("post", "Post")], max_length=8),
                ),
                ("granted_at", models.DateTimeField()),
                (
                    "delegate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="writes_for",
                        to="people.person",
                    ),
                ),
                (
                    "leader",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="delegations",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("leader", "delegate"), name="one_right_of_a_delegate"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("leader", models.F("delegate")), _negated=True),
                        name="nobody_is_their_own_delegate",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("function", models.CharField(blank=True, default="", max_length=120)),
                ("site", models.CharField(blank=True, default="", max_length=120)),
                ("level", models.CharField(blank=True, default="", max_length=120)),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(null=True)),
                (
                    "manager",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="managed",
                        to="people.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "from_on"], name="assignment_history")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("to_on", None)),
                        fields=("person",),
                        name="one_present_assignment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("to_on", None), ("to_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="assignment_runs_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("manager", None),
                            models.Q(("manager", models.F("person")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_manages_themselves",
                    ),
                ],
            },
        ),
        migrations.RunPython(lambda *_: schema.make(), lambda *_: schema.drop()),
    ]
