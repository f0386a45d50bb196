"""Forms of editors and admins: sharing out work, sending back, reopening, looking through what happened."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy

from claims.choices import EventKind, NotificationKind, Role
from claims.errors import BadInput
from claims.figures.dashboard import Scope, asked_scope
from claims.models import Claim
from claims.models.tag import LONGEST_TAG
from claims.web.forms.choosing import AboutArticle, ArticleField
from claims.web.sentences import in_words

MOST_CLAIMS = 200
HOW = [
    ("round_robin", gettext_lazy("In turns")),
    ("even", gettext_lazy("To whoever has the least open work")),
]


class Day(forms.DateInput):
    input_type = "date"


def reviewers() -> Any:
    able = [role.value for role in Role if role.rank >= Role.REVIEWER.rank]
    return get_user_model().objects.filter(is_active=True, role__in=able).order_by("username")


class ShareForm(AboutArticle):
    """Which claims go to whom, and by when."""

    article = ArticleField(
        help_text=gettext_lazy("What of it waits for a review. Empty: what is most worth checking.")
    )
    count = forms.IntegerField(label=gettext_lazy("At most"), initial=20, min_value=1, max_value=MOST_CLAIMS)
    people = forms.ModelMultipleChoiceField(
        label=gettext_lazy("People"), queryset=None, widget=forms.CheckboxSelectMultiple, required=False
    )
    team = forms.CharField(
        label=gettext_lazy("Team"), required=False, max_length=60, help_text=gettext_lazy("Everybody of this team.")
    )
    how = forms.ChoiceField(label=gettext_lazy("How"), choices=HOW, initial="round_robin", widget=forms.RadioSelect)
    due = forms.DateField(label=gettext_lazy("Due"), required=False, widget=Day)

    def __init__(self, data: Any = None, *, reader: Any) -> None:
        super().__init__(data, reader=reader)
        self.fields["people"].queryset = reviewers()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        team = given.get("team")
        people = list(given.get("people") or [])
        people += [person for person in reviewers().filter(team=team) if person not in people] if team else []
        if not people:
            self.add_error("people", gettext_lazy("Choose at least one person, or a team with somebody in it."))
        return {**given, "people": people}

    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        due = given["due"]
        return {
            "claims": list(self._claims(given)),
            "people": given["people"],
            "how": given["how"],
            # By the end of the day.
            "due_at": timezone.make_aware(datetime.combine(due, time.max)) if due else None,
        }

    def _claims(self, given: dict[str, Any]) -> Any:
        waiting = Claim.objects.open().filter(assignments__isnull=True)
        waiting = waiting.filter(article=given["article"]) if given["article"] else waiting
        return waiting.order_by("-check_worthiness", "id")[: given["count"]]


class ReturnForm(forms.Form):
    """An editor's question to the reviewers."""

    question = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=5000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy("Whoever reviewed the claim reads it; the next reviewer does not, and stays blind."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)


class ReopenForm(forms.Form):
    """Why a decision is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=5000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy("Kept for good. The old verdict stays readable; the next one gets the next number."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)


class ReplyForm(forms.Form):
    """A reviewer's one answer to a decision."""

    body = forms.CharField(
        label=gettext_lazy("Your reply"),
        max_length=5000,
        widget=forms.Textarea({"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy("One reply, which cannot be changed later."),
    )


class ScopeForm(AboutArticle):
    """Which days, article, publisher or tag the figures are about."""

    since = forms.DateField(label=gettext_lazy("From"), required=False, widget=Day)
    until = forms.DateField(label=gettext_lazy("To"), required=False, widget=Day)
    article = ArticleField()
    publisher = forms.CharField(label=gettext_lazy("Publisher"), required=False, max_length=200)
    tag = forms.CharField(label=gettext_lazy("Tag"), required=False, max_length=LONGEST_TAG)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        try:
            scope = asked_scope(since=given.get("since"), until=given.get("until"))
        except BadInput as refusal:
            self.add_error(refusal.field, in_words(refusal.message))
            return given
        return {**given, "since": scope.since, "until": scope.until}

    def scope(self) -> Scope:
        given = self.cleaned_data
        return Scope(given["since"], given["until"], given["article"], given["publisher"], self.asked_tag)

    @property
    def asked_tag(self) -> str:
        return str(self.cleaned_data["tag"].lower())


class AuditForm(AboutArticle):
    """What to look for among everything that happened."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What"), required=False, choices=[("", gettext_lazy("Anything")), *EventKind.choices]
    )
    person = forms.CharField(label=gettext_lazy("Sign-in name"), required=False, max_length=150)
    claim = forms.IntegerField(label=gettext_lazy("Claim"), required=False, min_value=1)
    article = ArticleField()
    since = forms.DateField(label=gettext_lazy("From"), required=False, widget=Day)
    until = forms.DateField(label=gettext_lazy("To"), required=False, widget=Day)

    def narrow(self, events: Any) -> Any:
        given = self.cleaned_data
        events = events.filter(kind=given["kind"]) if given["kind"] else events
        if given["person"]:
            events = events.filter(actor__username__iexact=given["person"])
        for noun in ("claim", "article"):
            events = events.filter(**{noun: given[noun]}) if given[noun] else events
        if given["since"]:
            events = events.filter(at__gte=_start(given["since"]))
        return events.filter(at__lt=_start(given["until"] + timedelta(days=1))) if given["until"] else events


def _start(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


class NotificationForm(forms.Form):
    """What a person wants to hear of."""

    wanted = forms.MultipleChoiceField(
        label=gettext_lazy("Tell me when"),
        choices=NotificationKind.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    by_mail = forms.BooleanField(label=gettext_lazy("Also in a daily mail"), required=False)
