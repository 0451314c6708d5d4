"""From when until when figures of a leader were shown before they said no and yes again.

The interval that is known stands in their place, and stays there. What was kept of leaders reached
back before they agreed, and is counted anew.
"""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REACHED_BACK = ("leader_ties", "leader_effect")


def forget(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("adoption", "SealedFigure").objects.filter(measure__in=REACHED_BACK).delete()


class Migration(migrations.Migration):
    dependencies = [("adoption", "0019_personas_for_oneself"), ("people", "0015_reader")]
    operations = [
        migrations.CreateModel(
            name="ShownBefore",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("agreed_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField()),
                (
                    "leader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shown_before",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(withdrawn_at__gte=models.F("agreed_at")),
                        name="shown_runs_forward",
                    )
                ],
            },
        ),
        migrations.RunPython(forget, migrations.RunPython.noop),
    ]
