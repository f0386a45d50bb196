"""`manage.py demo [--once]`."""

import json
import os
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.services.demo import DeskInUse, demo_people, load_demo, set_demo_password

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"


class Command(BaseCommand):
    help = "Load the demo into an empty desk, and say how to sign in to it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="say nothing where the desk has data of its own")

    def handle(self, *args: Any, **options: Any) -> None:
        people = demo_people()
        if not people:
            people = self.load(quiet=options["once"])
        if people:
            self.say_sign_in(people)

    def load(self, *, quiet: bool) -> list[Any]:
        password = make_password()
        plan = json.loads((FIXTURES / "demo.json").read_text(encoding="utf-8"))
        texts = {part["file"]: (FIXTURES / part["file"]).read_text(encoding="utf-8") for part in plan["articles"]}
        try:
            people = load_demo(plan, texts, password=password)
        except DeskInUse as refusal:
            if quiet:
                return []
            raise CommandError(refusal.message) from None
        keep(password)
        return people

    def say_sign_in(self, people: list[Any]) -> None:
        password = known_password()
        if password is None:
            password = make_password()
            set_demo_password(password=password)
            keep(password)
        self.stdout.write("Demo accounts, all with the same password:")
        for person in people:
            self.stdout.write(f"  Sign in as {person.username:<6} / {password}   {person.get_role_display().lower()}")


def make_password() -> str:
    """Four words that mean nothing and are easily typed: 49 bits, new on every desk."""
    return "-".join(_word() for _ in range(4))


def _word() -> str:
    return "".join(secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _ in range(2))


def keep(password: str) -> None:
    """Where only who runs the desk can read it, to be said again next time."""
    path = password_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(password + "\n")


def known_password() -> str | None:
    try:
        return password_file().read_text(encoding="ascii").strip() or None
    except FileNotFoundError:
        return None


def password_file() -> Path:
    return Path(settings.VAR_DIR) / "demo-passwords"
