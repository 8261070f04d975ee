"""The reasons that a new installation starts with. They are an editable list, not a vocabulary."""

from django.db import migrations

REASONS = {
    "reject": [
        "No model of theirs reached production",
        "Below a must-have of the role",
        "Experience fits another role better",
        "Level does not fit the role",
        "Cannot work from the role's place",
        "Another candidate was chosen",
        "The application is not serious",
    ],
    "withdraw": [
        "Accepted another offer",
        "Pay does not fit",
        "The process took too long",
        "Gave no reason",
    ],
}


def add_reasons(apps, schema_editor):
    from hiring.core.base import new_public_id

    reason = apps.get_model("candidates", "MoveReason")
    reason.objects.bulk_create(
        reason(public_id=new_public_id(), kind=kind, label=label, position=position)
        for kind, labels in REASONS.items()
        for position, label in enumerate(labels, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("candidates", "0001_initial")]
    operations = [migrations.RunPython(add_reasons, migrations.RunPython.noop)]
