"""Which feed somebody's home page opens with."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0009_announcer"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="home_feed",
            field=models.CharField(
                blank=True,
                choices=[("", "Newest"), ("for_you", "For You")],
                db_default="",
                default="",
                max_length=8,
            ),
        ),
    ]
