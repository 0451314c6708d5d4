"""Documents gain the site and function of their author: all are indexed again, while it is served."""

from __future__ import annotations

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from groundswell.foundation import ids


def owe_all(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if apps.get_model("network", "Post").objects.exists():
        apps.get_model("network", "Renewal").objects.create()


class Migration(migrations.Migration):
    dependencies = [("network", "0006_group_to_join"), ("people", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Renewal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("from_id", models.BigIntegerField(default=0)),
                ("below_id", models.BigIntegerField(default=ids.MAX)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.RunPython(owe_all, migrations.RunPython.noop),
    ]
