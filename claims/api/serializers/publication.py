"""Publication: the gate, what the public was told, and the words of each step."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from claims.api.serializers.base import Output, StrictInput
from claims.api.serializers.fields import Choice, Words
from claims.api.serializers.people import PersonOutput, present_person
from claims.choices import PublicationState, Rating
from claims.models import Verdict
from claims.services.publication import Publication

NEEDS = [
    ("must", "Nothing is public without it"),
    ("reason", "A reason stands in for it"),
    ("nothing", "This rating does not ask for it"),
]
ITEMS = [(name, name) for name in ("decided", "reviewers", "evidence", "primary_source", "kept", "summary")]
STEPS = [(name, name) for name in ("publish", "correct", "pause", "resume", "unpublish")]


class PublishInput(StrictInput):
    """What the public will read, and why something the gate asks for is gone without."""

    summary = Words(required=False, help_text="Without one, the verdict's own.")
    reason = Words(required=False, help_text="For items of the gate that are not met and `needed` says `reason`.")


class CorrectionInput(PublishInput):
    """What was corrected, in words for the public; another summary, or the decision that stands by now."""

    note = Words(help_text="What was corrected; the public reads it.")
    true_as_of = serializers.DateField(required=False)


@extend_schema_field({"type": "string", "deprecated": True})
class FormerWords(Words):
    """Words under the name that they had once."""


class NoteInput(StrictInput):
    """Why it is paused, or taken back, in words for the public. One of the two must be there."""

    reason = Words(required=False, help_text="What the public reads. Must be there.")
    note = FormerWords(required=False, help_text="The former name of `reason`, which goes on working.")

    def validate(self, attrs: dict[str, str]) -> dict[str, str]:
        if not attrs:
            raise serializers.ValidationError({"reason": [self.fields["reason"].error_messages["required"]]})
        if len(set(attrs.values())) > 1:
            raise serializers.ValidationError({"note": ["This is the former name of reason: send one of them."]})
        return {"reason": next(iter(attrs.values()))}


class ResumeInput(StrictInput):
    """Why it stands again, for the record."""

    reason = Words(required=False)


class GateItemOutput(Output):
    """One thing the craft asks for before a verdict is public."""

    name = Choice(ITEMS)
    label = serializers.CharField()
    met = serializers.BooleanField(help_text="It is there, or `needed` says `nothing`.")
    needed = Choice(NEEDS)
    hint = serializers.CharField(help_text="What to do about it.")


class PublicNumberOutput(Output):
    """One number of a claim's verdict that the public was told."""

    number = serializers.IntegerField()
    rating = serializers.ChoiceField(Rating.choices)
    summary = serializers.CharField()
    true_as_of = serializers.DateField()
    state = serializers.ChoiceField(PublicationState.choices)
    public_note = serializers.CharField(help_text="What the public reads about its state.")
    correction_note = serializers.CharField(help_text="Why it took an earlier one's place.")
    published_at = serializers.DateTimeField()
    published_by = PersonOutput(allow_null=True)
    state_changed_at = serializers.DateTimeField(allow_null=True)
    url = serializers.CharField(help_text="Its page for the public; the same for every number.")


class PublicationOutput(Output):
    """Where a claim stands on its way to the public."""

    claim = serializers.IntegerField()
    revision = serializers.IntegerField(help_text="Of the claim, for If-Match.")
    ready = serializers.BooleanField(help_text="Nothing is missing but words given while publishing.")
    gate = GateItemOutput(many=True)
    steps = serializers.ListField(child=Choice(STEPS), help_text="What an editor can do now.")
    public = PublicNumberOutput(allow_null=True, help_text="What is published or paused.")
    log = PublicNumberOutput(many=True, help_text="Every public number, the oldest first.")


def present_publication(publication: Publication) -> dict[str, Any]:
    items = ("name", "label", "met", "needed", "hint")
    public = publication.public
    return {
        "claim": publication.claim.pk,
        "revision": publication.claim.revision,
        "ready": publication.is_ready,
        "gate": [{name: getattr(item, name) for name in items} for item in publication.gate],
        "steps": publication.steps,
        "public": present_number(public) if public else None,
        "log": [present_number(verdict) for verdict in publication.log],
    }


def present_number(verdict: Verdict) -> dict[str, Any]:
    """The answer for a verdict whose claim and publisher are loaded."""
    words = ("number", "rating", "summary", "true_as_of", "state", "public_note", "correction_note")
    return {
        **{name: getattr(verdict, name) for name in words},
        "published_at": verdict.published_at,
        "published_by": present_person(verdict.published_by),
        "state_changed_at": verdict.state_changed_at,
        "url": verdict.public_url,
    }
