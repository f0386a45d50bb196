"""The form of a public page in the desk's own words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from claims.services.site_pages import LONGEST_PAGE


class SitePageForm(forms.Form):
    """The page's words, and the revision its writer looked at."""

    words = forms.CharField(
        label=gettext_lazy("Words of the page"),
        max_length=LONGEST_PAGE,
        widget=forms.Textarea({"rows": 24, "dir": "auto"}),
        help_text=gettext_lazy(
            "Markdown: an empty line begins a paragraph, # a heading, - or 1. a list; [words](https://…) is a link."
        ),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def after(self, revision: int) -> "SitePageForm":
        """The same words, ready to be sent again by somebody who has now seen the present ones."""
        data: Any = self.data
        return SitePageForm({**data.dict(), "seen": revision})
