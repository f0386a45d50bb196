"""Publication of a claim's verdict: the gate, and each step of an editor."""

from collections.abc import Callable
from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema

from claims.api.preconditions import seen_revision, tagged
from claims.api.serializers.base import StrictInput
from claims.api.serializers.publication import (
    CorrectionInput,
    NoteInput,
    PublicationOutput,
    PublishInput,
    ResumeInput,
    present_publication,
)
from claims.api.views.base import DeskView
from claims.api.views.documents import IF_MATCH_OPTIONAL
from claims.models import Claim, Verdict
from claims.services.publication import (
    correct_verdict,
    pause_verdict,
    publication_of,
    publish_verdict,
    resume_verdict,
    unpublish_verdict,
)


class PublicationView(DeskView):
    """Where a claim stands on its way to the public."""

    queryset = Claim.objects.none()
    output = PublicationOutput

    @extend_schema(operation_id="claims_publication", responses=PublicationOutput)
    def get(self, request: Any, pk: int) -> Any:
        """The gate item by item, what can be done now, and every number the public was told. For editors."""
        self.ask("publish", Verdict)
        return publication_answer(self, pk)


class PublicationStepView(DeskView):
    """What the steps have in common; each brings its words and its service. All are for editors."""

    queryset = Claim.objects.none()
    wanted: ClassVar[type[StrictInput]]
    step: ClassVar[Callable[..., Verdict]]

    def take(self, request: Any, pk: int) -> Any:
        self.ask("publish", Verdict)
        claim = self.claim(pk)
        seen = seen_revision(request, present=claim.revision, required=False)
        type(self).step(actor=request.user, claim=claim, seen=seen, **self.read(self.wanted))
        return publication_answer(self, pk, status=201)


def described(name: str, wanted: type[StrictInput]) -> Any:
    return extend_schema(
        operation_id=f"claims_{name}",
        parameters=[IF_MATCH_OPTIONAL],
        request=wanted,
        responses={201: PublicationOutput},
    )


class PublishView(PublicationStepView):
    """Publishing."""

    wanted, step = PublishInput, staticmethod(publish_verdict)

    @described("publish", PublishInput)
    def post(self, request: Any, pk: int) -> Any:
        """Make the standing verdict public. 409 `not_ready` while the gate is shut, `already_public` once it is."""
        return self.take(request, pk)


class CorrectView(PublicationStepView):
    """Correcting."""

    wanted, step = CorrectionInput, staticmethod(correct_verdict)

    @described("correct", CorrectionInput)
    def post(self, request: Any, pk: int) -> Any:
        """Put the next number in the place of what is public: the standing decision, or another summary."""
        return self.take(request, pk)


class PauseView(PublicationStepView):
    """Pausing."""

    wanted, step = NoteInput, staticmethod(pause_verdict)

    @described("pause", NoteInput)
    def post(self, request: Any, pk: int) -> Any:
        """Tell the public that the desk is looking at the verdict again."""
        return self.take(request, pk)


class ResumeView(PublicationStepView):
    """Ending a pause."""

    wanted, step = ResumeInput, staticmethod(resume_verdict)

    @described("resume", ResumeInput)
    def post(self, request: Any, pk: int) -> Any:
        """Let a paused verdict stand again as it was. 409 `decided_otherwise` when the desk says otherwise now."""
        return self.take(request, pk)


class UnpublishView(PublicationStepView):
    """Taking back."""

    wanted, step = NoteInput, staticmethod(unpublish_verdict)

    @described("unpublish", NoteInput)
    def post(self, request: Any, pk: int) -> Any:
        """Take the verdict back for good; what is published afterwards has the next number."""
        return self.take(request, pk)


def publication_answer(view: DeskView, pk: int, *, status: int = 200) -> Any:
    claim = view.claim(pk)
    body = view.chosen_fields([present_publication(publication_of(claim))])[0]
    return tagged(view.request, body, revision=claim.revision, status=status)
