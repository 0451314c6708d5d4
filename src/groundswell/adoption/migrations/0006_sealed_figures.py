"""What measures told of each week."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("adoption", "0005_sealed_leaders"),
    ]

    operations = [
        migrations.CreateModel(
            name="SealedFigure",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "on",
                        "measure",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("on", models.DateField()),
                ("measure", models.CharField(max_length=40)),
                ("facts", models.JSONField()),
                ("defined_on", models.DateField()),
                ("sealed_at", models.DateTimeField()),
                ("revised_at", models.DateTimeField(null=True)),
                ("is_stale", models.BooleanField(default=False)),
            ],
        ),
    ]
