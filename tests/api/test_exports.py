"""Exports over HTTP: the same filters as the list, the reader's own sight, and an end that can be proved."""

import hashlib
import json
from typing import Any

import pytest

from claims.exporters import rows
from claims.models import Claim
from tests.api.desk import Desk, editor, reader
from tests.exporters.test_formats import read_csv
from tests.factories import ClaimFactory, EvidenceFactory, ReviewFactory

pytestmark = pytest.mark.django_db


def lines(desk: Desk, query: str = "") -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The rows and the trailer of an NDJSON export that is proved to be whole."""
    raw = desk.get(f"exports/claims.ndjson{query}").raw
    *found, last = raw.splitlines(keepends=True)
    trailer = json.loads(last)["trailer"]
    assert trailer["sha256"] == hashlib.sha256(b"".join(found)).hexdigest()
    assert (trailer["rows"], trailer["complete"]) == (len(found), True)
    return [json.loads(line) for line in found], trailer


def test_an_export_has_every_claim_in_order_of_id() -> None:
    expected = [claim.pk for claim in ClaimFactory.create_batch(5)]
    found, trailer = lines(reader())
    assert [row["id"] for row in found] == expected
    assert trailer["filters"] == {}


def test_an_export_is_narrowed_like_the_list() -> None:
    desk = Desk(ReviewFactory().reviewer)
    spoken = ClaimFactory(kind="attributed", speaker="Ann Lee")
    queries = [
        "kind=attributed",
        "speaker=Ann Lee",
        f"article={spoken.article_id}",
        "reviewed_by_me=true",
        "search=1932",
    ]
    for query in queries:
        listed = {row["id"] for row in desk.get(f"claims/?{query}").body["results"]}
        found, trailer = lines(desk, f"?{query}")
        assert {row["id"] for row in found} == listed
        name, _, value = query.partition("=")
        assert trailer["filters"] == {name: [value]}


def test_a_file_says_how_far_its_reader_sees() -> None:
    EvidenceFactory(review=ReviewFactory())
    assert lines(reader())[1]["scope"] == "decided-or-reviewed"
    assert lines(editor())[1]["scope"] == "all"
    assert [len(lines(who())[0][0]["evidence"]) for who in (reader, editor)] == [0, 1]


def test_a_file_is_saved_under_a_plain_name() -> None:
    answer = reader().get("exports/claims.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="claims.csv"'
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]


def test_who_asks_for_the_head_alone_is_told_no_length() -> None:
    """It is not known before all is written, and 0 would be untrue."""
    answer = reader().send("HEAD", "exports/claims.csv")
    assert (answer.status, answer.raw, "Content-Length" in answer.headers) == (200, b"", False)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="claims.csv"'


def test_any_accept_header_gets_the_format_that_the_address_names() -> None:
    for accept in ("text/csv", "application/x-ndjson", "*/*", "text/html"):
        assert reader().get("exports/claims.csv", Accept=accept).status == 200


def test_raw_cells_are_asked_for() -> None:
    ClaimFactory(text="=1+1")
    desk = reader()
    assert read_csv(desk.get("exports/claims.csv").raw)[0]["text"] == "'=1+1"
    assert read_csv(desk.get("exports/claims.csv?raw=1").raw)[0]["text"] == "=1+1"
    assert read_csv(desk.get("exports/claims.csv?raw=0").raw)[0]["text"] == "'=1+1"


@pytest.mark.parametrize(
    "query",
    [
        "csv?raw=yes",
        "ndjson?raw=1",
        "csv?whole=1",
        "ndjson?trailer=0",
        "ndjson?whole=yes",
        "csv?page_size=5",
        "csv?cursor=x",
        "ndjson?statu=x",
    ],
)
def test_what_is_not_understood_is_refused_before_the_first_byte(query: str) -> None:
    answer = reader().get(f"exports/claims.{query}")
    assert answer.status == 400
    assert answer.headers["Content-Type"] == "application/json"


def test_a_format_that_is_none_hears_which_there_are() -> None:
    answer = reader().get("exports/claims.xml")
    assert answer.status == 404
    assert "There are: json, ndjson, csv, " in answer.body["message"]


def test_counts_of_list_export_and_database_agree() -> None:
    ClaimFactory.create_batch(4)
    desk = reader()
    assert len(lines(desk)[0]) == len(desk.get("claims/").body["results"]) == Claim.objects.count()


def test_a_stream_that_fails_midway_has_no_trailer(monkeypatch: pytest.MonkeyPatch) -> None:
    ClaimFactory.create_batch(3)
    monkeypatch.setattr(rows, "CHUNK", 1)
    monkeypatch.setattr("claims.exporters.formats.framing.ITEMS_AT_ONCE", 1)
    desk = reader()
    response = desk.client.get("/api/v1/exports/claims.ndjson", headers=desk.headers)
    received, stream = [], iter(response.streaming_content)
    received.append(next(stream))
    monkeypatch.setattr(rows, "_heirs_of", lambda keys: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        received.extend(stream)
    assert b"trailer" not in b"".join(received)


def test_a_file_for_another_desk_holds_texts_and_reviews_and_a_usual_one_does_not() -> None:
    review = ReviewFactory(note="Looked up.")
    found, trailer = lines(editor(), "?whole=1")
    assert found[0]["document"]["text"] == review.claim.version.text
    assert [one["note"] for one in found[0]["reviews"]] == ["Looked up."]
    assert (trailer["whole"], trailer["filters"]) == (True, {})
    usual, trailer = lines(editor())
    assert not {"document", "reviews", "verdicts"} & set(usual[0])
    assert "whole" not in trailer


def test_doccano_gets_a_file_of_documents_alone() -> None:
    claim = ClaimFactory()
    whole, bare = (reader().get(f"exports/claims.doccano{query}").raw for query in ("", "?trailer=0"))
    assert whole.startswith(bare)
    assert b"trailer" not in bare
    assert [json.loads(line)["article"] for line in bare.splitlines()] == [claim.article_id]


def test_a_blind_reader_gets_no_reviews() -> None:
    ReviewFactory(note="Looked up.")
    found, _ = lines(reader(), "?whole=1")
    assert (found[0]["reviews"], found[0]["verdicts"]) == ([], [])
