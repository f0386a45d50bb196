"""Forms about one claim: its wording and its words in the article, and taking it off the desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from claims.choices import ClaimKind, WithdrawnCause
from claims.models import Claim
from claims.web.forms.anchors import AnchoredForm

# Merging and dividing are steps of their own and set their causes themselves.
BY_HAND = (
    WithdrawnCause.BADLY_SPLIT,
    WithdrawnCause.NOT_A_CLAIM,
    WithdrawnCause.DUPLICATE,
    WithdrawnCause.OTHER,
)


class WordingForm(AnchoredForm):
    """A claim's wording, words, kind and speaker, and the revision the person looked at."""

    text = forms.CharField(
        label=gettext_lazy("Wording"), max_length=2000, widget=forms.Textarea({"rows": 3, "dir": "auto"})
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ClaimKind.choices)
    speaker = forms.CharField(label=gettext_lazy("Who says it"), required=False, max_length=200)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, data: Any = None, *, claim: Claim) -> None:
        names = ("text", "kind", "speaker", "quote")
        initial = {**{name: getattr(claim, name) for name in names}, "seen": claim.revision}
        super().__init__(data, initial=initial, article_text=claim.version.text)
        self.claim, self.present = claim, claim.quote

    def take_place(self, start: str, end: str) -> None:
        """Words selected in the article take the place of the present ones, until somebody changes them by hand."""
        given = start.isascii() and end.isascii() and start.isdigit() and end.isdigit()
        if given and not self.is_bound and int(start[:10]) < int(end[:10]) <= len(self.article_text):
            self.initial |= {"start": int(start[:10]), "end": int(end[:10])}
            self.initial["quote"] = self.article_text[self.initial["start"] : self.initial["end"]]

    @property
    def place_given(self) -> bool:
        """Whether the words stand at a known place, which the form sends along."""
        return bool(self["end"].value()) and not self.places

    def after(self, revision: int) -> "WordingForm":
        """The same words, ready to be sent again by somebody who has now seen the present ones."""
        return WordingForm({**self.data.dict(), "seen": revision}, claim=self.claim)

    def clean(self) -> dict[str, Any]:
        """Words that were not touched keep their place, however often they occur in the article."""
        return super().clean() if self._is_moved() else self.cleaned_data

    def _is_moved(self) -> bool:
        words = " ".join(self.cleaned_data.get("quote", "").split())
        return self.cleaned_data.get("start") is not None or words not in {"", " ".join(self.present.split())}

    def content(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("text", "kind", "speaker", "seen", "start", "end")}


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
