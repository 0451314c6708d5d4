"""Who agreed to be named before figures stood by it, and was asked anew, hears that it ended."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone


def say_what_ended(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    bridges = apps.get_model("adoption", "Consent").objects.filter(what="bridge")
    audited = apps.get_model("people", "AuditEntry").objects.filter(verb="took back to be named")
    log = apps.get_model("activity", "Activity").objects
    now = timezone.now()
    last = {one.person_id: one for one in bridges.order_by("given_at", "pk")}
    for person_id, consent in last.items():
        if consent.withdrawn_at is None:
            continue
        own = audited.filter(actor_id=person_id, at__gte=consent.given_at)
        # What somebody took back themselves stands in the audit log.
        if not any(entry.facts.get("what") == "bridge" for entry in own):
            log.create(
                verb="ended a consent", noun="person", noun_id=person_id,
                happened_at=now, recorded_at=now,
            )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("adoption", "0015_agree_anew"),
        ("people", "0015_reader"),
        ("activity", "0002_order_of_commit"),
    ]
    operations = [migrations.RunPython(say_what_ended, migrations.RunPython.noop)]
