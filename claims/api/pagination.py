"""Pages by key, not by offset: stable while rows come and go, quick at any depth, and never a COUNT.

A cursor says "after this row" or "before this row" in an ordering. It is opaque to clients and holds nothing secret.
"""

import base64
import binascii
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

import orjson
from django.core.exceptions import ValidationError as DjangoValidationError
from django.db.models import Model, QuerySet
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.response import Response

from claims.models.places import rows_after

PAGE_SIZE = 50
MOST = 200
LONGEST_CURSOR = 1_000
BIGGEST = 2**63 - 1


class Cursor(NamedTuple):
    """A place in an ordering: the keys of the row next to it, and which way to read from there."""

    ordering: str
    backwards: bool
    keys: list[Any]


class KeysetPagination(BasePagination):
    """`{"results", "next", "previous"}`: cursors to send back as `?cursor=`, null at either end."""

    def paginate_queryset(self, queryset: QuerySet[Any], request: Any, view: Any = None) -> list[Any]:
        self.request = request
        fields: Sequence[str] = view.get_ordering()
        self.name = ",".join(fields)
        size = read_page_size(request.query_params.get("page_size"))
        cursor = read_cursor(request.query_params.get("cursor"), fields, queryset.model)
        backwards = cursor is not None and cursor.backwards
        turned = [_reversed(field) for field in fields] if backwards else fields
        if cursor is None:
            page = list(queryset.order_by(*turned)[: size + 1])
        else:
            page = rows_after(queryset, turned, cursor.keys, size + 1)
        more, page = len(page) > size, page[:size]
        if backwards:
            page.reverse()
        has_next = bool(page) and (backwards or more)
        has_previous = bool(page) and (more if backwards else cursor is not None)
        self.next = self._cursor(fields, page[-1], backwards=False) if has_next else None
        self.previous = self._cursor(fields, page[0], backwards=True) if has_previous else None
        return page

    def cursors(self) -> dict[str, str | None]:
        return {"next": self.next, "previous": self.previous}

    def get_paginated_response(self, data: Any) -> Response:
        return Response({"results": data, **self.cursors()}, headers=self.links())

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        cursor = {"type": ["string", "null"], "description": "Send it back as `?cursor=`; null at the end."}
        return {
            "type": "object",
            "required": ["results", "next", "previous"],
            "properties": {
                "results": schema,
                "next": cursor,
                "previous": cursor,
                "changed_after": {"type": "integer", "description": "Ask with this number the next time."},
                "more": {"type": "boolean", "description": "Whether there is more to ask for at once."},
                "count": {
                    "type": ["integer", "null"],
                    "description": "With `count=true`: how many rows there are; null where that is not counted.",
                },
                "count_is_least": {"type": "boolean", "description": "Whether there are more than `count`."},
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            {
                "name": "cursor",
                "in": "query",
                "description": "`next` or `previous` of another page of the same list.",
                "schema": {"type": "string", "minLength": 1, "maxLength": LONGEST_CURSOR},
            },
            {
                "name": "page_size",
                "in": "query",
                "description": f"Rows on a page; {PAGE_SIZE} unless told.",
                "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": PAGE_SIZE},
            },
        ]

    def _cursor(self, fields: Sequence[str], row: Any, *, backwards: bool) -> str:
        return write_cursor(Cursor(self.name, backwards, [_value(row, field.lstrip("-")) for field in fields]))

    def links(self) -> dict[str, str]:
        """The same cursors as addresses (RFC 8288), for clients that follow links."""
        links = [f'<{self._address(cursor)}>; rel="{rel}"' for rel, cursor in self._relations() if cursor]
        return {"Link": ", ".join(links)} if links else {}

    def _relations(self) -> list[tuple[str, str | None]]:
        return [("next", self.next), ("prev", self.previous)]

    def _address(self, cursor: str) -> str:
        parameters = self.request.query_params.copy()
        parameters["cursor"] = cursor
        return f"{self.request.build_absolute_uri(self.request.path)}?{parameters.urlencode()}"


def read_page_size(value: str | None) -> int:
    """The number of rows asked for. Raises ValidationError outside 1 to 200."""
    if value is None:
        return PAGE_SIZE
    if not (value.isascii() and value.isdigit() and len(value) <= 9 and 1 <= int(value) <= MOST):
        raise ValidationError({"page_size": [f"page_size is a whole number from 1 to {MOST}."]})
    return int(value)


def write_cursor(cursor: Cursor) -> str:
    packed = orjson.dumps([cursor.ordering, int(cursor.backwards), *cursor.keys], option=orjson.OPT_UTC_Z)
    return base64.urlsafe_b64encode(packed).rstrip(b"=").decode("ascii")


def read_cursor(value: str | None, fields: Sequence[str], model: type[Model]) -> Cursor | None:
    """The place a cursor names. Raises ValidationError for one that this list did not hand out."""
    if value is None:
        return None
    try:
        ordering, backwards, *keys = _unpacked(value)
        if ordering != ",".join(fields) or backwards not in (0, 1) or len(keys) != len(fields):
            raise ValueError("of another list")
        typed = [_typed(model, field, key) for field, key in zip(fields, keys, strict=True)]
    except (ValueError, TypeError, DjangoValidationError):
        raise ValidationError({"cursor": ["This cursor does not belong to this list."]}) from None
    return Cursor(ordering, bool(backwards), typed)


def _unpacked(value: str) -> list[Any]:
    if len(value) > LONGEST_CURSOR:
        raise ValueError("too long")
    try:
        packed = base64.b64decode(value + "=" * (-len(value) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("not ours") from error
    unpacked = orjson.loads(packed)
    if not isinstance(unpacked, list) or len(unpacked) < 3:
        raise ValueError("not ours")
    return unpacked


def _typed(model: type[Model], field: str, key: Any) -> Any:
    typed = model._meta.get_field(field.lstrip("-")).to_python(key)
    if typed is None or isinstance(key, bool) or (isinstance(typed, int) and not 0 <= typed <= BIGGEST):
        raise ValueError("out of range")
    if isinstance(typed, datetime) and typed.tzinfo is None:
        raise ValueError("no zone")
    return typed


def _reversed(field: str) -> str:
    return field[1:] if field.startswith("-") else f"-{field}"


def _value(row: Any, name: str) -> Any:
    return row[name] if isinstance(row, dict) else getattr(row, name)
