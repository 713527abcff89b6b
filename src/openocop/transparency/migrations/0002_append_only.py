"""Triggers on both databases refuse any change of what was entered; what was recognised before waits to be entered."""

from django.db import migrations

TABLES = ("logentry", "lognode", "loghead")
SQLITE = [
    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON transparency_{table} "
    "BEGIN SELECT RAISE(ABORT, 'the transparency log is append-only'); END"
    for table in TABLES
    for act in ("UPDATE", "DELETE")
]
SQLITE_BACK = [f"DROP TRIGGER {table}_no_{act}" for table in TABLES for act in ("update", "delete")]
POSTGRESQL = [
    "CREATE FUNCTION transparency_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the transparency log is append-only'; END $$",
    *(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON transparency_{table} "
        "FOR EACH ROW EXECUTE FUNCTION transparency_append_only()"
        for table in TABLES
    ),
]
POSTGRESQL_BACK = [
    *(f"DROP TRIGGER {table}_no_change ON transparency_{table}" for table in TABLES),
    "DROP FUNCTION transparency_append_only()",
]


def _run(schema_editor, sqlite, postgresql):
    for statement in sqlite if schema_editor.connection.vendor == "sqlite" else postgresql:
        schema_editor.execute(statement)


def refuse_changes(apps, schema_editor):
    _run(schema_editor, SQLITE, POSTGRESQL)


def allow_changes(apps, schema_editor):
    _run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


def let_wait(apps, schema_editor):
    products = {}
    rows = apps.get_model("recognition", "Recognition").objects.order_by("product_id")
    for province, product in rows.values_list("province", "product_id").distinct():
        products.setdefault(province, []).append(product)
    pending = apps.get_model("transparency", "Pending")
    for province, ids in products.items():
        pending.objects.create(province=province, product_ids=ids)


class Migration(migrations.Migration):
    dependencies = [("transparency", "0001_initial"), ("recognition", "0010_central_path")]
    operations = [
        migrations.RunPython(refuse_changes, allow_changes),
        migrations.RunPython(let_wait, migrations.RunPython.noop),
    ]
