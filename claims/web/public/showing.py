"""What the public is shown of a verdict. This room alone decides it: templates and feeds get nothing else.

No name of who reviewed, decided or published is here, no note of a review or of its evidence, no reason written for
colleagues: only what was written for the public and what stands on pages anybody can read.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from claims.choices import DecidedBy, PublicationState, Rating, ReviewState, Stance
from claims.errors import BadLink
from claims.models import Article, Claim, Evidence, Review, Verdict
from claims.text.links import read_link
from claims.web.passages import Piece, context_of

LINE = 70
"""Characters of an address that stands for a title."""
PAUSED = "paused"
UNRELIABLE = frozenset({PublicationState.PAUSED, PublicationState.WITHDRAWN})
CARD = (600, 260)
"""Width and height of the card for other people's pages, in CSS pixels."""


def said(note: str) -> str:
    """A note for the public; those the desk writes by itself come in the page's language."""
    return _(note) if note else ""


@dataclass(frozen=True, slots=True)
class Link:
    """An address in words; `url` is empty where it is none that a browser should open."""

    url: str
    host: str
    given: str

    @property
    def words(self) -> str:
        """The address as people write it, not longer than a line."""
        words = re.sub(r"^https?://(?:www\.)?", "", self.given).rstrip("/")
        return words if len(words) <= LINE else f"{words[: LINE - 1]}…"


def link_of(given: str) -> Link:
    """Only web addresses become links; whatever else a row may hold stays plain text."""
    try:
        return Link(given, read_link(given).host.removeprefix("www."), given)
    except BadLink:
        return Link("", "", given)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the claim was made."""

    title: str
    publisher: str
    author: str
    language: str
    published_at: datetime | None
    link: Link


def origin_of(article: Article) -> Origin:
    return Origin(
        title=article.title,
        publisher=article.publisher,
        author=article.author,
        language=article.language,
        published_at=article.published_at,
        link=link_of(article.source_url),
    )


@dataclass(frozen=True, slots=True)
class Cited:
    """One piece of evidence."""

    stance: str
    title: str
    publisher: str
    quote: str
    link: Link
    archive: Link
    is_primary: bool

    @property
    def stance_label(self) -> str:
        """Beside a rating, "Supports" alone can be read as supporting the verdict."""
        words = {Stance.SUPPORTS: _("Supports the claim"), Stance.REFUTES: _("Refutes the claim")}
        return words.get(Stance(self.stance)) or str(Stance(self.stance).label)

    @property
    def name(self) -> str:
        """What its link reads: two pages of one site that have no title are told apart by their addresses."""
        return self.title or self.link.words


@dataclass(frozen=True, slots=True)
class Shown:
    """A verdict as lists and feeds tell it. A paused one has no rating and no summary."""

    claim_id: int
    number: int
    text: str
    speaker: str
    rating: str
    summary: str
    note: str
    origin: Origin
    url: str
    path: str
    published_at: datetime
    changed_at: datetime
    true_as_of: date
    is_paused: bool
    is_correction: bool

    @property
    def mark(self) -> str:
        """What the mark beside the word shows: the rating, or that it is being checked again."""
        return PAUSED if self.is_paused else self.rating

    @property
    def label(self) -> str:
        return _("Being checked again") if self.is_paused else str(Rating(self.rating).label)

    @property
    def explanation(self) -> str:
        return "" if self.is_paused else Rating(self.rating).explanation

    @property
    def abstract(self) -> str:
        """One paragraph for feeds and previews."""
        told = self.note if self.is_paused else self.summary
        return " ".join(f"{self.label}. {told}".split())


def shown(verdict: Verdict) -> Shown:
    """The public part of a verdict read with `for_reading`."""
    claim, paused = verdict.claim, verdict.state == PublicationState.PAUSED
    return Shown(
        claim_id=claim.pk,
        number=verdict.number,
        text=claim.text,
        speaker=claim.speaker,
        rating="" if paused else verdict.rating,
        summary="" if paused else verdict.summary,
        note=said(verdict.public_note) if paused else "",
        origin=origin_of(claim.article),
        url=verdict.public_url,
        path=verdict.public_path,
        published_at=verdict.published_at,
        changed_at=verdict.state_changed_at or verdict.published_at,
        true_as_of=verdict.true_as_of,
        is_paused=paused,
        is_correction=bool(verdict.correction_note),
    )


def for_reading(verdicts: Any) -> Any:
    """A queryset of verdicts with what `shown` takes."""
    return verdicts.select_related("claim__article")


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One number that the public was told: what it said, from when, and why it took another's place or left."""

    number: int
    published_at: datetime
    changed_at: datetime
    rating: str
    state: str
    correction: str
    note: str

    @property
    def label(self) -> str:
        return str(Rating(self.rating).label) if self.rating else ""

    @property
    def state_label(self) -> str:
        return str(PublicationState(self.state).label)


def log_of(verdicts: Iterable[Verdict]) -> list[LogEntry]:
    """The correction log, newest first. What the public is asked not to rely on is named without its rating."""
    entries = [
        LogEntry(
            number=one.number,
            published_at=one.published_at,
            changed_at=one.state_changed_at or one.published_at,
            rating="" if one.state in UNRELIABLE else one.rating,
            state=one.state,
            correction=one.correction_note,
            note=said(one.public_note) if one.state in UNRELIABLE else "",
        )
        for one in verdicts
    ]
    return sorted(entries, key=lambda entry: entry.number, reverse=True)


def evidence_of(verdict: Verdict) -> list[Cited]:
    """What the reviews cite, each passage of a page once: what speaks for or against first, in the order given."""
    reviews = released_reviews(verdict)
    rows = Evidence.objects.filter(review__in=reviews).select_related("source").defer("source__snapshot_text")
    found: dict[tuple[int, str, str], Cited] = {}
    for row in rows.order_by("review_id", "position", "id"):
        key = (row.source_id, row.stance, " ".join(row.quote.split()))
        found.setdefault(key, _cited(row))
    return sorted(found.values(), key=lambda cited: cited.stance == Stance.CONTEXT)


def released_reviews(verdict: Verdict) -> QuerySet[Review]:
    """The reviews an editor let the public see: those that stood when the verdict was last published.

    What is reviewed or revised afterwards waits for the next number. What was retracted is nobody's word any more.
    """
    moment = verdict.state_changed_at or verdict.published_at
    then = Review.objects.filter(claim=verdict.claim_id, submitted_at__lte=moment)
    retracted_since = Q(superseded_by__state=ReviewState.RETRACTED)
    revised_since = Q(state=ReviewState.SUPERSEDED, superseded_by__submitted_at__gt=moment) & ~retracted_since
    return then.filter(Q(state=ReviewState.SUBMITTED) | revised_since)


def _cited(row: Evidence) -> Cited:
    source = row.source
    return Cited(
        stance=row.stance,
        title=source.title,
        publisher=source.publisher,
        quote=row.quote,
        link=link_of(row.url),
        archive=link_of(source.archived_url),
        is_primary=source.reliability == "primary",
    )


def passage_of(claim: Claim) -> list[Piece]:
    """The paragraph around the claim; `dropped` is "quote" on the claim's own words."""
    return context_of(claim)


def how_decided(verdict: Verdict) -> str:
    """In a sentence or two, without a name."""
    number = released_reviews(verdict).count()
    if verdict.decided_by == DecidedBy.QUORUM:
        return ngettext(
            "%(number)s person of the desk reviewed this claim and came to this rating.",
            "%(number)s people of the desk reviewed this claim independently, without seeing one another’s answers. "
            "Most of them came to this rating.",
            number,
        ) % {"number": number}
    if not number:
        return _("An editor of the desk decided on the evidence shown here.")
    return ngettext(
        "%(number)s person of the desk reviewed this claim. An editor weighed the evidence and decided.",
        "%(number)s people of the desk reviewed this claim independently, without seeing one another’s answers. "
        "An editor weighed their evidence and decided.",
        number,
    ) % {"number": number}


def scale() -> list[Rating]:
    return list(Rating)


def embed_code(one: Shown, width: int = CARD[0], height: int = CARD[1]) -> str:
    """What a person pastes into a page of their own."""
    title = _("Fact check by %(desk)s") % {"desk": settings.SITE_NAME}
    code = '<iframe src="{}embed/" title="{}" width="{}" height="{}" loading="lazy"></iframe>'
    return format_html(code, one.url, title, width, height)
