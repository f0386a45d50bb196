"""Formats: read back by other programs' parsers, and a cut file is never taken for a whole one."""

import csv
import hashlib
import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest

from claims.exporters.formats import FORMATS, About
from claims.exporters.formats.csv import COLUMNS, safe
from tests.environment import ROOT
from tests.exporters.samples import evidence

ABOUT = About(scope="all", filters={"status": ["incorrect"]})
NASTY = ['say "hi", you', "two\nlines", "car\rriage", "sep\u2028arator", "עברית‮", "🙂" * 50, "x" * 1_000_000, ""]


def row(number: int = 1, **changes: Any) -> dict[str, Any]:
    return {
        "id": number,
        "text": "The bridge opened in 1932",
        "quote": "opened in 1932",
        "start": 11,
        "end": 25,
        "prefix": "The bridge ",
        "suffix": ".",
        "kind": "asserted",
        "speaker": "",
        "origin": "splitter",
        "check_worthiness": 0.5,
        "needs_context": False,
        "status": "incorrect",
        "decided_at": datetime(2025, 1, 12, 9, 30, tzinfo=UTC),
        "withdrawn": None,
        "orphaned_at": None,
        "reviews_count": 2,
        "revision": 1,
        "created_at": datetime(2025, 1, 10, 9, tzinfo=UTC),
        "changed_at": datetime(2025, 1, 12, 9, 30, tzinfo=UTC),
        "article": {
            "id": 3,
            "title": "Bridge news",
            "source_url": "https://daily.example.org/bridge",
            "publisher": "Example Daily",
            "author": "A. Writer",
            "language": "en",
            "published_at": datetime(2025, 1, 10, tzinfo=UTC),
            "version": 1,
        },
        "verdict": {
            "number": 1,
            "rating": "incorrect",
            "summary": "It opened a year later.",
            "decided_by": "quorum",
            "true_as_of": datetime(2025, 1, 12, tzinfo=UTC).date(),
            "published_at": None,
        },
        "url": f"https://desk.example.org/claims/{number}/",
        "evidence": [
            {
                "url": f"https://records.example.org/{piece}",
                "id": piece,
                "review": 9,
                "title": "Records",
                "quote": "opened\nin 1933",
                "stance": "refutes",
                "archived_url": "",
                "note": "",
                "accessed_at": datetime(2025, 1, 12, tzinfo=UTC),
            }
            for piece in range(2)
        ],
        "heirs": [],
        **changes,
    }


def made(name: str, rows: list[dict[str, Any]], about: About = ABOUT) -> bytes:
    return b"".join(FORMATS[name].write(iter(rows), about))


def read_csv(data: bytes) -> list[dict[str, str]]:
    """By the standard library's strict parser, without the last line."""
    lines = data.decode("utf-8").rpartition("# end ")[0]
    return list(csv.DictReader(io.StringIO(lines, newline=""), strict=True))


@pytest.mark.parametrize("name", [name for name, known in FORMATS.items() if not known.by_article])
@pytest.mark.parametrize("count", [0, 1, 3, 450])
def test_two_exports_of_the_same_rows_are_the_same_bytes(name: str, count: int) -> None:
    rows = [row(number) for number in range(count)]
    assert made(name, rows) == made(name, rows)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_described_for_its_users(name: str) -> None:
    assert f"`{name}`" in (ROOT / "docs" / "api.md").read_text(encoding="utf-8")


class TestNDJSON:
    def test_every_line_is_one_object_and_the_last_one_is_the_trailer(self) -> None:
        data = made("ndjson", [row(1), row(2)])
        *lines, last = data.splitlines()
        assert [json.loads(line)["id"] for line in lines] == [1, 2]
        trailer = json.loads(last)["trailer"]
        body = data[: data.rindex(last)]
        assert trailer == {
            "rows": 2,
            "sha256": hashlib.sha256(body).hexdigest(),
            "complete": True,
            "scope": "all",
            "filters": {"status": ["incorrect"]},
        }

    @pytest.mark.parametrize("words", NASTY)
    def test_any_words_come_back_as_they_were(self, words: str) -> None:
        line = made("ndjson", [row(text=words)]).split(b"\n")[0]
        assert json.loads(line)["text"] == words

    def test_times_are_in_utc(self) -> None:
        line = json.loads(made("ndjson", [row()]).split(b"\n")[0])
        assert line["decided_at"] == "2025-01-12T09:30:00Z"
        assert line["verdict"]["true_as_of"] == "2025-01-12"


class TestCSV:
    def test_the_first_line_names_the_columns(self) -> None:
        assert made("csv", []).split(b"\r\n")[0].decode().split(",") == list(COLUMNS)

    def test_the_last_line_proves_that_the_file_is_whole(self) -> None:
        data = made("csv", [row(1), row(2)])
        body, _, end = data.rpartition(b"# end ")
        digest = hashlib.sha256(body).hexdigest()
        assert end.decode() == f"rows=2 sha256={digest} cells=spreadsheet-safe scope=all\r\n"
        assert made("csv", [], About(scope="decided", raw=True)).endswith(b" cells=raw scope=decided\r\n")

    def test_a_row_is_read_back_by_name(self) -> None:
        cells = read_csv(made("csv", [row()]))[0]
        assert (cells["id"], cells["start"], cells["status"]) == ("1", "11", "incorrect")
        assert cells["article_title"] == "Bridge news"
        assert cells["decided_at"] == "2025-01-12T09:30:00Z"
        assert (cells["verdict_rating"], cells["verdict_published_at"]) == ("incorrect", "")

    def test_the_nth_lines_of_the_evidence_cells_belong_together(self) -> None:
        cells = read_csv(made("csv", [row()]))[0]
        assert cells["evidence_urls"].split("\n") == [f"https://records.example.org/{n}" for n in range(2)]
        assert cells["evidence_quotes"].split("\n") == ["opened in 1933"] * 2
        assert cells["evidence_archived_urls"] == ""

    def test_a_withdrawn_claim_says_why_and_names_its_heirs(self) -> None:
        gone = row(withdrawn={"cause": "merged", "reason": "Same."}, heirs=[{"id": 8, "how": "merged"}], verdict=None)
        cells = read_csv(made("csv", [gone]))[0]
        assert (cells["withdrawn_cause"], cells["withdrawn_reason"], cells["heirs"]) == ("merged", "Same.", "8")

    @pytest.mark.parametrize("words", NASTY)
    def test_any_words_come_back_as_they_were(self, words: str) -> None:
        csv.field_size_limit(2_000_000)
        assert read_csv(made("csv", [row(text=words, speaker="=A1")]))[0]["text"] == words

    @pytest.mark.parametrize(
        "cell",
        [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n=1",
            " =1",
            '"=1',
            "'=1",
            " ' \"=cmd|'/c calc'!A0",
            "＝1+1",
            "＋1",
            "－1",
            "＠SUM(A1)",
            "\u00a0=1",
            "\ufeff=1",
            "“=1",
            '=HYPERLINK("https://evil.example.org")',
        ],
    )
    def test_a_cell_is_never_run_as_a_formula_unless_raw_is_asked_for(self, cell: str) -> None:
        assert safe(cell) == f"'{cell}"
        assert read_csv(made("csv", [row(text=cell)]))[0]["text"] == f"'{cell}"
        raw = made("csv", [row(text=cell)], About(scope="all", raw=True))
        assert read_csv(raw)[0]["text"] == cell

    @pytest.mark.parametrize("cell", ["The bridge", "1932", "a = b", "2025-01-12", "https://a.example.org/?x=-1", ""])
    def test_ordinary_cells_are_left_alone(self, cell: str) -> None:
        assert safe(cell) == cell


def test_what_two_reviewers_cite_word_for_word_is_one_answer() -> None:
    page = {
        "url": "https://records.example.org/1",
        "quote": "in 1933",
        "note": "",
        "archived_url": "",
        "stance": "refutes",
    }
    pieces = [{**evidence(1), **page}, {**evidence(2), **page}, {**evidence(3), **page, "quote": "in 1934"}]
    verdict = {"rating": "incorrect", "summary": ""}
    (item,) = json.loads(made("averitec", [row(evidence=pieces, verdict=verdict)]))
    assert [answer["answer"] for answer in item["questions"][0]["answers"]] == ["in 1933", "in 1934"]
