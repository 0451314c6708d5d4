"""Days whose small sums were put together, so that none is of one person."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("adoption", "0016_say_what_ended")]
    operations = [
        migrations.AddField(
            model_name="sealedday",
            name="is_coarse",
            field=models.BooleanField(db_default=False, default=False),
        )
    ]
