"""The raw tables of search (see `network.search.schema`)."""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from groundswell.network.search import schema


def forwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema.make()


def backwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema.drop()


class Migration(migrations.Migration):
    dependencies = [("network", "0002_organisation")]
    operations = [migrations.RunPython(forwards, backwards)]
