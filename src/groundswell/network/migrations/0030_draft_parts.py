from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network", "0029_notices_of_groups")]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="parts",
            field=models.JSONField(default=dict),
        ),
    ]
