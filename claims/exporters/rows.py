"""The one query and the one shape of a claim outside the program, for exports and for the API's lists.

Positions are code points into the article's text, half-open. Times are aware and in UTC.
"""

from collections.abc import Iterator
from itertools import batched, islice
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from claims.choices import PublicationState, ReviewState
from claims.exporters import whole as whole_rows
from claims.exporters.scopes import Scope
from claims.models import Claim, Evidence, Lineage
from claims.models.lookups import listed
from claims.models.statements import Slot, Statement
from claims.models.verdict import public_path

Row = dict[str, Any]

CHUNK = 2_000
FIRST_CHUNK = 200

# In the order in which `row_of` takes them.
COLUMNS = (
    "id",
    "text",
    "quote",
    "start",
    "end",
    "prefix",
    "suffix",
    "kind",
    "speaker",
    "origin",
    "check_worthiness",
    "needs_context",
    "status",
    "decided_at",
    "withdrawn_cause",
    "withdrawn_reason",
    "orphaned_at",
    "reviews_count",
    "revision",
    "created_at",
    "changed_at",
    "article_id",
    "article__title",
    "article__source_url",
    "article__publisher",
    "article__author",
    "article__language",
    "article__published_at",
    "version__number",
    "verdict__number",
    "verdict__rating",
    "verdict__summary",
    "verdict__decided_by",
    "verdict__true_as_of",
    "verdict__state",
    "verdict__published_at",
)

EVIDENCE_COLUMNS = (
    "review__claim_id",
    "review_id",
    "id",
    "url",
    "source__title",
    "quote",
    "stance",
    "source__archived_url",
    "note",
    "accessed_at",
    "source__publisher",
    "source__reliability",
)


def row_of(values: tuple[Any, ...], site: str) -> Row:
    """The row of one claim from its COLUMNS; `site` is the address claims are shown under."""
    (
        claim_id,
        text,
        quote,
        start,
        end,
        prefix,
        suffix,
        kind,
        speaker,
        origin,
        check_worthiness,
        needs_context,
        status,
        decided_at,
        withdrawn_cause,
        withdrawn_reason,
        orphaned_at,
        reviews_count,
        revision,
        created_at,
        changed_at,
        article_id,
        article_title,
        source_url,
        publisher,
        author,
        language,
        article_published_at,
        version,
        number,
        rating,
        summary,
        decided_by,
        true_as_of,
        state,
        published_at,
    ) = values
    return {
        "id": claim_id,
        "text": text,
        "quote": quote,
        "start": start,
        "end": end,
        "prefix": prefix,
        "suffix": suffix,
        "kind": kind,
        "speaker": speaker,
        "origin": origin,
        "check_worthiness": check_worthiness,
        "needs_context": needs_context,
        "status": status,
        "decided_at": decided_at,
        "withdrawn": {"cause": withdrawn_cause, "reason": withdrawn_reason} if withdrawn_cause else None,
        "orphaned_at": orphaned_at,
        "reviews_count": reviews_count,
        "revision": revision,
        "created_at": created_at,
        "changed_at": changed_at,
        "article": {
            "id": article_id,
            "title": article_title,
            "source_url": source_url,
            "publisher": publisher,
            "author": author,
            "language": language,
            "published_at": article_published_at,
            "version": version,
        },
        "verdict": {
            "number": number,
            "rating": rating,
            "summary": summary,
            "decided_by": decided_by,
            "true_as_of": true_as_of,
            "state": state,
            "published_at": published_at,
            "public_url": f"{site}{public_path(claim_id, text)}" if state == PublicationState.PUBLISHED else None,
        }
        if number
        else None,
        "url": f"{site}/claims/{claim_id}/",
    }


def stream(claims: QuerySet[Claim], scope: Scope, *, whole: bool = False) -> Iterator[Row]:
    """Every row of an export in order of id, with the evidence that `scope` may see and the heirs of withdrawn ones.

    `whole` adds what reading the file back needs. Memory is bounded by CHUNK. Run it inside `snapshots.snapshot`, so
    that all statements see one moment.
    """
    cited = _evidence_statement(scope)
    more = whole_rows.Whole(scope) if whole else None
    columns = (*COLUMNS, *whole_rows.COLUMNS) if whole else COLUMNS
    found = claims.order_by("id").values_list(*columns).iterator(chunk_size=CHUNK)
    for chunk in _chunks(found):
        rows = _rows_of(chunk, cited)
        if more:
            values = {values[0]: values[len(COLUMNS) :] for values in chunk}
            yield from more.complete(rows, values)
        else:
            yield from rows.values()


def _rows_of(chunk: tuple[Any, ...], cited: Statement) -> dict[int, Row]:
    rows = {values[0]: row_of(values[: len(COLUMNS)], settings.SITE_URL) for values in chunk}
    evidence = _evidence_of(list(rows), cited)
    heirs = _heirs_of([key for key, row in rows.items() if row["withdrawn"]])
    for key, row in rows.items():
        row["evidence"] = evidence.get(key, [])
        row["heirs"] = heirs.get(key, [])
    return rows


def _chunks[T](found: Iterator[T]) -> Iterator[tuple[T, ...]]:
    """A short one first, so that the first byte need not wait for a long one."""
    if first := tuple(islice(found, min(FIRST_CHUNK, CHUNK))):
        yield first
    yield from batched(found, CHUNK, strict=False)


def _evidence_statement(scope: Scope) -> Statement:
    """Evidence of submitted reviews of some claims, in the order it was given."""
    seen = Evidence.objects.filter(
        scope.evidence, review__claim_id__any_of=Slot("claims"), review__state=ReviewState.SUBMITTED
    )
    ordered = seen.order_by("review__claim_id", "review_id", "position", "id").values_list(*EVIDENCE_COLUMNS)
    return Statement(lambda: ordered)


def _evidence_of(claim_ids: list[int], statement: Statement) -> dict[int, list[Row]]:
    """The evidence by claim."""
    found: dict[int, list[Row]] = {}
    rows = statement.rows(claims=listed(claim_ids))
    for claim_id, review_id, evidence_id, url, title, quote, stance, archived_url, note, accessed_at, *source in rows:
        publisher, reliability = source
        found.setdefault(claim_id, []).append(
            {
                "id": evidence_id,
                "review": review_id,
                "url": url,
                "title": title,
                "quote": quote,
                "stance": stance,
                "archived_url": archived_url,
                "note": note,
                "accessed_at": accessed_at,
                "publisher": publisher,
                "reliability": reliability,
            }
        )
    return found


def _heirs_of(claim_ids: list[int]) -> dict[int, list[Row]]:
    """What withdrawn claims became: `{"id", "how"}` each, so that an old reference leads on."""
    if not claim_ids:
        return {}
    found: dict[int, list[Row]] = {}
    links = Lineage.objects.filter(ancestor_id__any_of=listed(claim_ids)).order_by("id")
    for ancestor_id, heir_id, how in links.values_list("ancestor_id", "heir_id", "how"):
        found.setdefault(ancestor_id, []).append({"id": heir_id, "how": how})
    return found
