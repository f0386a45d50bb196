"""Rows of an export as columns of the tables, each value looked at as if a stranger had sent it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.db import models

from claims.choices import (
    PUBLIC,
    AdjudicationCause,
    ClaimKind,
    ClaimOrigin,
    ClaimStatus,
    DecidedBy,
    PublicationState,
    Rating,
    Reliability,
    ReviewState,
    Stance,
    WithdrawnCause,
)
from claims.errors import BadImport, ClaimsError
from claims.importers.exported import Line, moment
from claims.models import Article, Claim, Evidence, Review, Source, Verdict
from claims.services.drafts import wording_fields
from claims.text.anchors import make_anchor
from claims.text.links import read_link

Row = dict[str, Any]
ON_IT = ("kind", "speaker", "check_worthiness", "needs_context", "reasons", "substitutions", "readings")


@contextmanager
def naming(line: Line) -> Iterator[None]:
    """Say in which line something is wrong."""
    try:
        yield
    except ClaimsError as error:
        raise BadImport(f"Line {line.number}: {error.message}") from error
    except (ValueError, OverflowError, KeyError) as error:
        raise BadImport(f"Line {line.number} holds what no export does: {error}.") from error


def article_columns(about: Row, document: Row) -> Row:
    """What a row's `article` and `document` say of an article that is new here."""
    link = about["source_url"]
    return _fitting(
        Article,
        {
            "title": about["title"],
            "source_url": link,
            "publisher": about["publisher"],
            "author": about["author"],
            "language": about["language"],
            "published_at": moment(about["published_at"]),
            "quorum": document["quorum"],
            "canonical_url": read_link(link).canonical if link else "",
        },
    )


def claim_columns(row: Row, text: str) -> Row:
    """The claim on `text`, its anchor computed anew. Raises BadImport where its quote does not stand."""
    start, end = row["start"], row["end"]
    if not 0 <= start < end <= len(text) or text[start:end] != row["quote"]:
        raise BadImport(f"The quote is not what stands at {start}–{end} of the text.")
    places = [*row["spans"], *row["also_at"], row["sentence"]]
    if not all(len(place) == 2 and 0 <= place[0] < place[1] <= len(text) for place in places):
        raise BadImport("One of its places lies outside the text.")
    anchor = make_anchor(text, start, end)
    withdrawn = row["withdrawn"] or {"cause": "", "reason": ""}
    return _fitting(
        Claim,
        {
            **wording_fields(row["text"]),
            **{name: row[name] for name in ON_IT},
            "kind": _known(ClaimKind, row["kind"], "kind"),
            "origin": _known(ClaimOrigin, row["origin"], "origin"),
            "start": start,
            "end": end,
            "quote": anchor.quote,
            "prefix": anchor.prefix,
            "suffix": anchor.suffix,
            "spans": row["spans"],
            "also_at": row["also_at"],
            "sentence_start": row["sentence"][0],
            "sentence_end": row["sentence"][1],
            "extra_reviews": row["extra_reviews"],
            "revision": row["revision"],
            "withdrawn_cause": _known(WithdrawnCause, withdrawn["cause"], "withdrawn") if row["withdrawn"] else "",
            "withdrawn_reason": str(withdrawn["reason"]),
            "orphaned_at": moment(row["orphaned_at"]),
            "decided_at": moment(row["decided_at"]),
            "created_at": moment(row["created_at"]),
        },
    )


def status_of(row: Row) -> ClaimStatus:
    """The claim's status there. Raises BadImport where the row contradicts itself."""
    status, verdict = ClaimStatus(_known(ClaimStatus, row["status"], "status")), row["verdict"]
    if (status == ClaimStatus.WITHDRAWN) != bool(row["withdrawn"]):
        raise BadImport("It is withdrawn without a cause, or has a cause and is not withdrawn.")
    if status.is_decided != bool(verdict) or (verdict and verdict["rating"] != status):
        raise BadImport("Its status is not what its verdict says.")
    if verdict and verdict["number"] not in [one["number"] for one in row["verdicts"]]:
        raise BadImport("Its verdict is not among its verdicts.")
    if len([one for one in row["verdicts"] if one["state"] in PUBLIC]) > 1:
        raise BadImport("Of its verdicts one at most is public.")
    return status


def review_columns(review: Row) -> Row:
    state = ReviewState(_known(ReviewState, review["state"], "state"))
    if state == ReviewState.DRAFT:
        raise BadImport("A draft is its writer's alone and never in an export.")
    at = moment(review["submitted_at"])
    return _fitting(
        Review,
        {
            "state": state.value,
            "rating": _known(Rating, review["rating"], "rating"),
            "note": review["note"],
            "confidence": review["confidence"],
            "reason": review["reason"],
            "submitted_at": at,
            **({"created_at": at, "saved_at": at} if at else {}),
        },
    )


def verdict_columns(verdict: Row) -> Row:
    if verdict["state"] != PublicationState.UNPUBLISHED and not verdict["published_at"]:
        raise BadImport("A verdict that was public has the day on which it was published.")
    return _fitting(
        Verdict,
        {
            "number": verdict["number"],
            "rating": _known(Rating, verdict["rating"], "rating"),
            "summary": verdict["summary"],
            "decided_by": _known(DecidedBy, verdict["decided_by"], "decided_by"),
            "reason": verdict["reason"],
            "causes": [_known(AdjudicationCause, cause, "causes") for cause in verdict["causes"]],
            "true_as_of": _day(verdict["true_as_of"]),
            "recheck_on": _day(verdict["recheck_on"]),
            "state": _known(PublicationState, verdict["state"], "state"),
            "created_at": moment(verdict["created_at"]),
            "published_at": moment(verdict["published_at"]),
            "state_changed_at": moment(verdict["state_changed_at"]),
            "correction_note": verdict["correction_note"],
            "public_note": verdict["public_note"],
        },
    )


def evidence_columns(pieces: Sequence[Row]) -> list[tuple[Row, Row]]:
    """Of each piece of one review its own columns and its source's, in the order it was given."""
    return [(_evidence(piece, place), _source(piece)) for place, piece in enumerate(pieces)]


def _evidence(piece: Row, place: int) -> Row:
    return _fitting(
        Evidence,
        {
            "position": place,
            "url": read_link(piece["url"], field="url").given,
            "stance": _known(Stance, piece["stance"], "stance"),
            "quote": piece["quote"],
            "note": piece["note"],
            "accessed_at": moment(piece["accessed_at"]),
        },
    )


def _source(piece: Row) -> Row:
    archived = piece["archived_url"]
    return _fitting(
        Source,
        {
            "url": read_link(piece["url"]).canonical,
            "title": piece["title"],
            "publisher": piece["publisher"],
            "reliability": _known(Reliability, piece["reliability"], "reliability"),
            "archived_url": read_link(archived, field="archived_url").given if archived else "",
        },
    )


def _known(choices: type[models.TextChoices], value: Any, name: str) -> str:
    if value not in _values(choices):
        raise BadImport(f"{name} is {value!r}, not one of {', '.join(choices.values)}.")
    return str(value)


def _day(value: str | None) -> Any:
    at = moment(value)
    return at.date() if at else None


def _fitting(model: type[models.Model], columns: Row) -> Row:
    """The columns, once it is sure that each has room for its value."""
    limits = _limits(model)
    for name, value in columns.items():
        most = limits.get(name)
        if most and isinstance(value, str) and len(value) > most:
            raise BadImport(f"{name} has {len(value):,} characters; the limit is {most:,}.")
    return columns


# Django makes both anew each time they are asked for, and a file asks once for every value.
@cache
def _values(choices: type[models.TextChoices]) -> frozenset[Any]:
    return frozenset(choices.values)


@cache
def _limits(model: type[models.Model]) -> dict[str, int]:
    return {field.attname: field.max_length for field in model._meta.concrete_fields if field.max_length}
