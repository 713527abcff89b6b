from django.db import migrations, models

POTENTIAL_STAR = 5


def name_the_products(apps, schema_editor):
    """Until now an approval named the five-star potentials of its session: as the result stood when it was issued."""
    Entry = apps.get_model("evaluation", "Entry")
    issued = apps.get_model("recognition", "Decision").objects.filter(kind="approval", issued_at__isnull=False)
    for decision in issued.exclude(session=None).iterator():
        named = []
        for entry in Entry.objects.filter(session=decision.session_id):
            later = entry.corrections.filter(corrected_at__gt=decision.issued_at).order_by("number").first()
            star = later.before.get("star") if later else entry.star
            named += [entry.dossier_id] if star == POTENTIAL_STAR else []
        decision.approved.set(named)


class Migration(migrations.Migration):

    dependencies = [
        ('dossiers', '0006_uploads_and_helpers'),
        ('evaluation', '0009_corrections'),
        ('recognition', '0008_appeals'),
    ]

    operations = [
        migrations.AddField(
            model_name='decision',
            name='approved',
            field=models.ManyToManyField(related_name='approvals', to='dossiers.dossier'),
        ),
        migrations.RunPython(name_the_products, migrations.RunPython.noop),
    ]
