"""The form about an article: adding one."""

from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy


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
