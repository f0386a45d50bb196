"""The desk in numbers: where claims stand, how far reviewers agree, who has how much to do."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.base import Output
from claims.api.serializers.people import PersonOutput, present_person
from claims.choices import Rating
from claims.figures.agreement import Agreement
from claims.figures.alpha import Alpha
from claims.figures.dashboard import Dashboard, Topic
from claims.figures.workload import Load


class Counts(serializers.DictField):
    """Numbers by a word."""

    child = serializers.IntegerField()


class AlphaOutput(Output):
    """Krippendorff's alpha with its 95 % interval; null, with the reason, where it is undefined."""

    value = serializers.FloatField(allow_null=True)
    low = serializers.FloatField(allow_null=True)
    high = serializers.FloatField(allow_null=True)
    claims = serializers.IntegerField()
    ratings = serializers.IntegerField()
    why = serializers.CharField()


class WeekOutput(Output):
    """One week of the window."""

    first = serializers.DateField()
    last = serializers.DateField()
    decided = Counts(help_text="Claims by a word of Rating.")
    reviews = serializers.IntegerField()
    alpha = AlphaOutput(help_text="Over the last 200 claims decided in it.")


class TopicOutput(Output):
    """A publisher or speaker."""

    name = serializers.CharField()
    verdicts = Counts(help_text="By a word of Rating.")


class WaitingOutput(Output):
    """Open claims by age."""

    age = serializers.CharField()
    claims = serializers.IntegerField()


class DashboardOutput(Output):
    """The desk at a glance; at most a minute old."""

    since = serializers.DateField()
    until = serializers.DateField()
    standing = Counts(help_text="Claims by a word of ClaimStatus, of all time.")
    publication = Counts(help_text="Claims by `ready`, `published`, `paused`, `correction`, of all time.")
    weeks = WeekOutput(many=True)
    waiting = WaitingOutput(many=True)
    publishers = TopicOutput(many=True)
    speakers = TopicOutput(many=True)


class RatingRowOutput(Output):
    """How one rating fares among claims that several people reviewed."""

    rating = serializers.ChoiceField(Rating.choices)
    given = serializers.IntegerField()
    others = serializers.IntegerField(help_text="Other reviews of those claims.")
    agreed = serializers.IntegerField()
    confusion = Counts(help_text="Pairs of reviews with this rating and each other one.")


class PairOutput(Output):
    """Two people and Cohen's kappa over the claims both reviewed."""

    one = PersonOutput()
    other = PersonOutput()
    kappa = serializers.FloatField(allow_null=True)
    claims = serializers.IntegerField()
    agreed = serializers.IntegerField()


class TopicAlphaOutput(Output):
    """Agreement on one publisher's or tag's claims."""

    name = serializers.CharField()
    alpha = AlphaOutput()


class OverruledOutput(Output):
    """Adjudicated claims, their reviews, and how many of those the editor decided against."""

    claims = serializers.IntegerField()
    reviews = serializers.IntegerField()
    overruled = serializers.IntegerField()


class AgreementOutput(Output):
    """Agreement over the newest claims that several people reviewed; at most a minute old."""

    alpha = AlphaOutput()
    ratings = RatingRowOutput(many=True)
    pairs = PairOutput(many=True)
    publishers = TopicAlphaOutput(many=True)
    tags = TopicAlphaOutput(many=True)
    adjudicated = OverruledOutput()


class LoadOutput(Output):
    """One person's work."""

    person = PersonOutput()
    open = serializers.IntegerField(help_text="Assignments.")
    overdue = serializers.IntegerField()
    reviews_lately = serializers.IntegerField(help_text="Of the last 30 days.")
    minutes = serializers.FloatField(allow_null=True, help_text="The median between two reviews in a row.")


def present_dashboard(found: Dashboard) -> dict[str, Any]:
    return {
        "since": found.scope.since,
        "until": found.scope.until,
        "standing": {status.value: number for status, number in found.standing.items()},
        "publication": {name: getattr(found.publication, name) for name in found.publication.__slots__},
        "weeks": [
            {
                "first": week.first,
                "last": week.last,
                "decided": _by_rating(week.decided),
                "reviews": week.reviews,
                "alpha": present_alpha(week.alpha),
            }
            for week in found.weeks
        ],
        "waiting": [{"age": age, "claims": number} for age, number in found.ages],
        "publishers": _topics(found.publishers),
        "speakers": _topics(found.speakers),
    }


def present_agreement(found: Agreement) -> dict[str, Any]:
    confusion = {rating: dict(zip(Rating.values, cells, strict=True)) for rating, cells in found.confusion}
    rows = [
        {
            "rating": row.rating.value,
            "given": row.given,
            "others": row.others,
            "agreed": row.agreed,
            "confusion": confusion.get(row.rating, {}),
        }
        for row in found.ratings
    ]
    pairs = [
        {
            "one": present_person(pair.one),
            "other": present_person(pair.other),
            "kappa": pair.kappa.value,
            "claims": pair.kappa.units,
            "agreed": pair.kappa.agreed,
        }
        for pair in found.pairs
    ]
    over = found.overruled
    return {
        "alpha": present_alpha(found.alpha),
        "ratings": rows,
        "pairs": pairs,
        "publishers": [{"name": row.topic, "alpha": present_alpha(row.alpha)} for row in found.publishers],
        "tags": [{"name": row.topic, "alpha": present_alpha(row.alpha)} for row in found.tags],
        "adjudicated": {"claims": over.claims, "reviews": over.reviews, "overruled": over.overruled},
    }


def present_loads(loads: list[Load]) -> list[dict[str, Any]]:
    return [
        {
            "person": present_person(load.person),
            "open": load.open,
            "overdue": load.overdue,
            "reviews_lately": load.done,
            "minutes": load.minutes,
        }
        for load in loads
    ]


def present_alpha(alpha: Alpha) -> dict[str, Any]:
    names = ("value", "low", "high", "ratings", "why")
    return {**{name: getattr(alpha, name) for name in names}, "claims": alpha.units}


def _topics(topics: list[Topic]) -> list[dict[str, Any]]:
    return [{"name": topic.name, "verdicts": _by_rating(topic.verdicts)} for topic in topics]


def _by_rating(numbers: dict[Rating, int]) -> dict[str, int]:
    return {rating.value: number for rating, number in numbers.items()}
