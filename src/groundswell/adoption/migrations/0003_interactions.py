"""Who turned to whom; votes count as contributions. Both are filled by the readers of the log."""

from __future__ import annotations

from django.db import migrations, models

FROM_THE_BEGINNING = "DELETE FROM activity_readercursor WHERE name = 'contributions'"


class Migration(migrations.Migration):
    dependencies = [
        ("adoption", "0002_sweeps"),
        ("activity", "0002_order_of_commit"),
        ("network", "0031_voted_on"),
    ]
    operations = [
        migrations.AddField(
            "contributionday", "votes", models.PositiveIntegerField(default=0, db_default=0)
        ),
        migrations.CreateModel(
            "Interaction",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("from_id", models.BigIntegerField(db_index=True)),
                ("to_id", models.BigIntegerField(db_index=True)),
                (
                    "kind",
                    models.CharField(
                        max_length=8,
                        choices=[
                            ("reply", "Reply"),
                            ("mention", "Mention"),
                            ("reaction", "Reaction"),
                            ("best", "Best Answer"),
                            ("praise", "Praise"),
                        ],
                    ),
                ),
                ("is_delegated", models.BooleanField()),
                ("stream_id", models.BigIntegerField()),
                ("thread_id", models.BigIntegerField()),
                ("post_id", models.BigIntegerField(db_index=True)),
                ("at", models.DateTimeField()),
                ("on", models.DateField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            "Recounting",
            fields=[
                (
                    "id",
                    models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False),
                ),
                ("after_post_id", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.RunSQL(FROM_THE_BEGINNING, migrations.RunSQL.noop),
    ]
