"""`import_articles`: what can be added is added, what failed is named, and the exit code says which."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from claims.choices import ArticleState
from claims.models import Article
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

TEXT = "The ferry sank in 1911. It carried 40 people."


class Run:
    """One run of the command: what it said, and how it ended."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        self.out, self.err, self.code = io.StringIO(), options.pop("stderr", io.StringIO()), 0
        try:
            call_command("import_articles", *map(str, arguments), stdout=self.out, stderr=self.err, **options)
        except SystemExit as end:
            self.code = end.code
        self.said, self.failed = self.out.getvalue(), self.err.getvalue()


@pytest.fixture
def boss() -> Any:
    return UserFactory(admin=True, username="boss")


def file(path: Path, name: str, content: str | bytes) -> Path:
    path = path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_files_become_articles_with_claims(tmp_path: Path, boss: Any) -> None:
    lines = "\n".join(json.dumps({"text": f"The mayor paid {number} euros.", "title": "M"}) for number in (5, 6))
    run = Run(
        file(tmp_path, "a.txt", TEXT), file(tmp_path, "b.jsonl", lines), file(tmp_path, "c.csv", "text\nTen died.")
    )
    assert (run.code, run.failed) == (0, "")
    assert "4 added, 0 known already, 0 failed." in run.said
    assert Article.objects.filter(added_by=boss, state=ArticleState.READY).count() == 4
    assert Article.objects.first().claims.exists()


def test_the_same_file_again_adds_nothing(tmp_path: Path, boss: Any) -> None:
    path = file(tmp_path, "a.txt", TEXT)
    assert (
        "1 added, 1 known already, 0 failed."
        in Run(path, file(tmp_path, "b.txt", TEXT + "\r\n").with_name("a.txt")).said
    )
    assert Article.objects.count() == 1


def test_each_failure_is_named_and_the_rest_goes_in(tmp_path: Path, boss: Any) -> None:
    run = Run(
        file(tmp_path, "good.txt", TEXT),
        file(tmp_path, "picture.txt", b"\x89PNG\x00"),
        file(tmp_path, "empty.txt", " \n"),
        file(tmp_path, "lines.jsonl", '{"text": "Ten died."}\n{"text": 5}\n{"text": "x", "source_url": "ftp://a"}'),
        tmp_path / "missing.txt",
        file(tmp_path, "a.exe", b"MZ"),
    )
    assert run.code == 1
    assert "2 added, 0 known already, 6 failed." in run.said
    for name in (
        "picture.txt: ",
        "empty.txt: ",
        "lines.jsonl, line 2: ",
        "lines.jsonl, line 3: ",
        "missing.txt: ",
        "a.exe: ",
    ):
        assert name in run.failed


def test_an_encoding_can_be_named(tmp_path: Path, boss: Any) -> None:
    path = file(tmp_path, "a.txt", "В Москве прошёл дождь.".encode("windows-1251"))
    assert Run(path).code == 1
    assert Run(path, encoding="windows-1251").code == 0
    assert Article.objects.get().version.text.startswith("В Москве")


def test_a_long_text_is_split_without_a_worker(tmp_path: Path, boss: Any, settings: Any) -> None:
    settings.SPLIT_INLINE_LENGTH = 10
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    assert Run(file(tmp_path, "a.txt", TEXT)).code == 0
    assert Article.objects.get().claims.exists()


def test_an_article_that_cannot_be_split_counts_as_failed(tmp_path: Path, boss: Any, settings: Any) -> None:
    settings.SPLIT_INLINE_LENGTH, settings.SPLITTER = 10, "tests.management.test_import_articles.refuse"
    run = Run(file(tmp_path, "a.txt", TEXT))
    assert run.code == 1
    assert "not split: The text is too long." in run.failed


def refuse(text: str, *, language: str) -> None:
    from claims.errors import TextTooLong

    raise TextTooLong


# --- who adds them -----------------------------------------------------------------------------
def test_the_first_active_admin_adds_them_unless_somebody_is_named(tmp_path: Path) -> None:
    path = file(tmp_path, "a.txt", TEXT)
    with pytest.raises(CommandError, match="no active admin"):
        Run(path)
    UserFactory(admin=True, is_active=False)
    first, _ = UserFactory(admin=True), UserFactory(admin=True)
    editor = UserFactory(editor=True, username="Ed")
    Run(path)
    Run(file(tmp_path, "b.txt", "Ten died."), user="ed")
    assert list(Article.objects.order_by("id").values_list("added_by", flat=True)) == [first.pk, editor.pk]


def test_who_may_not_add_articles_adds_none(tmp_path: Path) -> None:
    UserFactory(username="rita")
    with pytest.raises(CommandError, match="Only editors may do this"):
        Run(file(tmp_path, "a.txt", TEXT), user="rita")
    with pytest.raises(CommandError, match="named 'nobody'"):
        Run(file(tmp_path, "a.txt", TEXT), user="nobody")


# --- progress ----------------------------------------------------------------------------------
class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_how_far_it_has_come(tmp_path: Path, boss: Any) -> None:
    paths = [file(tmp_path, f"{number}.txt", f"{number} people died.") for number in range(3)]
    assert "2/3" in Run(*paths, stderr=Terminal()).failed
    assert "/3" not in Run(*paths).failed
