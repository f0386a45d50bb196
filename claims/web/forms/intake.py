"""Forms for bringing articles from elsewhere: addresses, files, feeds."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.importers import CHOICES, FORMATS


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


SCRIPTS = {
    "utf-8": gettext_lazy("all languages"),
    "windows-1252": gettext_lazy("Western European"),
    "iso-8859-15": gettext_lazy("Western European"),
    "macintosh": gettext_lazy("Western European"),
    "windows-1250": gettext_lazy("Central European"),
    "iso-8859-2": gettext_lazy("Central European"),
    "windows-1254": gettext_lazy("Turkish"),
    "windows-1257": gettext_lazy("Baltic"),
    "windows-1251": gettext_lazy("Cyrillic"),
    "koi8-r": gettext_lazy("Cyrillic"),
    "koi8-u": gettext_lazy("Cyrillic"),
    "iso-8859-5": gettext_lazy("Cyrillic"),
    "windows-1253": gettext_lazy("Greek letters"),
    "windows-1255": gettext_lazy("Hebrew letters"),
    "windows-1256": gettext_lazy("Arabic letters"),
    "shift_jis": gettext_lazy("Japanese"),
    "euc-jp": gettext_lazy("Japanese"),
    "gb18030": gettext_lazy("Chinese"),
    "big5": gettext_lazy("Chinese"),
    "euc-kr": gettext_lazy("Korean"),
}


def encodings() -> list[tuple[str, str]]:
    return [("", _("Tell it from the file")), *((name, f"{name} ({SCRIPTS[name]})") for name in CHOICES)]


class FilesForm(forms.Form):
    """Files of articles, and zips of them."""

    files = ManyFilesField(
        label=gettext_lazy("Files"),
        widget=ManyFilesInput({"accept": ",".join(FORMATS)}),
        max_length=1000,
        allow_empty_file=True,
    )
    encoding = forms.ChoiceField(
        label=gettext_lazy("Encoding of the letters"),
        choices=encodings,
        required=False,
        help_text=gettext_lazy(
            "Needed only where a text, a table or a page was refused for it, or came out with wrong letters."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = ", ".join(FORMATS)
        self.fields["files"].help_text = _("Choose several, or drop them here: %(known)s.") % {"known": known}

    def content(self) -> dict[str, Any]:
        """What `request_files` takes, each file read when its turn comes."""
        given = self.cleaned_data
        return {"files": ((file.name, file.read()) for file in given["files"]), "encoding": given["encoding"]}


class FeedForm(forms.Form):
    """A feed to follow."""

    url = forms.CharField(
        label=gettext_lazy("Address of the feed"), max_length=2000, widget=forms.URLInput({"placeholder": "https://"})
    )
    every_minutes = forms.IntegerField(
        label=gettext_lazy("Look every … minutes"), initial=60, min_value=5, max_value=10_080
    )
