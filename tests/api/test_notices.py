"""Notifications as programs read them, and claims put on another article."""

import pytest

from claims.choices import NotificationKind
from claims.services.notifications import notify
from tests.api.desk import editor, reviewer
from tests.factories import ArticleFactory, ClaimFactory, ReviewFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_ones_own_are_listed_read_and_chosen(django_assert_max_num_queries) -> None:
    desk, claim = reviewer(), ClaimFactory()
    for _ in range(30):
        notify(NotificationKind.MENTIONED, [desk.user, UserFactory()], claim=claim)
    with django_assert_max_num_queries(5):
        told = desk.get("notifications/").body["results"]
    assert (len(told), told[0]["claim"], told[0]["read_at"]) == (30, claim.pk, None)
    assert desk.post("notifications/read/").body == {"read": 30}
    assert desk.get("notifications/?page_size=1").body["results"][0]["read_at"]
    assert set(desk.get("notifications/choice/").body["wanted"]) == set(NotificationKind.values)
    chosen = {"wanted": ["assigned"], "by_mail": True}
    assert desk.put("notifications/choice/", chosen).body == chosen == desk.get("notifications/choice/").body
    assert desk.put("notifications/choice/", {"wanted": ["all"], "by_mail": True}).fields == ["wanted[0]"]


def test_claims_go_to_the_article_that_has_their_words_too() -> None:
    desk = editor()
    free, reviewed = ClaimFactory(), ReviewFactory().claim
    copy = ArticleFactory()
    done = desk.post("claims/move/", {"claims": [free.pk, reviewed.pk], "article": copy.pk})
    assert (done.status, done.body["moved"]) == (201, [free.pk])
    assert done.body["staying"][0]["claim"] == reviewed.pk
    assert "reviewed" in done.body["staying"][0]["reason"]
    free.refresh_from_db()
    assert free.article == copy
    assert desk.post("claims/move/", {"claims": [free.pk], "article": 4711}).fields == ["article"]
    assert desk.post("claims/move/", {"claims": [4711], "article": copy.pk}).fields == ["claims"]
    assert reviewer().post("claims/move/", {"claims": [free.pk], "article": copy.pk}).status == 403
