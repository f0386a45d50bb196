"""`manage.py create_user NAME --role reviewer --password-stdin`."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotator.accounts.services import create_user
from claims.choices import Role
from claims.errors import ClaimsError


class Command(BaseCommand):
    help = "Create a person. The password is read from standard input, so that no shell history keeps it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the sign-in name")
        parser.add_argument("--role", choices=Role.values, required=True)
        parser.add_argument("--email", default="")
        parser.add_argument("--display-name", default="")
        parser.add_argument(
            "--password-stdin", action="store_true", required=True, help="read the password's line from stdin"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        password = sys.stdin.readline().rstrip("\r\n")
        if not password:
            raise CommandError("Standard input holds no password.")
        fields = {key: options[key] for key in ("role", "email", "display_name")}
        try:
            user = create_user(username=options["name"], password=password, **fields)
        except ClaimsError as error:
            where = f"{error.field}: " if error.field else ""
            raise CommandError(f"{where}{error.message}") from None
        self.stdout.write(f"{user.username} can sign in as {user.get_role_display().lower()}.")
