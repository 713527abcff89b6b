from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0003_invented_last"),
        ("registry", "0002_words_of_products_are_read_from_names"),
    ]
    operations = [
        migrations.RemoveIndex(model_name="listing", name="listing_facets"),
        migrations.RemoveIndex(model_name="listing", name="listing_running_first"),
    ]
