"""Whether somebody has anything unsent."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_welcome_put_away"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="unsent",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "Nothing"), (1, "Some"), (2, "Refused")], db_default=0, default=0
            ),
        ),
    ]
