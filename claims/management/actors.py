"""Who acts when a command writes."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import CommandError, CommandParser

from claims.choices import Role
from claims.models import Article
from claims.permissions import may


def add_actor_argument(parser: CommandParser) -> None:
    parser.add_argument(
        "--as", dest="user", default="", help="sign-in name of who adds them; default: the first active admin"
    )


def actor_named(name: str) -> Any:
    """Who adds the articles. Raises CommandError when there is nobody, or they may not."""
    people = get_user_model().objects.filter(is_active=True)
    if name:
        actor = people.filter(username__iexact=name).first()
    else:
        actor = people.filter(role=Role.ADMIN).order_by("pk").first()
    if actor is None:
        who = f"active person named {name!r}" if name else "active admin"
        raise CommandError(f"There is no {who}. Make one with create_user, or name an editor with --as.")
    answer = may(actor, "add", Article)
    if not answer:
        raise CommandError(f"{actor.username} may not add articles: {answer.reason}")
    return actor
