"""Announcements and who acknowledged them."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0018_moderation"),
        ("people", "0009_announcer"),
    ]

    operations = [
        migrations.CreateModel(
            name="Announcement",
            fields=[
                (
                    "post",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="announcement",
                        serialize=False,
                        to="network.post",
                    ),
                ),
                ("function", models.CharField(blank=True, default="", max_length=120)),
                ("site", models.CharField(blank=True, default="", max_length=120)),
                ("level", models.CharField(blank=True, default="", max_length=120)),
                ("asks_acknowledgement", models.BooleanField(default=True)),
                ("reminded_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("mention", "Mention"),
                    ("answer", "Answer"),
                    ("thread", "Thread"),
                    ("best", "Best"),
                    ("reaction", "Reaction"),
                    ("follow", "Follow"),
                    ("invitation", "Invitation"),
                    ("request", "Request"),
                    ("news", "News"),
                    ("report", "Report"),
                    ("decision", "Decision"),
                    ("announcement", "Announcement"),
                ],
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "announcement_id",
                        "person_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acknowledgements",
                        to="people.person",
                    ),
                ),
                (
                    "announcement",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acknowledgements",
                        to="network.announcement",
                    ),
                ),
            ],
        ),
    ]
