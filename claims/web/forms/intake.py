"""Forms for bringing articles from elsewhere: addresses, files, feeds."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.importers import FORMATS


class AddressForm(forms.Form):
    """One or several addresses of pages, one a line."""

    urls = forms.CharField(
        label=gettext_lazy("Web addresses"),
        max_length=100_000,
        widget=forms.Textarea({"rows": 4, "placeholder": "https://", "dir": "ltr"}),
        help_text=gettext_lazy("One a line. The page is fetched in the background, and you look before it is saved."),
    )

    def clean_urls(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["urls"].splitlines() if line.strip()]


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files of one field, each checked for itself."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, (list, tuple)) else [data]
        return [super(ManyFilesField, self).clean(file, initial) for file in files]


class FilesForm(forms.Form):
    """Files of articles, and zips of them."""

    files = ManyFilesField(
        label=gettext_lazy("Files"),
        widget=ManyFilesInput({"accept": ",".join(FORMATS)}),
        max_length=1000,
        allow_empty_file=True,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = ", ".join(FORMATS)
        self.fields["files"].help_text = _("Choose several, or drop them here: %(known)s.") % {"known": known}


class FeedForm(forms.Form):
    """A feed to follow."""

    url = forms.CharField(
        label=gettext_lazy("Address of the feed"), max_length=2000, widget=forms.URLInput({"placeholder": "https://"})
    )
    every_minutes = forms.IntegerField(
        label=gettext_lazy("Look every … minutes"), initial=60, min_value=5, max_value=10_080
    )
