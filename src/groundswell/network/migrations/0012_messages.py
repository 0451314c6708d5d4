"""Conversations with their people's seats; imported ones become ordinary, and count as read."""

from __future__ import annotations

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from groundswell.foundation import clock, ids


def take_up(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    # Few rows: until now only imports made conversations, and only when they were asked to.
    memberships = apps.get_model("network", "Membership").objects.filter(
        stream__kind="conversation"
    )
    memberships.update(role="member")
    people: dict[int, list[int]] = {}
    for stream_id, person_id in memberships.values_list("stream_id", "person_id"):
        people.setdefault(stream_id, []).append(person_id)
    conversation, seat = (apps.get_model("network", name) for name in ("Conversation", "Seat"))
    conversation.objects.bulk_create(
        [conversation(stream_id=key, is_pair=len(members) == 2) for key, members in people.items()],
        batch_size=500,
    )
    read = ids.floor(clock.now())
    seat.objects.bulk_create(
        [
            seat(stream_id=stream_id, person_id=person_id, last_read=read)
            for stream_id, members in people.items()
            for person_id in members
        ],
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("network", "0011_preferences"), ("people", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Conversation",
            fields=[
                (
                    "stream",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="conversation",
                        serialize=False,
                        to="network.stream",
                    ),
                ),
                ("name", models.CharField(blank=True, default="", max_length=80)),
                ("is_pair", models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name="Pulse",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("stream_id", models.BigIntegerField()),
                ("person_id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("typing", "Typing"), ("read", "Read")], max_length=8
                    ),
                ),
                ("felt_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="WithoutReadMarks",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person_id",
                        "stream_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("last_read", models.BigIntegerField(default=0)),
                ("is_muted", models.BooleanField(default=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="people.person",
                    ),
                ),
                (
                    "stream",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="network.stream",
                    ),
                ),
            ],
        ),
        migrations.RunPython(take_up, migrations.RunPython.noop),
    ]
