"""Forms about one claim: its wording, and taking it off the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from claims.choices import ClaimKind, WithdrawnCause
from claims.models import Claim

# Merging and dividing are steps of their own and set their causes themselves.
BY_HAND = (
    WithdrawnCause.BADLY_SPLIT,
    WithdrawnCause.NOT_A_CLAIM,
    WithdrawnCause.DUPLICATE,
    WithdrawnCause.OTHER,
)


class WordingForm(forms.Form):
    """A claim's wording, kind and speaker, and the revision the person looked at."""

    text = forms.CharField(
        label=gettext_lazy("Wording"), max_length=2000, widget=forms.Textarea({"rows": 3, "dir": "auto"})
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ClaimKind.choices)
    speaker = forms.CharField(label=gettext_lazy("Who says it"), required=False, max_length=200)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    @classmethod
    def of(cls, claim: Claim) -> "WordingForm":
        return cls(
            initial={
                "text": claim.text,
                "kind": claim.kind,
                "speaker": claim.speaker,
                "seen": claim.revision,
            }
        )

    def after(self, revision: int) -> "WordingForm":
        """The same words, ready to be sent again by somebody who has now seen the present ones."""
        return WordingForm({**self.data.dict(), "seen": revision})

    def content(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class WithdrawalForm(forms.Form):
    """Why a claim leaves the desk's work: one of a list, and words."""

    cause = forms.ChoiceField(
        label=gettext_lazy("Why"),
        choices=[(cause.value, cause.label) for cause in BY_HAND],
        widget=forms.RadioSelect,
        initial=WithdrawnCause.BADLY_SPLIT,
    )
    reason = forms.CharField(
        label=gettext_lazy("In your words"),
        max_length=5000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("Kept in the claim's history."),
    )

    def content(self) -> dict[str, Any]:
        return dict(self.cleaned_data)
