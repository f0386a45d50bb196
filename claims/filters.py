"""What lists can be narrowed by: the same sets for pages, API and exports."""

import unicodedata
from datetime import UTC, datetime
from itertools import product
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.forms import ValidationError
from django.utils.translation import gettext_lazy as _

from claims.choices import ArticleState, ClaimKind, ClaimStatus, EventKind, JobState, PublicationState, Rating
from claims.models import Article, Claim, Event, Job, Verdict
from claims.models.tag import LONGEST_TAG
from claims.text.folding import fold

LONGEST_SEARCH = 200
MOST_TERMS = 10
# Where a claim stands on its way to the public; each has its query in ClaimQuerySet.
PUBLICATIONS = [
    ("ready", _("Decided, not public")),
    ("published", _("Published")),
    ("paused", _("Paused")),
    ("correction", _("Decided anew since it was public")),
]

# The orders of the list of claims, each with an index, the usual one first. Among equals in worth the oldest comes
# first, as in the review queue.
ORDERS = {"-id": ("-id",), "-check_worthiness": ("-check_worthiness", "id")}
ORDER_LABELS = [("-id", _("Newest first")), ("-check_worthiness", _("Most worth checking first"))]


def none_of(asked: filters.Filter | None, values: list[str]) -> str:
    """The words that could stand here, where one does that is none of them."""
    choices = asked.extra.get("choices") if asked is not None else None
    if choices is None or callable(choices):
        return ""
    known = [str(value) for value, _label in choices]
    wrong = next((value for value in values if value not in known), None)
    return "" if wrong is None else f"“{wrong[:100]}” is not one of {', '.join(known)}."


def search_terms(value: str) -> list[str]:
    """The words to look for. Raises ValidationError past 200 characters or 10 words."""
    if "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value):
        raise ValidationError("The search has a character that cannot be looked for.")
    if len(value) > LONGEST_SEARCH:
        raise ValidationError(f"Search for at most {LONGEST_SEARCH} characters.")
    terms = value.split()
    if len(terms) > MOST_TERMS:
        raise ValidationError(f"Search for at most {MOST_TERMS} words.")
    return terms


def has_place_in_utc(moment: datetime) -> None:
    """Raises ValidationError for a moment outside the years 1 to 9999 in UTC: no database compares it."""
    try:
        moment.astimezone(UTC)
    except OverflowError:
        raise ValidationError("This time lies outside the years 1 to 9999.") from None


class MomentField(filters.fields.IsoDateTimeField):
    """A time in ISO 8601; without a zone it is in the desk's."""

    default_validators = [has_place_in_utc]
    default_error_messages = {
        "invalid": _("This is not a date or time. Send ISO 8601, for example 2025-01-10T12:00:00Z.")
    }

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except OverflowError:
            raise ValidationError("This time lies outside the years 1 to 9999.") from None

    def clean(self, value: Any) -> Any:
        """In UTC: PostgreSQL refuses zones of 16 hours and more, which Python takes."""
        moment = super().clean(value)
        return moment.astimezone(UTC) if moment else moment


class MomentFilter(filters.IsoDateTimeFilter):
    field_class = MomentField


class NumberOfFilter(filters.NumberFilter):
    """The number of an object: whole, never rounded from something else."""

    field_class = forms.IntegerField

    def __init__(self, *, least: int = 1, **kwargs: Any) -> None:
        self.least = least
        super().__init__(min_value=least, max_value=2**63 - 1, **kwargs)


class NumbersFilter(filters.BaseInFilter, NumberOfFilter):
    """Several numbers of objects, with commas between them: `1,2,3`."""


class SeveralFilter(filters.MultipleChoiceFilter):
    """One of several values of the row's own column: no row can come twice, so DISTINCT is not needed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(distinct=False, **kwargs)


class YesNoFilter(filters.ChoiceFilter):
    """`true` or `false`; anything else is an error, where a stock boolean filter would ignore it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[("true", "Yes"), ("false", "No")], **kwargs)


def spellings(term: str) -> list[str]:
    """The word as it was typed, composed and decomposed: texts are kept as they came, in either spelling."""
    forms = [term, unicodedata.normalize("NFC", term), unicodedata.normalize("NFD", term)]
    return list(dict.fromkeys(forms))


class SearchFilter(filters.CharFilter):
    """Every word must occur in at least one of the fields."""

    def __init__(self, *, fields: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(validators=[search_terms], **kwargs)
        self.fields = fields

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        for term in (value or "").split():
            anywhere = Q()
            for field, spelling in product(self.fields, spellings(term)):
                anywhere |= Q(**{f"{field}__icontains": spelling})
            qs = qs.filter(anywhere)
        return qs


class TagFilter(filters.CharFilter):
    """Articles, or claims of articles, with this tag; an article has each tag once, so no row comes twice."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=LONGEST_TAG, **kwargs)

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        return super().filter(qs, " ".join(value.lower().split()) if value else value)


class ArticleFilter(filters.FilterSet):
    """Articles by state, publisher, language, tag, dates and words of the title."""

    state = SeveralFilter(choices=ArticleState.choices)
    publisher = filters.CharFilter(lookup_expr="iexact", max_length=200)
    language = filters.CharFilter(lookup_expr="iexact", max_length=20)
    created_after = MomentFilter(field_name="created_at", lookup_expr="gt")
    changed_after = MomentFilter(field_name="changed_at", lookup_expr="gt")
    tag = TagFilter(field_name="tags__name")
    search = SearchFilter(fields=("title", "publisher", "author"))

    class Meta:
        model = Article
        fields: list[str] = []


class ClaimFilter(filters.FilterSet):
    """Claims by number and status (several), kind, article, speaker, publisher (as written), tag, own review,
    publication, worth, dates."""

    id = NumbersFilter(field_name="id")
    status = SeveralFilter(choices=ClaimStatus.choices)
    kind = SeveralFilter(choices=ClaimKind.choices)
    article = NumberOfFilter(field_name="article_id")
    speaker = filters.CharFilter(lookup_expr="iexact", max_length=200)
    publisher = filters.CharFilter(field_name="article__publisher", max_length=200)
    reviewed_by_me = YesNoFilter(method="filter_reviewed_by_me")
    check_worthiness_min = filters.NumberFilter(
        field_name="check_worthiness", lookup_expr="gte", min_value=0, max_value=1
    )
    created_after = MomentFilter(field_name="created_at", lookup_expr="gt")
    changed_after = MomentFilter(field_name="changed_at", lookup_expr="gt")
    tag = TagFilter(field_name="article__tags__name")
    publication = filters.ChoiceFilter(choices=PUBLICATIONS, method="filter_publication")
    search = SearchFilter(fields=("text", "quote", "speaker"))

    class Meta:
        model = Claim
        fields: list[str] = []

    def filter_reviewed_by_me(self, qs: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        if self.request is None:
            return qs
        return qs.with_own_review(self.request.user).filter(reviewed_by_me=value == "true")

    def filter_publication(self, qs: QuerySet[Claim], name: str, value: str) -> QuerySet[Claim]:
        return getattr(qs, f"publication_{value}")()


class VerdictFilter(filters.FilterSet):
    """Published verdicts by rating, article and time."""

    rating = SeveralFilter(choices=Rating.choices)
    article = NumberOfFilter(field_name="claim__article_id")
    changed_after = MomentFilter(field_name="state_changed_at", lookup_expr="gt")

    class Meta:
        model = Verdict
        fields: list[str] = []


class FoldedFilter(SearchFilter):
    """Every word must occur in the folded words that are kept in these fields: without accents and capitals."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        for term in fold(value or "").split():
            anywhere = Q()
            for field in self.fields:
                anywhere |= Q(**{f"{field}__contains": term})
            qs = qs.filter(anywhere)
        return qs


class PublicVerdictFilter(filters.FilterSet):
    """What the public reads, by words, rating and the article's publisher.

    A paused verdict is found by its words alone: its rating is not to be relied on, so nothing tells it.
    """

    rating = filters.ChoiceFilter(choices=Rating.choices, method="filter_rating")
    publisher = filters.CharFilter(field_name="claim__article__publisher", lookup_expr="iexact", max_length=200)
    search = FoldedFilter(fields=("public_words__words",))

    class Meta:
        model = Verdict
        fields: list[str] = []

    def filter_rating(self, qs: QuerySet[Verdict], name: str, value: str) -> QuerySet[Verdict]:
        return qs.filter(state=PublicationState.PUBLISHED, rating=value)


class ScopeFilter(filters.FilterSet):
    """What figures are about: days (both included), an article, a publisher as written, a tag."""

    since = filters.DateFilter(field_name="created_at", lookup_expr="date__gte")
    until = filters.DateFilter(field_name="created_at", lookup_expr="date__lte")
    article = NumberOfFilter(field_name="article_id")
    publisher = filters.CharFilter(field_name="article__publisher", max_length=200)
    tag = TagFilter(field_name="article__tags__name")

    class Meta:
        model = Claim
        fields: list[str] = []


class JobFilter(filters.FilterSet):
    """Imports by state."""

    state = SeveralFilter(choices=JobState.choices)

    class Meta:
        model = Job
        fields: list[str] = []


class EventFilter(filters.FilterSet):
    """Events by kind, article, claim and actor, and those after one of them."""

    kind = SeveralFilter(choices=EventKind.choices)
    article = NumberOfFilter(field_name="article_id")
    claim = NumberOfFilter(field_name="claim_id")
    actor = NumberOfFilter(field_name="actor_id")
    after = NumberOfFilter(field_name="id", lookup_expr="gt", least=0)

    class Meta:
        model = Event
        fields: list[str] = []


def unknown_parameters(filterset: type[filters.FilterSet], given: Any, allowed: set[str]) -> list[str]:
    """Parameters that neither the filter set nor the list itself knows: a typo must never widen a list."""
    return sorted(set(given) - set(filterset.base_filters) - allowed)
