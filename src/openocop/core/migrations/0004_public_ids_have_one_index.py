"""Nobody asks for a public id by its beginning: on PostgreSQL the second indexes, for LIKE, go."""

from django.db import migrations

INDEXES = """
DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT indexname FROM pg_indexes
    WHERE schemaname = current_schema() AND indexdef LIKE '%(public_id varchar_pattern_ops)'
  LOOP EXECUTE format('DROP INDEX %I', one.indexname); END LOOP;
END $$
"""


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(INDEXES, params=None)


class Migration(migrations.Migration):
    dependencies = [("core", "0003_chain_end")]
    operations = [migrations.RunPython(drop, migrations.RunPython.noop)]
