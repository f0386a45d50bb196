"""Who is asking."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from claims.api.serializers.people import MeOutput, present_me
from claims.api.views.base import DeskView


class MeView(DeskView):
    """The person these credentials belong to."""

    @extend_schema(operation_id="me_retrieve", responses=MeOutput)
    def get(self, request: Any) -> Response:
        """You, your role, and the token you came with."""
        return Response(present_me(request.user, request.auth))
