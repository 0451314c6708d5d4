"""The role of those who announce to all."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0008_moderation"),
    ]

    operations = [
        migrations.AlterField(
            model_name="rolegrant",
            name="role",
            field=models.CharField(
                choices=[
                    ("administrator", "Administrator"),
                    ("people_administrator", "People Administrator"),
                    ("moderator", "Moderator"),
                    ("analyst", "Analyst"),
                    ("legal", "Legal"),
                    ("announcer", "Announcer"),
                ],
                max_length=32,
            ),
        ),
    ]
