"""The role of those who read the figures: the board, HR and whoever else is to judge by them."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0014_access_tokens"),
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
                    ("reader", "Reader"),
                    ("legal", "Legal"),
                    ("announcer", "Announcer"),
                    ("works_council", "Works Council"),
                ],
                max_length=32,
            ),
        ),
    ]
