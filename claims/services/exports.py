"""Exports written in the background: asking, writing the whole file, and removing it after a day.

Which characters a file has is the exporters' business: whoever runs the job hands their writer in.
"""

import hashlib
import os
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from claims.choices import JobKind, JobState
from claims.errors import BadInput, ClaimsError
from claims.filters import ClaimFilter, none_of
from claims.models import Claim, Export
from claims.services.jobs import Lease, add_job, finish

KEPT_FOR = timedelta(days=1)
MOST_WAITING = 5
TELL_EVERY = 1.0
HALF = ".part"

Query = Mapping[str, Sequence[str]]


class TooManyExports(ClaimsError):
    """A person's exports wait for one another: "Five of your exports are not written yet." """

    code = "too_many_exports"
    default_message = "Five of your exports are not written yet. Wait for one of them."


class Asker(NamedTuple):
    """What a filter set wants to know of a request."""

    user: Any


class Progress:
    """How many claims are written, told to the row from beside."""

    def __init__(self) -> None:
        self.rows = 0

    def add(self, number: int) -> None:
        self.rows += number


Writer = Callable[[Export, Progress], Iterable[bytes]]


def chosen_claims(user: Any, query: Query) -> QuerySet[Claim]:
    """The claims that filters give to a person. Raises BadInput naming the filter."""
    given = QueryDict(mutable=True)
    for name, values in query.items():
        given.setlist(name, list(values))
    unknown = sorted(set(given) - set(ClaimFilter.base_filters))
    if unknown:
        known = ", ".join(sorted(ClaimFilter.base_filters))
        raise BadInput(
            f"There is no filter {unknown[0][:50]!r}. There are: {known}.", field=f"filters.{unknown[0][:50]}"
        )
    chosen = ClaimFilter(given, Claim.objects.visible_to(user), request=Asker(user))
    if not chosen.is_valid():
        name, reasons = next(iter(chosen.errors.items()))
        wrong = none_of(ClaimFilter.base_filters[name], given.getlist(name)) or " ".join(reasons)
        raise BadInput(f"{name}: {wrong}", field=f"filters.{name}")
    found: QuerySet[Claim] = chosen.qs
    return found


def ask_export(
    *, actor: Any, file_format: str, query: Query, raw: bool = False, whole: bool = False, trailer: bool = True
) -> Export:
    """Ask for a file; doors refuse what its format does not know.

    Raises BadInput for a filter, TooManyExports while five others wait.
    """
    total = chosen_claims(actor, query).order_by().count()
    waiting = Export.objects.filter(job__requested_by=actor, job__state__in=[JobState.WAITING, JobState.RUNNING])
    with transaction.atomic():
        if waiting.count() >= MOST_WAITING:
            raise TooManyExports
        job = add_job(actor=actor, kind=JobKind.EXPORT)
        kept = {name: list(values) for name, values in query.items()}
        flags = {"raw": raw, "whole": whole, "trailer": trailer}
        return Export.objects.create(job=job, format=file_format, query=kept, **flags, role=actor.role, total=total)


def run_export(lease: Lease, *, write: Writer) -> None:
    """Write the file beside its place and move it there when it is whole: half of one is never offered.

    Killed anywhere, the next worker begins anew, but for a file that is offered already.
    """
    export = Export.objects.select_related("job__requested_by").get(job=lease.job)
    actor = export.job.requested_by
    if not Export.objects.visible_to(actor).filter(pk=export.pk).exists():
        finish(lease, state=JobState.FAILED, error="Whoever asked for it may not have it any more.")
        return
    if not (export.is_there and path_of(export).is_file()):
        _write_and_offer(lease, export, write)
    finish(lease)


def _write_and_offer(lease: Lease, export: Export, write: Writer) -> None:
    progress = Progress()
    _remove_halves(export)
    # Each taking of the job has a file of its own: a slow worker that lost its lease may still be writing into its.
    part = folder() / f"{export.pk}.{lease.token}{HALF}"
    try:
        with told(export, progress):
            size, digest = _written(part, write(export, progress))
        with lease.fenced():
            name = f"{secrets.token_hex(16)}.{export.format}"
            part.rename(folder() / name)
            _offer(export, name=name, size=size, sha256=digest, rows=progress.rows)
    finally:
        part.unlink(missing_ok=True)


def _offer(export: Export, **about: Any) -> None:
    Export.objects.filter(pk=export.pk).update(**about, expires_at=timezone.now() + KEPT_FOR)


def _remove_halves(export: Export) -> None:
    for path in folder().glob(f"{export.pk}.*{HALF}"):
        path.unlink(missing_ok=True)


def _written(path: Path, pieces: Iterable[bytes]) -> tuple[int, str]:
    """Bytes and SHA-256 of what is on the disk then."""
    digest, size = hashlib.sha256(), 0
    with path.open("wb") as file:
        for piece in pieces:
            file.write(piece)
            digest.update(piece)
            size += len(piece)
        file.flush()
        os.fsync(file.fileno())
    return size, digest.hexdigest()


@contextmanager
def told(export: Export, progress: Progress) -> Iterator[None]:
    """Tells the row how far it is, from a thread with a connection of its own: this one's reads only."""
    over = threading.Event()

    def tell() -> None:
        while not over.wait(TELL_EVERY):
            with suppress(DatabaseError):
                Export.objects.filter(pk=export.pk, name="").update(rows=progress.rows)
            connection.close()

    thread = threading.Thread(target=tell, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(timeout=10)


def folder() -> Path:
    path: Path = settings.MEDIA_ROOT / "exports"
    path.mkdir(parents=True, exist_ok=True)
    return path


def path_of(export: Export) -> Path:
    return folder() / export.name


def remove_old_exports() -> int:
    """Remove the files whose day is over, and what a killed worker left; how many went."""
    over = list(Export.objects.filter(expires_at__lte=timezone.now()).exclude(name="")[:100])
    for export in over:
        path_of(export).unlink(missing_ok=True)
        Export.objects.filter(pk=export.pk).update(name="")
    return len(over) + _remove_strays()


def _remove_strays() -> int:
    yesterday = (timezone.now() - KEPT_FOR - timedelta(hours=1)).timestamp()
    return sum(_removed(path, yesterday) for path in folder().glob("*"))


def _removed(path: Path, before: float) -> bool:
    """Whether it was as old as that. A file that somebody moves or removes just now is left to them."""
    try:
        if path.stat().st_mtime >= before:
            return False
        path.unlink()
    except FileNotFoundError:
        return False
    return True
