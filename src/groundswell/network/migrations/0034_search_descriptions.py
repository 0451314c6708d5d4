"""Documents gain what pictures show: posts that say it are indexed again, while it is served."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def owe_all(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if apps.get_model("network", "File").objects.exclude(description="").exists():
        apps.get_model("network", "Renewal").objects.create()


class Migration(migrations.Migration):
    dependencies = [("network", "0033_descriptions")]
    operations = [migrations.RunPython(owe_all, migrations.RunPython.noop)]
