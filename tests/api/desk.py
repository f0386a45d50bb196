"""A program's view of the desk: real tokens, real bytes, and every answer held against the OpenAPI document."""

import json
import re
from functools import cache
from typing import Any, NamedTuple

import orjson
from django.test import Client
from django.urls import resolve
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from annotator.accounts.services import issue_token
from claims.api.views.documents import document
from tests.factories import UserFactory


class Answer(NamedTuple):
    status: int
    body: Any
    headers: Any
    raw: bytes

    @property
    def fields(self) -> list[str]:
        """The fields that a refusal names."""
        return [error["field"] for error in self.body["errors"]]


class Desk:
    """The API as one person's program uses it; no person means no credentials."""

    def __init__(self, user: Any = None, **token: Any) -> None:
        self.user, self.client = user, Client()
        self.headers = {"Authorization": f"Token {issue_token(user=user, **token)[1]}"} if user else {}

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.send("POST", path, body, **headers)

    def put(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.send("PUT", path, body, **headers)

    def patch(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.send("PATCH", path, body, **headers)

    def delete(self, path: str, body: Any = None, **headers: str) -> Answer:
        return self.send("DELETE", path, body, **headers)

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        data = b"" if body is None else json.dumps(body).encode()
        return self.send_bytes(method, path, data, **headers)

    def send_bytes(
        self, method: str, path: str, data: bytes = b"", content_type: str = "application/json", **headers: str
    ) -> Answer:
        sent = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        address = path if path.startswith("/") else f"/api/v1/{path}"
        response = self.client.generic(method, address, data, content_type=content_type, headers=sent)
        raw = b"".join(response.streaming_content) if response.streaming else response.content
        is_json = response.headers.get("Content-Type", "").startswith("application/json")
        answer = Answer(response.status_code, orjson.loads(raw) if raw and is_json else None, response.headers, raw)
        hold_to_the_document(method, address, answer)
        return answer


def reader() -> Desk:
    return Desk(UserFactory(reader=True))


def reviewer() -> Desk:
    return Desk(UserFactory())


def editor() -> Desk:
    return Desk(UserFactory(editor=True))


def hold_to_the_document(method: str, address: str, answer: Answer) -> None:
    """Every status an operation answers with is documented, and every body has the documented shape."""
    operation = _operation(method, address)
    if operation is None:
        return
    responses = operation["responses"]
    described = responses.get(str(answer.status)) or responses["default"]
    assert str(answer.status) in responses or answer.status in {405, 429, 500, 503}, (method, address, answer)
    schema = described.get("content", {}).get("application/json", {}).get("schema")
    if schema is not None and answer.body is not None:
        _validator(json.dumps(schema)).validate(answer.body)


def _operation(method: str, address: str) -> Any:
    match = resolve(address.partition("?")[0])
    route = re.sub(r"<slug:(\w+)>", r"{\1}", f"/{match.route}".replace("<int:pk>", "{id}"))
    return document()["paths"].get(route, {}).get(method.lower())


@cache
def _validator(schema: str) -> Draft202012Validator:
    wanted = _strict(json.loads(schema))
    whole = Resource(contents=_strict(document()), specification=DRAFT202012)
    registry = Registry().with_resource("urn:desk", whole)
    return Draft202012Validator(wanted, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)


def _strict(value: Any) -> Any:
    """The document with no room for what it does not name, so that an undocumented field is found as well."""
    if isinstance(value, list):
        return [_strict(item) for item in value]
    if not isinstance(value, dict):
        return value
    strict = {key: _strict(item) for key, item in value.items()}
    if strict.get("type") == "object" and "properties" in strict and isinstance(strict["properties"], dict):
        strict.setdefault("additionalProperties", False)
    if isinstance(strict.get("$ref"), str):
        strict["$ref"] = strict["$ref"].replace("#/components", "urn:desk#/components")
    return strict
