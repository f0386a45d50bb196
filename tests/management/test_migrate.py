"""Upgrades: one at a time, never backward by accident, never over a newer version's tables."""

import fcntl
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from claims.services.upgrades import LOCK, alone

AT_ONCE, LAST = ("claims", "0001_squashed_0022"), ("claims", "0022_public_steps")

pytestmark = pytest.mark.django_db


def migrate(*arguments, **options):
    call_command("migrate", *arguments, interactive=False, verbosity=0, **options)


def test_a_newer_versions_database_is_left_alone():
    MigrationRecorder(connection).record_applied("claims", "9999_from_the_future")
    with pytest.raises(CommandError, match=r"newer version .*claims\.9999_from_the_future.*Nothing was changed"):
        migrate()


@pytest.mark.parametrize("target", ["0001_squashed", "zero"])
def test_going_back_has_to_be_asked_for(target):
    with pytest.raises(CommandError, match=r"would undo claims\..*lose .*--backward"):
        migrate("claims", target)


def test_a_new_desk_arrives_where_the_steps_lead():
    steps = MigrationLoader(None, replace_migrations=False).project_state(LAST)
    at_once = MigrationLoader(None).project_state(AT_ONCE)
    assert at_once.models.keys() == steps.models.keys()
    assert [name for name, model in steps.models.items() if at_once.models[name] != model] == []


def test_where_django_refuses_it_says_so_itself():
    with pytest.raises(CommandError, match="Cannot find a migration matching '7777'"):
        migrate("claims", "7777")


def test_two_upgrades_at_once_take_turns():
    with alone(connection):
        assert is_held()
    assert not is_held()


def is_held() -> bool:
    """Whether somebody is at it, as a second process would see it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s", [LOCK])
            return bool(cursor.fetchone()[0])
    with Path(f"{connection.settings_dict['NAME']}.migrating").open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False
