"""What every page of the admin keeps to: permissions by `may`, and lists that stay quick with a million rows."""

from typing import Any

from django.contrib.admin import ShowFacets
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.admin import ModelAdmin, TabularInline
from unfold.paginator import InfinitePaginator

from claims.errors import BadLink
from claims.permissions import may
from claims.text.links import read_link


class LookAdmin(ModelAdmin):
    """Shows and never edits. Lists count nothing and sort by the primary key alone, which is indexed."""

    paginator = InfinitePaginator
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    list_per_page = 50
    list_max_show_all = 0
    sortable_by: tuple[str, ...] = ()
    ordering = ("-id",)
    actions: Any = ()
    list_fullwidth = True
    # A word in the list starts at the newest rows and looks no further back than this.
    searched_rows = 20_000

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(may(request.user, "view", self.model if obj is None else obj))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.visible_to(request.user) if hasattr(rows, "visible_to") else rows

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return [name for _, options in self.get_fieldsets(request, obj) for name in options["fields"]]

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        """A number is a row's own number; words are looked for in the newest rows only."""
        term = search_term.strip()[:200].replace("\x00", "")
        if not term:
            return queryset, False
        if term.isascii() and term.isdigit():
            return queryset.filter(pk=int(term)) if len(term) <= 18 else queryset.none(), False
        newest = self.model._default_manager.order_by("-pk").values_list("pk", flat=True).first() or 0
        found = queryset.filter(pk__gt=newest - self.searched_rows)
        for word in term.split()[:10]:
            found = found.filter(self.holds(word))
        return found, False

    def holds(self, word: str) -> Any:
        raise NotImplementedError


class LookInline(TabularInline):
    """A few rows beside their owner, to look at."""

    extra = 0
    max_num = 0
    can_delete = False
    show_change_link = True
    ordering: tuple[str, ...] = ("id",)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(may(request.user, "view", self.model))

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.visible_to(request.user) if hasattr(rows, "visible_to") else rows


LOOK = "text-primary-600 dark:text-primary-500"


def web_link(address: str) -> SafeString | str:
    """A link where it leads to a web page; anything else is shown as plain text."""
    try:
        read_link(address)
    except BadLink:
        return address or "–"
    return format_html('<a class="{}" href="{}" rel="noopener noreferrer nofollow">{}</a>', LOOK, address, address)


def link_to(obj: Any, text: object = "") -> SafeString | str:
    """A link to an object's page in the admin."""
    if obj is None:
        return "–"
    address = reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])
    return format_html('<a class="{}" href="{}">{}</a>', LOOK, address, text or obj)


def shortened(text: str, length: int = 100) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
