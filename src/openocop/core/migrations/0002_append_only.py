"""Triggers on both databases refuse to change or delete journal entries."""

from django.db import migrations

TABLE = "core_journalentry"

SQLITE = [
    f"CREATE TRIGGER journal_no_update BEFORE UPDATE ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    f"CREATE TRIGGER journal_no_delete BEFORE DELETE ON {TABLE} "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
]
POSTGRESQL = [
    "CREATE FUNCTION journal_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$",
    f"CREATE TRIGGER journal_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION journal_append_only()",
]
SQLITE_BACK = ["DROP TRIGGER journal_no_update", "DROP TRIGGER journal_no_delete"]
POSTGRESQL_BACK = [f"DROP TRIGGER journal_no_change ON {TABLE}", "DROP FUNCTION journal_append_only()"]


def _run(schema_editor, sqlite, postgresql):
    for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: _run(schema_editor, SQLITE, POSTGRESQL),
            lambda apps, schema_editor: _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK),
        )
    ]
