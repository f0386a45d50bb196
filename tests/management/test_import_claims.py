"""`import_claims` and `import_articles` read what `export_claims --whole` wrote."""

from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from claims.models import Claim, Review
from claims.services.reviews import submit_review
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    UserFactory(admin=True)
    submit_review(actor=UserFactory(), claim=ClaimFactory(), rating="unproven", note="Nothing found.")
    path = tmp_path / "claims.ndjson"
    call_command("export_claims", "--format", "ndjson", "--whole", "--output", str(path))
    return path


@pytest.mark.parametrize("command", ["import_claims", "import_articles"])
def test_both_say_what_became_of_the_file(file: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    call_command(command, str(file))
    said = capsys.readouterr().out
    assert f"{file}: 0 claims added, 1 known already, with 0 articles, 0 reviews, 0 verdicts." in said
    assert (Claim.objects.count(), Review.objects.count()) == (1, 1)


def test_a_cut_file_is_refused_by_name(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-9])
    with pytest.raises(CommandError, match=r"claims\.ndjson: The file is cut"):
        call_command("import_claims", str(file))
    with pytest.raises(SystemExit):
        call_command("import_articles", str(file))
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_claims", str(file.with_name("none.ndjson")))


def test_a_text_that_is_otherwise_here_fails_the_command(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    version = Claim.objects.get().version
    version.sha256 = "0" * 64
    version.save()
    with pytest.raises(SystemExit):
        call_command("import_claims", str(file))
    assert "is here with other words" in capsys.readouterr().err


def test_whole_is_for_ndjson_alone(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="means nothing"):
        call_command("export_claims", "--format", "csv", "--whole", "--output", str(tmp_path / "out"))


def test_only_doccano_goes_without_its_last_line(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="means nothing"):
        call_command("export_claims", "--format", "ndjson", "--no-trailer", "--output", str(tmp_path / "out"))
    ClaimFactory()
    call_command("export_claims", "--format", "doccano", "--no-trailer", "--output", str(tmp_path / "out"))
    assert (tmp_path / "out").read_bytes().count(b"\n") == 1
