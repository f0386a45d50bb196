"""Changing the tables from one version to the next: one at a time, each step whole or not at all, never backward."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

# Any number that nothing else in the database uses for such a lock.
LOCK = 7_311_932
OWN_APPS = frozenset({"claims", "accounts"})


class WholeSteps(MigrationExecutor):
    """Notes that a step is done in the step's own transaction.

    Django notes it after the commit where a step leaves statements for its end; killed in between, the next start
    would try the step again on tables that have it already.
    """

    def apply_migration(
        self, state: ProjectState, migration: Migration, fake: bool = False, fake_initial: bool = False
    ) -> ProjectState:
        if fake or fake_initial:
            return super().apply_migration(state, migration, fake=fake, fake_initial=fake_initial)
        self._tell("apply_start", migration)
        with self.connection.schema_editor(atomic=migration.atomic) as editor:
            state = migration.apply(state, editor)
            for statement in editor.deferred_sql:
                editor.execute(statement, None)
            editor.deferred_sql.clear()
            self.record_migration(migration.app_label, migration.name)
        self._tell("apply_success", migration)
        return state

    def _tell(self, action: str, migration: Migration) -> None:
        if self.progress_callback:
            self.progress_callback(action, migration, False)


@contextmanager
def alone(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Only one upgrade of a database at a time: the second waits for the first, and is let in if that one dies."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
        return
    name = str(connection.settings_dict["NAME"])
    if name == ":memory:" or name.startswith("file:"):
        yield
        return
    with Path(f"{name}.migrating").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def unknown_steps(loader: MigrationLoader) -> list[str]:
    """Steps of ours that the database has taken and this version has never heard of: a newer one was here."""
    applied = (key for key in loader.applied_migrations if key[0] in OWN_APPS)
    return sorted(".".join(key) for key in applied if key not in loader.disk_migrations)


def steps_back(executor: MigrationExecutor, targets: list[Any]) -> list[str]:
    """Steps of ours that going to `targets` would undo."""
    plan = executor.migration_plan(targets)
    return [f"{step.app_label}.{step.name}" for step, backward in plan if backward and step.app_label in OWN_APPS]
