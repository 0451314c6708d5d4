"""Sealed sums tell leaders apart; what was sealed before is summed up anew."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("adoption", "0004_sealed_days")]
    operations = [
        migrations.RunSQL("DELETE FROM adoption_sealedday", migrations.RunSQL.noop),
        migrations.DeleteModel("SealedPeople"),
        migrations.CreateModel(
            "SealedPeople",
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
    ]
