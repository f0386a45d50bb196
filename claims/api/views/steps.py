"""Steps with a claim that exists: restoring, reopening, sending back, putting on its place, undoing, replying."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from claims.api.preconditions import seen_revision
from claims.api.serializers.claims import ClaimDetailOutput
from claims.api.serializers.work import (
    PlaceInput,
    ReopeningInput,
    ReplyInput,
    ReplyOutput,
    ReturnInput,
)
from claims.api.views.base import DeskView
from claims.api.views.claims import claim_answer
from claims.api.views.documents import IF_MATCH_OPTIONAL
from claims.models import Claim, Event, Verdict
from claims.services.decisions import reopen_claim, reply_to_verdict, return_to_review
from claims.services.surgery import restore_claim
from claims.services.undo import undo
from claims.services.versions import reattach_claim


class ClaimStepView(DeskView):
    """What steps have in common: the answer is the claim as it is then."""

    queryset = Claim.objects.none()

    def asked(self, pk: int, verb: str) -> tuple[Claim, int | None]:
        """The claim, if this person may, and the revision they saw."""
        claim = self.claim(pk)
        self.ask(verb, claim)
        return claim, seen_revision(self.request, present=claim.revision, required=False)


class ClaimRestorationView(ClaimStepView):
    """Taking a withdrawal back."""

    @extend_schema(
        operation_id="claims_restore",
        parameters=[IF_MATCH_OPTIONAL],
        request=None,
        responses={201: ClaimDetailOutput},
    )
    def post(self, request: Any, pk: int) -> Any:
        """Bring a withdrawn claim back, with its reviews. 409 when it is not withdrawn."""
        claim, seen = self.asked(pk, "withdraw")
        restore_claim(actor=request.user, claim=claim, seen=seen)
        return claim_answer(self, pk, status=201)


class ClaimReopeningView(ClaimStepView):
    """Taking a decision back."""

    @extend_schema(
        operation_id="claims_reopen",
        parameters=[IF_MATCH_OPTIONAL],
        request=ReopeningInput,
        responses={201: ClaimDetailOutput},
    )
    def post(self, request: Any, pk: int) -> Any:
        """Open a decided claim again, with the reason. For editors."""
        claim, seen = self.asked(pk, "adjudicate")
        reopen_claim(actor=request.user, claim=claim, seen=seen, **self.read(ReopeningInput))
        return claim_answer(self, pk, status=201)


class ClaimReturnView(ClaimStepView):
    """Asking for one more review."""

    @extend_schema(
        operation_id="claims_return",
        parameters=[IF_MATCH_OPTIONAL],
        request=ReturnInput,
        responses={201: ClaimDetailOutput},
    )
    def post(self, request: Any, pk: int) -> Any:
        """Send a conflict back to review with a question. For editors."""
        claim, seen = self.asked(pk, "adjudicate")
        return_to_review(actor=request.user, claim=claim, seen=seen, **self.read(ReturnInput))
        return claim_answer(self, pk, status=201)


class ClaimPlaceView(ClaimStepView):
    """Putting an orphan on its place."""

    @extend_schema(
        operation_id="claims_reattach",
        parameters=[IF_MATCH_OPTIONAL],
        request=PlaceInput,
        responses={201: ClaimDetailOutput},
    )
    def post(self, request: Any, pk: int) -> Any:
        """Put a claim on words of the article's present text: those given, or those the desk proposes."""
        claim, seen = self.asked(pk, "reword")
        reattach_claim(actor=request.user, claim=claim, seen=seen, **self.read(PlaceInput))
        return claim_answer(self, pk, status=201)


class UndoView(ClaimStepView):
    """Taking one's own step back."""

    @extend_schema(operation_id="events_undo", request=None, responses={201: ClaimDetailOutput})
    def post(self, request: Any, pk: int) -> Any:
        """Undo your own step, named by its event, within ten minutes and before anybody built on it."""
        mine = Event.objects.visible_to(request.user).filter(actor=request.user).select_related("claim", "review")
        claim = undo(actor=request.user, event=get_object_or_404(mine, pk=pk))
        return claim_answer(self, claim.pk, status=201)


class ReplyView(DeskView):
    """A reviewer's answer to a decision."""

    queryset = Verdict.objects.none()

    @extend_schema(operation_id="verdicts_reply", request=ReplyInput, responses={201: ReplyOutput})
    def post(self, request: Any, pk: int) -> Response:
        """Reply once to an editor's decision on a claim you reviewed."""
        verdict = get_object_or_404(Verdict.objects.visible_to(request.user).select_related("claim"), pk=pk)
        self.ask("reply", verdict)
        reply = reply_to_verdict(actor=request.user, verdict=verdict, **self.read(ReplyInput))
        body = {"id": reply.pk, "verdict": pk, "body": reply.body, "created_at": reply.created_at}
        return Response(body, status=201)
