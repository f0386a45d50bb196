"""The form about how an article is worked on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from claims.models import Article


class TermsForm(forms.Form):
    """Tags with commas between them, and the number of reviews; empty is the desk's own number."""

    tags = forms.CharField(
        label=gettext_lazy("Tags"),
        required=False,
        max_length=1000,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
        help_text=gettext_lazy("With commas between them. Lists and the dashboard can be narrowed by a tag."),
    )
    quorum = forms.IntegerField(
        label=gettext_lazy("Reviews that decide a claim"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=gettext_lazy("Empty: as many as the desk asks for. An article cannot ask for fewer."),
    )

    @classmethod
    def of(cls, article: Article, data: Any = None) -> "TermsForm":
        tags = ", ".join(tag.name for tag in article.tags.all())
        return cls(data, initial={"tags": tags, "quorum": article.quorum})

    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"tags": given["tags"].split(","), "quorum": given["quorum"]}
