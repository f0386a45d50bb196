"""Claims read back from a desk's own export: with their texts, reviews, evidence, verdicts and publication.

A file goes in whole or not at all, in the order of its lines. What is here already stays as it is, so importing twice
adds nothing. Reviewers come as people who sign in nowhere, under the pseudonyms of the file.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from django.contrib.auth import get_user_model
from django.db import DataError, IntegrityError, transaction

from claims.choices import DecidedBy, EventKind, LineageHow, PublicationState, ReviewState, Role
from claims.errors import BadImport
from claims.importers.exported import Line, check_whole, read_rows
from claims.models import Claim, Event, Evidence, Lineage, Review, Source, Verdict
from claims.models.pseudonyms import IMPORTED
from claims.services.copying import draw_ids, insert_rows
from claims.services.restored import (
    Row,
    claim_columns,
    evidence_columns,
    naming,
    review_columns,
    status_of,
    verdict_columns,
)
from claims.services.restored_places import Place, Places, portions
from claims.verdicts import decide

BATCH = 500
PSEUDONYM = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
TWICE = (
    "Two rows say the same on the same words, or somebody added one of these claims meanwhile. Nothing was imported."
)


@dataclass(slots=True)
class Imported:
    """What became of a file. `left_out` says which texts this desk has otherwise, so that their claims stayed out.

    `reopened` claims were under review there, but the file does not hold those reviews; `heirs_missing` counts the
    links of withdrawn claims to others that are not in the file.
    """

    articles: int = 0
    claims: int = 0
    known: int = 0
    reviews: int = 0
    verdicts: int = 0
    reopened: int = 0
    heirs_missing: int = 0
    left_out: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Rows:
    """One batch: what goes into each table, by column."""

    claims: list[Row] = field(default_factory=list)
    reviews: list[Row] = field(default_factory=list)
    evidence: list[Row] = field(default_factory=list)
    verdicts: list[Row] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    sources: dict[str, Row] = field(default_factory=dict)


def import_claims(*, actor: Any, file: BinaryIO) -> Imported:
    """Store what an `ndjson` export holds. `file` can be read twice: first it is made sure that it is whole.

    Raises BadImport for a file that is cut or changed, and for a row that no export has, with its line; then nothing
    was stored.
    """
    check_whole(file)
    file.seek(0)
    run = _Run(actor)
    try:
        with transaction.atomic():
            for lines in portions(read_rows(file), most=BATCH):
                run.take(lines)
            run.link()
    except (IntegrityError, DataError) as error:
        raise BadImport(TWICE) from error
    run.done.articles = run.places.added
    return run.done


class _Run:
    """One import: what ids of the file have become here."""

    def __init__(self, actor: Any) -> None:
        self.actor = actor
        self.places = Places(actor)
        self.done = Imported()
        self._claims: dict[int, int] = {}
        self._people: dict[str, int] = {}
        self._heirs: list[tuple[int, list[Row]]] = []

    def take(self, lines: Sequence[Line]) -> None:
        self.places.meet(lines)
        fresh: list[tuple[Line, Place]] = []
        for line in lines:
            with naming(line):
                place = self._place(line)
                if place is not None:
                    fresh.append((line, place))
        self._store(fresh)

    def _place(self, line: Line) -> Place | None:
        """Where the row's claim is to go, if it is to go anywhere."""
        row = line.row
        place = self.places.of(row)
        if place is None:
            self._leave_out(row)
            return None
        here = place.known.take(row, place.version) if place.known else None
        if here is not None:
            self._claims[row["id"]] = here
            self.done.known += 1
            return None
        return place

    def _leave_out(self, row: Row) -> None:
        words = f"“{row['article']['title']}” is here with other words than its text {row['article']['version']} has."
        if words not in self.done.left_out:
            self.done.left_out.append(words)

    def _store(self, fresh: list[tuple[Line, Place]]) -> None:
        keys = draw_ids(Claim, len(fresh))
        reviews = iter(draw_ids(Review, sum(len(line.row["reviews"]) for line, _ in fresh)))
        verdicts = iter(draw_ids(Verdict, sum(len(line.row["verdicts"]) for line, _ in fresh)))
        rows = _Rows()
        for key, (line, place) in zip(keys, fresh, strict=True):
            with naming(line):
                claim = {"id": key, "article_id": place.article.pk, "version_id": place.version}
                claim |= claim_columns(line.row, place.text)
                ratings = self._reviews(rows, line.row, key, reviews)
                numbers = self._verdicts(rows, line.row, claim, verdicts)
                self._claim(rows, line.row, claim, place, ratings, numbers)
                self._claims[line.row["id"]] = key
                self._heirs += [(key, line.row["heirs"])] if line.row["heirs"] else []
        _write(rows, self.actor)
        self.done.claims += len(rows.claims)
        self.done.reviews += len(rows.reviews)
        self.done.verdicts += len(rows.verdicts)

    def _claim(
        self, rows: _Rows, row: Row, claim: Row, place: Place, ratings: list[str], numbers: dict[int, int]
    ) -> None:
        status = status_of(row)
        claim["verdict_id"] = numbers[row["verdict"]["number"]] if row["verdict"] else None
        if status.is_open and len(ratings) != row["reviews_count"]:
            status = decide(ratings, quorum=place.article.needed_reviews + claim["extra_reviews"])
            self.done.reopened += 1
        claim |= {"status": status.value, "reviews_count": len(ratings)}
        rows.claims.append(claim)
        about = {"claim_id": claim["id"], "article_id": claim["article_id"]}
        proposed = {"kind": EventKind.CLAIM_PROPOSED.value, "new": row["text"], "data": {"origin": row["url"]}}
        rows.events.append(about | proposed)
        if row["verdict"]:
            rows.events += [about | event for event in _decision(row["verdict"], row, claim["verdict_id"])]

    def _reviews(self, rows: _Rows, row: Row, claim: int, keys: Iterator[int]) -> list[str]:
        """The ratings of the reviews that stand."""
        cited: dict[int, list[Row]] = {}
        for piece in row["evidence"]:
            cited.setdefault(piece["review"], []).append(piece)
        here: dict[int, int] = {}
        for review in row["reviews"]:
            key = here[review["id"]] = next(keys)
            person = self._person(review["reviewer"])
            former = here.get(review["supersedes"]) if review["supersedes"] else None
            columns = {"id": key, "claim_id": claim, "reviewer_id": person, "supersedes_id": former}
            rows.reviews.append(columns | review_columns(review))
            pieces = cited.pop(review["id"], []) if "evidence" not in review else review["evidence"]
            _cite(rows, key, pieces)
        if cited:
            raise BadImport("It has evidence of a review that is not in the file.")
        return [one["rating"] for one in row["reviews"] if one["state"] == ReviewState.SUBMITTED]

    def _verdicts(self, rows: _Rows, row: Row, claim: Row, keys: Iterator[int]) -> dict[int, int]:
        """The ids of the verdicts by number."""
        found = {}
        for verdict in row["verdicts"]:
            key = found[verdict["number"]] = next(keys)
            person = self._person(verdict["adjudicator"]) if verdict["adjudicator"] else None
            if (person is not None) != (verdict["decided_by"] == DecidedBy.ADJUDICATION):
                raise BadImport("A verdict names an adjudicator exactly where one decided.")
            columns = {
                "id": key,
                "claim_id": claim["id"],
                "version_id": claim["version_id"],
                "adjudicator_id": person,
            }
            rows.verdicts.append(columns | verdict_columns(verdict))
        return found

    def _person(self, pseudonym: str) -> int:
        """Who stands for the reviewer of that name: nobody who could sign in."""
        if pseudonym not in self._people:
            if not PSEUDONYM.fullmatch(pseudonym):
                raise BadImport(f"{pseudonym!r} is no pseudonym.")
            people: Any = get_user_model()._default_manager
            person, _ = people.get_or_create(
                username=f"{IMPORTED}{pseudonym}",
                defaults={"role": Role.REVIEWER, "is_active": False, "password": "!"},
            )
            if person.is_active:
                raise BadImport(f"{person.username} is somebody of this desk, so nobody can stand for {pseudonym}.")
            self._people[pseudonym] = person.pk
        return self._people[pseudonym]

    def link(self) -> None:
        """What withdrawn claims became, now that all of the file is here."""
        links = []
        for ancestor, heirs in self._heirs:
            for heir in heirs:
                key = self._claims.get(heir["id"])
                if key is None:
                    self.done.heirs_missing += 1
                elif heir["how"] in LineageHow.values and key != ancestor:
                    links.append(Lineage(ancestor_id=ancestor, heir_id=key, how=heir["how"]))
        Lineage.objects.bulk_create(links, batch_size=BATCH, ignore_conflicts=True)


def _decision(verdict: Row, row: Row, key: int) -> Iterator[Row]:
    adjudicated = verdict["decided_by"] == DecidedBy.ADJUDICATION
    kind = EventKind.CLAIM_ADJUDICATED if adjudicated else EventKind.CLAIM_DECIDED
    yield {"kind": kind.value, "verdict_id": key, "new": row["status"]}
    states = {one["number"]: one["state"] for one in row["verdicts"]}
    if states[verdict["number"]] == PublicationState.PUBLISHED:
        yield {"kind": EventKind.VERDICT_PUBLISHED.value, "verdict_id": key, "new": verdict["rating"]}


def _cite(rows: _Rows, review: int, pieces: Sequence[Row]) -> None:
    for evidence, source in evidence_columns(pieces):
        rows.sources.setdefault(source["url"], source)
        rows.evidence.append({"review_id": review, "page": source["url"], **evidence})


def _write(rows: _Rows, actor: Any) -> None:
    """Rows name each other by ids drawn beforehand; the database looks at that when all are in."""
    pages = _sources(rows.sources)
    insert_rows(Claim(), rows.claims)
    insert_rows(Review(), rows.reviews)
    insert_rows(Evidence(), [{"source_id": pages[row.pop("page")], **row} for row in rows.evidence])
    insert_rows(Verdict(), rows.verdicts)
    insert_rows(Event(actor=actor), rows.events)


def _sources(wanted: dict[str, Row]) -> dict[str, int]:
    """The pages by address; what this desk knows of a page stays, an archived copy is taken where it had none."""
    urls = sorted(wanted)
    before = dict(Source.objects.filter(url__in=urls).values_list("url", "archived_url"))
    Source.objects.bulk_create([Source(**wanted[url]) for url in urls if url not in before], ignore_conflicts=True)
    for url, archived in before.items():
        if not archived and wanted[url]["archived_url"]:
            Source.objects.filter(url=url).update(archived_url=wanted[url]["archived_url"])
    return dict(Source.objects.filter(url__in=urls).values_list("url", "pk"))
