"""Discussion on a claim, and earlier decisions on similar ones."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from claims.api.serializers.work import (
    CommentInput,
    CommentOutput,
    SimilarOutput,
    present_comments,
    present_similar,
)
from claims.api.views.base import DeskView
from claims.figures.similar import similar_claims
from claims.models import Claim, Comment
from claims.services.comments import add_comment, resolve_comment


class ClaimCommentsView(DeskView):
    """The discussion on one claim."""

    queryset = Comment.objects.none()
    output = CommentOutput
    is_list = True
    ordering = ("id",)

    @extend_schema(operation_id="claims_comments_list", responses=CommentOutput(many=True))
    def get(self, request: Any, pk: int) -> Any:
        """The first remark first. While you are blind on this claim, your own alone."""
        comments = Comment.objects.visible_to(request.user).filter(claim=self.claim(pk))
        return self.page(comments.select_related("author", "resolved_by"), present_comments)

    @extend_schema(operation_id="claims_comments_create", request=CommentInput, responses={201: CommentOutput})
    def post(self, request: Any, pk: int) -> Response:
        """Add a remark or a reply."""
        claim = self.claim(pk)
        self.ask("comment", claim)
        wanted = self.read(CommentInput)
        if "parent" in wanted:
            wanted["parent"] = self.parent(claim, wanted["parent"])
        return Response(present_comments([add_comment(actor=request.user, claim=claim, **wanted)])[0], status=201)

    def parent(self, claim: Claim, pk: int) -> Comment:
        found = Comment.objects.visible_to(self.request.user).select_related("parent").filter(claim=claim, pk=pk)
        if not found:
            raise ValidationError({"parent": ["There is no such comment on this claim."]})
        return found[0]


class CommentResolutionView(DeskView):
    """Calling a thread resolved."""

    queryset = Comment.objects.none()

    @extend_schema(operation_id="comments_resolve", request=None, responses={201: CommentOutput})
    def post(self, request: Any, pk: int) -> Response:
        """Call a thread resolved, by its first remark. 409 when it is already."""
        visible = Comment.objects.visible_to(request.user).select_related("claim", "author")
        comment = get_object_or_404(visible, pk=pk)
        self.ask("resolve", comment)
        return Response(present_comments([resolve_comment(actor=request.user, comment=comment)])[0], status=201)


class SimilarClaimsView(DeskView):
    """Earlier decisions."""

    queryset = Claim.objects.none()
    output = SimilarOutput
    pagination_class = None

    @extend_schema(operation_id="claims_similar_list", responses=SimilarOutput(many=True))
    def get(self, request: Any, pk: int) -> HttpResponse:
        """Up to five decided claims of other articles that say about the same, the nearest first."""
        found = similar_claims(self.claim(pk), request.user)
        return Response(self.chosen_fields(present_similar(found)))
