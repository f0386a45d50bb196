"""What a row needs beyond what most readers do, so that a file can be read back: texts, reviews, every verdict.

A text stands once in a file, with the first claim on it. Persons are pseudonyms.
"""

from collections.abc import Callable, Iterator
from typing import Any

from claims.choices import ReviewState
from claims.exporters.pseudonyms import Pseudonyms
from claims.exporters.scopes import Scope
from claims.models import Article, ArticleVersion, Evidence, Review, Verdict
from claims.models.lookups import listed

Row = dict[str, Any]

# Of the claim, in the order in which `complete` takes them.
COLUMNS = (
    "version_id",
    "spans",
    "also_at",
    "sentence_start",
    "sentence_end",
    "reasons",
    "substitutions",
    "readings",
    "extra_reviews",
)
REVIEW_COLUMNS = (
    *("claim_id", "id", "reviewer_id", "state", "rating", "note", "confidence"),
    *("supersedes_id", "reason", "submitted_at"),
)
VERDICT_COLUMNS = (
    *("claim_id", "number", "rating", "summary", "decided_by", "adjudicator_id", "reason", "causes"),
    *("true_as_of", "recheck_on", "state", "created_at", "published_at"),
    *("state_changed_at", "correction_note", "public_note"),
)
FORMER_COLUMNS = (
    *("review_id", "id", "url", "source__title", "quote", "stance", "source__archived_url", "note"),
    *("accessed_at", "source__publisher", "source__reliability"),
)
# A text may have a megabyte.
TEXTS_AT_ONCE = 10


class Whole:
    """Completes the rows of one file, chunk by chunk; run it inside the same snapshot."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._names = Pseudonyms()
        self._told: set[int] = set()

    def complete(self, rows: dict[int, Row], values: dict[int, tuple[Any, ...]]) -> Iterator[Row]:
        """The rows by claim, each with what is missing; `values` are COLUMNS of the same claims."""
        ids = listed(list(rows))
        reviews = _grouped(self._reviews(ids, rows))
        verdicts = _grouped(self._verdicts(ids, rows))
        documents = self._documents([of[0] for of in values.values()])
        for key, row in rows.items():
            version, *own = values[key]
            row |= _own(*own) | {"reviews": reviews.get(key, []), "verdicts": verdicts.get(key, [])}
            if version not in self._told:
                self._told.add(version)
                row["document"] = documents(version)
            yield row

    def _reviews(self, ids: Any, rows: dict[int, Row]) -> Iterator[tuple[int, Row]]:
        """Every review but drafts, in the order of time; former ones with the evidence they had."""
        seen = Review.objects.filter(self._scope.reviews, claim_id__any_of=ids).exclude(state=ReviewState.DRAFT)
        found = list(seen.order_by("claim_id", "id").values_list(*REVIEW_COLUMNS))
        former = _grouped(_evidence([one[1] for one in found if one[3] != ReviewState.SUBMITTED]))
        place: dict[int, int] = {}
        for claim, key, person, state, rating, note, confidence, supersedes, reason, submitted_at in found:
            place[claim] = place.get(claim, 0) + 1
            yield (
                claim,
                {
                    "id": key,
                    "reviewer": self._names.of(person, status=rows[claim]["status"], place=place[claim]),
                    "state": state,
                    "rating": rating,
                    "note": note,
                    "confidence": confidence,
                    "supersedes": supersedes,
                    "reason": reason,
                    "submitted_at": submitted_at,
                    **({"evidence": former.get(key, [])} if state != ReviewState.SUBMITTED else {}),
                },
            )

    def _verdicts(self, ids: Any, rows: dict[int, Row]) -> Iterator[tuple[int, Row]]:
        seen = Verdict.objects.filter(self._scope.verdicts, claim_id__any_of=ids).order_by("claim_id", "number")
        for claim, *values in seen.values_list(*VERDICT_COLUMNS):
            verdict = dict(zip(VERDICT_COLUMNS[1:], values, strict=True))
            adjudicator = self._names.of(verdict.pop("adjudicator_id"))
            yield claim, verdict | {"adjudicator": adjudicator}

    def _documents(self, versions: list[int]) -> Callable[[int], Row]:
        """The texts that the file has not told yet, read a few at a time as they are asked for."""
        waiting = [version for version in dict.fromkeys(versions) if version not in self._told]
        batches = (waiting[start : start + TEXTS_AT_ONCE] for start in range(0, len(waiting), TEXTS_AT_ONCE))
        read: dict[int, Row] = {}

        def document(version: int) -> Row:
            while version not in read:
                read.clear()
                read.update(_texts(next(batches)))
            return read[version]

        return document


def _own(
    spans: Any, also_at: Any, start: int, end: int, reasons: Any, substitutions: Any, readings: Any, extra: int
) -> Row:
    return {
        "spans": spans,
        "also_at": also_at,
        "sentence": [start, end],
        "reasons": reasons,
        "substitutions": substitutions,
        "readings": readings,
        "extra_reviews": extra,
    }


def _evidence(review_ids: list[int]) -> Iterator[tuple[int, Row]]:
    if not review_ids:
        return
    found = Evidence.objects.filter(review_id__any_of=listed(review_ids)).order_by("review_id", "position", "id")
    for review, *values in found.values_list(*FORMER_COLUMNS):
        yield (
            review,
            {name.removeprefix("source__"): one for name, one in zip(FORMER_COLUMNS[1:], values, strict=True)},
        )


def _texts(version_ids: list[int]) -> dict[int, Row]:
    found = list(ArticleVersion.objects.filter(pk__in=version_ids).select_related("article"))
    tags = _grouped(
        Article.tags.through.objects.filter(article__in={one.article_id for one in found})
        .order_by("tag__name")
        .values_list("article_id", "tag__name")
    )
    return {
        one.pk: {
            "text": one.text,
            "fingerprint": one.article.fingerprint,
            "sentences": one.sentences,
            "dropped": one.dropped,
            "notes": one.notes,
            "quorum": one.article.quorum,
            "tags": tags.get(one.article_id, []),
        }
        for one in found
    }


def _grouped[T](pairs: Any) -> dict[int, list[T]]:
    found: dict[int, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
