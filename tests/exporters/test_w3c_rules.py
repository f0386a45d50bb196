"""Our annotations by the W3C's rules, and the judge of them by faults of every kind."""

import copy
import json
from typing import Any

import pytest

from claims.exporters.formats import FORMATS, About
from tests.exporters.samples import TEXT, rows
from tests.exporters.w3c_rules import page_problems

ABOUT = About("all", desk="Example Fact Desk", site="https://desk.example.org")


def page() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(b"".join(FORMATS["webannotation"].write(iter(rows()), ABOUT)))
    return made


def texts(made: dict[str, Any]) -> dict[str, str]:
    return {item["target"]["source"]: TEXT for item in made["items"]}


def test_an_export_keeps_every_rule() -> None:
    made = page()
    assert len(made["items"]) == 6
    assert page_problems(made, texts(made)) == []


FIRST = ("items", 0)
FAULTS = [
    ("schema", ("@context",), "https://schema.org"),
    ("schema", ("type",), "Collection"),
    ("schema", ("id",), "claims of ours"),
    ("schema", (*FIRST, "id"), None),
    ("schema", (*FIRST, "type"), "Note"),
    ("schema", (*FIRST, "target"), []),
    ("schema", (*FIRST, "target", "source"), ["https://a.example.org/", "https://b.example.org/"]),
    ("schema", (*FIRST, "target", "selector", 0, "exact"), ""),
    ("schema", (*FIRST, "target", "selector", 1, "start"), -1),
    ("schema", (*FIRST, "target", "selector", 1, "end"), "69"),
    ("schema", (*FIRST, "target", "state"), {"type": "TimeState"}),
    ("schema", (*FIRST, "body", 0, "value"), 3),
    ("schema", (*FIRST, "body", 0, "purpose"), "guessing"),
    ("schema", (*FIRST, "motivation"), "judging"),
    ("schema", (*FIRST, "creator"), {"type": "Robot", "name": "x"}),
    ("schema", (*FIRST, "created"), "2025-01-12T09:30:00+01:00"),
    ("schema", (*FIRST, "modified"), ["2025-01-12T09:30:00Z", "2025-01-13T09:30:00Z"]),
    ("id", ("items", 1, "id"), "https://desk.example.org/claims/11/#annotation"),
    ("position", (*FIRST, "target", "selector", 1, "end"), 9_999),
    ("quote", (*FIRST, "target", "selector", 0, "exact"), "the bridge opened in 1932"),
    ("selectors", (*FIRST, "target", "selector", 1, "start"), 4),
]


@pytest.mark.parametrize(("rule", "way", "value"), FAULTS)
def test_a_broken_page_is_found(rule: str, way: tuple[Any, ...], value: Any) -> None:
    made = copy.deepcopy(page())
    *steps, last = way
    within: Any = made
    for step in steps:
        within = within[step]
    within[last] = value
    found = page_problems(made, texts(page()))
    assert {problem.partition(":")[0] for problem in found} == {rule}
