"""Bookmarks, followed topics, and who may answer a thread."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0013_search_misses"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="post",
            name="answerers",
            field=models.CharField(
                blank=True,
                choices=[
                    ("", "Everybody"),
                    ("members", "Members"),
                    ("mentioned", "Mentioned"),
                    ("nobody", "Nobody"),
                ],
                db_default="",
                default="",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="post",
            name="lock_reason",
            field=models.CharField(blank=True, db_default="", default="", max_length=200),
        ),
        migrations.AddField(
            model_name="post",
            name="locked_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name="Bookmark",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person_id",
                        "post_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("saved_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bookmarks",
                        to="people.person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bookmarks",
                        to="network.post",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TopicFollow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person_id",
                        "topic_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("since_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="topic_follows",
                        to="people.person",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follows",
                        to="network.topic",
                    ),
                ),
            ],
        ),
    ]
