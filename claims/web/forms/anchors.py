"""Forms about words of an article: named by quoting them, or by their position."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.choices import ClaimKind
from claims.models import Claim

SMALL_CONTEXT = 40
MOST_PLACES = 12
# What a keyboard types and what a newsroom prints.
SAME_CHARACTERS = {"'": "['’‘]", "’": "['’‘]", "‘": "['’‘]", '"': '["“”„]', "“": '["“”„]', "”": '["“”„]'}


class AnchoredForm(forms.Form):
    """Words of an article. Where only the quote is given, its place is found; of several one is chosen."""

    quote = forms.CharField(
        label=gettext_lazy("Words of the article"),
        required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text=gettext_lazy("Select them in the text, or copy them here exactly."),
    )
    start = forms.IntegerField(label=gettext_lazy("First character"), required=False, min_value=0)
    end = forms.IntegerField(label=gettext_lazy("Up to character"), required=False, min_value=1)

    def __init__(self, *args: Any, article_text: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article_text = article_text
        self.places: list[tuple[int, int]] = []

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors or self._is_placed(data):
            return data
        if not data.get("quote", "").strip():
            self.add_error("quote", _("Say which words of the article the claim is about."))
            return data
        self.places = list(places_of(data["quote"], self.article_text))
        chosen = [place for place in self.places if place[0] == data.get("start")]
        if len(chosen or self.places) == 1:
            data["start"], data["end"] = (chosen or self.places)[0]
        elif self.places:
            self.add_error("quote", _("These words stand in several places. Choose one below."))
        else:
            self.add_error("quote", _("These words are not in the article."))
        return data

    def _is_placed(self, data: dict[str, Any]) -> bool:
        """Whether the position holds: words changed by hand after they were selected are looked up anew."""
        start, end = data.get("start"), data.get("end")
        if start is None or end is None:
            return False
        words = data.get("quote", "").split()
        return not words or words == self.article_text[start:end].split()

    @property
    def choices_of_place(self) -> list[tuple[int, str, str, str]]:
        """For the reader: each place's start, the words before, the words, the words after."""
        text = self.article_text
        return [
            (start, text[max(0, start - SMALL_CONTEXT) : start], text[start:end], text[end : end + SMALL_CONTEXT])
            for start, end in self.places
        ]


class ProposalForm(AnchoredForm):
    """A claim on words of the article."""

    text = forms.CharField(
        label=gettext_lazy("The claim in words of its own"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text=gettext_lazy("So that it can be read without the article. Left empty, the words above stand."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ClaimKind.choices, initial=ClaimKind.ASSERTED)
    speaker = forms.CharField(
        label=gettext_lazy("Who says it"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Where the article reports what somebody said."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A position may stand for the words, so the field is not required; "optional" would say that neither is.
        self.fields["quote"].is_asked_for = True

    def content(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("start", "end", "text", "kind", "speaker")}


class PartForm(ProposalForm):
    """One of the claims another claim is divided into. Words left out: the whole of the old claim's."""

    def __init__(self, *args: Any, claim: Claim, **kwargs: Any) -> None:
        super().__init__(*args, article_text=claim.quote, **kwargs)
        self.claim = claim
        self.fields["text"].required = True
        self.fields["kind"].initial = claim.kind
        self.fields["speaker"].initial = claim.speaker
        self.fields["quote"].help_text = _("Some of the words above; left empty, all of them.")
        self.fields["quote"].is_asked_for = False
        self.fields["text"].help_text = ""

    def has_changed(self) -> bool:
        """A part without words is none: its kind and speaker are the old claim's until somebody says otherwise."""
        return bool({"text", "quote", "start", "end"} & set(self.changed_data))

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if not data.get("quote", "").strip() and data.get("start") is None:
            return {**data, "start": 0, "end": len(self.claim.quote)}
        return super().clean()

    def content(self) -> dict[str, Any]:
        """Positions in the article's text: the look-up counted from the old claim's first word."""
        content = super().content()
        return {**content, "start": content["start"] + self.claim.start, "end": content["end"] + self.claim.start}


class MergeForm(forms.Form):
    """The one claim that several become."""

    text = forms.CharField(
        label=gettext_lazy("The claim in words of its own"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ClaimKind.choices, initial=ClaimKind.ASSERTED)
    speaker = forms.CharField(label=gettext_lazy("Who says it"), required=False, max_length=200)

    def content(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


def places_of(quote: str, text: str) -> list[tuple[int, int]]:
    """Where the quoted words stand, white space and kinds of quotation marks aside; at most 12 places."""
    words = [
        "".join(SAME_CHARACTERS.get(character, re.escape(character)) for character in word) for word in quote.split()
    ]
    found = re.finditer(r"\s+".join(words), text)
    return [match.span() for match, _number in zip(found, range(MOST_PLACES), strict=False)]
