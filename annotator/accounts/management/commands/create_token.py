"""`manage.py create_token USER`: prints an API token, once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from annotator.accounts.models import TokenScope, User
from annotator.accounts.services import issue_token
from claims.errors import ClaimsError


class Command(BaseCommand):
    help = "Make an API token for a person and print it. It is shown this once; only a keyed hash is kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("user", help="the person's sign-in name")
        parser.add_argument("--name", default="", help="what will use the token")
        parser.add_argument("--days", type=int, help="days until it expires; default TOKEN_LIFETIME_DAYS")
        parser.add_argument("--scope", choices=TokenScope.values, default=TokenScope.ADMIN.value)

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username__iexact=options["user"], is_active=True).first()
        if user is None:
            raise CommandError(f"There is no active person named {options['user']!r}.")
        chosen = {key: options[key] for key in ("name", "days", "scope")}
        try:
            token, words = issue_token(user=user, **chosen)
        except ClaimsError as error:
            raise CommandError(error.message) from None
        self.stdout.write(words)
        self.stderr.write(f"For {user.username}, until {token.expires_at:%Y-%m-%d}. It is not shown again.")
