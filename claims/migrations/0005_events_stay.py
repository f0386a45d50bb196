"""PostgreSQL itself refuses to change or delete an event, whoever asks."""

from django.db import migrations

CREATE = """
CREATE FUNCTION claims_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'events are append-only' USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER claims_event_stays BEFORE UPDATE OR DELETE ON claims_event
    FOR EACH ROW EXECUTE FUNCTION claims_event_stays();
"""
DROP = """
DROP TRIGGER claims_event_stays ON claims_event;
DROP FUNCTION claims_event_stays();
"""


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [("claims", "0004_decisions_and_people")]

    operations = [migrations.RunPython(create, drop)]
