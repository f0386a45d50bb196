"""On PostgreSQL a search that finds little no longer reads every row: trigrams of the words, where they may be kept.

`pg_trgm` comes with PostgreSQL; the owner of a database may add it. Where it is missing or not allowed nothing else
changes: searching then reads more, and docs/operations.md says how to add the indexes later.
"""

from django.db import migrations

MAY = """
SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')
    OR (EXISTS (SELECT FROM pg_available_extension_versions WHERE name = 'pg_trgm' AND trusted)
        AND has_database_privilege(current_database(), 'CREATE'))
"""
CREATE = """
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE INDEX IF NOT EXISTS claim_by_words ON claims_claim
    USING gin (upper(text) gin_trgm_ops, upper(quote) gin_trgm_ops, upper(speaker::text) gin_trgm_ops);
CREATE INDEX IF NOT EXISTS public_by_words ON claims_publicwords USING gin (words gin_trgm_ops);
"""
DROP = "DROP INDEX IF EXISTS claim_by_words; DROP INDEX IF EXISTS public_by_words;"


def create(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(MAY)
        if cursor.fetchone()[0]:
            cursor.execute(CREATE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [("claims", "0018_comments_taken_back")]

    operations = [migrations.RunPython(create, drop)]
