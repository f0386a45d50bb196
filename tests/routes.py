"""The program's own routes, and what tests/routes.txt says of each."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

from tests.environment import ROOT

# Of Django, allauth and the machine's health; the admin has its own tests.
OTHERS = ("admin/", "accounts/", "healthz", "readyz", "favicon.ico", "metrics", "api/v1/<path:address>")
OWN_ACCOUNTS = {"account_profile", "account_create_token", "account_revoke_token", "account_join"}


class Route(NamedTuple):
    name: str
    noun: str
    methods: list[str]
    asks: list[str]


def read_routes() -> list[Route]:
    lines = (ROOT / "tests" / "routes.txt").read_text(encoding="utf-8").splitlines()
    return [read_route(line.split()) for line in lines if not line.startswith("#")]


def read_route(words: list[str]) -> Route:
    methods = [word for word in words if word.isupper()]
    return Route(words[0], words[1], methods, words[2 + len(methods) :])


ROUTES = read_routes()


def named_routes(patterns: Any = None, prefix: str = "") -> Iterator[tuple[str, str]]:
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from named_routes(entry.url_patterns, route)
        elif isinstance(entry, URLPattern):
            yield route, entry.name or ""


def own_routes() -> set[str]:
    """The names of all routes that are the program's own."""
    named = list(named_routes())
    own = {name for route, name in named if not route.startswith(OTHERS)} | OWN_ACCOUNTS
    return own | {name for _route, name in named if name.startswith(("people", "person", "invitation"))}
