"""Notices of a consent that ended by itself."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("network", "0036_unanswered_versions"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
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
                    ("figures", "Figures"),
                    ("consent", "Consent"),
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
    ]
