"""The first address of the API leads to all others."""

import re
from typing import Any

import pytest

from tests.api.desk import Desk, reader
from tests.api.test_schema import operations
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def lists() -> set[str]:
    """The addresses of every list that stands by itself, as the document has them."""
    return {path for method, path, operation in operations() if method == "get" and is_list(path, operation)}


def is_list(path: str, operation: dict[str, Any]) -> bool:
    return "{" not in path and any(one["name"] == "cursor" for one in operation["parameters"])


def test_the_root_names_every_list_and_what_describes_them() -> None:
    named = reader().get("/api/v1/").body
    told = {re.sub("^http://testserver", "", address) for address in named.values()}
    assert lists() >= {"/api/v1/articles/", "/api/v1/claims/", "/api/v1/users/"}
    assert told >= lists() | {"/api/v1/schema/", "/api/v1/docs/", "/api/v1/me/"}


def test_every_address_of_the_root_answers_who_may_see_all() -> None:
    desk = Desk(UserFactory(admin=True))
    for address in desk.get("/api/v1/").body.values():
        path = address.removeprefix("http://testserver")
        html = {"Accept": "text/html"} if path.endswith("docs/") else {}
        assert desk.get(path, **html).status == 200, path


def test_the_root_is_for_members_and_takes_fields() -> None:
    assert Desk().get("/api/v1/").status == 401
    assert reader().get("/api/v1/?fields=me").body == {"me": "http://testserver/api/v1/me/"}
    assert reader().get("/api/v1/?fields=nothing").status == 400
