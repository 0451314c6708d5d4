"""Closed days as sums."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("adoption", "0003_interactions"),
    ]

    operations = [
        migrations.CreateModel(
            name="SealedPeople",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "on",
                        "function",
                        "site",
                        "level",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("on", models.DateField()),
                ("function", models.CharField(max_length=120)),
                ("site", models.CharField(max_length=120)),
                ("level", models.CharField(max_length=120)),
                ("employed", models.PositiveIntegerField()),
                ("active", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="SealedTalk",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("on", models.DateField(db_index=True)),
                ("kind", models.CharField(max_length=8)),
                ("from_function", models.CharField(max_length=120)),
                ("from_site", models.CharField(max_length=120)),
                ("from_level", models.CharField(max_length=120)),
                ("to_function", models.CharField(max_length=120)),
                ("to_site", models.CharField(max_length=120)),
                ("to_level", models.CharField(max_length=120)),
                ("count", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="SealedDay",
            fields=[
                ("on", models.DateField(primary_key=True, serialize=False)),
                ("sealed_at", models.DateTimeField()),
                ("revised_at", models.DateTimeField(null=True)),
                ("is_stale", models.BooleanField(default=False)),
                ("is_final", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("is_final", False), ("is_stale", True)),
                        fields=["on"],
                        name="sealed_stale",
                    )
                ],
            },
        ),
    ]
