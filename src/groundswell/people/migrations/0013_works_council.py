"""The role of the works council."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0012_person_by_name"),
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
                    ("works_council", "Works Council"),
                ],
                max_length=32,
            ),
        ),
    ]
