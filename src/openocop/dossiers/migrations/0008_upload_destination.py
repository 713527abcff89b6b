from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("dossiers", "0007_former"),
    ]

    operations = [
        migrations.AddField(
            model_name="upload",
            name="destination",
            field=models.CharField(blank=True, max_length=60),
        ),
    ]
