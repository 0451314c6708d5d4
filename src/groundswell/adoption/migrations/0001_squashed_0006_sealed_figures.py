"""All steps of adoption so far in one, for new instances; one that took them takes this for done."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("adoption", "0001_initial"),
        ("adoption", "0002_sweeps"),
        ("adoption", "0003_interactions"),
        ("adoption", "0004_sealed_days"),
        ("adoption", "0005_sealed_leaders"),
        ("adoption", "0006_sealed_figures"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="ContributionDay",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "on",
                        "person_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("on", models.DateField()),
                ("person_id", models.BigIntegerField(db_index=True)),
                ("posts", models.PositiveIntegerField(default=0)),
                ("replies", models.PositiveIntegerField(default=0)),
                ("reactions", models.PositiveIntegerField(default=0)),
                ("votes", models.PositiveIntegerField(db_default=0, default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Interaction",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("from_id", models.BigIntegerField(db_index=True)),
                ("to_id", models.BigIntegerField(db_index=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("reply", "Reply"),
                            ("mention", "Mention"),
                            ("reaction", "Reaction"),
                            ("best", "Best Answer"),
                            ("praise", "Praise"),
                        ],
                        max_length=8,
                    ),
                ),
                ("is_delegated", models.BooleanField()),
                ("stream_id", models.BigIntegerField()),
                ("thread_id", models.BigIntegerField()),
                ("post_id", models.BigIntegerField(db_index=True)),
                ("at", models.DateTimeField()),
                ("on", models.DateField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Recounting",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("after_post_id", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="SealedFigure",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "on",
                        "measure",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("on", models.DateField()),
                ("measure", models.CharField(max_length=40)),
                ("facts", models.JSONField()),
                ("defined_on", models.DateField()),
                ("sealed_at", models.DateTimeField()),
                ("revised_at", models.DateTimeField(null=True)),
                ("is_stale", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="SealedPeople",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "on",
                        "function",
                        "site",
                        "level",
                        "leads",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("on", models.DateField()),
                ("function", models.CharField(max_length=120)),
                ("site", models.CharField(max_length=120)),
                ("level", models.CharField(max_length=120)),
                ("leads", models.PositiveSmallIntegerField()),
                ("employed", models.PositiveIntegerField()),
                ("active", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="SealedTalk",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("on", models.DateField(db_index=True)),
                ("kind", models.CharField(max_length=8)),
                ("from_function", models.CharField(max_length=120)),
                ("from_site", models.CharField(max_length=120)),
                ("from_level", models.CharField(max_length=120)),
                ("to_function", models.CharField(max_length=120)),
                ("to_site", models.CharField(max_length=120)),
                ("to_level", models.CharField(max_length=120)),
                ("count", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Sweep",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("after_on", models.DateField(null=True)),
                ("after_person_id", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="SealedDay",
            fields=[
                ("on", models.DateField(primary_key=True, serialize=False)),
                ("sealed_at", models.DateTimeField()),
                ("revised_at", models.DateTimeField(null=True)),
                ("is_stale", models.BooleanField(default=False)),
                ("is_final", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_final", False), ("is_stale", True)),
                        fields=["on"],
                        name="sealed_stale",
                    )
                ],
            },
        ),
    ]
