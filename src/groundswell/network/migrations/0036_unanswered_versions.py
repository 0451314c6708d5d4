from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0035_notices_of_figures"),
        ("people", "0014_access_tokens"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="post",
            name="post_unanswered",
        ),
        migrations.AddIndex(
            model_name="post",
            index=models.Index(
                condition=models.Q(
                    ("answered_at", None),
                    ("kind", "question"),
                    ("removed_at", None),
                    ("root", None),
                ),
                fields=["id", "version"],
                name="post_unanswered",
            ),
        ),
    ]
