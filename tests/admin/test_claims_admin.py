"""The admin looks and repairs: who gets in, what a list costs, and that every change goes through a service."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from claims.admin.looking import LookAdmin
from claims.choices import ArticleState, EventKind
from claims.models import Article, Claim, Event, Review, Source, Verdict
from claims.services.reviews import Citation, submit_review
from tests.factories import ArticleFactory, ClaimFactory, EvidenceFactory, ReviewFactory, UserFactory
from tests.services.test_publication import decided

pytestmark = pytest.mark.django_db

NOUNS = ["article", "claim", "review", "verdict", "event", "source"]
MODELS = {"article": Article, "claim": Claim, "review": Review, "verdict": Verdict, "event": Event, "source": Source}


@pytest.fixture
def ada(client: Client) -> Client:
    client.force_login(UserFactory(admin=True))
    return client


def page(noun: str, pk: int, step: str = "change") -> str:
    if step == "change":
        return reverse(f"admin:claims_{noun}_change", args=[pk])
    return reverse(f"admin:claims_{noun}_{step}", args=[pk])


def busy_claim(article: Any = None) -> Claim:
    """A conflict with evidence: rows for every noun but the verdict."""
    claim = ClaimFactory(**({"article": article} if article else {}))
    for rating in ("supported", "incorrect"):
        review = Citation(url=f"https://example.org/{claim.pk}/{rating}", stance="context", title="A page")
        submit_review(actor=UserFactory(), claim=claim, rating=rating, evidence=[review])
    claim.refresh_from_db()
    return claim


def decided_claim() -> Claim:
    claim = ClaimFactory()
    for _ in range(2):
        submit_review(actor=UserFactory(), claim=claim, rating="unproven", note="No figures.")
    claim.refresh_from_db()
    return claim


# --- who gets in -------------------------------------------------------------------------------
@pytest.mark.parametrize("trait", [{"reader": True}, {}, {"editor": True}], ids=["reader", "reviewer", "editor"])
def test_only_admins_get_in(client: Client, trait: dict[str, bool]) -> None:
    client.force_login(UserFactory(**trait))
    for address in ("/admin/", *(reverse(f"admin:claims_{noun}_changelist") for noun in NOUNS)):
        assert client.get(address).status_code == 302


def test_the_front_page_tells_what_waits(ada: Client) -> None:
    busy_claim()
    answer = ada.get("/admin/")
    assert answer.status_code == 200
    assert [count for _, count, _ in answer.context["waiting"]] == ["1", "0", "0"]
    assert "Reviewers disagree" in answer.text


def test_the_front_page_counts_no_further_than_a_thousand(monkeypatch: Any) -> None:
    from claims.admin import front

    monkeypatch.setattr(front, "COUNTED", 2)
    ClaimFactory.create_batch(3)
    assert front.counted(Claim.objects.all()) == "2+"


# --- lists -------------------------------------------------------------------------------------
@pytest.mark.parametrize("noun", NOUNS)
def test_a_list_costs_the_same_for_one_row_and_for_thirty(
    ada: Client, noun: str, django_assert_max_num_queries: Any
) -> None:
    address = reverse(f"admin:claims_{noun}_changelist")
    decided_claim()
    busy_claim()
    ada.get(address)
    with django_assert_max_num_queries(20) as few:
        assert ada.get(address).status_code == 200
    for _ in range(14):
        decided_claim()
        busy_claim()
    with django_assert_max_num_queries(len(few)):
        assert ada.get(address).status_code == 200


@pytest.mark.parametrize("noun", NOUNS)
def test_no_list_counts_its_rows(ada: Client, noun: str, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(20) as queries:
        ada.get(reverse(f"admin:claims_{noun}_changelist"))
    assert not [query["sql"] for query in queries if "COUNT(" in query["sql"]]


@pytest.mark.parametrize("noun", NOUNS)
def test_every_noun_has_a_page_that_shows_and_does_not_edit(ada: Client, noun: str) -> None:
    decided_claim()
    busy_claim()
    obj = MODELS[noun].objects.first()
    answer = ada.get(page(noun, obj.pk))
    assert answer.status_code == 200
    assert 'name="_save"' not in answer.text
    assert ada.post(page(noun, obj.pk), {"rating": "supported"}).status_code == 403


@pytest.mark.parametrize("noun", NOUNS)
def test_nothing_is_added_or_deleted_here(ada: Client, noun: str) -> None:
    decided_claim()
    busy_claim()
    obj = MODELS[noun].objects.first()
    assert ada.get(reverse(f"admin:claims_{noun}_add")).status_code == 403
    assert ada.post(reverse(f"admin:claims_{noun}_delete", args=[obj.pk]), {"post": "yes"}).status_code == 403
    forged = {"action": "delete_selected", "_selected_action": [obj.pk], "post": "yes"}
    ada.post(reverse(f"admin:claims_{noun}_changelist"), forged)
    assert MODELS[noun].objects.filter(pk=obj.pk).exists()


def test_every_admin_of_the_desk_looks_only() -> None:
    for model, page_class in admin.site._registry.items():
        if model._meta.app_label == "claims":
            assert isinstance(page_class, LookAdmin)


def test_claims_are_filtered_by_status_and_found_by_number_and_words(ada: Client) -> None:
    conflict, other = busy_claim(), ClaimFactory(text="Ann Lee was the architect.")
    address = reverse("admin:claims_claim_changelist")

    def found(query: dict[str, Any]) -> set[int]:
        return {claim.pk for claim in ada.get(address, query).context["cl"].result_list}

    assert found({"status__exact": "conflicting"}) == {conflict.pk}
    assert found({"q": str(other.pk)}) == {other.pk}
    assert found({"q": "ann architect"}) == {other.pk}
    assert found({"q": "\x00"}) == {conflict.pk, other.pk}
    assert found({"q": "9" * 40}) == set()
    assert found({"article__id__exact": str(other.article_id)}) == {other.pk}


def test_a_search_looks_at_the_newest_rows_only(ada: Client, monkeypatch: Any) -> None:
    monkeypatch.setattr(LookAdmin, "searched_rows", 1)
    ClaimFactory(text="An old bridge.")
    newest = ClaimFactory(text="A new bridge.")
    found = ada.get(reverse("admin:claims_claim_changelist"), {"q": "bridge"}).context["cl"].result_list
    assert [claim.pk for claim in found] == [newest.pk]


def test_a_dangerous_address_is_never_a_link(ada: Client) -> None:
    article = ArticleFactory(source_url="javascript:alert(1)")
    assert 'href="javascript:' not in ada.get(page("article", article.pk)).text


def test_markup_in_an_article_is_text(ada: Client) -> None:
    claim = ClaimFactory(article=ArticleFactory(title="<script>alert(1)</script>"), text="<img src=x onerror=y>")
    for address in (reverse("admin:claims_claim_changelist"), page("claim", claim.pk), "/admin/"):
        text = ada.get(address).text
        assert "<script>alert(1)" not in text
        assert "<img src=x" not in text


# --- steps -------------------------------------------------------------------------------------
def test_asking_changes_nothing(ada: Client) -> None:
    claim = busy_claim()
    before = Event.objects.count()
    for step in ("withdraw", "adjudicate", "settle", "publish", "correct", "pause", "resume", "unpublish"):
        assert ada.get(page("claim", claim.pk, step)).status_code == 200
    assert Event.objects.count() == before


def test_a_claim_is_withdrawn_with_a_reason_through_the_service(ada: Client) -> None:
    claim = ClaimFactory()
    answer = ada.post(page("claim", claim.pk, "withdraw"), {"cause": "badly_split", "reason": "Half a sentence."})
    assert answer.status_code == 302
    claim.refresh_from_db()
    assert (claim.status, claim.withdrawn_reason) == ("withdrawn", "Half a sentence.")
    assert Event.objects.get(kind=EventKind.CLAIM_WITHDRAWN).reason == "Half a sentence."


def test_a_conflict_is_adjudicated_through_the_service(ada: Client) -> None:
    claim = busy_claim()
    given = {"rating": "incorrect", "reason": "The records say so.", "seen": claim.revision}
    assert ada.post(page("claim", claim.pk, "adjudicate"), given).status_code == 302
    claim.refresh_from_db()
    assert (claim.status, claim.verdict.reason) == ("incorrect", "The records say so.")
    late = ada.post(page("claim", claim.pk, "adjudicate"), given)
    assert late.status_code == 400
    assert "Somebody else changed this" in late.text


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ({"rating": "incorrect", "reason": ""}, "required"),
        ({"rating": "true", "reason": "So."}, "valid choice"),
        ({"rating": "incorrect", "reason": "a\x00"}, "Null characters"),
    ],
    ids=["no reason", "no such rating", "a NUL"],
)
def test_a_bad_decision_is_shown_in_the_form(ada: Client, given: dict[str, str], word: str) -> None:
    claim = busy_claim()
    answer = ada.post(page("claim", claim.pk, "adjudicate"), {**given, "seen": claim.revision})
    assert answer.status_code == 400
    assert word in answer.text
    claim.refresh_from_db()
    assert claim.status == "conflicting"


def test_what_the_service_refuses_is_said_in_its_words(ada: Client) -> None:
    claim = ClaimFactory()
    given = {"rating": "incorrect", "reason": "So.", "seen": 1}
    answer = ada.post(page("claim", claim.pk, "adjudicate"), given)
    assert "nothing to adjudicate" in answer.text


def test_a_claim_out_of_line_is_settled_with_its_event(ada: Client) -> None:
    claim = ClaimFactory()
    ReviewFactory.create_batch(2, claim=claim, rating="unproven")
    assert ada.post(page("claim", claim.pk, "settle")).status_code == 302
    claim.refresh_from_db()
    assert claim.status == "unproven"
    assert Event.objects.filter(kind=EventKind.CLAIM_DECIDED, claim=claim).count() == 1


def test_a_verdict_is_published_corrected_and_taken_back_with_what_is_missing_at_sight(ada: Client) -> None:
    claim = decided()
    asked = ada.get(page("claim", claim.pk, "publish"))
    assert "Nothing of this claim is public. Missing: A primary source among the evidence" in asked.text
    given = {"summary": "It was 1932.", "seen": claim.revision}
    refused = ada.post(page("claim", claim.pk, "publish"), given)
    assert (refused.status_code, "Give a reason" in refused.text) == (400, True)
    assert ada.post(page("claim", claim.pk, "publish"), {**given, "reason": "Closed."}).status_code == 302
    steps = [
        ("pause", {"reason": "A reader wrote."}),
        ("resume", {}),
        ("correct", {"note": "A misprint.", "summary": "It opened in 1932.", "reason": "Closed."}),
        ("unpublish", {"reason": "It named the wrong person."}),
    ]
    for number, (step, words) in enumerate(steps, 1):
        asked = ada.get(page("claim", claim.pk, step))
        assert "Public now: Supported" in asked.text
        sent = {**words, "seen": claim.revision + number}
        assert ada.post(page("claim", claim.pk, step), sent).status_code == 302, step
    assert list(claim.verdicts.order_by("number").values_list("state", flat=True)) == ["superseded", "withdrawn"]


def test_a_failed_article_is_split_again(ada: Client) -> None:
    article = ArticleFactory(state=ArticleState.FAILED, state_reason="Too tangled.")
    assert ada.get(page("article", article.pk, "split_again")).status_code == 200
    assert ada.post(page("article", article.pk, "split_again")).status_code == 302
    article.refresh_from_db()
    assert article.state == ArticleState.READY
    assert article.claims.exists()


def test_a_step_on_what_does_not_exist_is_not_found(ada: Client) -> None:
    assert ada.get(page("claim", 10**9, "withdraw")).status_code == 404


def test_a_draft_of_somebody_else_is_not_shown(ada: Client) -> None:
    draft = EvidenceFactory(review=ReviewFactory(state="draft", note="half a thought")).review
    assert ada.get(page("review", draft.pk)).status_code == 302
    assert "half a thought" not in ada.get(page("claim", draft.claim_id)).text
