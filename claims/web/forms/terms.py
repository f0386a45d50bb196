"""The form about how an article is worked on."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.errors import StaleEdit
from claims.models import Article
from claims.services.terms import state_of_terms


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

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, article: Article, data: Any = None) -> "TermsForm":
        tags = ", ".join(tag.name for tag in article.tags.all())
        return cls(data, initial={"tags": tags, "quorum": article.quorum, "seen": state_of_terms(article)})

    def tell_meanwhile(self, error: StaleEdit) -> None:
        """Say what stands there now; what was typed stays, and the next press puts it in its place."""
        self.data = {**self.data.dict(), "seen": str(error.revision)}  # type: ignore[attr-defined]
        words = _(
            "Somebody else changed this meanwhile. The tags are now “%(tags)s”. Save again to put yours instead."
        )
        self.add_error(None, words % {"tags": error.texts["tags"]})

    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {"tags": given["tags"].split(","), "quorum": given["quorum"], "seen": given["seen"]}
