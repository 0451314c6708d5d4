"""Since when a group is without an owner, so that its members are not asked at once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0037_notices_of_consents"),
    ]

    operations = [
        migrations.AddField(
            model_name="group",
            name="orphaned_at",
            field=models.DateTimeField(null=True),
        ),
    ]
