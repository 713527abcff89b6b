import django.db.models.deletion
import openocop.core.models.public_id
from django.conf import settings
from django.db import migrations, models


MINISTERS = 5


def name_what_superseded(apps, schema_editor):
    """Until now the register kept apart what the ministry's result led to and what the product had before."""
    Recognition = apps.get_model("recognition", "Recognition")
    results = apps.get_model("recognition", "CentralResult").objects.filter(star=MINISTERS)
    for result in results.select_related("referral__dossier").iterator():
        dossier = result.referral.dossier
        rows = Recognition.objects.filter(product=dossier.product_id, round=dossier.round_id, star=MINISTERS)
        rows = rows.filter(decision=None, import_run=None, decision_no_as_printed=result.number)
        found = rows.order_by("-id").first()
        if found is not None:
            _supersede(Recognition, dossier, found, by_minister=True)
            Recognition.objects.filter(pk=found.pk).update(dossier=dossier)
            result.recognition = found
            result.save(update_fields=["recognition"])
    chosen = apps.get_model("recognition", "CentralChoice").objects.filter(decision__issued_at__isnull=False)
    for choice in chosen.select_related("referral__dossier").iterator():
        dossier = choice.referral.dossier
        found = Recognition.objects.filter(dossier=dossier, decision=choice.decision_id).first()
        if found is not None:
            _supersede(Recognition, dossier, found, by_minister=False)


def _supersede(Recognition, dossier, later, *, by_minister):
    """As `services/superseding.py` does since."""
    Q, on = models.Q, later.valid_from
    begun = Q(valid_from__lte=on) | Q(valid_from=None) & (Q(council_on=None) | Q(council_on__lte=on))
    running = begun & Q(withdrawn_on=None) & (Q(valid_until=None) | Q(valid_until__gt=on))
    rows = Recognition.objects.filter(Q(dossier=dossier) | running, product=dossier.product_id, superseded_on=None)
    if not by_minister:
        rows = rows.filter(Q(star=None) | Q(star__lt=MINISTERS))
    rows.exclude(pk=later.pk).update(superseded_on=on, superseded_by=later)


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0005_word_templates'),
        ('dossiers', '0007_former'),
        ('recognition', '0009_approved_products'),
        ('registry', '0005_lookalikes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CentralCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', openocop.core.models.public_id.PublicIdField(default=openocop.core.models.public_id.new_public_id, editable=False, max_length=12, unique=True)),
                ('province', models.CharField(max_length=40)),
                ('of', models.CharField(choices=[('result', 'result'), ('choice', 'choice')], max_length=20)),
                ('before', models.JSONField()),
                ('after', models.JSONField()),
                ('reason', models.TextField()),
                ('proposed_name', models.CharField(max_length=200)),
                ('proposed_at', models.DateTimeField()),
                ('confirmed_by', models.CharField(blank=True, max_length=200)),
                ('confirmed_at', models.DateTimeField(null=True)),
            ],
            options={
                'ordering': ['proposed_at', 'id'],
            },
        ),
        migrations.AddField(
            model_name='centralresult',
            name='recognition',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='central_result', to='recognition.recognition'),
        ),
        migrations.AddField(
            model_name='recognition',
            name='superseded_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supersedes', to='recognition.recognition'),
        ),
        migrations.AddField(
            model_name='recognition',
            name='superseded_on',
            field=models.DateField(null=True),
        ),
        migrations.AlterField(
            model_name='recognition',
            name='dossier',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='recognitions', to='dossiers.dossier'),
        ),
        migrations.AddConstraint(
            model_name='recognition',
            constraint=models.CheckConstraint(condition=models.Q(('superseded_by__isnull', True), ('superseded_on__isnull', False), _connector='OR'), name='superseded_since'),
        ),
        migrations.AddConstraint(
            model_name='recognition',
            constraint=models.UniqueConstraint(condition=models.Q(('superseded_on__isnull', True)), fields=('dossier',), name='one_recognition_of_a_dossier'),
        ),
        migrations.AddField(
            model_name='centralcorrection',
            name='file',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile'),
        ),
        migrations.AddField(
            model_name='centralcorrection',
            name='former_file',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile'),
        ),
        migrations.AddField(
            model_name='centralcorrection',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='centralcorrection',
            name='referral',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='recognition.referral'),
        ),
        migrations.AddConstraint(
            model_name='centralcorrection',
            constraint=models.UniqueConstraint(condition=models.Q(('confirmed_at__isnull', True)), fields=('referral',), name='one_open_central_correction'),
        ),
        migrations.RunPython(name_what_superseded, migrations.RunPython.noop),
    ]
