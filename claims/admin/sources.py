"""Sources: the pages that verdicts rest on."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesCheckboxFilter
from unfold.decorators import display

from claims.admin.looking import LookAdmin, shortened, web_link
from claims.models import Source


@admin.register(Source)
class SourceAdmin(LookAdmin):
    list_display = ("heading", "reliability", "created_at")
    list_filter = (("reliability", ChoicesCheckboxFilter),)
    list_filter_submit = True
    search_fields = ("url",)
    search_help_text = gettext_lazy("A source's number, or words of its address or title among the newest 20,000.")
    fieldsets = (
        (None, {"fields": ("title", "address", "publisher", "reliability", "archive")}),
        (gettext_lazy("Snapshot"), {"fields": ("snapshot_text", "snapshot_sha256", "snapshot_at")}),
        (gettext_lazy("Record"), {"fields": ("created_at",)}),
    )

    def holds(self, word: str) -> Q:
        return Q(url__icontains=word) | Q(title__icontains=word)

    @display(description=gettext_lazy("Address"))
    def address(self, source: Source) -> str:
        return web_link(source.url)

    @display(description=gettext_lazy("Archived at"))
    def archive(self, source: Source) -> str:
        return web_link(source.archived_url)

    @display(description=gettext_lazy("Source"))
    def heading(self, source: Source) -> str:
        return shortened(source.title or source.url, 80)
