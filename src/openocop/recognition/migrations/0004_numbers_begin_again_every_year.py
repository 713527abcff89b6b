from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.functions import ExtractYear


def fill_years(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    decisions = apps.get_model("recognition", "Decision").objects.exclude(decided_on=None)
    decisions.update(year=ExtractYear("decided_on"))


class Migration(migrations.Migration):
    dependencies = [
        ("recognition", "0003_uploaded_list"),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="year",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.RunPython(fill_years, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="decision", name="decision_number_once"),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("number", ""), _negated=True),
                fields=("province", "year", "number"),
                name="decision_number_once_a_year",
            ),
        ),
    ]
