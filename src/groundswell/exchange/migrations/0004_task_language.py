from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchange", "0003_tasks")]

    operations = [
        migrations.AddField(
            model_name="task",
            name="language",
            field=models.CharField(blank=True, db_default="", default="", max_length=16),
        ),
    ]
