"""Articles: add one, list them, read one, list its claims."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from claims.api.preconditions import seen_revision, tagged
from claims.api.serializers.articles import (
    COLUMNS,
    ArticleDetailOutput,
    ArticleOutput,
    TermsInput,
    TermsOutput,
    present_article,
    present_article_detail,
    present_terms,
)
from claims.api.serializers.claims import ClaimOutput
from claims.api.serializers.intake import ArticleAddInput, ArticleChangeInput, JobOutput
from claims.api.views.base import DeskView
from claims.api.views.documents import IF_MATCH_OPTIONAL
from claims.api.views.intake import bring_page, job_answer
from claims.choices import ArticleState
from claims.filters import ArticleFilter, ClaimFilter
from claims.models import Article, Claim, Job
from claims.services.articles import add_article
from claims.services.terms import set_terms, state_of_terms
from claims.services.versions import revise_article
from claims.tasks import start_split


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
        request=ArticleAddInput,
        responses={201: ArticleDetailOutput, 200: ArticleDetailOutput, 202: JobOutput},
    )
    def post(self, request: Any) -> Response:
        """Add an article and split it into claims: 201. The same text or page again: 200 and the article that has it.

        A long text is split in the background; its `state` is `waiting` until then. A page (`url`) that takes more
        than some seconds to fetch is answered by 202 and the job that fetches it.
        """
        self.ask("add", Article)
        wanted = self.read(ArticleAddInput)
        brought = bring_page(request.user, **wanted) if "url" in wanted else add_text(request.user, wanted)
        if isinstance(brought, Job):
            return job_answer(request, brought)
        article, created = brought
        location = {"Location": request.build_absolute_uri(f"{request.path}{article.pk}/")}
        return Response(article_detail(request.user, article.pk), status=201 if created else 200, headers=location)


def add_text(user: Any, wanted: dict[str, Any]) -> tuple[Article, bool]:
    article, created = add_article(actor=user, **wanted)
    split_if_waiting(article, created)
    return article, created


def split_if_waiting(article: Article, changed: bool) -> None:
    if changed and article.state == ArticleState.WAITING:
        start_split(article.pk)


class ArticleView(DeskView):
    """One article."""

    queryset = Article.objects.none()
    output = ArticleDetailOutput

    @extend_schema(operation_id="articles_retrieve", responses=ArticleDetailOutput)
    def get(self, request: Any, pk: int) -> Any:
        """An article with its text, and what the splitter left out of it and why."""
        detail = article_detail(request.user, pk)
        return tagged(request, self.chosen_fields([detail])[0], revision=detail["version"])

    @extend_schema(
        operation_id="articles_update",
        parameters=[IF_MATCH_OPTIONAL],
        request=ArticleChangeInput,
        responses=ArticleDetailOutput,
    )
    def patch(self, request: Any, pk: int) -> Response:
        """Correct the text: it becomes a new version. Claims whose words stand move along, the others are orphans.

        The ETag begins with the number of the version; sent as If-Match, it keeps a newer version from being undone.
        """
        article = self.article(pk)
        self.ask("change", article)
        seen = seen_revision(request, present=article.version.number if article.version else 0, required=False)
        done = revise_article(actor=request.user, article=article, seen=seen, **self.read(ArticleChangeInput))
        split_if_waiting(done.article, True)
        return Response(article_detail(request.user, pk), headers={"ETag": f'"{done.version.number}"'})


class ArticleTermsView(DeskView):
    """How one article is worked on."""

    queryset = Article.objects.none()
    output = ArticleDetailOutput

    @extend_schema(operation_id="articles_terms_retrieve", responses=TermsOutput)
    def get(self, request: Any, pk: int) -> Any:
        """Its tags and how many reviews decide a claim, with the ETag that a change of them names."""
        article = self.article(pk)
        return tagged(request, present_terms(article), revision=state_of_terms(article))

    @extend_schema(
        operation_id="articles_terms",
        parameters=[IF_MATCH_OPTIONAL],
        request=TermsInput,
        responses=ArticleDetailOutput,
    )
    def put(self, request: Any, pk: int) -> Response:
        """Set its tags and how many reviews decide a claim; claims are settled by a new number at once.

        If-Match takes the ETag of these terms, not the article's, and keeps another editor's tags from being undone.
        """
        article = self.article(pk)
        self.ask("change", article)
        seen = seen_revision(request, present=state_of_terms(article), required=False)
        now = set_terms(actor=request.user, article=article, seen=seen, **self.read(TermsInput))
        return Response(article_detail(request.user, pk), headers={"ETag": f'"{state_of_terms(now)}"'})


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
        return self.page_of_claims(claims)


def article_detail(user: Any, pk: int) -> dict[str, Any]:
    """The answer for one article. Raises Http404 for one this person may not see."""
    articles = Article.objects.visible_to(user).with_progress().select_related("version")
    article = get_object_or_404(articles, pk=pk)
    row = {name: _column(article, name) for name in COLUMNS}
    return present_article_detail(row, article)


def _column(article: Article, name: str) -> Any:
    return (article.version and article.version.number) if name == "version__number" else getattr(article, name)
