"""What is counted once and kept: a period of each group, the first week of an announcement."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("adoption", "0013_suggestions")]

    operations = [
        migrations.CreateModel(
            "SealedGroup",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "on",
                        "stream_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("on", models.DateField()),
                ("stream_id", models.BigIntegerField()),
                ("members", models.PositiveIntegerField()),
                ("is_compared", models.BooleanField()),
                ("facts", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            "SealedReach",
            fields=[
                ("announcement_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("facts", models.JSONField()),
            ],
        ),
    ]
