"""Work given to people, and the pages that are cited."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response

from claims import tasks
from claims.api.serializers.intake import JobOutput, present_job
from claims.api.serializers.work import (
    AssignmentInput,
    AssignmentOutput,
    KeptPageOutput,
    SharedOutput,
    SourceInput,
    SourceOutput,
    present_assignments,
    present_kept,
    present_sources,
)
from claims.api.views.base import DeskView
from claims.models import Article, Assignment, Claim, Source
from claims.permissions import may
from claims.services.assignments import assign_article, release, share_claims
from claims.services.snapshots import request_snapshot
from claims.services.sources import describe_source

MOST_LOOKS = 50


class AssignmentsView(DeskView):
    """Work given to people."""

    queryset = Assignment.objects.none()
    output = AssignmentOutput
    is_list = True

    @extend_schema(operation_id="assignments_list", responses=AssignmentOutput(many=True))
    def get(self, request: Any) -> Any:
        """The latest first: editors see everybody's, others their own."""
        return self.page(assignments_for(request.user), present_assignments)

    @extend_schema(operation_id="assignments_create", request=AssignmentInput, responses={201: SharedOutput})
    def post(self, request: Any) -> Response:
        """Give claims to people, in turns or to who has the least, or one article to one person. For editors."""
        self.ask("assign", Claim)
        wanted = self.read(AssignmentInput)
        people, due_at = self.named("people", get_user_model().objects.all(), wanted["people"]), wanted.get("due_at")
        if "article" in wanted:
            (article,) = self.named("article", Article.objects.visible_to(request.user), [wanted["article"]])
            given = assign_article(actor=request.user, article=article, person=people[0], due_at=due_at)
            return shared([given], [])
        claims = self.named("claims", Claim.objects.visible_to(request.user), wanted["claims"])
        how = wanted.get("how", "round_robin")
        done = share_claims(actor=request.user, claims=claims, people=people, how=how, due_at=due_at)
        return shared(done.assignments, [claim.pk for claim in done.left])

    def named(self, field: str, rows: QuerySet[Any], ids: list[int]) -> list[Any]:
        """The rows with these ids, in their order. Raises ValidationError naming the first that is missing."""
        found = rows.in_bulk(dict.fromkeys(ids))
        missing = [pk for pk in ids if pk not in found]
        if missing:
            raise ValidationError({field: [f"There is no {missing[0]} that you may see."]})
        return list(found.values())


def shared(given: list[Assignment], left: list[int]) -> Response:
    return Response({"assignments": present_assignments(given), "left": left}, status=201)


def assignments_for(user: Any) -> QuerySet[Assignment]:
    """Everybody's to who gives work out, one's own to others."""
    found = Assignment.objects.select_related("assignee", "claim", "article")
    return found if may(user, "assign", Claim) else found.filter(assignee=user.pk)


class AssignmentReleaseView(DeskView):
    """Giving work back."""

    queryset = Assignment.objects.none()

    @extend_schema(operation_id="assignments_release", request=None, responses={201: AssignmentOutput})
    def post(self, request: Any, pk: int) -> Response:
        """Take work back, or give your own back."""
        found = get_object_or_404(assignments_for(request.user), pk=pk)
        given = release(actor=request.user, assignment=found)
        return Response(present_assignments([given])[0], status=201)


class SourcesView(DeskView):
    """Pages that are cited."""

    queryset = Source.objects.none()
    output = SourceOutput
    is_list = True

    @extend_schema(operation_id="sources_list", responses=SourceOutput(many=True))
    def get(self, request: Any) -> Any:
        """The newest first, as far as you may know that they are cited."""
        return self.page(Source.objects.visible_to(request.user).defer("snapshot_text"), present_sources)


class SourceView(DeskView):
    """One page that is cited."""

    queryset = Source.objects.none()
    output = SourceOutput

    @extend_schema(operation_id="sources_retrieve", responses=SourceOutput)
    def get(self, request: Any, pk: int) -> Response:
        """A cited page, and whether its text is kept."""
        return Response(self.chosen_fields(present_sources([source_for(request.user, pk)]))[0])

    @extend_schema(operation_id="sources_describe", request=SourceInput, responses=SourceOutput)
    def patch(self, request: Any, pk: int) -> Response:
        """Say what the page is: class, title, publisher, archived copy. It counts for every claim that cites it."""
        source = source_for(request.user, pk)
        self.ask("describe", source)
        described = describe_source(actor=request.user, source=source, **self.read(SourceInput))
        return Response(present_sources([described])[0])


class KeptPageView(DeskView):
    """What stood on one."""

    queryset = Source.objects.none()
    output = KeptPageOutput

    @extend_schema(operation_id="sources_kept", responses=KeptPageOutput)
    def get(self, request: Any, pk: int) -> Response:
        """The kept text of a cited page, with the latest 50 looks at it. 404 where none is kept."""
        found = get_object_or_404(Source.objects.visible_to(request.user).exclude(snapshot_at=None), pk=pk)
        looks = list(found.snapshots.defer("text").order_by("-id")[:MOST_LOOKS])
        return Response(self.chosen_fields([present_kept(found, looks)])[0])


def source_for(user: Any, pk: int) -> Source:
    return get_object_or_404(Source.objects.visible_to(user).defer("snapshot_text"), pk=pk)


class SourceSnapshotView(DeskView):
    """Keeping a page's text."""

    queryset = Source.objects.none()

    @extend_schema(operation_id="sources_keep", request=None, responses={202: JobOutput})
    def post(self, request: Any, pk: int) -> Response:
        """Have the page looked at and its text kept, in the background."""
        self.ask("review", Claim)
        job = request_snapshot(actor=request.user, source=source_for(request.user, pk))
        tasks.start(job)
        return Response(present_job(job), status=202)
