"""Comments, earlier decisions, work given out, sources and steps, as programs reach them."""

import pytest

from claims.services.claims import withdraw_claim
from claims.services.reviews import Citation, submit_review
from tests.api.desk import editor, reader, reviewer
from tests.factories import ArticleFactory, ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db

PAGE = [Citation(url="https://records.example.org/1911", stance="supports")]


def decide(claim, rating="supported"):
    for _ in range(2):
        submit_review(actor=UserFactory(), claim=claim, rating=rating, evidence=PAGE)


def test_a_thread_is_opened_answered_and_resolved():
    desk, claim = editor(), ClaimFactory()
    route = f"claims/{claim.pk}/comments/"
    first = desk.post(route, {"body": "Is the date right?"})
    answer = desk.post(route, {"body": "It is.", "parent": first.body["id"]})
    assert (first.status, answer.body["parent"]) == (201, first.body["id"])
    assert [row["body"] for row in desk.get(route).body["results"]] == ["Is the date right?", "It is."]
    assert reviewer().get(route).body["results"] == []
    assert desk.post(f"comments/{first.body['id']}/resolve/").body["resolved_by"]["id"] == desk.user.pk
    assert desk.post(f"comments/{first.body['id']}/resolve/").status == 409
    assert desk.post(route, {"body": "x", "parent": 10**9}).status == 400


def test_what_was_decided_before_is_found_and_what_is_open_is_not():
    old, same = ClaimFactory(text="The ferry Aurora sank in 1911"), ClaimFactory(text="In 1911 the ferry Aurora sank")
    ClaimFactory(text="The dam at Corvale is 40 m high")
    desk = reader()
    route = f"claims/{same.pk}/similar/"
    assert desk.get(route).body == []
    submit_review(actor=UserFactory(), claim=old, rating="incorrect", evidence=PAGE)
    assert desk.get(route).body == []
    submit_review(actor=UserFactory(), claim=old, rating="incorrect", evidence=PAGE)
    (found,) = desk.get(route).body
    assert (found["id"], found["rating"]) == (old.pk, "incorrect")
    withdraw_claim(actor=UserFactory(editor=True), claim=old, reason="Badly split.")
    assert desk.get(route).body == []


def test_what_the_same_article_says_is_not_offered_as_found_before():
    """It shares the words of the title with all that the article says."""
    article = ArticleFactory(title="The ferry Aurora sank in 1911")
    old, new = (ClaimFactory(article=article, text=text) for text in ("The ferry Aurora sank", "The ferry had sunk"))
    for _ in range(2):
        submit_review(actor=UserFactory(), claim=old, rating="incorrect", evidence=PAGE)
    assert reader().get(f"claims/{new.pk}/similar/").body == []
    elsewhere = ClaimFactory(text="The Aurora, a ferry, sank in 1911")
    assert [row["id"] for row in reader().get(f"claims/{elsewhere.pk}/similar/").body] == [old.pk]


def test_work_is_given_out_and_given_back():
    desk, worker = editor(), reviewer()
    claim = ClaimFactory()
    given = desk.post("assignments/", {"claims": [claim.pk], "people": [worker.user.pk]})
    assert (given.status, given.body["left"]) == (201, [])
    (mine,) = worker.get("assignments/").body["results"]
    assert mine["claim"] == claim.pk
    assert reviewer().get("assignments/").body["results"] == []
    assert worker.post(f"assignments/{mine['id']}/release/").body["state"] == "released"
    whole = desk.post("assignments/", {"article": claim.article_id, "people": [worker.user.pk]})
    assert whole.body["assignments"][0]["article"] == claim.article_id
    for wrong in ({"people": [worker.user.pk]}, {"claims": [10**9], "people": [worker.user.pk]}):
        assert desk.post("assignments/", wrong).status == 400


def test_steps_with_a_claim():
    desk, claim = editor(), ClaimFactory()
    desk.delete(f"claims/{claim.pk}/", {"reason": "Badly split."})
    assert desk.post(f"claims/{claim.pk}/restore/").body["status"] == "unreviewed"
    assert desk.post(f"claims/{claim.pk}/restore/").status == 409
    decide(claim)
    assert desk.post(f"claims/{claim.pk}/reopen/", {"reason": ""}).status == 400
    assert desk.post(f"claims/{claim.pk}/reopen/", {"reason": "A new source."}).body["status"] == "in_review"
    assert desk.post(f"claims/{claim.pk}/return/", {"question": "Which year?"}).status == 409
    other = reviewer()
    other.post(f"claims/{claim.pk}/reviews/", {"rating": "unproven"})
    step = next(row for row in other.get("events/").body["results"] if row["kind"] == "review:submitted")
    assert other.post(f"events/{step['id']}/undo/").status == 201
    assert desk.post(f"events/{step['id']}/undo/").status == 404


def test_sources_are_listed_to_who_may_know_of_them():
    claim = ClaimFactory()
    submit_review(actor=UserFactory(), claim=claim, rating="supported", evidence=PAGE)
    (source,) = editor().get("sources/").body["results"]
    assert source["url"] == PAGE[0].url
    blind = reviewer()
    assert blind.get("sources/").body["results"] == []
    assert blind.get(f"sources/{source['id']}/").status == 404
