"""Who agreed to be named agreed to their name alone, and is asked anew now that figures stand by it.

Figures of leaders are kept where who is in them can be asked; what left the gate says it no more.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.functions import Greatest, Now

OF_LEADERS = ("leader_words", "leader_answers", "leader_ties", "leader_effect")


def agree_anew(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    given = apps.get_model("adoption", "Consent").objects.filter(what="bridge", withdrawn_at=None)
    given.update(withdrawn_at=Greatest("given_at", Now()))
    apps.get_model("adoption", "ToldFigure").objects.filter(measure__in=OF_LEADERS).delete()


class Migration(migrations.Migration):
    dependencies = [("adoption", "0014_sealed_groups")]
    operations = [migrations.RunPython(agree_anew, migrations.RunPython.noop)]
