"""The texts inside files: read one by one, beside the pages, behind an upgrade too."""

from __future__ import annotations

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from groundswell.network.search import schema


def make_tables(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema.make()


def owe_all(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    reading = apps.get_model("network", "FileReading")
    attached = apps.get_model("network", "Attachment").objects.exclude(file__key="")
    ids = attached.order_by("file_id").values_list("file_id", flat=True).distinct()
    reading.objects.bulk_create((reading(file_id=pk) for pk in ids), batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("network", "0009_notices")]
    operations = [
        migrations.CreateModel(
            name="FilePart",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=8)),
                ("place", models.CharField(blank=True, default="", max_length=100)),
                ("text", models.TextField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="network.file",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FileReading",
            fields=[
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="reading",
                        serialize=False,
                        to="network.file",
                    ),
                ),
                ("read_at", models.DateTimeField(null=True)),
                ("fault", models.CharField(blank=True, default="", max_length=16)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("read_at", None)),
                        fields=["file"],
                        name="file_reading_waiting",
                    )
                ]
            },
        ),
        migrations.RunPython(make_tables, migrations.RunPython.noop),
        migrations.RunPython(owe_all, migrations.RunPython.noop),
    ]
