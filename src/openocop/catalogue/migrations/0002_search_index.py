"""The search index, each database's own kind; both answer alike because they compare the same folded words.

SQLite: an FTS5 table over `search_key`, kept by triggers. A later migration that rebuilds the listing table on SQLite
must create the triggers again. PostgreSQL: an expression index; words are taken as they stand, without a parser.
"""

from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE catalogue_listing_words USING fts5(
        search_key, content='catalogue_listing', content_rowid='id', detail=none, columnsize=0, prefix='1 2 3 4')""",
    """CREATE TRIGGER catalogue_listing_words_insert AFTER INSERT ON catalogue_listing BEGIN
        INSERT INTO catalogue_listing_words(rowid, search_key) VALUES (new.id, new.search_key); END""",
    """CREATE TRIGGER catalogue_listing_words_delete AFTER DELETE ON catalogue_listing BEGIN
        INSERT INTO catalogue_listing_words(catalogue_listing_words, rowid, search_key)
        VALUES ('delete', old.id, old.search_key); END""",
    """CREATE TRIGGER catalogue_listing_words_update AFTER UPDATE OF search_key ON catalogue_listing BEGIN
        INSERT INTO catalogue_listing_words(catalogue_listing_words, rowid, search_key)
        VALUES ('delete', old.id, old.search_key);
        INSERT INTO catalogue_listing_words(rowid, search_key) VALUES (new.id, new.search_key); END""",
]
POSTGRESQL = [
    """CREATE INDEX catalogue_listing_words ON catalogue_listing
        USING gin (array_to_tsvector(string_to_array(search_key, ' ')))""",
]
REVERSE = {
    "sqlite": ["DROP TABLE catalogue_listing_words"]
    + [f"DROP TRIGGER catalogue_listing_words_{event}" for event in ("insert", "delete", "update")],
    "postgresql": ["DROP INDEX catalogue_listing_words"],
}
FORWARD = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def create(apps, schema_editor):
    for statement in FORWARD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in REVERSE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
