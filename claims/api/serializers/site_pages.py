"""Public pages in the desk's own words."""

from typing import Any

from rest_framework import serializers

from claims.api.serializers.base import Output, StrictInput
from claims.api.serializers.fields import Words
from claims.choices import SitePageKey
from claims.services.site_pages import LONGEST_PAGE, Present


class SitePageInput(StrictInput):
    """The page's words."""

    words = Words(help_text=f"Markdown of at most {LONGEST_PAGE:,} characters: paragraphs, headings, lists, links.")


class SitePageOutput(Output):
    """A public page. Revision 0 has the words that come with the program, in the language that was asked for."""

    key = serializers.ChoiceField(SitePageKey.choices)
    words = serializers.CharField()
    revision = serializers.IntegerField()
    changed_at = serializers.DateTimeField(allow_null=True)


def present_site_page(page: Present) -> dict[str, Any]:
    return page._asdict()
