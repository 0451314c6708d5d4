"""That figures of some days are no longer right: for who counts them just then."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("adoption", "0017_coarse_days")]
    operations = [
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("marked_at", models.DateTimeField()),
            ],
        )
    ]
