"""All steps of the network so far in one, for new instances; one that took them takes this for done."""

from __future__ import annotations

import datetime

import django.db.models.deletion
import django.db.models.functions.comparison
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from groundswell.network.search import schema


def make_organisation(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    stream = apps.get_model("network", "Stream")
    now = datetime.datetime.now(datetime.UTC)
    stream.objects.create(kind="organisation", is_open=True, created_at=now)


class Migration(migrations.Migration):
    replaces = [
        ("network", "0001_initial"),
        ("network", "0002_organisation"),
        ("network", "0003_search"),
        ("network", "0004_orphans"),
        ("network", "0005_version_files"),
        ("network", "0006_group_to_join"),
        ("network", "0007_search_renewal"),
        ("network", "0008_groups_that_live"),
        ("network", "0009_notices"),
        ("network", "0010_file_parts"),
        ("network", "0011_preferences"),
        ("network", "0012_messages"),
        ("network", "0013_search_misses"),
        ("network", "0014_keeping"),
        ("network", "0015_unsent"),
        ("network", "0016_polls"),
        ("network", "0017_membership_role"),
        ("network", "0018_moderation"),
        ("network", "0019_announcements"),
        ("network", "0020_rules"),
        ("network", "0021_approval"),
        ("network", "0022_delegates"),
        ("network", "0023_seen_first"),
        ("network", "0024_pushes"),
        ("network", "0025_by_delegates"),
        ("network", "0026_waiting"),
        ("network", "0027_calls"),
        ("network", "0028_post_thread_alone"),
        ("network", "0029_notices_of_groups"),
        ("network", "0030_draft_parts"),
        ("network", "0031_voted_on"),
        ("network", "0032_file_description"),
        ("network", "0033_descriptions"),
    ]

    initial = True

    dependencies = [
        ("people", "0012_person_by_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="Post",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("native", "Native"),
                            ("import", "Import"),
                            ("mail", "Mail"),
                            ("api", "Api"),
                            ("bot", "Bot"),
                        ],
                        default="native",
                        max_length=8,
                    ),
                ),
                ("kind", models.CharField(default="post", max_length=16)),
                ("title", models.CharField(blank=True, default="", max_length=200)),
                ("source", models.TextField()),
                ("html", models.TextField()),
                ("language", models.CharField(blank=True, default="", max_length=16)),
                ("version", models.PositiveIntegerField(default=1)),
                ("published_at", models.DateTimeField()),
                ("edited_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
                ("reply_count", models.PositiveIntegerField(default=0)),
                ("reaction_counts", models.JSONField(default=dict)),
                ("answered_at", models.DateTimeField(null=True)),
                ("request_key", models.CharField(max_length=64, null=True)),
                ("is_orphan", models.BooleanField(db_default=False, default=False)),
                ("locked_at", models.DateTimeField(null=True)),
                (
                    "lock_reason",
                    models.CharField(blank=True, db_default="", default="", max_length=200),
                ),
                (
                    "answerers",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Everybody"),
                            ("members", "Members"),
                            ("mentioned", "Mentioned"),
                            ("nobody", "Nobody"),
                        ],
                        db_default="",
                        default="",
                        max_length=12,
                    ),
                ),
                (
                    "acted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="posts",
                        to="people.person",
                    ),
                ),
                (
                    "best_answer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="network.post",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="network.post",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "root",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="network.post",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["root", "id"], name="post_thread"),
                    models.Index(fields=["author", "id"], name="post_author"),
                    models.Index(
                        condition=models.Q(
                            ("answered_at", None),
                            ("kind", "question"),
                            ("removed_at", None),
                            ("root", None),
                        ),
                        fields=["id"],
                        name="post_unanswered",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("author", "request_key"), name="a_request_posts_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("parent", None), ("root__isnull", False), _connector="OR"
                        ),
                        name="an_answer_has_a_thread",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Stream",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("organisation", "Organisation"),
                            ("group", "Group"),
                            ("storyline", "Storyline"),
                            ("conversation", "Conversation"),
                        ],
                        max_length=16,
                    ),
                ),
                ("is_open", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField()),
                (
                    "person",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="storyline",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "storyline"), ("person", None), _connector="XOR"
                        ),
                        name="a_storyline_is_somebodys",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "organisation")),
                        fields=("kind",),
                        name="one_organisation_stream",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Digested",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="digested",
                        serialize=False,
                        to="people.person",
                    ),
                ),
                ("on", models.DateField()),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="File",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("key", models.CharField(blank=True, default="", max_length=64)),
                ("name", models.CharField(max_length=255)),
                ("media_type", models.CharField(max_length=100)),
                ("size_bytes", models.PositiveBigIntegerField(default=0)),
                ("width", models.PositiveIntegerField(null=True)),
                ("height", models.PositiveIntegerField(null=True)),
                ("sizes", models.JSONField(default=dict)),
                ("link", models.CharField(blank=True, default="", max_length=1000)),
                (
                    "description",
                    models.CharField(blank=True, db_default="", default="", max_length=1500),
                ),
                ("created_at", models.DateTimeField()),
                (
                    "uploader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Missed",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("words", models.CharField(blank=True, default="", max_length=80)),
                ("marks", models.PositiveSmallIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="Pulse",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("stream_id", models.BigIntegerField()),
                ("person_id", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("typing", "Typing"), ("read", "Read")], max_length=8
                    ),
                ),
                ("felt_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80)),
                ("name_folded", models.CharField(max_length=120, unique=True)),
            ],
        ),
        migrations.CreateModel(
            name="WithoutReadMarks",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Announcement",
            fields=[
                (
                    "post",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="announcement",
                        serialize=False,
                        to="network.post",
                    ),
                ),
                ("function", models.CharField(blank=True, default="", max_length=120)),
                ("site", models.CharField(blank=True, default="", max_length=120)),
                ("level", models.CharField(blank=True, default="", max_length=120)),
                ("asks_acknowledgement", models.BooleanField(default=True)),
                ("reminded_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Poll",
            fields=[
                (
                    "post",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="poll",
                        serialize=False,
                        to="network.post",
                    ),
                ),
                ("options", models.JSONField()),
                ("counts", models.JSONField()),
                ("is_anonymous", models.BooleanField(default=False)),
                ("asked", models.PositiveIntegerField()),
                ("ends_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("closed_at", None)),
                        fields=["ends_at"],
                        name="poll_running",
                    )
                ],
            },
        ),
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
            name="Bookmark",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person_id",
                        "post_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("saved_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bookmarks",
                        to="people.person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bookmarks",
                        to="network.post",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("title", models.CharField(blank=True, default="", max_length=200)),
                ("html", models.TextField()),
                ("files", models.PositiveSmallIntegerField(default=0)),
                ("stream_ids", models.JSONField(default=list)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("decided", "Decided"),
                            ("appealed", "Appealed"),
                            ("final", "Final"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="cases",
                        to="people.person",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "post",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="case",
                        to="network.post",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "changed_at"], name="case_queue")],
            },
        ),
        migrations.CreateModel(
            name="Act",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "deed",
                    models.CharField(
                        choices=[
                            ("dismissed", "Dismissed"),
                            ("warned", "Warned"),
                            ("hid", "Hid"),
                            ("limited", "Limited"),
                            ("appealed", "Appealed"),
                            ("upheld", "Upheld"),
                            ("lifted", "Lifted"),
                        ],
                        max_length=12,
                    ),
                ),
                ("words", models.CharField(blank=True, default="", max_length=1000)),
                ("until", models.DateTimeField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acts",
                        to="network.case",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Conversation",
            fields=[
                (
                    "stream",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="conversation",
                        serialize=False,
                        to="network.stream",
                    ),
                ),
                ("name", models.CharField(blank=True, default="", max_length=80)),
                ("is_pair", models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("place", models.CharField(max_length=40)),
                ("stream_id", models.BigIntegerField(null=True)),
                ("kind", models.CharField(default="post", max_length=16)),
                ("title", models.CharField(blank=True, default="", max_length=200)),
                ("source", models.TextField()),
                (
                    "answerers",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Everybody"),
                            ("members", "Members"),
                            ("mentioned", "Mentioned"),
                            ("nobody", "Nobody"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("parts", models.JSONField(default=dict)),
                ("request_key", models.CharField(blank=True, default="", max_length=64)),
                ("changed_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "place"), name="one_draft_in_a_box")
                ],
            },
        ),
        migrations.CreateModel(
            name="FileReading",
            fields=[
                (
                    "file",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="reading",
                        serialize=False,
                        to="network.file",
                    ),
                ),
                ("read_at", models.DateTimeField(null=True)),
                ("fault", models.CharField(blank=True, default="", max_length=16)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("read_at", None)),
                        fields=["file"],
                        name="file_reading_waiting",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "post_id",
                        "file_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "post",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="network.post",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="network.file",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FilePart",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=8)),
                ("place", models.CharField(blank=True, default="", max_length=100)),
                ("text", models.TextField()),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="network.file",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Group",
            fields=[
                (
                    "account",
                    models.OneToOneField(
                        db_column="id",
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="group",
                        serialize=False,
                        to="people.account",
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("name_folded", models.CharField(max_length=120)),
                ("purpose", models.CharField(blank=True, default="", max_length=300)),
                (
                    "visibility",
                    models.CharField(
                        choices=[("open", "Open"), ("closed", "Closed"), ("secret", "Secret")],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("member_count", models.PositiveIntegerField(default=0)),
                ("created_at", models.DateTimeField()),
                ("archived_at", models.DateTimeField(null=True)),
                ("renewed_at", models.DateTimeField(null=True)),
                ("renewal_asked_at", models.DateTimeField(null=True)),
                ("sleep_noticed_at", models.DateTimeField(null=True)),
                ("asks_approval", models.BooleanField(db_default=False, default=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "stream",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="group",
                        to="network.stream",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.OrderBy(models.F("member_count"), descending=True),
                        models.F("account"),
                        condition=models.Q(("archived_at", None), ("visibility", "open")),
                        name="group_to_join",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("visibility", "secret"), _negated=True),
                        fields=("name_folded",),
                        name="listed_group_name_once",
                    )
                ],
            },
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
            name="Handed",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("stream_id", models.BigIntegerField(null=True)),
                ("reply_to_id", models.BigIntegerField(null=True)),
                ("kind", models.CharField(default="post", max_length=16)),
                ("title", models.CharField(blank=True, default="", max_length=200)),
                ("source", models.TextField()),
                (
                    "answerers",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Everybody"),
                            ("members", "Members"),
                            ("mentioned", "Mentioned"),
                            ("nobody", "Nobody"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("request_key", models.CharField(max_length=64, unique=True)),
                ("written_at", models.DateTimeField()),
                (
                    "leader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="handed",
                        to="people.person",
                    ),
                ),
                (
                    "writer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HandedFile",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "handed_id",
                        "file_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed",
                        to="network.file",
                    ),
                ),
                (
                    "handed",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="network.handed",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Held",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "decider",
                    models.CharField(
                        choices=[("owners", "Owners"), ("moderators", "Moderators")],
                        db_default="owners",
                        default="owners",
                        max_length=12,
                    ),
                ),
                ("word", models.CharField(blank=True, db_default="", default="", max_length=200)),
                ("origin", models.CharField(db_default="native", default="native", max_length=8)),
                ("reply_to_id", models.BigIntegerField(null=True)),
                ("edits_id", models.BigIntegerField(null=True)),
                ("kind", models.CharField(max_length=16)),
                ("title", models.CharField(blank=True, default="", max_length=200)),
                ("source", models.TextField()),
                ("html", models.TextField()),
                ("language", models.CharField(blank=True, default="", max_length=16)),
                ("answerers", models.CharField(blank=True, default="", max_length=12)),
                ("descriptions", models.JSONField(default=dict)),
                ("request_key", models.CharField(max_length=64, null=True)),
                ("held_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("approved", "Approved"),
                            ("turned down", "Turned Down"),
                        ],
                        default="waiting",
                        max_length=12,
                    ),
                ),
                ("words", models.CharField(blank=True, default="", max_length=1000)),
                ("decided_at", models.DateTimeField(null=True)),
                ("post_id", models.BigIntegerField(null=True)),
                (
                    "acted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="held",
                        to="people.person",
                    ),
                ),
                (
                    "stream",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="held",
                        to="network.stream",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "held posts",
                "indexes": [models.Index(fields=["stream", "state"], name="held_queue")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("author", "request_key"), name="a_request_waits_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HeldFile",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "held_id",
                        "file_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("is_dropped", models.BooleanField(db_default=False, default=False)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="held",
                        to="network.file",
                    ),
                ),
                (
                    "held",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="network.held",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "group_id",
                        "person_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("invited_at", models.DateTimeField()),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="network.group",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="group_invitations",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="JoinRequest",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "group_id",
                        "person_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="join_requests",
                        to="network.group",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="join_requests",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Membership",
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
                    "role",
                    models.CharField(
                        choices=[("member", "Member"), ("owner", "Owner")],
                        default="member",
                        max_length=16,
                    ),
                ),
                ("since_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="people.person",
                    ),
                ),
                (
                    "stream",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="memberships",
                        to="network.stream",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["stream", "role"], name="membership_role")],
            },
        ),
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "account_id",
                        "post_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("calls", models.BooleanField(db_default=False, default=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to="people.account",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mentions",
                        to="network.post",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MissedDay",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "missed_id",
                        "on",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("on", models.DateField(db_index=True)),
                ("asked", models.PositiveIntegerField(default=0)),
                (
                    "missed",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="days",
                        to="network.missed",
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
                            ("call", "Call"),
                            ("answer", "Answer"),
                            ("thread", "Thread"),
                            ("best", "Best"),
                            ("reaction", "Reaction"),
                            ("follow", "Follow"),
                            ("invitation", "Invitation"),
                            ("request", "Request"),
                            ("news", "News"),
                            ("report", "Report"),
                            ("decision", "Decision"),
                            ("outcome", "Outcome"),
                            ("held", "Held"),
                            ("verdict", "Verdict"),
                            ("announcement", "Announcement"),
                            ("delegation", "Delegation"),
                            ("draft", "Draft"),
                            ("roster", "Roster"),
                            ("renewal", "Renewal"),
                            ("sleep", "Sleep"),
                            ("archived", "Archived"),
                            ("offer", "Offer"),
                            ("found", "Found"),
                            ("owner", "Owner"),
                            ("member", "Member"),
                            ("welcomed", "Welcomed"),
                            ("turned away", "Turned Away"),
                            ("dismissed", "Dismissed"),
                        ],
                        max_length=16,
                    ),
                ),
                ("subject_id", models.BigIntegerField()),
                ("since_id", models.BigIntegerField()),
                ("since_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
                ("pushed_at", models.DateTimeField(null=True)),
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
                        fields=["person", "since_id"],
                        name="notice_waiting",
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
        migrations.CreateModel(
            name="OwnershipOffer",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "group_id",
                        "person_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("offered_at", models.DateTimeField()),
                ("is_open", models.BooleanField(default=True)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ownership_offers",
                        to="network.group",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ownership_offers",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_open", True)),
                        fields=("group",),
                        name="one_open_offer_a_group",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "stream_id",
                        "post_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("pinned_at", models.DateTimeField(null=True)),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="placements",
                        to="network.post",
                    ),
                ),
                (
                    "stream",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="placements",
                        to="network.stream",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("stream"),
                        models.OrderBy(models.F("post"), descending=True),
                        name="placement_feed",
                    ),
                    models.Index(
                        condition=models.Q(("pinned_at__isnull", False)),
                        fields=["stream", "pinned_at"],
                        name="placement_pinned",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PostVersion",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("title", models.CharField(blank=True, default="", max_length=200)),
                ("source", models.TextField()),
                ("html", models.TextField()),
                ("said_at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField()),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="network.post",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Preferences",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("mails_at_once", models.BooleanField(default=True)),
                ("after_minutes", models.PositiveSmallIntegerField(default=15)),
                (
                    "digest",
                    models.CharField(
                        choices=[("never", "Never"), ("daily", "Daily"), ("weekly", "Weekly")],
                        default="daily",
                        max_length=8,
                    ),
                ),
                ("digest_hour", models.PositiveSmallIntegerField(default=16)),
                ("digest_weekday", models.PositiveSmallIntegerField(default=0)),
                ("is_quiet_at_night", models.BooleanField(default=True)),
                ("quiet_from", models.TimeField(default=datetime.time(18, 0))),
                ("quiet_until", models.TimeField(default=datetime.time(7, 0))),
                ("pushes_say_who", models.BooleanField(db_default=True, default=True)),
                ("working_days", models.JSONField(default=list)),
                (
                    "person",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="preferences",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.comparison.Coalesce("person", 0),
                        name="one_preset_of_notices",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PushDevice",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("endpoint", models.CharField(max_length=1000, unique=True)),
                ("p256dh", models.CharField(max_length=100)),
                ("auth", models.CharField(max_length=40)),
                ("added_at", models.DateTimeField()),
                ("failing_since", models.DateTimeField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="push_devices",
                        to="people.person",
                    ),
                ),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="push_device",
                        to="people.session",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Reaction",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
                ("reacted_at", models.DateTimeField(db_index=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reactions",
                        to="people.person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reactions",
                        to="network.post",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("post", "person", "name"), name="a_reaction_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Renewal",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("from_id", models.BigIntegerField(default=0)),
                ("below_id", models.BigIntegerField(default=9223372036854775807)),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("harm", "Harm"),
                            ("private", "Private"),
                            ("wrong", "Wrong"),
                            ("noise", "Noise"),
                            ("other", "Other"),
                        ],
                        max_length=8,
                    ),
                ),
                ("words", models.CharField(blank=True, default="", max_length=500)),
                ("reported_at", models.DateTimeField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="network.case",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "person"), name="one_report_a_person")
                ],
            },
        ),
        migrations.CreateModel(
            name="Scheduled",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("stream_id", models.BigIntegerField()),
                ("kind", models.CharField(default="post", max_length=16)),
                ("title", models.CharField(blank=True, default="", max_length=200)),
                ("source", models.TextField()),
                (
                    "answerers",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Everybody"),
                            ("members", "Members"),
                            ("mentioned", "Mentioned"),
                            ("nobody", "Nobody"),
                        ],
                        default="",
                        max_length=12,
                    ),
                ),
                ("request_key", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(db_index=True)),
                ("claimed_at", models.DateTimeField(null=True)),
                ("refusal", models.CharField(blank=True, default="", max_length=400)),
                (
                    "acted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scheduled",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "scheduled posts",
            },
        ),
        migrations.CreateModel(
            name="ScheduledFile",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "scheduled_id",
                        "file_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scheduled",
                        to="network.file",
                    ),
                ),
                (
                    "scheduled",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="network.scheduled",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Seat",
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
                ("last_read", models.BigIntegerField(default=0)),
                ("is_muted", models.BooleanField(default=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="people.person",
                    ),
                ),
                (
                    "stream",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="network.stream",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Subscription",
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
                ("last_read", models.BigIntegerField(default=0)),
                ("since_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subscriptions",
                        to="people.person",
                    ),
                ),
                (
                    "stream",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subscriptions",
                        to="network.stream",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PostTopic",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "topic_id",
                        "post_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="post_topics",
                        to="network.post",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="post_topics",
                        to="network.topic",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TopicFollow",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "person_id",
                        "topic_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("since_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="topic_follows",
                        to="people.person",
                    ),
                ),
                (
                    "topic",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="follows",
                        to="network.topic",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="VersionFile",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "version_id",
                        "file_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                (
                    "description",
                    models.CharField(blank=True, db_default="", default="", max_length=1500),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="network.file",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="network.postversion",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WatchWord",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("pattern", models.CharField(max_length=200)),
                ("is_regex", models.BooleanField(default=False)),
                ("holds", models.BooleanField(db_default=False, default=False)),
                ("advice", models.CharField(blank=True, default="", max_length=300)),
                ("is_on", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Acknowledgement",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "announcement_id",
                        "person_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acknowledgements",
                        to="people.person",
                    ),
                ),
                (
                    "announcement",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acknowledgements",
                        to="network.announcement",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "poll_id",
                        "person_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("choice", models.PositiveSmallIntegerField(null=True)),
                ("voted_on", models.DateField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="people.person",
                    ),
                ),
                (
                    "poll",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="network.poll",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Ballot",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("choice", models.PositiveSmallIntegerField()),
                ("key_hash", models.CharField(max_length=64, unique=True)),
                (
                    "poll",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ballots",
                        to="network.poll",
                    ),
                ),
            ],
        ),
        migrations.RunPython(make_organisation, migrations.RunPython.noop),
        migrations.RunPython(lambda *_: schema.make(), lambda *_: schema.drop()),
    ]
