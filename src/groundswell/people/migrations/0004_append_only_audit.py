"""The database itself refuses to change or delete an entry of the audit log."""

from __future__ import annotations

from django.db import migrations

from groundswell.people.audit import schema


class Migration(migrations.Migration):
    dependencies = [("people", "0003_erasure")]

    operations = [
        migrations.RunPython(lambda *_: schema.make(), lambda *_: schema.drop()),
    ]
