"""Public pages in the desk's own words, to look at. The page under /public-pages/ writes them."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from claims.admin.looking import LookAdmin
from claims.models import SitePage
from claims.permissions import may


@admin.register(SitePage)
class SitePageAdmin(LookAdmin):
    ordering = ("key",)
    list_display = ("key", "revision", "changed_at", "changed_by")
    list_select_related = ("changed_by",)
    fieldsets = ((None, {"fields": ("key", "words", "revision", "changed_at", "changed_by", "written_at")}),)
    readonly_fields = ("written_at",)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(may(request.user, "manage", SitePage))

    @admin.display(description="")
    def written_at(self, page: SitePage) -> SafeString:
        """Leads to the page that writes it."""
        return format_html('<a href="{}">{}</a>', reverse("site_page", args=[page.key]), _("Write this page"))
