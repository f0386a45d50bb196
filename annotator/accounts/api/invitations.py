"""Letting people in, for admins."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from annotator.accounts.api.serializers import (
    InvitationInput,
    InvitationOutput,
    LinkedInvitationOutput,
    present_invitation,
    present_invitations,
)
from annotator.accounts.filters import InvitationFilter
from annotator.accounts.models import Invitation, User
from annotator.accounts.services_joining import call_back, invite
from claims.api.views.base import DeskView


class InvitationDoor(DeskView):
    """What the routes of invitations have in common."""

    queryset = Invitation.objects.none()
    output = InvitationOutput

    def invitations(self) -> Any:
        self.ask("manage", User)
        return Invitation.objects.select_related("invited_by", "accepted_by")


class InvitationsView(InvitationDoor):
    """All invitations."""

    filterset_class = InvitationFilter
    is_list = True

    @extend_schema(operation_id="invitations_list", responses=InvitationOutput(many=True))
    def get(self, request: Any) -> Any:
        """The latest invitation first, with what became of it. For admins."""
        return self.page(self.invitations(), present_invitations)

    @extend_schema(
        operation_id="invitations_create", request=InvitationInput, responses={201: LinkedInvitationOutput}
    )
    def post(self, request: Any) -> Response:
        """Invite somebody. `link` is shown in this answer only; where an address is named, it is mailed there too."""
        self.ask("manage", User)
        invitation, link = invite(actor=request.user, **self.read(InvitationInput))
        address = request.build_absolute_uri(reverse("api-invitation", args=[invitation.pk]))
        body = {**present_invitation(invitation), "link": link}
        return Response(body, status=201, headers={"Location": address})


class InvitationView(InvitationDoor):
    """One invitation."""

    @extend_schema(operation_id="invitations_retrieve", responses=InvitationOutput)
    def get(self, request: Any, pk: int) -> Response:
        """Whether somebody came. The link is not shown again. For admins."""
        found = get_object_or_404(self.invitations(), pk=pk)
        return Response(self.chosen_fields([present_invitation(found)])[0])


class InvitationCallBackView(InvitationDoor):
    """Ending one."""

    @extend_schema(operation_id="invitations_call_back", request=None, responses={201: InvitationOutput})
    def post(self, request: Any, pk: int) -> Response:
        """Call an invitation back: its link opens nothing any more. 409 for one that was used. For admins."""
        call_back(actor=request.user, invitation=get_object_or_404(self.invitations(), pk=pk))
        return Response(present_invitation(self.invitations().get(pk=pk)), status=201)
