"""Pages about articles that come from elsewhere: asking for them, looking before saving, how far it is."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims import tasks
from claims.choices import ItemState, JobKind, JobState
from claims.errors import ClaimsError
from claims.models import Article, Job
from claims.services.intake import NoGoodFile, confirm_job, request_files, request_urls
from claims.services.jobs import can_be_tried_again, cancel_job, retry_job
from claims.text.links import read_link
from claims.web import access
from claims.web.forms.articles import ArticleForm
from claims.web.forms.intake import AddressForm, FilesForm
from claims.web.forms.refusals import show_refusal
from claims.web.sentences import in_words

JOBS_A_PAGE = 50


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def intake_url(request: HttpRequest) -> HttpResponse:
    """Addresses; `?url=` fills one in, which is what the bookmarklet does."""
    access.require(request, "add", Article)
    form = AddressForm(request.POST or None, initial={"urls": request.GET.get("url", "")[:2000]})
    if request.method == "POST" and form.is_valid():
        try:
            job = request_urls(actor=request.user, urls=form.cleaned_data["urls"], with_preview=True)
        except ClaimsError as error:
            error.field = "urls"
            show_refusal(form, error)
        else:
            tasks.start(job)
            return redirect("job", job.pk)
    context = {"form": form, "tab": "url", "bookmarklet": bookmarklet()}
    return render(request, "claims/intake_url.html", context, status=422 if form.errors else 200)


def bookmarklet() -> str:
    """A bookmark that sends the page one is reading here."""
    return (
        f"javascript:location.href='{settings.SITE_URL}/articles/new/address/?url='+encodeURIComponent(location.href)"
    )


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def intake_files(request: HttpRequest) -> HttpResponse:
    access.require(request, "add", Article)
    form = FilesForm(request.POST, request.FILES) if request.method == "POST" else FilesForm()
    if request.method == "POST" and form.is_valid():
        try:
            job = request_files(actor=request.user, with_preview=True, without_bad=True, **form.content())
        except NoGoodFile as error:
            for refusal in error.refusals:
                show_refusal(form, refusal)
        except ClaimsError as error:
            show_refusal(form, error)
        else:
            tasks.start(job)
            return redirect("job", job.pk)
    return render(
        request, "claims/intake_files.html", {"form": form, "tab": "files"}, status=422 if form.errors else 200
    )


@access.signed_in
@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    access.require(request, "add", Article)
    found = Job.objects.filter(kind=JobKind.IMPORT).select_related("requested_by", "feed").order_by("-id")
    page = Paginator(found, JOBS_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "claims/job_list.html", {"page": page})


@access.signed_in
@require_safe
def job(request: HttpRequest, pk: int) -> HttpResponse:
    access.require(request, "add", Article)
    found = get_job(pk)
    return render(request, "claims/job_detail.html", job_context(found, preview_form(found)))


def get_job(pk: int) -> Job:
    return get_object_or_404(Job.objects.select_related("requested_by", "feed").filter(kind=JobKind.IMPORT), pk=pk)


def job_context(job: Job, form: ArticleForm | None) -> dict[str, Any]:
    items = list(job.items.select_related("article").defer("file").order_by("position"))
    failed = [item for item in items if item.state == ItemState.FAILED]
    for item in failed:
        item.error = in_words(item.error)
    over = sum(item.state not in {ItemState.WAITING, ItemState.READ} for item in items)
    read = [item for item in items if item.state == ItemState.READ]
    return {
        "job": job,
        "items": items,
        "read": read,
        "done": over if not job.with_preview else over + len(read),
        # Under what is asked the list of all is out of sight.
        "failed": failed if job.state == JobState.PREVIEW else [],
        "again": (job.state != JobState.DONE or bool(failed)) and can_be_tried_again(job),
        "form": form,
    }


def preview_form(job: Job) -> ArticleForm | None:
    """The fields of the one article that was read; several are only chosen among."""
    read = list(job.items.filter(state=ItemState.READ)[:2]) if job.state == JobState.PREVIEW else []
    if len(read) != 1:
        return None
    draft = read[0].draft
    day = draft["published_at"][:10] or None
    return ArticleForm(initial={**draft, "published_on": day, "language": draft["language"] or "en"})


@access.signed_in
@access.only_sent
def job_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    access.require(request, "add", Article)
    found = get_job(pk)
    form = ArticleForm(request.POST) if "text" in request.POST else None
    changes = read_changes(form, found) if form else None
    if form and form.errors:
        return render(request, "claims/job_detail.html", job_context(found, form), status=422)
    keep = [int(value) for value in request.POST.getlist("keep") if value.isdecimal()]
    return act(request, found, lambda: confirm_job(actor=request.user, job=found, keep=keep, changes=changes))


def read_changes(form: ArticleForm, job: Job) -> dict[str, str] | None:
    """The fields as the person left them; a day that was not changed keeps its hour."""
    if not form.is_valid():
        return None
    content = form.content()
    try:
        if content["source_url"]:
            read_link(content["source_url"], field="source_url")
    except ClaimsError as error:
        show_refusal(form, error)
    moment: datetime | None = content.pop("published_at")
    first = job.items.filter(state=ItemState.READ).first()
    before = first.draft["published_at"] if first else ""
    stated = moment.isoformat() if moment else ""
    return {**content, "published_at": before if before[:10] == stated[:10] else stated}


@access.signed_in
@require_POST
def job_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    access.require(request, "add", Article)
    found = get_job(pk)
    return act(request, found, lambda: cancel_job(actor=request.user, job=found))


@access.signed_in
@require_POST
def job_retry(request: HttpRequest, pk: int) -> HttpResponse:
    access.require(request, "add", Article)
    found = get_job(pk)
    return act(request, found, lambda: retry_job(actor=request.user, job=found))


def act(request: HttpRequest, job: Job, step: Any) -> HttpResponse:
    """Take the step, have a worker look, and go back to the job's page, with the refusal if there is one."""
    try:
        changed = step()
    except ClaimsError as error:
        messages.error(request, in_words(error.message))
    else:
        if changed.state == JobState.WAITING:
            tasks.start(changed)
        elif changed.state == JobState.CANCELLED:
            messages.info(request, _("The import is cancelled. What was added stays."))
    return redirect("job", job.pk)
