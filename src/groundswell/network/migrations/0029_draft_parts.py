from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network", "0028_post_thread_alone")]

    operations = [
        migrations.AddField(
            model_name="draft",
            name="parts",
            field=models.JSONField(default=dict),
        ),
    ]
