"""On PostgreSQL each writer of events says which id it started after, so that readers know what is certain.

See claims/models/horizon.py for why and for the reading half.
"""

from django.db import migrations

CREATE = """
CREATE FUNCTION claims_event_begins() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    drawn bigint;
BEGIN
    SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END INTO drawn FROM claims_event_id_seq;
    PERFORM pg_advisory_xact_lock_shared((77::bigint << 48) | drawn);
    RETURN NULL;
END
$$;
CREATE TRIGGER claims_event_begins BEFORE INSERT ON claims_event
    FOR EACH STATEMENT EXECUTE FUNCTION claims_event_begins();
"""
DROP = """
DROP TRIGGER claims_event_begins ON claims_event;
DROP FUNCTION claims_event_begins();
"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [("claims", "0007_kept_answers")]

    operations = [migrations.RunPython(create, drop)]
