"""What the OpenAPI document says beyond each view: every refusal, in the one shape they all have."""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent

from claims.api.serializers.base import StrictInput
from claims.api.views.documents import PROBLEM
from claims.filters import LONGEST_SEARCH, NumberOfFilter

IDEMPOTENCY_KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
    "description": "Of your choice, one for each request. Sent again within a day, the same request does nothing "
    "more and gets the same answer; 409 for another body.",
}
IF_NONE_MATCH = {
    "in": "header",
    "name": "If-None-Match",
    "schema": {"type": "string"},
    "description": "The ETag you have; 304 if nothing changed.",
}
READING = {
    "400": "A parameter is unknown or not valid.",
    "401": "No valid token or session.",
    "403": "Your role does not see this.",
}
ROUTE = {"404": "There is nothing here, or nothing you may see."}
WRITING = {
    "400": "The body is malformed or incomplete; `errors` names each field.",
    "401": "No valid token or session.",
    "403": "Seen, but not allowed; `message` says why.",
    "409": "A rule or the present state stands against it.",
    "411": "The body came without its length.",
    "413": "The body or the text is over the limit.",
    "415": "Not JSON in UTF-8.",
}
IF_MATCH = {"412": "Somebody changed it since; `current` holds what stands there now."}
MULTIPART = "multipart/form-data"
IF_MATCH_REQUIRED = {"428": "If-Match is missing."}

TOKEN = ResolvedComponent(
    name="token",
    type=ResolvedComponent.SECURITY_SCHEMA,
    object="token",
    schema={
        "type": "apiKey",
        "in": "header",
        "name": "Authorization",
        "description": "`Token fc_…`: make one under your profile, or with `manage.py create_token`.",
    },
)
SESSION = ResolvedComponent(
    name="session",
    type=ResolvedComponent.SECURITY_SCHEMA,
    object="session",
    schema={"type": "apiKey", "in": "cookie", "name": "sessionid", "description": "A signed-in browser."},
)


ALWAYS = {
    "429": "Too many requests, or downloads of yours; Retry-After says when to come back.",
    "406": "Only JSON is served.",
    "default": "Any other refusal, in the same shape.",
}


class DeskSchema(AutoSchema):
    """Adds to each operation the refusals it can answer with."""

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        operation = super().get_operation(*args, **kwargs)
        if operation is not None:
            self.registry.register_on_missing(PROBLEM)
            if self.method == "POST":
                operation.setdefault("parameters", []).append(IDEMPOTENCY_KEY)
            if self.method == "GET":
                operation["parameters"] = [self._narrowed(one) for one in operation.get("parameters", [])]
            if self.method == "GET" and self.view.output:
                operation["parameters"].append(self._fields(self.view.output._declared_fields))
            if self.method == "GET" and not self.view.streams and not _names(operation, "If-None-Match"):
                operation["parameters"].append(IF_NONE_MATCH)
            operation["responses"] |= {
                status: _response(description)
                for status, description in self._refusals(operation).items()
                if status not in operation["responses"]
            }
            operation["responses"] = dict(sorted(operation["responses"].items()))
        return operation

    def _refusals(self, operation: dict[str, Any]) -> dict[str, str]:
        found = (READING if self.method == "GET" else WRITING) | ALWAYS
        if "{" in self.path:
            found |= ROUTE
        for parameter in operation.get("parameters", []):
            if parameter["name"] == "If-Match":
                found |= IF_MATCH
                found |= IF_MATCH_REQUIRED if parameter.get("required") else {}
            if parameter["name"] == "Range":
                found |= {"416": "The file is shorter; Content-Range says how long it is."}
            if parameter["name"] == "If-None-Match":
                found["304"] = "You have this one already."
        if MULTIPART in operation.get("requestBody", {}).get("content", {}):
            found |= {"415": "Not a form with files."}
        return found

    def _get_request_body(self, direction: Any = "request") -> Any:
        """A withdrawal or retraction is a DELETE with a reason in its body, which OpenAPI 3.1 allows."""
        if self.method != "DELETE":
            return super()._get_request_body(direction)
        self.method = "POST"
        try:
            return super()._get_request_body(direction)
        finally:
            self.method = "DELETE"

    def get_auth(self) -> list[dict[str, list[str]]]:
        for scheme in (TOKEN, SESSION):
            self.registry.register_on_missing(scheme)
        return [{scheme.name: []} for scheme in (TOKEN, SESSION)]

    def _fields(self, known: Any) -> dict[str, Any]:
        name = f"({'|'.join(known)})"
        return {
            "in": "query",
            "name": "fields",
            "schema": {"type": "string", "pattern": f"^{name}(,{name})*$"},
            "description": "Names with commas: only these fields of each object.",
        }

    def _narrowed(self, parameter: dict[str, Any]) -> dict[str, Any]:
        """The parameter with what its filter refuses: an empty word, a number that is no object's, a long search."""
        filters = self.view.filterset_class.base_filters if self.view.filterset_class else {}
        known, schema = filters.get(parameter["name"]), parameter["schema"]
        if parameter["name"] == "changed_after" and self.view.follows:
            number = {"type": "string", "pattern": "^[0-9]{1,18}$"}
            parameter["schema"] = {"anyOf": [number, schema]}
            parameter["description"] = "A time; or, alone, the number of an earlier answer, to follow what changes."
        elif isinstance(known, NumberOfFilter):
            parameter["schema"] = {"type": "integer", "minimum": known.least, "maximum": 2**63 - 1}
        elif known is not None and schema == {"type": "string"}:
            parameter["schema"] = {"type": "string", "minLength": 1, "maxLength": LONGEST_SEARCH}
        return parameter

    def _map_basic_serializer(self, serializer: Any, direction: Any) -> Any:
        schema = super()._map_basic_serializer(serializer, direction)
        if isinstance(serializer, StrictInput):
            schema["additionalProperties"] = False
        return schema

    def get_tags(self) -> list[str]:
        parts = self._tokenize_path() or ["root"]
        return [parts[0].split(".")[0]]


def allow_parts(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Where `fields` may name a few, an answer is an object with all its fields or with those."""
    schemas = result["components"]["schemas"]
    for path in result["paths"].values():
        operation = path.get("get", {})
        if any(parameter["name"] == "fields" for parameter in operation.get("parameters", [])):
            holder, key = _place_of_one(operation["responses"]["200"]["content"]["application/json"], schemas)
            holder[key] = _with_part(holder[key], schemas)
    result["components"]["schemas"] = dict(sorted(schemas.items()))
    return result


def _names(operation: dict[str, Any], parameter: str) -> bool:
    return any(one["name"] == parameter for one in operation["parameters"])


def _place_of_one(content: dict[str, Any], schemas: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Where the schema of one object stands: in a list, in a page of one, or alone."""
    schema = content["schema"]
    if schema.get("type") == "array":
        return schema, "items"
    listed = schemas[_name_of(schema)]["properties"].get("results") if "$ref" in schema else None
    return (listed, "items") if listed else (content, "schema")


def _with_part(whole: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in whole:
        return whole
    name = _name_of(whole)
    schemas.setdefault(
        f"{name}Part",
        {
            "type": "object",
            "description": f"`{name}` with the fields that were asked for.",
            "properties": schemas[name]["properties"],
            "additionalProperties": False,
        },
    )
    return {"anyOf": [whole, {"$ref": f"#/components/schemas/{name}Part"}]}


def _name_of(reference: dict[str, Any]) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


def _response(description: str) -> dict[str, Any]:
    if description.startswith("You have this one"):
        return {"description": description}
    return {"description": description, "content": {"application/json": {"schema": PROBLEM.ref}}}
