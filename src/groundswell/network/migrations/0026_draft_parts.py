from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network", "0025_by_delegates")]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="parts",
            field=models.JSONField(default=dict),
        ),
    ]
