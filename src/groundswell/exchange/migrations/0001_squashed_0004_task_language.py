"""All steps of exchange so far in one, for new instances; one that took them takes this for done."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("exchange", "0001_initial"),
        ("exchange", "0002_found_here"),
        ("exchange", "0003_tasks"),
        ("exchange", "0004_task_language"),
    ]

    initial = True

    dependencies = [
        ("people", "0012_person_by_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportBatch",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("system", models.CharField(max_length=32)),
                ("source_name", models.CharField(max_length=255)),
                ("fingerprint", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[("running", "Running"), ("done", "Done"), ("undone", "Undone")],
                        default="running",
                        max_length=16,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("report", models.JSONField(default=dict)),
                (
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "import batches",
            },
        ),
        migrations.CreateModel(
            name="SourceId",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("system", models.CharField(max_length=32)),
                ("noun", models.CharField(max_length=16)),
                ("source_id", models.CharField(max_length=160)),
                ("noun_id", models.BigIntegerField()),
                ("was_here", models.BooleanField(db_default=False, default=False)),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="source_ids",
                        to="exchange.importbatch",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["noun", "noun_id"], name="source_of")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("system", "noun", "source_id"), name="imported_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=16)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Running"),
                            ("stopping", "Stopping"),
                            ("stopped", "Stopped"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=16,
                    ),
                ),
                ("choices", models.JSONField(default=dict)),
                ("asked_at", models.DateTimeField()),
                (
                    "language",
                    models.CharField(blank=True, db_default="", default="", max_length=16),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                ("stage", models.CharField(blank=True, default="", max_length=16)),
                ("done", models.BigIntegerField(default=0)),
                ("total", models.BigIntegerField(default=0)),
                ("stage_began_at", models.DateTimeField(null=True)),
                ("seen_at", models.DateTimeField(null=True)),
                ("result", models.JSONField(default=dict)),
                ("error", models.TextField(blank=True, default="")),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ["waiting", "running", "stopping"])),
                        fields=["kind"],
                        name="task_at_work",
                    )
                ],
            },
        ),
    ]
