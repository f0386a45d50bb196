"""A form that was sent and not taken, as its sender was signed out or it had grown old: its words are given back.

Nothing is kept on the desk: the words came with the request and go back with the answer, to be sent again.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NOT_WORDS = frozenset({"csrfmiddlewaretoken", "next"})
SHORT = 12
"""Up to so many characters without a space are a choice or a number: sent again, but nothing to read."""


def has_words(request: HttpRequest) -> bool:
    return any(_is_wording(value) for _name, value in fields_of(request))


def give_back(request: HttpRequest, *, status: int) -> HttpResponse:
    """The page that shows what was typed and sends it once more, to the same address."""
    context: dict[str, Any] = {
        "fields": fields_of(request),
        "typed": [value for _name, value in fields_of(request) if _is_wording(value)],
        "with_files": bool(request.FILES),
        "signed_out": not request.user.is_authenticated,
    }
    return render(request, "claims/unsent.html", context, status=status)


def is_from_here(request: HttpRequest) -> bool:
    """Whether the browser vouches that one of our own pages sent it. Another site cannot say so."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def fields_of(request: HttpRequest) -> list[tuple[str, str]]:
    """Every field with each of its values, in the order they were sent."""
    pairs = ((name, value) for name, values in request.POST.lists() for value in values)
    return [(name, str(value)) for name, value in pairs if name not in NOT_WORDS]


def _is_wording(value: str) -> bool:
    value = value.strip()
    return len(value) > SHORT or " " in value
