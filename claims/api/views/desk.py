"""How many reviews decide a claim of this desk, for admins."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from claims import tasks
from claims.api.preconditions import seen_revision, tagged
from claims.api.serializers.desk import (
    QuorumInput,
    QuorumOutput,
    QuorumPreviewOutput,
    present_preview,
    present_quorum,
)
from claims.api.views.base import DeskView
from claims.api.views.documents import IF_MATCH
from claims.figures.quorum import preview
from claims.models import Desk
from claims.services.desk import set_desk_quorum


class QuorumView(DeskView):
    """The desk's number of reviews."""

    queryset = Desk.objects.none()
    output = QuorumOutput

    @extend_schema(operation_id="desk_quorum_retrieve", responses=QuorumOutput)
    def get(self, request: Any) -> Any:
        """How many reviews decide a claim, and where the number comes from. For admins."""
        self.ask("manage", Desk)
        return self.answer()

    @extend_schema(operation_id="desk_quorum_set", parameters=[IF_MATCH], request=QuorumInput, responses=QuorumOutput)
    def put(self, request: Any) -> Any:
        """Set it. It counts at once; claims that no longer fit are settled in the background, each with an event."""
        self.ask("manage", Desk)
        present = present_quorum()["revision"]
        seen = seen_revision(request, present=present, required=True)
        job = set_desk_quorum(actor=request.user, seen=present if seen is None else seen, **self.read(QuorumInput))
        tasks.start(job)
        return self.answer()

    def answer(self) -> Any:
        now = present_quorum()
        return tagged(self.request, self.chosen_fields([now])[0], revision=now["revision"])


class QuorumPreviewView(DeskView):
    """What a number would do."""

    queryset = Desk.objects.none()
    output = QuorumPreviewOutput

    @extend_schema(operation_id="desk_quorum_preview", request=QuorumInput, responses=QuorumPreviewOutput)
    def post(self, request: Any) -> Response:
        """What asking for so many reviews would do to the claims; changes nothing."""
        self.ask("manage", Desk)
        quorum = self.read(QuorumInput)["quorum"] or settings.QUORUM
        return Response(self.chosen_fields([present_preview(preview(quorum))])[0])
