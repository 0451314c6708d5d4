"""Who looked at figures, who may be named, and what the register says of each measure."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("adoption", "0006_sealed_figures"),
        ("people", "0013_works_council"),
    ]

    operations = [
        migrations.CreateModel(
            name="RegisterEntry",
            fields=[
                ("measure", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("basis", models.CharField(blank=True, default="", max_length=300)),
                ("off_at", models.DateTimeField(null=True)),
                ("is_off_for_council", models.BooleanField(default=False)),
                ("reason", models.CharField(blank=True, default="", max_length=300)),
                (
                    "off_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="switched_off",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RosterPlace",
            fields=[
                (
                    "leader",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="roster_place",
                        serialize=False,
                        to="people.person",
                    ),
                ),
                ("told_at", models.DateTimeField()),
                ("agreed_at", models.DateTimeField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "told_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="leaders_told",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "what",
                    models.CharField(
                        choices=[("bridge", "Bridge"), ("champion", "Champion")], max_length=12
                    ),
                ),
                ("given_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("person", "what"),
                        name="agreed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at", None),
                            ("withdrawn_at__gte", models.F("given_at")),
                            _connector="OR",
                        ),
                        name="consent_runs_forward",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("report", models.CharField(max_length=40)),
                ("is_about_somebody", models.BooleanField(default=False)),
                ("hour", models.DateTimeField(db_index=True)),
                ("times", models.PositiveIntegerField()),
                ("asked", models.JSONField(default=list)),
                (
                    "about",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="looked_at",
                        to="people.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="looks",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["about", "-hour"], name="looks_at_somebody")],
            },
        ),
    ]
