"""What the desk has decided about itself, to look at. The page under /desk/quorum/ changes it."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from claims.admin.looking import LookAdmin
from claims.models import Desk
from claims.permissions import may


@admin.register(Desk)
class DeskAdmin(LookAdmin):
    ordering = ("id",)
    list_display = ("__str__", "quorum", "changed_at", "daily_done_at")
    fieldsets = ((None, {"fields": ("quorum", "changed_at", "set_at", "daily_asked_on", "daily_done_at")}),)
    readonly_fields = ("set_at",)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(may(request.user, "manage", Desk))

    @admin.display(description="")
    def set_at(self, desk: Desk) -> SafeString:
        """Leads to the page that sets it."""
        return format_html('<a href="{}">{}</a>', reverse("desk_quorum"), _("See what another number would do"))
