"""`export_claims`: the same files as over HTTP, and on disk only whole ones."""

import hashlib
from pathlib import Path
from typing import Any

import orjson
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from claims.exporters.formats import FORMATS
from tests.factories import ClaimFactory, EvidenceFactory, ReviewFactory

pytestmark = pytest.mark.django_db


def export(path: Path, *arguments: str) -> bytes:
    call_command("export_claims", *arguments, "--output", str(path / "out"))
    return (path / "out").read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written(name: str, tmp_path: Path) -> None:
    ClaimFactory.create_batch(2)
    assert export(tmp_path, "--format", name)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_file_is_narrowed_by_status_and_says_so(tmp_path: Path) -> None:
    ClaimFactory()
    wanted = ClaimFactory(status="incorrect"), ClaimFactory(status="disputed")
    data = export(tmp_path, "--format", "ndjson", "--status", "incorrect", "--status", "disputed")
    *rows, last = [orjson.loads(line) for line in data.splitlines()]
    assert [row["id"] for row in rows] == [claim.pk for claim in wanted]
    assert last["trailer"]["filters"] == {"status": ["incorrect", "disputed"]}


def test_evidence_of_open_claims_stays_at_the_desk(tmp_path: Path) -> None:
    EvidenceFactory(review=ReviewFactory())
    data = export(tmp_path, "--format", "ndjson")
    assert b"evidence.example.org" not in data
    assert orjson.loads(data.splitlines()[-1])["trailer"]["scope"] == "decided"


def test_without_a_file_it_goes_to_standard_output(capfdbinary: Any) -> None:
    ClaimFactory()
    call_command("export_claims", "--format", "ndjson")
    out = capfdbinary.readouterr().out
    body, _, _ = out.rpartition(b'{"trailer"')
    assert hashlib.sha256(body).hexdigest().encode() in out


def test_raw_cells_are_for_csv_alone(tmp_path: Path) -> None:
    ClaimFactory(text="=1+1")
    assert b",=1+1," in export(tmp_path, "--format", "csv", "--raw")
    assert b",'=1+1," in export(tmp_path, "--format", "csv")
    with pytest.raises(CommandError, match="means nothing"):
        export(tmp_path, "--format", "ndjson", "--raw")


def test_a_file_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        export(tmp_path / "nowhere", "--format", "csv")


def test_an_export_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ClaimFactory()
    before = export(tmp_path, "--format", "ndjson")
    monkeypatch.setattr("claims.exporters.rows._evidence_of", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export(tmp_path, "--format", "ndjson")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out").read_bytes() == before
