"""The OpenAPI document: committed, up to date, complete, and the page that shows it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver
from django.utils import translation
from drf_spectacular.drainage import GENERATOR_STATS
from drf_spectacular.renderers import OpenApiYamlRenderer
from drf_spectacular.validation import validate_schema
from jsonschema import ValidationError

from claims.api.views.documents import document
from tests.api.desk import Desk, hold_to_the_document, reader
from tests.environment import ROOT
from tests.factories import ClaimFactory

COMMITTED = ROOT / "docs" / "openapi.yaml"


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document()["paths"].items():
        for method, operation in item.items():
            yield method, path, operation


def test_the_committed_document_is_the_present_one() -> None:
    made = OpenApiYamlRenderer().render(document(), renderer_context={}).decode()
    assert made == COMMITTED.read_text(encoding="utf-8"), (
        "run: .venv/bin/python manage.py spectacular --file docs/openapi.yaml"
    )


def test_it_is_a_valid_openapi_3_1_document_made_without_a_warning() -> None:
    validate_schema(document())
    assert document()["openapi"] == "3.1.0"
    document.cache_clear()
    GENERATOR_STATS.reset()
    with GENERATOR_STATS.silence():
        document()
    assert not GENERATOR_STATS


def test_every_route_of_the_api_is_in_it() -> None:
    left_out = {"schema/", "docs/", "<path:address>"}
    rooms = [one for one in get_resolver().url_patterns if str(one.pattern) == "api/v1/"]
    routes = {str(one.pattern) for room in rooms for one in room.url_patterns} - left_out
    known = {
        re.sub(r"{(\w+)}", r"<slug:\1>", path.removeprefix("/api/v1/").replace("{id}", "<int:pk>"))
        for path in document()["paths"]
    }
    assert routes == known


def test_every_operation_is_described_and_says_how_it_refuses() -> None:
    for method, path, operation in operations():
        assert operation["description"], (method, path)
        assert {"400", "401", "406", "default"} <= set(operation["responses"]), (method, path)
        assert operation["security"] == [{"token": []}, {"session": []}]
        for status, response in operation["responses"].items():
            if status[0] in "45":
                assert response["content"]["application/json"]["schema"]["$ref"].endswith("/Problem")


def test_operation_ids_are_unique() -> None:
    ids = [operation["operationId"] for _, _, operation in operations()]
    assert len(ids) == len(set(ids))


def test_enums_have_the_names_of_the_choices() -> None:
    schemas = document()["components"]["schemas"]
    enums = {name for name, schema in schemas.items() if "enum" in schema}
    assert not [name for name in enums if name.endswith("Enum")]
    assert {"Rating", "ClaimStatus", "Stance", "ClaimKind"} <= enums


@pytest.mark.django_db
def test_an_answer_with_an_undocumented_field_would_be_noticed() -> None:
    claim, desk = ClaimFactory(), reader()
    answer = desk.get(f"claims/{claim.pk}/")
    for wrong in ({"secret": 1}, {"status": "verified"}, {"start": "0"}):
        with pytest.raises(ValidationError):
            hold_to_the_document("GET", f"/api/v1/claims/{claim.pk}/", answer._replace(body={**answer.body, **wrong}))


@pytest.mark.django_db
def test_anybody_reads_the_document_and_its_page() -> None:
    answer = Desk().get("schema/")
    assert (answer.status, answer.body) == (200, document())
    response = Client().get("/api/v1/schema/", headers={"Accept": "application/yaml"})
    assert yaml.safe_load(response.content)["info"]["title"] == "Claim desk API"
    page = Client().get("/api/v1/docs/")
    assert page.status_code == 200
    assert b"<script>" not in page.content
    script = Client().get("/api/v1/docs/?script=")
    assert script.headers["Content-Type"].startswith("application/javascript")


def test_whoever_asks_first_does_not_choose_its_language() -> None:
    document.cache_clear()
    with translation.override("fr"):
        assert "Waiting to be split" in str(document()["components"]["schemas"]["ArticleState"])


def test_the_command_writes_the_same_document(tmp_path: Any) -> None:
    call_command("spectacular", "--file", str(tmp_path / "openapi.yaml"), "--fail-on-warn")
    assert (tmp_path / "openapi.yaml").read_text(encoding="utf-8") == COMMITTED.read_text(encoding="utf-8")
