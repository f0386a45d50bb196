"""Tags, and how many reviews decide, by program: as on the page about an article."""

from typing import Any

import pytest

from claims.services.reviews import submit_review
from tests.api.desk import Desk
from tests.factories import ArticleFactory, ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def article() -> Any:
    return ArticleFactory()


@pytest.fixture
def editor(article: Any) -> Desk:
    return Desk(article.added_by)


def test_an_article_is_tagged_and_found_by_its_tag(editor: Desk, article: Any) -> None:
    ArticleFactory()
    answer = editor.put(f"articles/{article.pk}/terms/", {"tags": ["Sea", "harbor", "sea"], "quorum": None})
    assert (answer.status, answer.body["tags"], answer.body["quorum"]) == (200, ["harbor", "sea"], None)
    assert editor.get(f"articles/{article.pk}/").body["tags"] == ["harbor", "sea"]
    assert [row["id"] for row in editor.get("articles/?tag=sea").body["results"]] == [article.pk]


def test_another_number_of_reviews_settles_the_claims_at_once(editor: Desk, article: Any) -> None:
    claim = ClaimFactory(article=article)
    for _ in range(2):
        submit_review(actor=UserFactory(), claim=claim, rating="unproven")
    assert editor.put(f"articles/{article.pk}/terms/", {"tags": [], "quorum": 3}).body["quorum"] == 3
    assert editor.get(f"claims/{claim.pk}/").body["status"] == "in_review"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"tags": [], "quorum": 0}, "quorum"),
        ({"tags": [], "quorum": "2"}, "quorum"),
        ({"tags": ["a, b"], "quorum": None}, "tags"),
        ({"tags": ["x" * 41], "quorum": None}, "tags"),
        ({"tags": "sea", "quorum": None}, "tags"),
        ({"quorum": None}, "tags"),
        ({"tags": [], "quorum": None, "color": 1}, "color"),
    ],
)
def test_what_is_wrong_is_named(editor: Desk, article: Any, body: dict[str, Any], field: str) -> None:
    answer = editor.put(f"articles/{article.pk}/terms/", body)
    assert (answer.status, {error["field"].split(".")[0] for error in answer.body["errors"]}) == (400, {field})


def test_of_two_editors_the_second_is_told_what_the_tags_are(editor: Desk, article: Any) -> None:
    address = f"articles/{article.pk}/terms/"
    first = editor.get(address)
    assert first.body == {"tags": [], "quorum": None}
    done = editor.put(address, {"tags": ["sea"], "quorum": 3}, If_Match=first.headers["ETag"])
    stale = editor.put(address, {"tags": ["land"], "quorum": None}, If_Match=first.headers["ETag"])
    current = stale.body["current"]
    assert (stale.status, current["tags"], current["quorum"]) == (412, "sea", "3")
    assert editor.put(address, {"tags": [], "quorum": 3}, If_Match='"of-another-desk"').status == 412
    assert editor.put(address, {"tags": ["land"], "quorum": 3}, If_Match=done.headers["ETag"]).status == 200
    assert editor.get(address).body["tags"] == ["land"]


@pytest.mark.parametrize("tag", ['"of-another-desk"', 'W/"of-another-desk"', '"0x"', '"1-0"', '"a", "b"'])
def test_a_tag_that_is_none_of_ours_changes_no_desk_that_was_never_changed(tag: str) -> None:
    chief = Desk(UserFactory(admin=True))
    refused = chief.put("desk/quorum/", {"quorum": 1}, If_Match=tag)
    assert (refused.status, refused.body["current"]["revision"]) == (412, 0)
    assert chief.get("desk/quorum/").body["set"] is None
    assert chief.put("desk/pages/method/", {"words": "Ours"}, If_Match=tag).status == 412
    assert chief.get("desk/pages/method/").body["revision"] == 0


def test_a_reviewer_may_not(article: Any) -> None:
    answer = Desk(UserFactory()).put(f"articles/{article.pk}/terms/", {"tags": [], "quorum": 1})
    assert (answer.status, answer.body["code"]) == (403, "forbidden")


def test_an_admin_tries_and_sets_the_desks_own_number(article: Any) -> None:
    claim, chief = ClaimFactory(article=article), Desk(UserFactory(admin=True))
    submit_review(actor=UserFactory(), claim=claim, rating="unproven")
    tried = chief.post("desk/quorum/preview/", {"quorum": 1}).body
    moves = [{"old": "in_review", "new": "unproven", "claims": 1}]
    assert tried == {"quorum": 1, "moves": moves, "paused": 0}
    now = chief.get("desk/quorum/")
    assert now.body["quorum"] == 2
    answer = chief.put("desk/quorum/", {"quorum": 1}, If_Match=now.headers["ETag"])
    assert (answer.status, answer.body["quorum"], answer.body["set"], answer.body["revision"]) == (200, 1, 1, 1)
    assert chief.put("desk/quorum/", {"quorum": 3}).status == 428
    assert chief.put("desk/quorum/", {"quorum": 3}, If_Match=now.headers["ETag"]).status == 412
    assert chief.put("desk/quorum/", {"quorum": 0}, If_Match=answer.headers["ETag"]).fields == ["quorum"]
    assert Desk(UserFactory(editor=True)).get("desk/quorum/").status == 403
