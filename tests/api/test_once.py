"""Idempotency-Key: a request that is sent twice is done once, whatever happened to the first answer."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from claims.models import Article, Claim, Event, KeptAnswer, Review
from tests.api.desk import Answer, Desk, editor, reviewer
from tests.factories import ArticleFactory, ClaimFactory, UserFactory

TEXT = {"text": "The ferry sank in 1911."}
UNPROVEN = {"rating": "unproven"}


@pytest.mark.django_db
class TestOneKey:
    def test_the_same_request_again_gets_the_same_answer(self) -> None:
        desk = editor()
        first, again = (desk.post("articles/", TEXT, Idempotency_Key="a-1") for _ in range(2))
        assert (first.status, again.status) == (201, 201)
        assert first.raw == again.raw
        assert again.headers["Location"] == first.headers["Location"]
        assert ("Idempotency-Replayed" in first.headers, again.headers["Idempotency-Replayed"]) == (False, "true")
        assert Article.objects.count() == 1

    def test_a_review_is_counted_once(self) -> None:
        desk, claim = reviewer(), ClaimFactory()
        first, again = (desk.post(f"claims/{claim.pk}/reviews/", UNPROVEN, Idempotency_Key="r") for _ in range(2))
        assert (first.status, again.status, first.raw == again.raw) == (201, 201, True)
        assert desk.post(f"claims/{claim.pk}/reviews/", UNPROVEN).status == 409
        assert (Review.objects.count(), Event.objects.filter(kind="review:submitted").count()) == (1, 1)

    def test_the_answer_is_the_first_ones_even_after_a_change(self) -> None:
        desk = editor()
        body = {"article": ArticleFactory().pk, "start": 0, "end": 26}
        first = desk.post("claims/", body, Idempotency_Key="c")
        desk.patch(f"claims/{first.body['id']}/", {"text": "New"}, If_Match=first.headers["ETag"])
        again = desk.post("claims/", body, Idempotency_Key="c")
        assert (again.raw, again.headers["ETag"]) == (first.raw, first.headers["ETag"])

    def test_another_body_under_the_same_key_is_a_conflict(self) -> None:
        desk = editor()
        desk.post("articles/", TEXT, Idempotency_Key="a")
        answer = desk.post("articles/", {"text": "Another."}, Idempotency_Key="a")
        assert (answer.status, answer.body["code"]) == (409, "key_reused")
        assert Article.objects.count() == 1

    def test_keys_are_one_persons_and_one_routes(self) -> None:
        desk, claims = reviewer(), ClaimFactory.create_batch(2)
        for claim in claims:
            assert desk.post(f"claims/{claim.pk}/reviews/", UNPROVEN, Idempotency_Key="k").status == 201
        assert reviewer().post(f"claims/{claims[0].pk}/reviews/", UNPROVEN, Idempotency_Key="k").status == 201
        assert Review.objects.count() == 3

    def test_a_refusal_is_not_kept(self) -> None:
        desk, claim = reviewer(), ClaimFactory(status="withdrawn", withdrawn_cause="other")
        assert desk.post(f"claims/{claim.pk}/reviews/", UNPROVEN, Idempotency_Key="k").status == 409
        Claim.objects.filter(pk=claim.pk).update(status="unreviewed", withdrawn_cause="")
        assert desk.post(f"claims/{claim.pk}/reviews/", UNPROVEN, Idempotency_Key="k").status == 201

    def test_who_may_not_gets_no_kept_answer(self) -> None:
        desk = editor()
        desk.post("articles/", TEXT, Idempotency_Key="a")
        desk.user.role = "reader"
        desk.user.save()
        assert desk.post("articles/", TEXT, Idempotency_Key="a").status == 403

    def test_answers_are_kept_for_a_day(self) -> None:
        desk = editor()
        desk.post("articles/", TEXT, Idempotency_Key="a")
        KeptAnswer.objects.update(created_at=timezone.now() - timedelta(hours=25))
        assert desk.post("articles/", TEXT, Idempotency_Key="a").status == 200
        assert KeptAnswer.objects.count() == 1

    @pytest.mark.parametrize("key", ["", "two words", "é", "x" * 201])
    def test_a_key_is_printable_and_short(self, key: str) -> None:
        answer = editor().post("articles/", TEXT, Idempotency_Key=key)
        assert (answer.status, answer.fields) == (400, ["Idempotency-Key"])


@pytest.mark.django_db(transaction=True)
def test_the_same_request_at_the_same_moment_is_done_once() -> None:
    person, claim = UserFactory(), ClaimFactory()
    desks = [Desk(person) for _ in range(4)]
    start, answers = threading.Barrier(len(desks)), list[Answer]()

    def send(desk: Desk) -> None:
        start.wait()
        answers.append(desk.post(f"claims/{claim.pk}/reviews/", UNPROVEN, Idempotency_Key="k"))
        connection.close()

    threads = [threading.Thread(target=send, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {(answer.status, answer.raw) for answer in answers} == {(201, answers[0].raw)}
    assert Review.objects.count() == 1


def test_every_post_of_the_api_knows_the_header() -> None:
    from claims.api.views.documents import document

    posts: list[Any] = [item["post"] for item in document()["paths"].values() if "post" in item]
    assert all("Idempotency-Key" in {one["name"] for one in post["parameters"]} for post in posts)
