"""Refusals that tell a stranger what could have been sent."""

from typing import Any

import pytest

from tests.api.desk import Desk, editor, reviewer
from tests.factories import ClaimFactory

pytestmark = pytest.mark.django_db

ADVICE = {
    "a rating that is none": (
        {"rating": "false"},
        "rating",
        "“false” is not one of supported, disputed, incorrect, unproven, not_checkable.",
    ),
    "a field that is none": (
        {"rating": "unproven", "verdict": "x"},
        "verdict",
        "This field does not exist here, or cannot be set. What can be: rating, note, confidence, evidence.",
    ),
    "a field that is none, in a list": (
        {"rating": "supported", "evidence": [{"url": "https://a.example", "stance": "supports", "archived_url": ""}]},
        "evidence[0].archived_url",
        "This field does not exist here, or cannot be set. What can be: url, stance, title, quote, note.",
    ),
}


@pytest.mark.parametrize(("body", "field", "message"), ADVICE.values(), ids=ADVICE.keys())
def test_a_refused_field_hears_what_could_be_sent(body: dict[str, Any], field: str, message: str) -> None:
    answer = reviewer().post(f"claims/{ClaimFactory().pk}/reviews/", body)
    assert answer.status == 400
    assert {"field": field, "message": message} in answer.body["errors"]


QUERIES = {
    "claims/?status=supported,incorrect": "is not one of unreviewed",
    "claims/?status=supported,disputed": "Give the parameter again for each.",
    "claims/?publication=x": "“x” is not one of ready,",
    "claims/?changed_after=soon": "neither the number of an earlier answer (0 to begin with) nor a date or time",
    "claims/?changed_after=-1": "neither the number of an earlier answer",
    "claims/?changed_after=2025-13-01": "Send ISO 8601, for example 2025-01-10T12:00:00Z.",
    "verdicts/?changed_after=x": "neither the number of an earlier answer",
    "exports/claims.csv?created_after=x": "Send ISO 8601",
    "claims/?foo=1": "There are: article,",
    "claims/?fields=id,spans": "There are, with commas: id,text,",
}


@pytest.mark.parametrize(("path", "said"), QUERIES.items())
def test_a_refused_parameter_hears_what_could_be_asked(path: str, said: str) -> None:
    answer = reviewer().get(path)
    assert answer.status == 400
    assert said in answer.body["message"]


def test_who_sends_no_token_or_no_json_hears_what_to_send() -> None:
    assert "Authorization: Token" in Desk().get("me/").body["message"]
    answer = editor().send_bytes("POST", "articles/", b"text=x", "application/x-www-form-urlencoded")
    assert answer.status == 415
    assert "Content-Type: application/json" in answer.body["message"]
