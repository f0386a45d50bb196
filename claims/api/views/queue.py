"""The review queue, and reviews on their way."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import APIException
from rest_framework.response import Response

from claims.api.claim_rows import claim_rows
from claims.api.preconditions import seen_revision
from claims.api.serializers.claims import present_claims
from claims.api.serializers.queue import DraftInput, DraftOutput, TurnInput, TurnOutput, present_draft, typed_of
from claims.api.views.base import DeskView
from claims.api.views.documents import IF_MATCH_OPTIONAL
from claims.errors import StaleEdit
from claims.models import Claim, Reservation, Review
from claims.services.queue import Turn, release, reserve, take_turn
from claims.services.review_drafts import discard_draft, draft_of, save_draft


class NotWaiting(APIException):
    """409: reviewed by this person, of their own making, or decided or withdrawn."""

    status_code = 409
    default_code = "not_waiting"
    default_detail = "This claim does not wait for your review."


class HeldByOthers(APIException):
    """409: reviews and reservations fill the claim's quorum already."""

    status_code = 409
    default_code = "held_by_others"
    default_detail = "Other people are at work on this claim already, as many as it needs."


class QueueView(DeskView):
    """One's own turn."""

    queryset = Claim.objects.none()

    @extend_schema(operation_id="queue_take", request=TurnInput, responses={201: TurnOutput})
    def post(self, request: Any) -> Response:
        """The next claim that waits for your review, kept for you for twenty minutes. The one you held is let go.

        Given to you first, then what is most worth checking, then the oldest. To skip a claim, name it in `without`
        the next time.
        """
        self.ask("review", Claim)
        turn = take_turn(actor=request.user, without=self.read(TurnInput).get("without", []))
        return turn_answer(request.user, turn)

    @extend_schema(operation_id="queue_release", request=None, responses={204: None})
    def delete(self, request: Any) -> Response:
        """Let go of the claim you hold."""
        self.ask("review", Claim)
        release(actor=request.user)
        return Response(status=204)


class ReservationView(DeskView):
    """Holding a claim of one's choice."""

    queryset = Claim.objects.none()

    @extend_schema(operation_id="claims_reserve", request=None, responses={201: TurnOutput})
    def post(self, request: Any, pk: int) -> Response:
        """Keep this claim for you for twenty minutes. 409 `not_waiting` when it does not wait for your review.

        409 `held_by_others` when as many people as it needs have reviewed or hold it. A reservation keeps nobody
        from reviewing: the queue counts it.
        """
        self.ask("review", Claim)
        claim = self.claim(pk)
        if not Claim.objects.awaiting_review_by(request.user).filter(pk=pk).exists():
            raise NotWaiting
        if not reserve(actor=request.user, claim=claim):
            raise HeldByOthers
        return turn_answer(request.user, Turn(claim))


class DraftView(DeskView):
    """One's own draft of a review."""

    queryset = Review.objects.none()
    output = DraftOutput

    @extend_schema(operation_id="claims_draft_retrieve", responses=DraftOutput)
    def get(self, request: Any, pk: int) -> Response:
        """Your draft of a review of this claim, also one that you typed on the page; of revision 0 without one."""
        self.ask("review", Claim)
        claim = self.claim(pk)
        return draft_answer(self, draft_of(request.user, claim) or Review(claim=claim, revision=0, saved_at=None))

    @extend_schema(
        operation_id="claims_draft_save", parameters=[IF_MATCH_OPTIONAL], request=DraftInput, responses=DraftOutput
    )
    def put(self, request: Any, pk: int) -> Response:
        """Keep a review as far as it is written. Submitting a review ends the draft."""
        self.ask("review", Claim)
        claim = self.claim(pk)
        draft = draft_of(request.user, claim)
        seen = seen_revision(request, present=draft.revision if draft else 0, required=False)
        if draft is None and seen:  # the one that was read is gone: submitted or thrown away
            raise StaleEdit(revision=0, texts={"note": ""})
        typed = typed_of(self.read(DraftInput))
        return draft_answer(self, save_draft(actor=request.user, claim=claim, seen=seen, **typed))

    @extend_schema(operation_id="claims_draft_discard", request=None, responses={204: None})
    def delete(self, request: Any, pk: int) -> Response:
        """Throw your draft away."""
        self.ask("review", Claim)
        discard_draft(actor=request.user, claim=self.claim(pk))
        return Response(status=204)


def turn_answer(user: Any, turn: Turn | None) -> Response:
    if turn is None:
        return Response({"claim": None, "reserved_until": None, "assignment": None}, status=201)
    (shown,) = present_claims(claim_rows(user, [turn.claim.pk]))
    until = Reservation.objects.filter(reviewer=user).values_list("expires_at", flat=True).first()
    given = turn.assignment.pk if turn.assignment else None
    return Response({"claim": shown, "reserved_until": until, "assignment": given}, status=201)


def draft_answer(view: DeskView, draft: Review) -> Response:
    shown = view.chosen_fields([present_draft(draft)])[0]
    return Response(shown, headers={"ETag": f'"{draft.revision}"'})
