"""Examples for the OpenAPI document: what is sent and answered, by the name of its schema, and refusals by status.

They stand beside in JSON, in files by noun. A test holds each to its schema, and each operation to having them.
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent
PROBLEMS = "problems"


@cache
def by_schema() -> dict[str, Any]:
    """`{"ClaimInputRequest": {…}, …}`."""
    files = sorted(path for path in FOLDER.glob("*.json") if path.stem != PROBLEMS)
    return {name: value for path in files for name, value in _read(path.stem).items()}


@cache
def problems() -> dict[str, dict[str, Any]]:
    """`{"409": {"already_reviewed": {…}, …}, …}`: some refusals of each status by their code."""
    return _read(PROBLEMS)


def add_examples(result: dict[str, Any], **_: Any) -> dict[str, Any]:
    """A hook of the document's generator: each example once, and a reference wherever it fits."""
    for path in result["paths"].values():
        for operation in path.values():
            for content in _told(operation):
                name = schema_name(content["schema"])
                if name in by_schema():
                    content["examples"] = _references([name])
            for status, response in operation["responses"].items():
                if status in problems():
                    response["content"]["application/json"]["examples"] = _references(problems()[status])
    shown = by_schema() | {code: one for codes in problems().values() for code, one in codes.items()}
    result["components"]["examples"] = {name: {"value": value} for name, value in sorted(shown.items())}
    return result


def schema_name(schema: dict[str, Any]) -> str:
    """Of what a body holds; where `fields` may name a few, of the whole object. Empty for a schema without a name."""
    reference: dict[str, Any] = schema.get("anyOf", [schema])[0]
    return str(reference.get("$ref", "")).rpartition("/")[2]


def _told(operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The JSON bodies of an operation: what is sent, and what is answered when all is well."""
    answers = [response for status, response in operation["responses"].items() if status[0] == "2"]
    for part in (operation.get("requestBody", {}), *answers):
        if content := part.get("content", {}).get("application/json"):
            yield content


def _references(names: Any) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/examples/{name}"} for name in names}


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found
