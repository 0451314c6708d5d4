"""Notices, what a thread is to a person, and how much they want to hear of a group."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0008_groups_that_live"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Attention",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "thread_id",
                        "person_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("is_in", models.BooleanField(default=False)),
                ("is_muted", models.BooleanField(default=False)),
                ("read_up_to", models.BigIntegerField(default=0)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attentions",
                        to="people.person",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attentions",
                        to="network.post",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="GroupLevel",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person_id",
                        "stream_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("all", "All"), ("highlights", "Highlights"), ("none", "None")],
                        max_length=16,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="group_levels",
                        to="people.person",
                    ),
                ),
                (
                    "stream",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="levels",
                        to="network.stream",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("mention", "Mention"),
                            ("answer", "Answer"),
                            ("thread", "Thread"),
                            ("best", "Best"),
                            ("reaction", "Reaction"),
                            ("follow", "Follow"),
                            ("invitation", "Invitation"),
                            ("request", "Request"),
                            ("news", "News"),
                        ],
                        max_length=16,
                    ),
                ),
                ("subject_id", models.BigIntegerField()),
                ("since_id", models.BigIntegerField()),
                ("since_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("told_at", models.DateTimeField(null=True)),
                ("wave", models.BigIntegerField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="people.person",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="network.post",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("read_at", None)),
                        fields=["person"],
                        name="notice_unread",
                    ),
                    models.Index(fields=["person", "since_id"], name="notice_inbox"),
                    models.Index(fields=["wave"], name="notice_wave"),
                    models.Index(
                        condition=models.Q(("read_at", None), ("told_at", None)),
                        fields=["opened_at"],
                        name="notice_untold",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("person", "kind", "subject_id"),
                        name="one_notice_however_much_happens",
                    )
                ],
            },
        ),
    ]
