"""Kept pages that nothing rests on any more go, with their files; whatever a review or a verdict rests on stays.

A review rests on the capture that was there when it was written and on the first one after it; a verdict on those
around its making and its publication; and the newest capture of a cited page always stays. A file goes when no
capture names it: its capture is gone, its transaction was taken back, or its worker was killed.
"""

import logging
import time
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import batched
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.utils import timezone

from claims.models import Evidence, Snapshot, Source, Verdict

log = logging.getLogger("claims.kept")

AT_ONCE = 200
# A capture that is being made now has its file before its row.
GRACE = timedelta(hours=25)
# With more strays than that, a folder of which most belong to nothing belongs to another database.
FEW = 3
ASIDE = ".gone"
UNCITED, SUPERSEDED, STRAY = "cited by nobody", "superseded", "named by no capture"


class Removal(NamedTuple):
    """What went, or would go: a capture by its number, or a file by its name under `snapshots/`."""

    what: str
    why: str


def remove_needless(*, dry: bool = False, even_most: bool = False) -> Iterator[Removal]:
    """Remove captures and files that nothing rests on; with `dry`, only say which. Begun anew, it goes on.

    When most files belong to no capture, the folder or the database is not the desk's own, or an old copy was put
    back: then files stay unless `even_most`, and the log says so.
    """
    theirs = not even_most and _is_of_another(folder())
    going: set[int] = set()
    for looks, why in _needless():
        yield from (Removal(f"capture {look.pk}", why) for look in looks)
        if dry:
            going |= {look.pk for look in looks}
            continue
        _forget(looks, why)
        files = {folder() / look.record for look in looks if look.record}
        yield from (Removal(f"file {_name(path)}", why) for path in sorted(files) if not theirs and _removed(path))
    if theirs:
        log.error("most files in %s belong to no capture of this database: none is removed", folder())
        return
    for path in _strays(folder(), going):
        if dry or _removed(path):
            yield Removal(f"file {_name(path)}", STRAY)


def folder() -> Path:
    path: Path = settings.MEDIA_ROOT / "snapshots"
    return path


# --- captures ----------------------------------------------------------------------------------
def _needless() -> Iterator[tuple[list[Snapshot], str]]:
    """Captures by page: all of those that nobody cites, and superseded ones past their days."""
    cited = Evidence.objects.filter(source=OuterRef("pk"))
    pages = Source.objects.annotate(cited=Exists(cited), looks=Count("snapshots")).order_by("pk")
    newest = Max("snapshots__taken_at")
    alone = pages.annotate(newest=newest).filter(cited=False, looks__gt=0, newest__lt=timezone.now() - GRACE)
    for some in _by_number(alone):
        looks_of = _looks(some)
        yield from ((looks_of[page], UNCITED) for page in some)
    if days := settings.SNAPSHOT_SUPERSEDED_DAYS:
        for some in _by_number(pages.filter(cited=True, looks__gt=1)):
            yield from ((looks, SUPERSEDED) for looks in _superseded(some, timezone.now() - timedelta(days=days)))


def _by_number(pages: QuerySet[Source]) -> Iterator[list[int]]:
    """Their numbers, some at a time, each time anew: between two of them rows go."""
    last = 0
    while some := list(pages.filter(pk__gt=last).values_list("pk", flat=True)[:AT_ONCE]):
        yield some
        last = some[-1]


def _looks(pages: list[int]) -> dict[int, list[Snapshot]]:
    found: dict[int, list[Snapshot]] = defaultdict(list)
    for look in Snapshot.objects.filter(source__in=pages).defer("text").order_by("taken_at", "pk"):
        found[look.source_id].append(look)
    return found


def _superseded(pages: list[int], before: datetime) -> Iterator[list[Snapshot]]:
    moments_of = _moments(pages)
    for page, looks in _looks(pages).items():
        needed = _needed(looks, moments_of[page])
        needless = [look for look in looks if look.pk not in needed and look.taken_at < before]
        if needless:
            yield needless


def _moments(pages: list[int]) -> dict[int, set[datetime]]:
    """When somebody judged by each page: reviews that cite it, whatever became of them, and verdicts over those."""
    moments: dict[int, set[datetime]] = defaultdict(set)
    cited = Evidence.objects.filter(source__in=pages)
    verdicts = Verdict.objects.filter(claim__reviews__evidence__source__in=pages)
    for page, *times in (
        *cited.values_list("source", "accessed_at", "review__submitted_at"),
        *verdicts.values_list("claim__reviews__evidence__source", "created_at", "published_at"),
    ):
        moments[page] |= {moment for moment in times if moment}
    return moments


def _needed(looks: list[Snapshot], moments: set[datetime]) -> set[int]:
    """The newest look, the newest text, and for each moment the text that was there and the first one after it."""
    texts = [look for look in looks if look.sha256]
    times = [look.taken_at for look in texts]
    needed = {looks[-1].pk, *(look.pk for look in texts[-1:])}
    for moment in moments:
        before, after = bisect_right(times, moment) - 1, bisect_left(times, moment)
        needed |= {texts[place].pk for place in (before, after) if 0 <= place < len(texts)}
    return needed


def _forget(looks: list[Snapshot], why: str) -> None:
    """Delete the rows of one page's captures; the page's own text goes only where nobody cites it."""
    page = looks[0].source_id
    with transaction.atomic():
        Source.objects.select_for_update().get(pk=page)
        if why == UNCITED:
            if Evidence.objects.filter(source=page).exists():  # somebody cited it a moment ago
                return
            nothing: dict[str, Any] = {"snapshot_text": "", "snapshot_sha256": "", "snapshot_state": ""}
            Source.objects.filter(pk=page).update(**nothing, snapshot_at=None, check_at=None)
        Snapshot.objects.filter(pk__in=[look.pk for look in looks]).delete()
    for look in looks:
        log.info(
            "capture removed: %s of page %s, taken %s, sha256 %s: %s",
            *(look.pk, page, look.taken_at.isoformat(), look.sha256 or "none", why),
        )


# --- files -------------------------------------------------------------------------------------
def _is_of_another(place: Path) -> bool:
    ours = strays = 0
    for paths, known in _looked_up(place):
        named = sum(_name(path) in known for path in paths)
        ours, strays = ours + named, strays + len(paths) - named
    return strays > ours and (strays > FEW or not ours)


def _strays(place: Path, going: set[int]) -> Iterator[Path]:
    """Files old enough that no capture names but those `going`, and what a killed worker put aside."""
    before = _before()
    for paths, known in _looked_up(place):
        for path in paths:
            needless = path.suffix == ASIDE or not (known.get(_name(path), set()) - going)
            if needless and _time_of(path) < before:
                yield path


def _looked_up(place: Path) -> Iterator[tuple[list[Path], dict[str, set[int]]]]:
    """Files, some hundred at a time, and the captures that name them. What was put aside is looked up by its name."""
    for paths in batched((path for path in place.glob("*/*") if path.is_file()), AT_ONCE, strict=False):
        known: dict[str, set[int]] = defaultdict(set)
        named = Snapshot.objects.filter(record__in={_name(path) for path in paths})
        for record, number in named.values_list("record", "pk"):
            known[record].add(number)
        yield list(paths), known


def _removed(path: Path) -> bool:
    """Whether it went. Put aside first: who begins to use it meanwhile has touched it, or finds it missing and writes
    it anew."""
    aside = path if path.suffix == ASIDE else path.with_name(f"{path.name}.{uuid4().hex}{ASIDE}")
    try:
        path.rename(aside)
        if _time_of(aside) >= _before() or Snapshot.objects.filter(record=_name(path)).exists():
            aside.rename(folder() / _name(path))
            return False
        aside.unlink()
    except FileNotFoundError:  # another worker was quicker
        return False
    except OSError as error:
        log.warning("the file %s could not be removed: %s", _name(path), error)
        return False
    log.info("file removed: %s: %s", _name(path), STRAY)
    return True


def _name(path: Path) -> str:
    """As captures name it, also when it was put aside."""
    name = path.name.rsplit(".", 2)[0] if path.suffix == ASIDE else path.name
    return f"{path.parent.name}/{name}"


def _time_of(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return time.time()


def _before() -> float:
    return (timezone.now() - GRACE).timestamp()
