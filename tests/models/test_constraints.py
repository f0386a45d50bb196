"""What the database refuses by itself, whoever writes."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from claims.models import (
    Article,
    ArticleVersion,
    Assignment,
    Claim,
    Comment,
    Event,
    Evidence,
    Lineage,
    Notification,
    Reply,
    Review,
    Source,
    Verdict,
)
from tests.factories import ArticleFactory, ClaimFactory, EvidenceFactory, ReviewFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db


def change(obj: Any, **values: Any) -> None:
    """Past every check of the code, as a careless script would."""
    type(obj).objects.filter(pk=obj.pk).update(**values)


def twin_version() -> None:
    version = ArticleFactory().version
    ArticleVersion.objects.create(
        article=version.article, number=1, text="Other.", sha256="x", added_by=version.added_by
    )


def twin_claim() -> None:
    claim = ClaimFactory()
    ClaimFactory(article=claim.article, text=claim.text)


def twin_review(state: str) -> None:
    review = ReviewFactory(state=state)
    ReviewFactory(claim=review.claim, reviewer=review.reviewer, state=state)


def verdict(**values: Any) -> Verdict:
    claim = ClaimFactory()
    given = {"claim": claim, "version": claim.version, "number": 1, "rating": "incorrect", "decided_by": "quorum"}
    return Verdict.objects.create(**{**given, **values})


def two_public_verdicts() -> None:
    first = verdict(state="published", published_at=timezone.now())
    verdict(claim=first.claim, version=first.version, number=2, state="paused", published_at=timezone.now())


def twin_verdict() -> None:
    first = verdict()
    verdict(claim=first.claim, version=first.version)


def lineage(**values: Any) -> Lineage:
    return Lineage.objects.create(**{"ancestor": ClaimFactory(), "heir": ClaimFactory(), "how": "split", **values})


def twin_lineage() -> None:
    link = lineage()
    lineage(ancestor=link.ancestor, heir=link.heir, how="merged")


def own_heir() -> None:
    claim = ClaimFactory()
    lineage(ancestor=claim, heir=claim)


def assignment(**values: Any) -> Assignment:
    return Assignment.objects.create(**{"assignee": UserFactory(), "claim": ClaimFactory(), **values})


def twin_assignment() -> None:
    first = assignment()
    assignment(assignee=first.assignee, claim=first.claim)


def comment(**values: Any) -> Comment:
    return Comment.objects.create(**{"claim": ClaimFactory(), "author": UserFactory(), "body": "Yes.", **values})


def event(**values: Any) -> Event:
    return Event.objects.create(**{"kind": "claim:split", "claim": ClaimFactory(), **values})


def reply(**values: Any) -> Reply:
    given = {"author": UserFactory(), "body": "I read it otherwise.", **values}
    return Reply.objects.create(**{"verdict": verdict(), **given})


def twin_reply() -> None:
    first = reply()
    reply(verdict=first.verdict, author=first.author)


REFUSED: list[tuple[str, Callable[[], Any]]] = [
    ("article_state_known", lambda: change(ArticleFactory(), state="lost")),
    ("article_quorum", lambda: change(ArticleFactory(), quorum=0)),
    ("article_title_given", lambda: change(ArticleFactory(), title="")),
    ("article_fingerprint", lambda: ArticleFactory.create_batch(2, versions="The same text.")),
    ("version_number_unique", twin_version),
    ("version_text_given", lambda: change(ArticleFactory().version, text="")),
    ("claim_span_not_empty", lambda: change(ClaimFactory(), end=0)),
    ("claim_sentence", lambda: change(ClaimFactory(), sentence_end=0)),
    ("claim_status_known", lambda: change(ClaimFactory(), status="true")),
    ("claim_kind_known", lambda: change(ClaimFactory(), kind="rumor")),
    ("claim_text_given", lambda: change(ClaimFactory(), text="")),
    ("claim_withdrawn_with_cause", lambda: change(ClaimFactory(), status="withdrawn")),
    ("claim_withdrawn_with_cause", lambda: change(ClaimFactory(), withdrawn_cause="other")),
    ("claim_said_once", twin_claim),
    ("lineage_once", twin_lineage),
    ("lineage_not_itself", own_heir),
    ("lineage_how_known", lambda: lineage(how="cloned")),
    ("review_one_active", lambda: twin_review("submitted")),
    ("review_one_draft", lambda: twin_review("draft")),
    ("review_state_known", lambda: ReviewFactory(state="lost")),
    ("review_rating_known", lambda: ReviewFactory(rating="true")),
    ("review_rating_known", lambda: ReviewFactory(rating="")),
    ("review_confidence", lambda: ReviewFactory(confidence=6)),
    ("source_url", lambda: SourceFactory.create_batch(2, url="https://example.org/")),
    ("source_url_is_web", lambda: SourceFactory(url="javascript:alert(1)")),
    ("evidence_stance_known", lambda: EvidenceFactory(stance="maybe")),
    ("verdict_number_unique", twin_verdict),
    ("verdict_number_from_one", lambda: verdict(number=0)),
    ("verdict_rating_known", lambda: verdict(rating="true")),
    ("verdict_state_known", lambda: verdict(state="hidden", published_at=timezone.now())),
    ("verdict_public_has_date", lambda: verdict(state="published")),
    ("verdict_one_public", two_public_verdicts),
    ("verdict_adjudicator_named", lambda: verdict(decided_by="adjudication")),
    ("verdict_adjudicator_named", lambda: verdict(adjudicator=UserFactory(editor=True))),
    ("assignment_of_one_thing", lambda: assignment(claim=None)),
    ("assignment_of_one_thing", lambda: assignment(article=ArticleFactory())),
    ("assignment_state_known", lambda: assignment(state="lost")),
    ("assignment_claim_once", twin_assignment),
    ("assignment_article_once", lambda: [assignment(claim=None, article=a, assignee=u)
                                         for a, u in [(ArticleFactory(), UserFactory())] * 2]),
    ("comment_body_given", lambda: comment(body="")),
    ("reply_once", twin_reply),
    ("reply_body_given", lambda: reply(body="")),
    ("notification_kind_known", lambda: Notification.objects.create(person=UserFactory(), kind="weather")),
    ("event_kind_known", lambda: event(kind="claim:eaten")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "attempt"), REFUSED, ids=[name for name, _ in REFUSED])
def test_the_database_refuses(name: str, attempt: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt()


GUARDED = [Article, ArticleVersion, Assignment, Claim, Comment, Event, Evidence, Lineage, Notification, Reply, Review,
           Source, Verdict]  # fmt: skip


def test_every_constraint_is_tried() -> None:
    declared = {constraint.name for model in GUARDED for constraint in model._meta.constraints}
    assert declared <= {name for name, _ in REFUSED}


@pytest.mark.parametrize("model", [Article, Claim, Review, Source, Evidence, Verdict, Event, Comment, Assignment])
def test_every_list_has_an_order_of_its_own(model: Any) -> None:
    assert model._meta.ordering


def test_what_others_rest_on_is_not_deleted() -> None:
    review = EvidenceFactory().review
    for obj in (review.claim.article, review.claim, review, review.reviewer):
        with pytest.raises(IntegrityError), transaction.atomic():
            obj.delete()


def test_what_was_withdrawn_makes_room_for_the_same_words() -> None:
    claim = ClaimFactory(status="withdrawn", withdrawn_cause="other")
    assert ClaimFactory(article=claim.article, text=claim.text)


def test_a_closed_assignment_makes_room_for_the_next() -> None:
    first = assignment(state="done")
    assert assignment(assignee=first.assignee, claim=first.claim)


def test_long_words_are_stored_on_every_database() -> None:
    claim = ClaimFactory(text="Ünïcödé wörds. " * 20_000)
    claim.refresh_from_db()
    assert len(claim.text) == 300_000
    assert connection.vendor in {"sqlite", "postgresql"}


@pytest.mark.parametrize("change", ["update", "delete"])
def test_on_postgresql_the_database_itself_keeps_events_as_they_are(change: str) -> None:
    written = event()
    rows = Event.objects.filter(pk=written.pk)
    refused = False
    try:
        with transaction.atomic():
            rows.update(new="forged") if change == "update" else rows._raw_delete(using=rows.db)
    except IntegrityError:
        refused = True
    # SQLite has no such guard: there, events stay because no code changes them (the next test).
    assert refused == (connection.vendor == "postgresql")


def test_no_code_of_ours_changes_or_deletes_an_event() -> None:
    rooms = Path(__file__).resolve().parents[2] / "claims"
    lines = [
        f"{path.name}:{number}"
        for path in rooms.rglob("*.py")
        if "migrations" not in path.parts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"\bEvent\.objects\b.*\.(update|delete|bulk_update)\(|\bevent\.(save|delete)\(", line)
    ]
    assert lines == []
