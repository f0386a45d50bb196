"""What to export."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from claims.choices import ClaimKind, ClaimStatus
from claims.exporters.formats import FORMATS, unknown_flags
from claims.web.forms.choosing import AboutArticle, ArticleField

NAMES = {
    "ndjson": "NDJSON",
    "json": "JSON",
    "csv": "CSV",
    "claimreview": "ClaimReview",
    "webannotation": "Web Annotation",
    "averitec": "AVeriTeC",
    "fever": "FEVER",
    "labelstudio": "Label Studio",
    "doccano": "doccano",
}
# A box of the form, and what the API calls it.
FLAGS = {"plain": "raw", "whole": "whole", "bare": "trailer"}
USUAL = "ndjson"
FILTERS = ("status", "kind", "article", "search")


class ExportForm(AboutArticle):
    """A format and the filters of the list of claims."""

    format = forms.ChoiceField(
        label=gettext_lazy("Format"), choices=[(name, NAMES.get(name, name)) for name in FORMATS], initial=USUAL
    )
    status = forms.MultipleChoiceField(label=gettext_lazy("Status"), choices=ClaimStatus.choices, required=False)
    kind = forms.MultipleChoiceField(label=gettext_lazy("Kind"), choices=ClaimKind.choices, required=False)
    article = ArticleField()
    search = forms.CharField(
        label=gettext_lazy("Words of the claim, quote or speaker"), max_length=200, required=False
    )
    plain = forms.BooleanField(label=gettext_lazy("CSV for programs: cells as they are"), required=False)
    whole = forms.BooleanField(
        label=gettext_lazy("NDJSON for another desk: with texts, reviews and every verdict"), required=False
    )
    bare = forms.BooleanField(
        label=gettext_lazy("doccano for its own importer: without the last line"), required=False
    )

    def __init__(self, data: QueryDict | None = None, *, reader: Any) -> None:
        """An address with filters alone, such as an article's, is about a file of the usual format."""
        if data is not None and not data.get("format"):
            data = data.copy()
            data["format"] = USUAL
        super().__init__(data, reader=reader)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = {flag: name for name, flag in FLAGS.items() if given.get(name)}
        for flag in unknown_flags(self.chosen_format, chosen):
            named = {"format": NAMES[self.chosen_format]}
            self.add_error(chosen[flag], gettext("A file of the format %(format)s has no such choice.") % named)
        return given

    @property
    def chosen_format(self) -> str:
        return (self.cleaned_data.get("format") if self.is_bound else "") or USUAL

    def flags(self) -> dict[str, bool]:
        """`raw`, `whole` and `trailer`, as far as they are not what a file has unless told."""
        given = self.cleaned_data if self.is_bound else {}
        return {flag: flag != "trailer" for name, flag in FLAGS.items() if given.get(name)}

    def query(self) -> dict[str, list[str]]:
        """The filters that are chosen, as the list of claims takes them."""
        given = self.cleaned_data if self.is_bound and hasattr(self, "cleaned_data") else {}
        found = {name: given.get(name) for name in FILTERS}
        return {
            name: [str(one) for one in value] if isinstance(value, list) else [str(value)]
            for name, value in found.items()
            if value
        }
