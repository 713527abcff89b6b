from django.db import migrations


def keep_who_was_there(apps, schema_editor):
    """A session fixed before its attendance was kept keeps it as the seats stand: no other session changed them yet."""
    seats = apps.get_model("evaluation", "Seat").objects
    for session in apps.get_model("evaluation", "Session").objects.filter(stage="fixed").iterator():
        if session.attendance:
            continue
        session.attendance = {
            public_id: {"attended": attended, "left_at": left_at.isoformat() if left_at else None}
            for public_id, attended, left_at in seats.filter(council=session.council_id).values_list(
                "public_id", "attended", "left_at"
            )
        }
        session.save(update_fields=["attendance"])


class Migration(migrations.Migration):

    dependencies = [
        ("evaluation", "0009_corrections"),
    ]

    operations = [
        migrations.RunPython(keep_who_was_there, migrations.RunPython.noop),
    ]
