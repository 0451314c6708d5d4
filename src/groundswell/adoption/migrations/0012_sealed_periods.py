"""What the gate decided of each period, so that it is not decided at each request."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("adoption", "0011_own_bridges")]

    operations = [
        migrations.CreateModel(
            "SealedPeriod",
            fields=[
                ("on", models.DateField(primary_key=True, serialize=False)),
                ("facts", models.JSONField()),
                ("judged", models.CharField(max_length=64)),
                ("sealed_at", models.DateTimeField()),
            ],
        ),
    ]
