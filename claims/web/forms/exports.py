"""What to export."""

from django import forms
from django.utils.translation import gettext_lazy

from claims.choices import ClaimKind, ClaimStatus
from claims.exporters.formats import FORMATS

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
FILTERS = ("status", "kind", "article", "search")


class ExportForm(forms.Form):
    """A format and the filters of the list of claims."""

    format = forms.ChoiceField(
        label=gettext_lazy("Format"), choices=[(name, NAMES.get(name, name)) for name in FORMATS], required=False
    )
    status = forms.MultipleChoiceField(label=gettext_lazy("Status"), choices=ClaimStatus.choices, required=False)
    kind = forms.MultipleChoiceField(label=gettext_lazy("Kind"), choices=ClaimKind.choices, required=False)
    article = forms.IntegerField(
        label=gettext_lazy("Number of an article"), min_value=1, max_value=2**63 - 1, required=False
    )
    search = forms.CharField(
        label=gettext_lazy("Words of the claim, quote or speaker"), max_length=200, required=False
    )
    plain = forms.BooleanField(label=gettext_lazy("CSV for programs: cells as they are"), required=False)

    @property
    def chosen_format(self) -> str:
        return (self.cleaned_data.get("format") if self.is_bound else "") or "ndjson"

    @property
    def raw(self) -> bool:
        return bool(self.is_bound and self.cleaned_data.get("plain") and self.chosen_format == "csv")

    def query(self) -> dict[str, list[str]]:
        """The filters that are chosen, as the list of claims takes them."""
        given = self.cleaned_data if self.is_bound and hasattr(self, "cleaned_data") else {}
        found = {name: given.get(name) for name in FILTERS}
        return {
            name: [str(one) for one in value] if isinstance(value, list) else [str(value)]
            for name, value in found.items()
            if value
        }
