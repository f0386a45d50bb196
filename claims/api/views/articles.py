"""Articles: add one, list them, read one, list its claims."""

from functools import partial
from typing import Any

from django.db import transaction
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from claims.api.serializers.articles import (
    COLUMNS,
    ArticleDetailOutput,
    ArticleInput,
    ArticleOutput,
    present_article,
    present_article_detail,
)
from claims.api.serializers.claims import COLUMNS as CLAIM_COLUMNS
from claims.api.serializers.claims import ClaimOutput, present_claims
from claims.api.views.base import DeskView
from claims.choices import ArticleState
from claims.filters import ArticleFilter, ClaimFilter
from claims.models import Article, Claim
from claims.services.articles import add_article
from claims.tasks import split_article


class ArticlesView(DeskView):
    """The desk's articles."""

    filterset_class = ArticleFilter
    queryset = Article.objects.none()
    output = ArticleOutput
    is_list = True

    @extend_schema(operation_id="articles_list", responses=ArticleOutput(many=True))
    def get(self, request: Any) -> Any:
        """The newest article first."""
        articles = Article.objects.visible_to(request.user).with_progress()
        return self.page(articles, lambda rows: [present_article(row) for row in rows], COLUMNS)

    @extend_schema(
        operation_id="articles_create",
        request=ArticleInput,
        responses={201: ArticleDetailOutput, 200: ArticleDetailOutput},
    )
    def post(self, request: Any) -> Response:
        """Add an article and split it into claims: 201. The same text again: 200 and the article that has it.

        A long text is split in the background; its `state` is `waiting` until then.
        """
        self.ask("add", Article)
        added = add_article(actor=request.user, **self.read(ArticleInput))
        if added.created and added.article.state == ArticleState.WAITING:
            transaction.on_commit(partial(split_article.enqueue, added.article.pk))
        location = {"Location": request.build_absolute_uri(f"{request.path}{added.article.pk}/")}
        body = article_detail(request.user, added.article.pk)
        return Response(body, status=201 if added.created else 200, headers=location)


class ArticleView(DeskView):
    """One article."""

    queryset = Article.objects.none()
    output = ArticleDetailOutput

    @extend_schema(operation_id="articles_retrieve", responses=ArticleDetailOutput)
    def get(self, request: Any, pk: int) -> Response:
        """An article with its text, and what the splitter left out of it and why."""
        return Response(self.chosen_fields([article_detail(request.user, pk)])[0])


class ArticleClaimsView(DeskView):
    """The claims of one article."""

    filterset_class = ClaimFilter
    queryset = Claim.objects.none()
    output = ClaimOutput
    is_list = True
    ordering = ("start", "end", "id")

    @extend_schema(operation_id="articles_claims_list", responses=ClaimOutput(many=True))
    def get(self, request: Any, pk: int) -> Any:
        """In the order of the text, withdrawn ones among them."""
        claims = Claim.objects.visible_to(request.user).filter(article=self.article(pk))
        return self.page(claims.with_own_review(request.user), present_claims, CLAIM_COLUMNS)


def article_detail(user: Any, pk: int) -> dict[str, Any]:
    """The answer for one article. Raises Http404 for one this person may not see."""
    articles = Article.objects.visible_to(user).with_progress().select_related("version")
    article = get_object_or_404(articles, pk=pk)
    row = {name: _column(article, name) for name in COLUMNS}
    return present_article_detail(row, article.version)


def _column(article: Article, name: str) -> Any:
    return (article.version and article.version.number) if name == "version__number" else getattr(article, name)
