from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("network", "0030_draft_parts")]

    operations = [
        migrations.AddField("vote", "voted_on", models.DateField(null=True)),
    ]
