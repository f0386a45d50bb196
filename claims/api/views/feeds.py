"""Feeds: following them, pausing them, having one read now. For editors."""

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from claims import tasks
from claims.api.addresses import address_of
from claims.api.serializers.feeds import FeedChangeInput, FeedInput, FeedOutput, present_feed, present_feeds
from claims.api.serializers.intake import JobOutput
from claims.api.views.base import DeskView
from claims.api.views.intake import job_answer
from claims.models import Article, Feed
from claims.services.feeds import add_feed, ask_feed, pause_feed


class FeedDoor(DeskView):
    """What the routes of feeds have in common: they are for who may add articles."""

    queryset = Feed.objects.none()
    output = FeedOutput

    def feeds(self) -> QuerySet[Feed]:
        self.ask("add", Article)
        return Feed.objects.select_related("added_by")

    def feed(self, pk: int) -> Feed:
        return get_object_or_404(self.feeds(), pk=pk)


class FeedsView(FeedDoor):
    """The feeds of the desk."""

    is_list = True

    @extend_schema(operation_id="feeds_list", responses=FeedOutput(many=True))
    def get(self, request: Any) -> Any:
        """The latest first."""
        return self.page(self.feeds(), present_feeds)

    @extend_schema(operation_id="feeds_create", request=FeedInput, responses={201: FeedOutput})
    def post(self, request: Any) -> Response:
        """Follow a feed; it is read at once, in the background. One that is followed already stays as it is."""
        self.ask("add", Article)
        feed = add_feed(actor=request.user, **self.read(FeedInput))
        tasks.start(ask_feed(feed))
        location = address_of(request, "api-feed", feed.pk)
        return Response(present_feed(feed), status=201, headers={"Location": location})


class FeedView(FeedDoor):
    """One feed."""

    @extend_schema(operation_id="feeds_retrieve", responses=FeedOutput)
    def get(self, request: Any, pk: int) -> Response:
        """How it fared."""
        return Response(self.chosen_fields([present_feed(self.feed(pk))])[0])

    @extend_schema(operation_id="feeds_update", request=FeedChangeInput, responses=FeedOutput)
    def patch(self, request: Any, pk: int) -> Response:
        """Stop following it, or follow it again."""
        feed = self.feed(pk)
        active = self.read(FeedChangeInput)["active"]
        return Response(present_feed(pause_feed(actor=request.user, feed=feed, is_active=active)))


class FeedPollView(FeedDoor):
    """Reading one feed now."""

    @extend_schema(operation_id="feeds_poll", request=None, responses={202: JobOutput})
    def post(self, request: Any, pk: int) -> Response:
        """Read it now, in the background; the job that does so already is the answer where there is one."""
        job = ask_feed(self.feed(pk))
        tasks.start(job)
        return job_answer(request, job)
