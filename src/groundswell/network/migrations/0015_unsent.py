"""Drafts, and posts that wait for their time."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0014_keeping"),
        ("people", "0006_unsent"),
    ]

    operations = [
        migrations.CreateModel(
            name="Scheduled",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("stream_id", models.BigIntegerField()),
                ("kind", models.CharField(default="post", max_length=16)),
                ("title", models.CharField(blank=True, default="", max_length=200)),
                ("source", models.TextField()),
                (
                    "answerers",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Everybody"),
                            ("members", "Members"),
                            ("mentioned", "Mentioned"),
                            ("nobody", "Nobody"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("request_key", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(db_index=True)),
                ("claimed_at", models.DateTimeField(null=True)),
                ("refusal", models.CharField(blank=True, default="", max_length=400)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scheduled",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "scheduled posts",
            },
        ),
        migrations.CreateModel(
            name="ScheduledFile",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "scheduled_id",
                        "file_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scheduled",
                        to="network.file",
                    ),
                ),
                (
                    "scheduled",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="network.scheduled",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("place", models.CharField(max_length=40)),
                ("stream_id", models.BigIntegerField(null=True)),
                ("kind", models.CharField(default="post", max_length=16)),
                ("title", models.CharField(blank=True, default="", max_length=200)),
                ("source", models.TextField()),
                (
                    "answerers",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Everybody"),
                            ("members", "Members"),
                            ("mentioned", "Mentioned"),
                            ("nobody", "Nobody"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("request_key", models.CharField(blank=True, default="", max_length=64)),
                ("changed_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "place"), name="one_draft_in_a_box")
                ],
            },
        ),
    ]
