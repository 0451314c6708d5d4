"""A reply whose thread an import could not find becomes a thread, and is marked as such."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network", "0003_search")]
    operations = [
        migrations.AddField(
            "post", "is_orphan", models.BooleanField(default=False, db_default=False)
        ),
    ]
