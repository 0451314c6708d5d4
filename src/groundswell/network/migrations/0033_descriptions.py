from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network", "0032_file_description")]

    operations = [
        migrations.AlterField(
            model_name="file",
            name="description",
            field=models.CharField(blank=True, db_default="", default="", max_length=1500),
        ),
        migrations.AddField(
            model_name="versionfile",
            name="description",
            field=models.CharField(blank=True, db_default="", default="", max_length=1500),
        ),
        migrations.AddField(
            model_name="held",
            name="descriptions",
            field=models.JSONField(default=dict),
        ),
    ]
