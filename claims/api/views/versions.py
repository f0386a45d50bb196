"""The texts an article has had."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from claims.api.serializers.versions import (
    VersionOutput,
    VersionTextOutput,
    present_version,
    present_versions,
)
from claims.api.views.base import DeskView
from claims.models import Article, ArticleVersion


class ArticleVersionsView(DeskView):
    """The versions of one article."""

    queryset = ArticleVersion.objects.none()
    output = VersionOutput
    is_list = True

    @extend_schema(operation_id="articles_versions_list", responses=VersionOutput(many=True))
    def get(self, request: Any, pk: int) -> Any:
        """The latest version first, without its text."""
        versions = ArticleVersion.objects.filter(article=self.article(pk))
        plain = versions.select_related("added_by").defer("text", "dropped", "sentences", "notes")
        return self.page(plain, present_versions)


class VersionView(DeskView):
    """One version."""

    queryset = ArticleVersion.objects.none()
    output = VersionTextOutput

    @extend_schema(operation_id="versions_retrieve", responses=VersionTextOutput)
    def get(self, request: Any, pk: int) -> Response:
        """A version with its text, which never changes. Two of them make a comparison."""
        self.ask("view", Article)
        versions = ArticleVersion.objects.filter(article__in=Article.objects.visible_to(request.user))
        found = get_object_or_404(versions.select_related("added_by"), pk=pk)
        return Response(self.chosen_fields([present_version(found)])[0])
