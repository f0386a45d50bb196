"""Reviews of a claim, and an editor's decision over them."""

from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from claims.api.addresses import address_of
from claims.api.preconditions import seen_revision, tagged
from claims.api.serializers.reviews import (
    AdjudicationInput,
    RetractionInput,
    ReviewChangeInput,
    ReviewInput,
    ReviewOutput,
    VerdictOutput,
    citations,
    citations_of,
    present_others_reviews,
    present_review,
    present_verdict,
)
from claims.api.views.base import DeskView
from claims.api.views.documents import IF_MATCH_OPTIONAL
from claims.choices import ReviewState
from claims.models import Claim, Review
from claims.services.reviews import retract_review, revise_review, submit_review
from claims.services.verdicts import adjudicate


class ClaimReviewsView(DeskView):
    """The reviews of one claim."""

    queryset = Review.objects.none()
    output = ReviewOutput
    is_list = True
    ordering = ("id",)

    @extend_schema(operation_id="claims_reviews_list", responses=ReviewOutput(many=True))
    def get(self, request: Any, pk: int) -> Any:
        """Submitted reviews, the first one first.

        Reviews are blind: others' are listed once you have submitted your own or the claim is decided.
        """
        claim = self.claim(pk)
        reviews = Review.objects.visible_to(request.user).filter(claim=claim)
        return self.page(reviews.submitted().with_evidence(), present_others_reviews(claim, request.user))

    @extend_schema(operation_id="claims_reviews_create", request=ReviewInput, responses={201: ReviewOutput})
    def post(self, request: Any, pk: int) -> Response:
        """Submit your review. 409 if you have reviewed the claim, proposed it, or it is closed."""
        self.ask("view", Claim)
        self.ask("review", Claim)
        wanted = self.read(ReviewInput)
        wanted["evidence"] = citations(wanted.get("evidence", []))
        try:
            review = submit_review(actor=request.user, claim=Claim.numbered(pk), **wanted)
        except Claim.DoesNotExist:
            raise Http404 from None
        location = address_of(request, "api-review", review.pk)
        return Response(present_review(review, review.cited), status=201, headers={"Location": location})


class AdjudicationView(DeskView):
    """An editor's decision on one claim."""

    @extend_schema(
        operation_id="claims_adjudication_create",
        parameters=[IF_MATCH_OPTIONAL],
        request=AdjudicationInput,
        responses={201: VerdictOutput},
    )
    def post(self, request: Any, pk: int) -> Response:
        """Decide where reviewers conflict, with a reason. 409 where they do not, or if you reviewed the claim."""
        claim = self.claim(pk)
        self.ask("adjudicate", claim)
        seen = seen_revision(request, present=claim.revision, required=False)
        verdict = adjudicate(actor=request.user, claim=claim, seen=seen, **self.read(AdjudicationInput))
        return Response(present_verdict(verdict), status=201)


class ReviewView(DeskView):
    """One review."""

    queryset = Review.objects.none()
    output = ReviewOutput

    @extend_schema(operation_id="reviews_retrieve", responses=ReviewOutput)
    def get(self, request: Any, pk: int) -> Any:
        """A review you wrote or may see. One you are still blind to answers 404, and so does a draft."""
        return review_answer(self, pk)

    @extend_schema(
        operation_id="reviews_revise",
        parameters=[IF_MATCH_OPTIONAL],
        request=ReviewChangeInput,
        responses=ReviewOutput,
    )
    def patch(self, request: Any, pk: int) -> Any:
        """Put a new review in the place of your own; the answer is the new one, with an id of its own."""
        review = self.review(pk)
        self.ask("revise", review)
        seen = seen_revision(request, present=review.step, required=False)
        changed = self.read(ReviewChangeInput)
        evidence = citations(changed.pop("evidence")) if "evidence" in changed else citations_of(review)
        kept = {"rating": review.rating, "note": review.note, "confidence": review.confidence}
        new = revise_review(actor=request.user, review=review, evidence=evidence, seen=seen, **(kept | changed))
        return review_answer(self, new.pk)

    @extend_schema(
        operation_id="reviews_retract",
        parameters=[IF_MATCH_OPTIONAL],
        request=RetractionInput,
        responses={200: ReviewOutput},
    )
    def delete(self, request: Any, pk: int) -> Any:
        """Take your own review back. It is kept as retracted and no longer counts."""
        review = self.review(pk)
        self.ask("retract", review)
        seen = seen_revision(request, present=review.step, required=False)
        retract_review(actor=request.user, review=review, seen=seen, **self.read(RetractionInput))
        return review_answer(self, pk)


def review_answer(view: DeskView, pk: int) -> Any:
    seen = Review.objects.visible_to(view.request.user).exclude(state=ReviewState.DRAFT)
    found = get_object_or_404(seen.with_evidence().select_related("claim"), pk=pk)
    present = present_others_reviews(found.claim, view.request.user)
    return tagged(view.request, view.chosen_fields(present([found]))[0], revision=found.step)
