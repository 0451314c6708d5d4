"""What of the notices reaches somebody outside the pages, and up to when it did."""

import datetime

import django.db.models.deletion
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0010_file_parts"),
        ("people", "0002_identities"),
    ]

    operations = [
        migrations.CreateModel(
            name="Digested",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="digested",
                        serialize=False,
                        to="people.person",
                    ),
                ),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Preferences",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("mails_at_once", models.BooleanField(default=True)),
                ("after_minutes", models.PositiveSmallIntegerField(default=15)),
                (
                    "digest",
                    models.CharField(
                        choices=[("never", "Never"), ("daily", "Daily"), ("weekly", "Weekly")],
                        default="daily",
                        max_length=8,
                    ),
                ),
                ("digest_hour", models.PositiveSmallIntegerField(default=16)),
                ("digest_weekday", models.PositiveSmallIntegerField(default=0)),
                ("is_quiet_at_night", models.BooleanField(default=True)),
                ("quiet_from", models.TimeField(default=datetime.time(18, 0))),
                ("quiet_until", models.TimeField(default=datetime.time(7, 0))),
                ("working_days", models.JSONField(default=list)),
                (
                    "person",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preferences",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Coalesce("person", 0),
                        name="one_preset_of_notices",
                    )
                ],
            },
        ),
    ]
