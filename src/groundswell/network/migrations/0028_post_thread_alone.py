from django.db import migrations, models

# Named as Django names it, by table and column.
FORGET = "DROP INDEX IF EXISTS network_post_root_id_6444994d"
MAKE = "CREATE INDEX IF NOT EXISTS network_post_root_id_6444994d ON network_post (root_id)"


class Migration(migrations.Migration):
    """The index of a thread and the ids in it serves all that the thread's own did.

    With both, PostgreSQL takes the smaller one and reads the whole of a long thread for a page.
    """

    dependencies = [("network", "0027_calls")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(FORGET, MAKE)],
            state_operations=[
                migrations.AlterField(
                    model_name="post",
                    name="root",
                    field=models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=models.CASCADE,
                        related_name="replies",
                        to="network.post",
                    ),
                ),
            ],
        ),
    ]
