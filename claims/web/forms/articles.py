"""Forms about articles: adding one, proposing a claim in one."""

import re
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.choices import ClaimKind

SMALL_CONTEXT = 40
MOST_PLACES = 12
# What a keyboard types and what a newsroom prints.
SAME_CHARACTERS = {"'": "['’‘]", "’": "['’‘]", "‘": "['’‘]", '"': '["“”„]', "“": '["“”„]', "”": '["“”„]'}


class ArticleForm(forms.Form):
    """A pasted article. The title may stay empty: the first line stands in for it."""

    text = forms.CharField(
        label=gettext_lazy("Text"),
        strip=False,
        widget=forms.Textarea({"rows": 14, "dir": "auto"}),
        help_text=gettext_lazy("Paste the whole article. Empty lines separate paragraphs."),
    )
    title = forms.CharField(
        label=gettext_lazy("Title"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Left empty, the first line of the text is the title."),
    )
    source_url = forms.CharField(
        label=gettext_lazy("Where it was published"),
        required=False,
        max_length=2000,
        widget=forms.URLInput({"placeholder": "https://"}),
    )
    publisher = forms.CharField(label=gettext_lazy("Publisher"), required=False, max_length=200)
    author = forms.CharField(label=gettext_lazy("Author"), required=False, max_length=200)
    published_on = forms.DateField(
        label=gettext_lazy("Date of publication"), required=False, widget=forms.DateInput({"type": "date"})
    )
    language = forms.CharField(
        label=gettext_lazy("Language"),
        initial="en",
        required=False,
        max_length=20,
        help_text=gettext_lazy("A code such as en, fr or pt-BR."),
    )

    def content(self) -> dict[str, Any]:
        """What `add_article` takes. A day is stored as its first moment in the desk's time zone."""
        content = dict(self.cleaned_data)
        day: date | None = content.pop("published_on")
        moment = timezone.make_aware(datetime.combine(day, time.min)) if day else None
        return {**content, "published_at": moment}


class ProposalForm(forms.Form):
    """A claim on words of the article: named by quoting them, or by their position."""

    quote = forms.CharField(
        label=gettext_lazy("Words of the article"),
        required=False,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text=gettext_lazy("Select them in the text, or copy them here exactly."),
    )
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
    start = forms.IntegerField(label=gettext_lazy("First character"), required=False, min_value=0)
    end = forms.IntegerField(label=gettext_lazy("Up to character"), required=False, min_value=1)

    def __init__(self, *args: Any, article_text: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.article_text = article_text
        self.places: list[tuple[int, int]] = []

    def clean(self) -> dict[str, Any]:
        """Find the quoted words where no position was given; several places are put to choice."""
        data = super().clean() or {}
        if self.errors or (data.get("start") is not None and data.get("end") is not None):
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

    @property
    def choices_of_place(self) -> list[tuple[int, str, str, str]]:
        """For the reader: each place's start, the words before, the words, the words after."""
        text = self.article_text
        return [
            (start, text[max(0, start - SMALL_CONTEXT) : start], text[start:end], text[end : end + SMALL_CONTEXT])
            for start, end in self.places
        ]

    def content(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("start", "end", "text", "kind", "speaker")}


def places_of(quote: str, text: str) -> list[tuple[int, int]]:
    """Where the quoted words stand, white space and kinds of quotation marks aside; at most 12 places."""
    words = [
        "".join(SAME_CHARACTERS.get(character, re.escape(character)) for character in word) for word in quote.split()
    ]
    found = re.finditer(r"\s+".join(words), text)
    return [match.span() for match, _number in zip(found, range(MOST_PLACES), strict=False)]
