"""What people looked for and did not find, as counts."""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network", "0012_messages")]
    operations = [
        migrations.CreateModel(
            name="Missed",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("words", models.CharField(blank=True, default="", max_length=80)),
                ("marks", models.PositiveSmallIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="MissedDay",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "missed_id",
                        "on",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("on", models.DateField(db_index=True)),
                ("asked", models.PositiveIntegerField(default=0)),
                (
                    "missed",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="days",
                        to="network.missed",
                    ),
                ),
            ],
        ),
    ]
