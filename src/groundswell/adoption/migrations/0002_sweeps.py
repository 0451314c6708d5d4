"""Counting all days anew in small steps."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("adoption", "0001_initial")]
    operations = [
        migrations.CreateModel(
            "Sweep",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("after_on", models.DateField(null=True)),
                ("after_person_id", models.BigIntegerField(default=0)),
            ],
        ),
    ]
