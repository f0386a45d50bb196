"""The first address of the API."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from claims.api.serializers.root import RootOutput, present_root
from claims.api.views.base import DeskView
from claims.models import Article


class RootView(DeskView):
    """Where a program that knows only this address finds the others."""

    queryset = Article.objects.none()
    output = RootOutput

    @extend_schema(operation_id="root", responses=RootOutput)
    def get(self, request: Any) -> Response:
        """The addresses of the lists, of this document and of yourself."""
        self.ask("view", Article)
        return Response(self.chosen_fields([present_root(request)])[0])
