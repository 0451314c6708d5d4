from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network", "0031_voted_on")]

    operations = [
        migrations.AddField(
            model_name="file",
            name="description",
            field=models.CharField(blank=True, db_default="", default="", max_length=500),
        ),
    ]
