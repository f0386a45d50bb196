"""Intake: pages, files and archives become articles, item by item, each whole or not at all."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from claims import importers
from claims.choices import ItemState, JobKind, JobState
from claims.errors import BadImport, BadInput, ClaimsError, TextTooLong
from claims.fetching import Page, fetch
from claims.importers.child import extract
from claims.importers.draft import ArticleDraft, Item, draft_of
from claims.models import Article, Job, JobItem
from claims.services import outside
from claims.services.articles import Added, add_article
from claims.services.input import clean_line
from claims.services.jobs import Lease, WrongState, finish, pause_for_preview, resume, scrub
from claims.text.links import read_link

MOST_ITEMS = 500
MOST_WAITING = 20
FIELDS = ("title", "text", "source_url", "publisher", "author", "language")


class TooManyJobs(ClaimsError):
    """One person's imports, waiting in line: "Wait until some of your imports are done." """

    code = "too_many_jobs"
    default_message = f"You have {MOST_WAITING} imports under way. Wait until some of them are done."


# --- asking ------------------------------------------------------------------------------------


def request_urls(
    *, actor: Any, urls: Sequence[str], with_preview: bool = False, about: Mapping[str, str] | None = None
) -> Job:
    """Ask for pages to be fetched and added. `about` holds fields of the article that are known better than the
    page knows them. Raises BadLink naming the first address that is none."""
    links = [read_link(url) for url in urls]
    known = {name: value for name, value in (about or {}).items() if value}
    items = [JobItem(where=link.given, url=link.given, draft=known) for link in links]
    return _add_import(actor, items, with_preview=with_preview)


class NoGoodFile(BadInput):
    """None of several files can be read: `refusals` has the reason of each."""

    def __init__(self, refusals: list[ClaimsError]) -> None:
        super().__init__(refusals[0].message, field="files")
        self.refusals = refusals


def request_files(
    *,
    actor: Any,
    files: Iterable[tuple[str, bytes]],
    encoding: str = "",
    with_preview: bool = False,
    without_bad: bool = False,
) -> Job:
    """Ask for uploaded files to be read and added. `encoding` is theirs, where the sender knows it.

    Raises BadInput for an ending nobody reads, and for an encoding that is none of `importers.CHOICES`. With
    `without_bad` the good files go on, and each other one stands in the job with its reason; NoGoodFile without any.
    """
    if encoding and encoding not in importers.CHOICES:
        known = ", ".join(importers.CHOICES)
        raise BadInput(f"“{encoding[:40]}” is not one of {known}.", field="encoding")
    items, refusals = [], list[ClaimsError]()
    for name, data in files:
        label = _label(name)
        try:
            _refuse_file(label, data)
        except ClaimsError as refusal:
            if not without_bad:
                raise
            refusals.append(refusal)
            items.append(JobItem(where=label, state=ItemState.FAILED, error=refusal.message))
        else:
            items.append(JobItem(where=label, file=data, encoding=encoding))
    if refusals and len(refusals) == len(items):
        raise NoGoodFile(refusals)
    return _add_import(actor, items, with_preview=with_preview)


def _refuse_file(label: str, data: bytes) -> None:
    if not label.lower().endswith(tuple(importers.FORMATS)):
        known = ", ".join(importers.FORMATS)
        raise BadInput(f"“{label}” cannot be read: its ending is not one of {known}.", field="files")
    if len(data) > settings.MAX_UPLOAD_SIZE:
        raise TextTooLong(f"“{label}” is larger than {settings.MAX_UPLOAD_SIZE:,} bytes.", field="files")


def _label(name: str) -> str:
    """A file's name as people see it: no path, no controls, not long. Nothing is ever stored under it."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(character for character in scrub(last) if character.isprintable())
    return shown[-200:].strip() or "file"


def _add_import(actor: Any, items: list[JobItem], *, with_preview: bool) -> Job:
    if not items:
        raise BadInput("Give at least one address or file.", field="url")
    if len(items) > MOST_ITEMS:
        raise BadInput(f"That is {len(items):,} at once; the limit is {MOST_ITEMS}.", field="files")
    with transaction.atomic():
        busy = Job.objects.filter(requested_by=actor, kind=JobKind.IMPORT, feed=None)
        if busy.filter(state__in=[JobState.WAITING, JobState.RUNNING]).count() >= MOST_WAITING:
            raise TooManyJobs
        job = Job.objects.create(kind=JobKind.IMPORT, requested_by=actor, with_preview=with_preview)
        for position, item in enumerate(items):
            item.job, item.position = job, position
        JobItem.objects.bulk_create(items, batch_size=50)
    return job


# --- working -----------------------------------------------------------------------------------


def run_import(lease: Lease) -> None:
    """Read what is unread, then add what is read, unless a person wants to look first.

    Each step of each item is one transaction under the lease: killed anywhere, the next worker goes on there.
    """
    for item in _items(lease, ItemState.WAITING):
        _read(lease, item)
    job = lease.job
    if job.with_preview and job.items.filter(state=ItemState.READ).exists():
        pause_for_preview(lease)
        return
    for item in _items(lease, ItemState.READ):
        _add(lease, item)
    brought = job.items.filter(state__in=[ItemState.ADDED, ItemState.KNOWN, ItemState.LEFT_OUT]).exists()
    finish(lease, state=JobState.DONE if brought else JobState.FAILED)


def _items(lease: Lease, state: str) -> Iterable[JobItem]:
    """Items one after the other, the list read anew each time: reading a zip makes more of them."""
    after = -1
    while True:
        item = lease.job.items.filter(state=state, position__gt=after).order_by("position").first()
        if item is None:
            return
        yield item
        after = item.position


def _read(lease: Lease, item: JobItem) -> None:
    try:
        known = _known_page(item.url)
        found = [] if known else list(_drafts(item))
    except ClaimsError as error:
        found, known = [Item(item.where, error=BadImport(error.message))], None
    with lease.fenced():
        if known:
            _settle(item, ItemState.KNOWN, article=known)
            return
        first, *more = found or [Item(item.where, error=BadImport("There is no article in it."))]
        _keep(item, first)
        _keep_more(item, more)


def _known_page(url: str) -> Article | None:
    return Article.objects.filter(fetched_url=read_link(url).canonical).first() if url else None


def _drafts(item: JobItem) -> Iterable[Item]:
    if item.url:
        yield Item(item.where, draft=fetch_draft(item.url))
    else:
        yield from importers.read(item.where, bytes(item.file or b""), encoding=item.encoding)


def fetch_draft(url: str) -> ArticleDraft:
    """The article at an address, fetched now. Raises CannotFetch's children, BadLink, BadImport."""
    return read_page(fetch(url, policy=outside.policy()))


def read_page(page: Page) -> ArticleDraft:
    """The article of a fetched page. Raises BadImport."""
    if page.media_type == "text/plain":
        [item] = importers.read("page.txt", page.body, encoding=page.charset)
        fields: dict[str, Any] = {"text": item.draft.text if item.draft else ""}
    elif page.media_type == "application/pdf":
        fields = extract("pdf", page.body)
    elif page.media_type in {"text/html", "application/xhtml+xml"}:
        fields = extract("html", page.body, url=page.url, charset=page.charset)
    else:
        raise BadImport("This is a feed, not an article. Add it under feeds.", field="url")
    fields.pop("assumed", "")
    return draft_of({**fields, "source_url": page.url})


def _keep(item: JobItem, found: Item) -> None:
    item.where, item.encoding = scrub(found.where), found.assumed
    if found.draft is None:
        _settle(item, ItemState.FAILED, error=found.error.message if found.error else "It cannot be read.")
        return
    draft = found.draft
    fields = {name: getattr(draft, name) for name in FIELDS}
    fields["title"] = draft.title[:500]
    fields["published_at"] = draft.published_at.isoformat() if draft.published_at else ""
    item.draft = {name: scrub_field(value) for name, value in fields.items()} | item.draft
    _settle(item, ItemState.READ)


def scrub_field(value: str) -> str:
    """A field no database chokes on: extractors let NUL and halves of characters through."""
    return value.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _keep_more(item: JobItem, more: list[Item]) -> None:
    """The further articles of a file that holds several, right behind all others."""
    last = item.job.items.order_by("-position").values_list("position", flat=True).first() or 0
    for offset, found in enumerate(more[: MOST_ITEMS - 1], 1):
        another = JobItem(job=item.job, position=last + offset, where=found.where[:2000])
        _keep(another, found)


def _add(lease: Lease, item: JobItem) -> None:
    try:
        with lease.fenced() as job:
            # Split by a job of its own: a transaction that waits for a parse holds others up.
            article, created = add_draft(actor=job.requested_by, draft=item.draft, fetched_from=item.url)
            _settle(item, ItemState.ADDED if created else ItemState.KNOWN, article=article)
    except ClaimsError as error:
        with lease.fenced():
            _settle(item, ItemState.FAILED, error=error.message)


def add_draft(*, actor: Any, draft: dict[str, Any], fetched_from: str = "") -> Added:
    """Add one kept draft as an article. Raises BadInput and its children."""
    published_at = draft.get("published_at") or None
    return add_article(
        actor=actor,
        **{name: draft.get(name, "") for name in FIELDS},
        published_at=datetime.fromisoformat(published_at) if published_at else None,
        fetched_url=read_link(fetched_from).canonical if fetched_from else None,
        split_now=False,
    )


def _settle(item: JobItem, state: str, *, error: str = "", article: Article | None = None) -> None:
    item.state, item.error, item.article, item.file = state, scrub(error), article, None
    item.save()


# --- a person's look ---------------------------------------------------------------------------


def confirm_job(*, actor: Any, job: Job, keep: Iterable[int], changes: dict[str, str] | None = None) -> Job:
    """Go on with the items in `keep` (their positions) and leave the others out.

    `changes` are corrected fields, for a job with one article. Raises WrongState when nobody waits for it.
    """
    with transaction.atomic():
        job = Job.objects.select_for_update(of=("self",)).get(pk=job.pk)
        if job.state != JobState.PREVIEW:
            raise WrongState
        read = job.items.filter(state=ItemState.READ)
        read.exclude(position__in=list(keep)).update(state=ItemState.LEFT_OUT)
        for item in read.filter(position__in=list(keep)) if changes else ():
            item.draft = {
                **item.draft,
                **{name: value for name, value in (changes or {}).items() if name in item.draft},
            }
            item.draft["title"] = clean_line(item.draft["title"], field="title", limit=500)
            item.save(update_fields=["draft"])
        job.with_preview = False
        job.save(update_fields=["with_preview"])
        resume(job)
    return job
