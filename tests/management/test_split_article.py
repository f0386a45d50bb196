"""`split_article`: shows what a file would give, or does what still waits to be done."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from claims.choices import ArticleState
from claims.models import Article
from claims.services.articles import add_article
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

TEXT = "The ferry sank in 1911."


def split(what: Any) -> str:
    out = io.StringIO()
    call_command("split_article", str(what), stdout=out)
    return out.getvalue()


def test_a_file_is_shown_and_nothing_is_stored(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    assert "asserted: The ferry sank in 1911" in split(tmp_path / "a.txt")
    assert not Article.objects.exists()


def test_a_waiting_article_is_split(settings: Any) -> None:
    settings.SPLIT_INLINE_LENGTH = 1
    article = add_article(actor=UserFactory(editor=True), text=TEXT).article
    assert article.state == ArticleState.WAITING
    assert f"Article {article.pk}" in split(article.pk)
    article.refresh_from_db()
    assert article.state == ArticleState.READY
    assert article.claims.exists()


@pytest.mark.parametrize("what", ["4711", "missing.txt", "a.exe"])
def test_what_cannot_be_split_is_one_line(what: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        split(what if what.isdigit() else tmp_path / what)


def test_an_article_that_cannot_be_split_says_why(settings: Any) -> None:
    settings.SPLIT_INLINE_LENGTH = 1
    settings.SPLITTER = "tests.management.test_import_articles.refuse"
    article = add_article(actor=UserFactory(editor=True), text=TEXT).article
    with pytest.raises(CommandError, match="cannot be split: The text is too long"):
        split(article.pk)
