"""Whole addresses of single things, for `Location`."""

from functools import cache
from typing import Any

from django.urls import get_script_prefix, reverse


def address_of(request: Any, route: str, pk: int) -> str:
    """Where the thing with this number stands, under the host that was asked."""
    return str(request.build_absolute_uri(f"{_beginning(route, get_script_prefix())}{pk}/"))


@cache
def _beginning(route: str, prefix: str) -> str:
    """What stands before the number in the paths of a route; `prefix` is where the program is mounted."""
    return reverse(route, args=[0]).removesuffix("0/")
