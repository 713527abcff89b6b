"""Triggers on both databases move the end of a province's chain on to each new entry; a person has one digest."""

from django.db import migrations, models

MOVE = (
    "UPDATE core_journalhead SET sequence = NEW.sequence, hash = NEW.hash "
    "WHERE province = NEW.province AND sequence = NEW.sequence - 1;"
)
SQLITE = [f"CREATE TRIGGER journal_moves_on AFTER INSERT ON core_journalentry BEGIN {MOVE} END"]
POSTGRESQL = [
    f"CREATE FUNCTION journal_move_on() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {MOVE} RETURN NULL; END $$",
    "CREATE TRIGGER journal_moves_on AFTER INSERT ON core_journalentry "
    "FOR EACH ROW EXECUTE FUNCTION journal_move_on()",
]
SQLITE_BACK = ["DROP TRIGGER journal_moves_on"]
POSTGRESQL_BACK = ["DROP TRIGGER journal_moves_on ON core_journalentry", "DROP FUNCTION journal_move_on()"]


def _run(schema_editor, sqlite, postgresql):
    for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("core", "0002_append_only")]
    operations = [
        migrations.RunPython(
            lambda apps, schema_editor: _run(schema_editor, SQLITE, POSTGRESQL),
            lambda apps, schema_editor: _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK),
        ),
        migrations.AlterField("journalactor", "login", models.CharField(max_length=150)),
        migrations.AddConstraint(
            "journalactor", models.UniqueConstraint(fields=("login", "name"), name="journal_actor_once")
        ),
    ]
