"""How people come across is for their own eyes: the sums that were kept of it go."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

GONE = "personas"


def forget(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for model in ("SealedFigure", "ToldFigure", "RegisterEntry"):
        apps.get_model("adoption", model).objects.filter(measure=GONE).delete()
    for held in apps.get_model("adoption", "Subscription").objects.all():
        if GONE in held.measures:
            held.measures = [name for name in held.measures if name != GONE]
            # None at all would be all of them.
            if held.measures:
                held.save(update_fields=["measures"])
            else:
                held.delete()


class Migration(migrations.Migration):
    dependencies = [("adoption", "0018_marks")]
    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
