"""`manage.py show_permissions`: who may do what, as docs/permissions.md has it."""

from typing import Any

from django.core.management.base import BaseCommand

from claims.choices import Role
from claims.permissions import RULES

HEAD = """# Who may do what

Written by `manage.py show_permissions` from the rules in `claims/permissions.py`; a test compares. Who is not
signed in, or is shut out, may do nothing but read what is published. Whether a thing may happen at all (nobody
reviews twice, nobody reviews a claim of their own making, a withdrawn claim is closed) is asked afterwards, of
everybody alike.
"""


class Command(BaseCommand):
    help = "Print the table of permissions in Markdown, made from the rules themselves."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("\n".join([HEAD, *table()]))


def table() -> list[str]:
    """One line a rule, by noun."""
    lines = [_line("noun", "may", *(role.value for role in Role)), _line(*["---"] * (2 + len(Role)))]
    return lines + [_line(*about, *(rule.told(role) for role in Role)) for about, rule in sorted(RULES.items())]


def _line(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"
