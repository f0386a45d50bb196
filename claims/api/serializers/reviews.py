"""Reviews, evidence and verdicts in and out."""

from collections.abc import Callable
from typing import Any

from rest_framework import serializers

from claims.api.serializers.base import Output, StrictInput
from claims.api.serializers.fields import Choice, Whole, Words
from claims.api.serializers.people import PersonOutput, present_person
from claims.choices import DecidedBy, PublicationState, Rating, ReviewState, Stance
from claims.models import Claim, Evidence, Review, Verdict
from claims.services.citations import MOST_EVIDENCE, Citation


class EvidenceInput(StrictInput):
    """One source and what it says about the claim."""

    url = Words(allow_blank=False, help_text="http:// or https://; it is not fetched.")
    stance = Choice(Stance.choices)
    title = Words(required=False)
    quote = Words(required=False, help_text="The source's own words.")
    note = Words(required=False)


class ReviewInput(StrictInput):
    """One person's rating. `supported`, `disputed` and `incorrect` need evidence, `not_checkable` a note."""

    rating = Choice(Rating.choices)
    note = Words(required=False)
    confidence = Whole(
        required=False, allow_null=True, min_value=1, max_value=5, help_text="1 (a guess) to 5 (certain)."
    )
    evidence = EvidenceInput(many=True, required=False, max_length=MOST_EVIDENCE)


class ReviewChangeInput(StrictInput):
    """What is different in a new review that takes the old one's place; what is left out stays as it was."""

    rating = Choice(Rating.choices, required=False)
    note = Words(required=False)
    confidence = Whole(required=False, allow_null=True, min_value=1, max_value=5)
    evidence = EvidenceInput(many=True, required=False, max_length=MOST_EVIDENCE)
    reason = Words(required=False, help_text="Why it was revised.")


class RetractionInput(StrictInput):
    """Why a review is taken back, if its writer wants to say so."""

    reason = Words(required=False)


class AdjudicationInput(StrictInput):
    """An editor's decision over reviewers who disagree."""

    rating = Choice(Rating.choices)
    reason = Words(help_text="Kept with the decision.")
    summary = Words(required=False, help_text="What the public reads once it is published.")


class EvidenceOutput(Output):
    """A review citing a source."""

    url = serializers.CharField()
    title = serializers.CharField()
    quote = serializers.CharField()
    stance = serializers.ChoiceField(Stance.choices)
    archived_url = serializers.CharField()
    note = serializers.CharField()
    accessed_at = serializers.DateTimeField()


class ReviewOutput(Output):
    """One person's review of one claim."""

    id = serializers.IntegerField()
    claim = serializers.IntegerField()
    reviewer = PersonOutput(allow_null=True, help_text="Null while a conflict waits and the desk keeps names back.")
    state = serializers.ChoiceField(ReviewState.choices)
    rating = serializers.ChoiceField(Rating.choices)
    note = serializers.CharField()
    confidence = serializers.IntegerField(allow_null=True)
    evidence = EvidenceOutput(many=True)
    supersedes = serializers.IntegerField(allow_null=True, help_text="The review it took the place of.")
    reason = serializers.CharField(help_text="Why it was revised or retracted.")
    created_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)


class VerdictOutput(Output):
    """The desk's numbered decision on a claim."""

    id = serializers.IntegerField()
    claim = serializers.IntegerField()
    number = serializers.IntegerField()
    rating = serializers.ChoiceField(Rating.choices)
    summary = serializers.CharField()
    decided_by = serializers.ChoiceField(DecidedBy.choices)
    adjudicator = PersonOutput(allow_null=True)
    reason = serializers.CharField()
    true_as_of = serializers.DateField()
    state = serializers.ChoiceField(PublicationState.choices)
    created_at = serializers.DateTimeField()
    published_at = serializers.DateTimeField(allow_null=True)


def citations(pieces: list[dict[str, Any]]) -> list[Citation]:
    return [Citation(**piece) for piece in pieces]


def citations_of(review: Review) -> list[Citation]:
    """A review's evidence as it would be given again."""
    return [
        Citation(url=piece.url, stance=piece.stance, title=piece.source.title, quote=piece.quote, note=piece.note)
        for piece in review.evidence.select_related("source").order_by("position", "id")
    ]


def present_review(review: Review, evidence: list[Evidence]) -> dict[str, Any]:
    """The answer for a review whose reviewer, and whose evidence's sources, are loaded."""
    return {
        "id": review.pk,
        "claim": review.claim_id,
        "reviewer": present_person(review.reviewer),
        "state": review.state,
        "rating": review.rating,
        "note": review.note,
        "confidence": review.confidence,
        "evidence": [_present_evidence(piece) for piece in evidence],
        "supersedes": review.supersedes_id,
        "reason": review.reason,
        "created_at": review.created_at,
        "submitted_at": review.submitted_at,
    }


def present_reviews(reviews: list[Review]) -> list[dict[str, Any]]:
    return [present_review(review, list(review.evidence.all())) for review in reviews]


def present_others_reviews(claim: Claim, user: Any) -> Callable[[list[Review]], list[dict[str, Any]]]:
    """`present_reviews` of this claim for this person: without names where `Claim.hides_reviewers`."""

    def present(reviews: list[Review]) -> list[dict[str, Any]]:
        shown = present_reviews(reviews)
        for review, about in zip(reviews, shown, strict=True):
            if claim.hides_reviewers and review.reviewer_id != user.pk:
                about["reviewer"] = None
        return shown

    return present


def present_verdict(verdict: Verdict) -> dict[str, Any]:
    """The answer for a verdict whose adjudicator is loaded."""
    names = (
        "number",
        "rating",
        "summary",
        "decided_by",
        "reason",
        "true_as_of",
        "state",
        "created_at",
        "published_at",
    )
    return {
        "id": verdict.pk,
        "claim": verdict.claim_id,
        "adjudicator": present_person(verdict.adjudicator),
        **{name: getattr(verdict, name) for name in names},
    }


def _present_evidence(piece: Any) -> dict[str, Any]:
    return {
        "url": piece.url,
        "title": piece.source.title,
        "quote": piece.quote,
        "stance": piece.stance,
        "archived_url": piece.source.archived_url,
        "note": piece.note,
        "accessed_at": piece.accessed_at,
    }
