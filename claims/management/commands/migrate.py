"""`manage.py migrate`: Django's, one at a time, each step whole, never backward by accident."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.loader import AmbiguityError, MigrationLoader

from claims.services.upgrades import WholeSteps, alone, steps_back, unknown_steps

# Django's command asks for its executor by this name and offers no other way in.
migrate.MigrationExecutor = WholeSteps  # type: ignore[misc]


class Command(migrate.Command):
    help = "Bring the tables to this version. Killed or interrupted, it goes on where it was when started again."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--backward", action="store_true", help="undo steps, and lose what only newer versions keep"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        with alone(connection):
            executor = WholeSteps(connection)
            self.refuse_newer(executor.loader)
            if not options["backward"]:
                self.refuse_backward(executor, options["app_label"], options["migration_name"])
            super().handle(*args, **options)

    def refuse_newer(self, loader: MigrationLoader) -> None:
        if unknown := unknown_steps(loader):
            raise CommandError(
                f"A newer version has changed this database ({', '.join(unknown)}). Run that version, or restore the "
                "copy made before the upgrade. Nothing was changed."
            )

    def refuse_backward(self, executor: WholeSteps, label: str | None, name: str | None) -> None:
        if not label or not name:
            return
        try:
            target = (label, None if name == "zero" else executor.loader.get_migration_by_prefix(label, name).name)
        except (KeyError, AmbiguityError):
            return  # Django says it better
        if undone := steps_back(executor, [target]):
            raise CommandError(
                f"That would undo {', '.join(undone)} and lose what only newer versions keep. Restore the copy made "
                "before the upgrade instead, or say --backward. Nothing was changed."
            )
