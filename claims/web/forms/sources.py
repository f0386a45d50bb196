"""The form in which editors say what a cited page is."""

from django import forms
from django.utils.translation import gettext_lazy

from claims.choices import Reliability
from claims.models import Source


class SourceForm(forms.Form):
    """The page's class, its names, and where a copy is kept."""

    reliability = forms.ChoiceField(label=gettext_lazy("Class"), choices=Reliability.choices)
    title = forms.CharField(label=gettext_lazy("Title"), required=False, widget=forms.TextInput({"dir": "auto"}))
    publisher = forms.CharField(
        label=gettext_lazy("Publisher"), required=False, widget=forms.TextInput({"dir": "auto"})
    )
    archived_url = forms.CharField(
        label=gettext_lazy("Archived at"),
        required=False,
        widget=forms.URLInput({"dir": "ltr", "placeholder": "https://"}),
        help_text=gettext_lazy("Where an archive keeps a copy of the page."),
    )

    @staticmethod
    def of(source: Source) -> dict[str, str]:
        return {name: getattr(source, name) for name in SourceForm.base_fields}
