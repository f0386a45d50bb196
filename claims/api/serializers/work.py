"""Talk about claims, work given to people, sources, and steps after a decision."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.base import Output, StrictInput
from claims.api.serializers.fields import Choice, Moment, Whole, Words
from claims.api.serializers.people import PersonOutput, present_person
from claims.choices import AssignmentState, ClaimStatus, Reliability, SnapshotState
from claims.figures.similar import Similar
from claims.models import Assignment, Comment, Snapshot, Source

HOWS = [("round_robin", "In turns"), ("even", "To who has the least open work")]
NAMED = {"min_length": 1, "max_length": 1_000}


class CommentInput(StrictInput):
    """A remark, or a reply to one."""

    body = Words(help_text="@ and a sign-in name tell that person.")
    parent = Whole(min_value=1, required=False, help_text="The comment it replies to.")


class CommentOutput(Output):
    """A remark on a claim."""

    id = serializers.IntegerField()
    claim = serializers.IntegerField()
    parent = serializers.IntegerField(allow_null=True, help_text="The first remark of its thread.")
    author = PersonOutput()
    body = serializers.CharField()
    created_at = serializers.DateTimeField()
    resolved_at = serializers.DateTimeField(allow_null=True)
    resolved_by = PersonOutput(allow_null=True)


class SimilarOutput(Output):
    """A decided claim that says about the same."""

    id = serializers.IntegerField()
    text = serializers.CharField()
    status = serializers.ChoiceField(ClaimStatus.choices)
    article = serializers.CharField(help_text="Its title.")
    share = serializers.FloatField(help_text="Of the weight of your claim's words, 0 to 1.")
    rating = serializers.CharField(allow_null=True, help_text="A word of Rating.")
    summary = serializers.CharField()


class AssignmentInput(StrictInput):
    """Claims, or one article, for people. Exactly one of both."""

    claims = serializers.ListField(child=Whole(min_value=1), required=False, **NAMED)
    article = Whole(min_value=1, required=False)
    people = serializers.ListField(child=Whole(min_value=1), min_length=1, max_length=100)
    how = Choice(HOWS, required=False)
    due_at = Moment(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("claims" in attrs) == ("article" in attrs):
            raise serializers.ValidationError({"claims": ["Send either claims or article."]})
        if "article" in attrs and (len(attrs["people"]) > 1 or "how" in attrs):
            raise serializers.ValidationError({"people": ["An article goes to one person."]})
        return attrs


class AssignmentOutput(Output):
    """Work given to one person."""

    id = serializers.IntegerField()
    assignee = PersonOutput()
    claim = serializers.IntegerField(allow_null=True)
    article = serializers.IntegerField(allow_null=True)
    state = serializers.ChoiceField(AssignmentState.choices)
    due_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()


class SharedOutput(Output):
    """What was given, and the claims that fit nobody: reviewed by them, or of their own making."""

    assignments = AssignmentOutput(many=True)
    left = serializers.ListField(child=serializers.IntegerField())


class ReopeningInput(StrictInput):
    """Why a decision is taken back."""

    reason = Words()


class ReturnInput(StrictInput):
    """What the reviewers are asked."""

    question = Words()


class PlaceInput(StrictInput):
    """The words a claim is put on; without them, the place that the desk proposes."""

    start = Whole(required=False)
    end = Whole(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("start" in attrs) != ("end" in attrs):
            raise serializers.ValidationError({"end": ["Send start and end, or neither."]})
        return attrs


class ReplyInput(StrictInput):
    """A reviewer's answer to a decision."""

    body = Words()


class ReplyOutput(Output):
    """A reviewer's answer to a decision."""

    id = serializers.IntegerField()
    verdict = serializers.IntegerField()
    body = serializers.CharField()
    created_at = serializers.DateTimeField()


class SourceInput(StrictInput):
    """What a cited page is; what is left out stays as it is."""

    reliability = Choice(Reliability.choices, required=False)
    title = Words(required=False)
    publisher = Words(required=False)
    archived_url = Words(required=False, help_text="Where an archive keeps a copy of the page; empty for none.")


class SourceOutput(Output):
    """A page that is cited."""

    id = serializers.IntegerField()
    url = serializers.CharField()
    title = serializers.CharField()
    publisher = serializers.CharField()
    reliability = serializers.ChoiceField(Reliability.choices)
    archived_url = serializers.CharField()
    snapshot_state = serializers.CharField(help_text="A word of SnapshotState; empty where nobody looked yet.")
    snapshot_sha256 = serializers.CharField()
    snapshot_at = serializers.DateTimeField(allow_null=True)


class LookOutput(Output):
    """One look at a page."""

    state = serializers.ChoiceField(SnapshotState.choices)
    sha256 = serializers.CharField()
    reason = serializers.CharField(help_text="Why nothing was there; empty otherwise.")
    taken_at = serializers.DateTimeField()


class KeptPageOutput(Output):
    """The text that stood on a cited page, and the latest looks at it."""

    source = serializers.IntegerField()
    url = serializers.CharField()
    text = serializers.CharField()
    sha256 = serializers.CharField(help_text="Of the text's UTF-8 bytes.")
    kept_at = serializers.DateTimeField()
    looks = LookOutput(many=True)


def present_kept(source: Source, looks: list[Snapshot]) -> dict[str, Any]:
    return {
        "source": source.pk,
        "url": source.url,
        "text": source.snapshot_text,
        "sha256": source.snapshot_sha256,
        "kept_at": source.snapshot_at,
        "looks": [{name: getattr(look, name) for name in LookOutput._declared_fields} for look in looks],
    }


def present_comments(comments: list[Comment]) -> list[dict[str, Any]]:
    return [
        {
            "id": comment.pk,
            "claim": comment.claim_id,
            "parent": comment.parent_id,
            "author": present_person(comment.author),
            "body": comment.body,
            "created_at": comment.created_at,
            "resolved_at": comment.resolved_at,
            "resolved_by": present_person(comment.resolved_by),
        }
        for comment in comments
    ]


def present_similar(found: list[Similar]) -> list[dict[str, Any]]:
    return [
        {
            "id": one.claim.pk,
            "text": one.claim.text,
            "status": one.claim.status,
            "article": one.claim.article.title,
            "share": round(one.share, 3),
            "rating": one.claim.verdict.rating if one.claim.verdict else None,
            "summary": one.claim.verdict.summary if one.claim.verdict else "",
        }
        for one in found
    ]


def present_assignments(assignments: list[Assignment]) -> list[dict[str, Any]]:
    return [
        {
            "id": given.pk,
            "assignee": present_person(given.assignee),
            "claim": given.claim_id,
            "article": given.article_id,
            "state": given.state,
            "due_at": given.due_at,
            "created_at": given.created_at,
        }
        for given in assignments
    ]


def present_sources(sources: list[Source]) -> list[dict[str, Any]]:
    names = list(SourceOutput._declared_fields)
    return [{name: getattr(source, name) for name in names} for source in sources]
