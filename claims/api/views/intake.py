"""Articles by address, and how far an import is."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from claims import tasks
from claims.api.addresses import address_of
from claims.api.parsers import FilesParser, sent_files
from claims.api.serializers.intake import ConfirmationInput, JobBriefOutput, JobOutput, present_job, present_jobs
from claims.api.views.base import DeskView
from claims.choices import ItemState, JobKind, JobState
from claims.errors import BadImport
from claims.filters import JobFilter
from claims.importers import CHOICES
from claims.models import Article, Job
from claims.services.intake import confirm_job, request_files, request_urls
from claims.services.jobs import cancel_job, retry_job

# A page is mostly there by then; a client need not come back for it.
WAIT_FOR_PAGE = 8.0
FILES = {
    "type": "object",
    "required": ["files"],
    "properties": {
        "files": {"type": "array", "items": {"type": "string", "format": "binary"}, "minItems": 1},
        "encoding": {
            "type": "string",
            "enum": list(CHOICES),
            "description": "Of texts, tables and pages that are not UTF-8; without it, told from the file.",
        },
    },
    "additionalProperties": False,
}


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


class ImportsView(DeskView):
    """Files to be read into articles."""

    queryset = Job.objects.none()
    parser_classes = [FilesParser]

    @extend_schema(
        operation_id="imports_create",
        request={"multipart/form-data": FILES},
        responses={202: JobOutput},
    )
    def post(self, request: Any) -> Response:
        """Send files, each as a part called `files`: texts, pages, PDFs, documents, tables, archives of them.

        They are read in the background; look at the job's address for what became of each. A file that is not UTF-8
        is read where its letters can be read in one way only (`encoding` of its item says in which), else refused.
        """
        self.ask("add", Article)
        sent = sent_files(request.data)
        job = request_files(actor=request.user, files=sent.files, encoding=sent.encoding)
        tasks.start(job)
        return job_answer(request, job)


class JobsView(DeskView):
    """The imports of the desk."""

    filterset_class = JobFilter
    queryset = Job.objects.none()
    output = JobBriefOutput
    is_list = True

    @extend_schema(operation_id="jobs_list", responses=JobBriefOutput(many=True))
    def get(self, request: Any) -> Any:
        """The latest import first, of everybody and of feeds. For editors."""
        self.ask("add", Article)
        return self.page(Job.objects.filter(kind=JobKind.IMPORT), present_jobs)


class JobView(DeskView):
    """One piece of work in the background."""

    queryset = Job.objects.none()

    @extend_schema(operation_id="jobs_retrieve", responses=JobOutput)
    def get(self, request: Any, pk: int) -> Response:
        """How far an import is, and what became of each of its pages."""
        self.ask("add", Article)
        return Response(present_job(get_object_or_404(Job, pk=pk)))


class JobStepView(DeskView):
    """What the steps with an import have in common."""

    queryset = Job.objects.none()

    def found(self, pk: int) -> Job:
        self.ask("add", Article)
        return get_object_or_404(Job.objects.filter(kind=JobKind.IMPORT), pk=pk)

    def changed(self, job: Job) -> Response:
        if job.state == JobState.WAITING:
            tasks.start(job)
        return Response(present_job(job), status=201)


class JobConfirmationView(JobStepView):
    """Going on after a person's look."""

    @extend_schema(operation_id="jobs_confirm", request=ConfirmationInput, responses={201: JobOutput})
    def post(self, request: Any, pk: int) -> Response:
        """Go on with an import that waits for somebody's look: add what is in `keep`, leave the others out."""
        job = self.found(pk)
        return self.changed(confirm_job(actor=request.user, job=job, **self.read(ConfirmationInput)))


class JobCancellationView(JobStepView):
    """Stopping."""

    @extend_schema(operation_id="jobs_cancel", request=None, responses={201: JobOutput})
    def post(self, request: Any, pk: int) -> Response:
        """Stop an import. What it has added stays."""
        return self.changed(cancel_job(actor=request.user, job=self.found(pk)))


class JobRetryView(JobStepView):
    """Trying again."""

    @extend_schema(operation_id="jobs_retry", request=None, responses={201: JobOutput})
    def post(self, request: Any, pk: int) -> Response:
        """Try what failed again."""
        return self.changed(retry_job(actor=request.user, job=self.found(pk)))


def job_answer(request: Any, job: Job) -> Response:
    """202 with the job and its address."""
    address = address_of(request, "api-job", job.pk)
    return Response(present_job(job), status=202, headers={"Location": address})
