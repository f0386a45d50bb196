"""Every refusal of the API in one shape: `{"code", "message", "errors": [{"field", "message"}], "request_id"}`.

`code` is for programs and never changes once released; messages are for people. A stale edit also brings
`current`, what stands there now, so that nothing that was typed is lost.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import set_rollback

from claims.errors import AnchorMismatch, ClaimsError, StaleEdit, TextTooLong

STATUS_OF_NATURE = {"invalid": 400, "conflict": 409, "forbidden": 403, "stale": 412}
LONGEST_TEXT_FIELDS = {"text"}
MOST_ERRORS = 50


class PreconditionRequired(exceptions.APIException):
    """428: the request must say which revision it saw."""

    status_code = 428
    default_code = "precondition_required"
    default_detail = "Send If-Match with the ETag you read, so that nobody's change is lost."


def handle(exc: Exception, context: Mapping[str, Any]) -> Response | None:
    """The answer to an exception of a view; None (Django's own error pages) for what nobody foresaw."""
    if isinstance(exc, ClaimsError):
        body, status, headers = _of_claims_error(exc)
    elif isinstance(exc, Http404):
        body, status, headers = (
            _body("not_found", "There is nothing at this address, or nothing you may see."),
            404,
            {},
        )
    elif isinstance(exc, DjangoPermissionDenied):
        body, status, headers = _body("forbidden", str(exc) or "Your role does not allow this."), 403, {}
    elif isinstance(exc, exceptions.APIException):
        body, status, headers = _of_api_exception(exc)
    else:
        return None
    set_rollback()
    body["request_id"] = getattr(context["request"], "request_id", "")
    return Response(body, status=status, headers=headers)


def status_of(error: ClaimsError) -> int:
    """The HTTP status of one of our own refusals."""
    if isinstance(error, TextTooLong) and error.field in LONGEST_TEXT_FIELDS:
        return 413
    return STATUS_OF_NATURE[error.nature]


def _of_claims_error(error: ClaimsError) -> tuple[dict[str, Any], int, dict[str, str]]:
    errors = [{"field": error.field, "message": error.message}] if error.field else []
    body = _body(error.code, error.message, errors)
    headers = {}
    if isinstance(error, StaleEdit):
        body["current"] = {"revision": error.revision, **error.texts}
        headers["ETag"] = f'"{error.revision}"'
    if isinstance(error, AnchorMismatch):
        body["current"] = {"quote": error.current}
    return body, status_of(error), headers


def _of_api_exception(exc: exceptions.APIException) -> tuple[dict[str, Any], int, dict[str, str]]:
    headers = {}
    if challenge := getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(exc, "wait", None):
        headers["Retry-After"] = str(int(wait) + 1)
    if isinstance(exc, exceptions.ValidationError):
        errors = list(flattened(exc.detail, ""))[:MOST_ERRORS]
        return _body("invalid", _summary(errors), errors), exc.status_code, headers
    codes = exc.get_codes()
    code = codes if isinstance(codes, str) else "invalid"
    return _body(code, _advice(exc) or str(exc.detail)), exc.status_code, headers


def _advice(exc: exceptions.APIException) -> str:
    """What to do, where the framework only says what is wrong."""
    if isinstance(exc, exceptions.NotAuthenticated):
        return "Send a token of yours: “Authorization: Token fc_…”."
    if isinstance(exc, exceptions.UnsupportedMediaType):
        return "Send JSON, with “Content-Type: application/json”; to /imports/, a form of files."
    return ""


def _body(code: str, message: str, errors: list[dict[str, str]] | None = None) -> dict[str, Any]:
    return {"code": code, "message": message, "errors": errors or [], "request_id": ""}


def flattened(detail: Any, path: str) -> Iterator[dict[str, str]]:
    """Nested details as a flat list; a field within a list is named `evidence[0].url`."""
    if isinstance(detail, Mapping):
        for key, value in detail.items():
            yield from flattened(value, _step(path, key))
    elif isinstance(detail, (list, tuple)):
        for number, value in enumerate(detail):
            inner = f"{path}[{number}]" if isinstance(value, (Mapping, list)) else path
            yield from flattened(value, inner)
    else:
        yield {"field": path, "message": str(detail)}


def _step(path: str, key: Any) -> str:
    if key == "non_field_errors":
        return path
    if isinstance(key, int):
        return f"{path}[{key}]"
    return f"{path}.{key}" if path else str(key)


def _summary(errors: list[dict[str, str]]) -> str:
    if not errors:
        return "What was sent is not valid."
    first = errors[0]
    named = f"{first['field']}: {first['message']}" if first["field"] else first["message"]
    return named if len(errors) == 1 else f"{named} (and {len(errors) - 1} more)"
