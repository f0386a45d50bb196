"""Articles through the API: in once, read back whole, their claims in the order of the text."""

from typing import Any

import pytest
from django_tasks_db.models import DBTaskResult

from claims.choices import ArticleState
from claims.models import Article, ArticleVersion, Claim
from tests.api.desk import Desk, editor, reader, reviewer
from tests.factories import ArticleFactory, ClaimFactory

pytestmark = pytest.mark.django_db

TEXT = "The ferry sank in 1911. It carried 40 people."


def test_a_new_article_is_split_and_answered_whole() -> None:
    answer = editor().post(
        "articles/",
        {
            "text": TEXT,
            "title": "A ferry",
            "source_url": "https://daily.example.org/ferry",
            "publisher": "Example Daily",
            "author": "A. Writer",
            "published_at": "2025-01-10T12:00:00+02:00",
            "language": "en",
        },
    )
    assert answer.status == 201
    article = Article.objects.get()
    assert answer.headers["Location"].endswith(f"/api/v1/articles/{article.pk}/")
    assert answer.body["id"] == article.pk
    assert answer.body["text"] == TEXT
    assert answer.body["state"] == "ready"
    assert answer.body["claims_count"] == article.claims.count() > 0
    assert answer.body["published_at"] == "2025-01-10T10:00:00Z"
    assert answer.body["version"] == 1


def test_the_same_text_again_is_the_first_article() -> None:
    desk = editor()
    first = desk.post("articles/", {"text": TEXT})
    again = desk.post("articles/", {"text": f"\ufeff{TEXT}", "title": "Another title"})
    assert (first.status, again.status) == (201, 200)
    assert again.body["id"] == first.body["id"]
    assert again.body["title"] == first.body["title"]
    assert Article.objects.count() == 1


def test_line_ends_are_made_one_kind_before_any_position_counts() -> None:
    answer = editor().post("articles/", {"text": "One fact.\r\nTwo facts.\rThree facts."})
    assert answer.body["text"] == "One fact.\nTwo facts.\nThree facts."


def test_a_long_text_waits_for_the_worker_and_is_then_split(
    settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.SPLIT_INLINE_LENGTH = 10
    with django_capture_on_commit_callbacks(execute=True):
        answer = editor().post("articles/", {"text": TEXT})
    assert answer.status == 201
    article = Article.objects.get()
    assert article.state == ArticleState.READY
    assert article.claims.exists()


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\ufeff\u2060\u00ad"])
def test_a_text_with_nothing_to_read_is_refused(text: str) -> None:
    answer = editor().post("articles/", {"text": text})
    assert (answer.status, answer.body["code"], answer.fields) == (400, "text_empty", ["text"])
    assert not ArticleVersion.objects.exists()


def test_a_text_over_the_limit_is_413_and_names_the_limit(settings: Any) -> None:
    settings.MAX_TEXT_LENGTH = 20
    answer = editor().post("articles/", {"text": TEXT})
    assert (answer.status, answer.body["code"]) == (413, "text_too_long")
    assert "20" in answer.body["message"]


def test_an_article_needs_a_text() -> None:
    answer = editor().post("articles/", {"title": "Nothing"})
    assert (answer.status, answer.fields) == (400, ["text"])


@pytest.mark.parametrize(
    "when", ["yesterday", "2025-13-01", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", 2025, "", "2025"]
)
def test_a_date_that_is_none_is_refused(when: Any) -> None:
    answer = editor().post("articles/", {"text": TEXT, "published_at": when})
    assert (answer.status, answer.fields) == (400, ["published_at"])


@pytest.mark.parametrize(
    ("when", "stored"),
    [
        ("2025-01-10", "2025-01-10T00:00:00Z"),
        ("2025-01-10T12:00:00", "2025-01-10T12:00:00Z"),
        ("2025-01-10T12:00:00-05:00", "2025-01-10T17:00:00Z"),
        (None, None),
    ],
)
def test_a_date_is_kept_in_utc(when: str | None, stored: str | None) -> None:
    answer = editor().post("articles/", {"text": TEXT, "published_at": when})
    assert (answer.status, answer.body["published_at"]) == (201, stored)


@pytest.mark.parametrize("link", ["javascript:alert(1)", "ftp://example.org/x", "https://user@example.org/"])
def test_a_dangerous_source_address_is_refused(link: str) -> None:
    answer = editor().post("articles/", {"text": TEXT, "source_url": link})
    assert (answer.status, answer.fields) == (400, ["source_url"])


def test_only_editors_add_articles() -> None:
    for desk in (reader(), reviewer()):
        answer = desk.post("articles/", {"text": TEXT})
        assert (answer.status, answer.body["code"]) == (403, "forbidden")
        assert answer.body["message"] == "Only editors may do this."


def test_an_article_is_read_with_its_text_and_what_was_left_out() -> None:
    article = ArticleFactory()
    article.version.dropped = [[0, 10, "selection", "a headline"]]
    article.version.save(update_fields=["dropped"])
    body = reader().get(f"articles/{article.pk}/").body
    assert body["text"] == article.version.text
    assert body["sha256"] == article.version.sha256
    assert body["dropped"] == [{"start": 0, "end": 10, "stage": "selection", "reason": "a headline"}]


def test_the_claims_of_an_article_come_in_the_order_of_its_text() -> None:
    article = ArticleFactory()
    later = ClaimFactory(article=article, at=(27, 60))
    first = ClaimFactory(article=article, at=(0, 10))
    longer = ClaimFactory(article=article, at=(0, 26))
    ClaimFactory()
    ids = [row["id"] for row in reader().get(f"articles/{article.pk}/claims/").body["results"]]
    assert ids == [first.pk, longer.pk, later.pk]
    assert Claim.objects.count() == 4


def test_an_article_that_is_not_there_is_404() -> None:
    for path in ("articles/4711/", "articles/4711/claims/", f"articles/{2**63}/", f"articles/{10**30}/"):
        assert reader().get(path).status == 404


def test_a_waiting_article_leaves_its_task_in_the_queue(
    settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.SPLIT_INLINE_LENGTH = 10
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    with django_capture_on_commit_callbacks(execute=True):
        answer = Desk(ArticleFactory().added_by).post("articles/", {"text": TEXT})
    assert answer.body["state"] == "waiting"
    assert DBTaskResult.objects.get().args_kwargs["args"] == [answer.body["id"]]
