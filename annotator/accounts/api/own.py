"""What is one's own: the name, and the keys of one's programs."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from annotator.accounts.api.serializers import OwnTokenOutput, ProfileInput, present_tokens
from annotator.accounts.models import ApiToken
from annotator.accounts.services import revoke_token, update_profile
from claims.api.serializers.people import MeOutput, present_me
from claims.api.views.base import DeskView
from claims.models import Article


class MeView(DeskView):
    """The person these credentials belong to."""

    @extend_schema(operation_id="me_retrieve", responses=MeOutput)
    def get(self, request: Any) -> Response:
        """You, your role, and the token you came with."""
        return Response(present_me(request.user, request.auth))

    @extend_schema(operation_id="me_update", request=ProfileInput, responses=MeOutput)
    def patch(self, request: Any) -> Response:
        """Change the name that others read."""
        self.ask("view", Article)
        given = self.read(ProfileInput)
        request.user.display_name = update_profile(user=request.user, **given).display_name
        return Response(present_me(request.user, request.auth))


class OwnTokensView(DeskView):
    """The keys of your programs."""

    queryset = ApiToken.objects.none()
    output = OwnTokenOutput
    is_list = True

    @extend_schema(operation_id="me_tokens_list", responses=OwnTokenOutput(many=True))
    def get(self, request: Any) -> Any:
        """Your tokens that are not revoked, the latest first. New ones are made on the page of your profile."""
        self.ask("view", Article)
        return self.page(ApiToken.objects.filter(user=request.user.pk, revoked_at=None), present_tokens)


class OwnTokenView(DeskView):
    """One key."""

    queryset = ApiToken.objects.none()

    @extend_schema(operation_id="me_tokens_revoke", request=None, responses={204: None})
    def delete(self, request: Any, pk: int) -> HttpResponse:
        """Revoke one of your tokens for good, at once; also the one you came with."""
        self.ask("view", Article)
        own = ApiToken.objects.filter(user=request.user.pk, revoked_at=None)
        revoke_token(token=get_object_or_404(own, pk=pk), actor=request.user)
        return HttpResponse(status=204)
