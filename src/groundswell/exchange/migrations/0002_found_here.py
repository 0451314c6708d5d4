"""Tell what an import found here from what it made."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial")]
    operations = [
        migrations.AddField(
            "sourceid", "was_here", models.BooleanField(default=False, db_default=False)
        ),
    ]
