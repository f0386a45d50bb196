"""The document's examples: of every body that is sent or answered, and true to its schema."""

import json

from claims.api.examples import by_schema, problems, schema_name
from claims.api.views.documents import document
from tests.api.desk import _validator
from tests.api.test_schema import operations


def test_every_example_is_what_its_schema_says() -> None:
    schemas = document()["components"]["schemas"]
    shown = [*by_schema().items(), *(("Problem", one) for codes in problems().values() for one in codes.values())]
    for name, value in shown:
        assert name in schemas, name
        _validator(json.dumps({"$ref": f"#/components/schemas/{name}"})).validate(value)
    assert all(one["code"] == code for codes in problems().values() for code, one in codes.items())


def test_every_operation_shows_what_is_sent_answered_and_refused() -> None:
    used, examples = set(), document()["components"]["examples"]
    for method, path, operation in operations():
        told = [body for status, body in operation["responses"].items() if status != "default"]
        for body in (operation.get("requestBody", {}), *told):
            content = body.get("content", {}).get("application/json", {"schema": {}})
            shown = content.get("examples", {})
            assert bool(shown) == bool(schema_name(content["schema"])), (method, path, content)
            used |= {one["$ref"].rpartition("/")[2] for one in shown.values()}
    assert used == set(examples)


def test_every_refusal_that_can_come_is_told() -> None:
    for method, path, operation in operations():
        told, parameters = set(operation["responses"]), operation.get("parameters", [])
        matched = [one for one in parameters if one["name"] == "If-Match"]
        assert {"400", "401", "403", "406", "429"} <= told, (method, path)
        assert ("404" in told) == ("{" in path), (method, path)
        assert (told >= {"409", "411", "413", "415"}) == (method != "get"), (method, path)
        assert ("412" in told) == bool(matched), (method, path)
        assert ("428" in told) == any(one.get("required") for one in matched), (method, path)
