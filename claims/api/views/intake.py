"""Articles by address, and how far an import is."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from claims import tasks
from claims.api.serializers.intake import JobOutput, present_job
from claims.api.views.base import DeskView
from claims.choices import ItemState
from claims.errors import BadImport
from claims.models import Article, Job
from claims.services.intake import request_urls

# A page is mostly there by then; a client need not come back for it.
WAIT_FOR_PAGE = 8.0


def bring_page(user: Any, *, url: str, **about: Any) -> Job | tuple[Article, bool]:
    """The page's article and whether it is new; the job when that takes longer. Raises BadImport for a refusal."""
    moment = about.pop("published_at", None)
    fields = {**about, "published_at": moment.isoformat() if moment else ""}
    job = request_urls(actor=user, urls=[url], about=fields)
    tasks.start(job)
    job = tasks.wait_for(job, seconds=WAIT_FOR_PAGE)
    item = job.items.select_related("article").get()
    if item.article is not None:
        return item.article, item.state == ItemState.ADDED
    if not job.is_busy:
        raise BadImport(item.error or job.error or None, field="url")
    return job


class JobView(DeskView):
    """One piece of work in the background."""

    queryset = Job.objects.none()

    @extend_schema(operation_id="jobs_retrieve", responses=JobOutput)
    def get(self, request: Any, pk: int) -> Response:
        """How far an import is, and what became of each of its pages."""
        self.ask("add", Article)
        return Response(present_job(get_object_or_404(Job, pk=pk)))
