"""Query parameters, strictly: an unknown one, one given twice or an empty one never widens a list in silence."""

from typing import Any
from urllib.parse import unquote_to_bytes

import django_filters
from django.http import QueryDict
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError

from claims.filters import none_of
from claims.text.characters import refuse_bad_characters_in

MULTIPLE = (django_filters.MultipleChoiceFilter,)


class StrictFilterBackend(DjangoFilterBackend):
    """Applies the view's `filterset_class`; which parameters may stand there at all is asked by the view first."""


def refuse_parameters(request: Any, *, filterset: type[django_filters.FilterSet] | None, allowed: set[str]) -> None:
    """Raise ValidationError naming every query parameter that is unknown, empty or given more than once."""
    given: QueryDict = request.query_params
    _refuse_bad_encoding(request.META.get("QUERY_STRING", ""))
    refuse_bad_characters_in(dict(given.lists()), field="query")
    filters = filterset.base_filters if filterset else {}
    errors = {}
    for name, values in given.lists():
        if name not in filters and name not in allowed:
            known = ", ".join(sorted({*filters, *allowed}))
            errors[name] = [f"There is no such parameter here. There are: {known}."]
        elif any(value == "" for value in values):
            errors[name] = ["This parameter is empty. Leave it out instead."]
        elif len(values) > 1 and not isinstance(filters.get(name), MULTIPLE):
            errors[name] = ["This parameter can be given only once."]
        elif wrong := none_of(filters.get(name), values):
            several = " Give the parameter again for each." if isinstance(filters[name], MULTIPLE) else ""
            errors[name] = [wrong + several]
    if errors:
        raise ValidationError(errors)


def one_of(request: Any, name: str, known: list[str]) -> str:
    """The value of a parameter that is one of few words, the first unless told. Raises ValidationError."""
    value: str = request.query_params.get(name, known[0])
    if value not in known:
        raise ValidationError({name: [f"“{value[:100]}” is not one of {', '.join(known)}."]})
    return value


def _refuse_bad_encoding(query: str) -> None:
    try:
        unquote_to_bytes(query).decode("utf-8")
    except UnicodeDecodeError:
        raise ValidationError({"query": ["The query is not UTF-8."]}) from None
