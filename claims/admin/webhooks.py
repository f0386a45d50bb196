"""Webhooks and the log of what they were told, to look at. The pages under /webhooks/ change them."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import display_for_value
from django.db.models import Model, Q
from django.http import HttpRequest
from unfold.contrib.filters.admin import ChoicesCheckboxFilter

from claims.admin.looking import LookAdmin
from claims.models import Delivery, Webhook
from claims.permissions import may


class WebhookLook(LookAdmin):
    """For admins, like the pages."""

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return bool(may(request.user, "manage", Webhook))


@admin.register(Webhook)
class WebhookAdmin(WebhookLook):
    list_display = ("url", "state", "failures", "position", "delivered_at")
    list_filter = (("state", ChoicesCheckboxFilter),)
    list_filter_submit = True
    search_fields = ("url",)
    fieldsets = (
        (None, {"fields": ("url", "description", "state", "state_reason", "added_by")}),
        ("Telling", {"fields": ("kinds", "position", "failures", "failing_since", "next_attempt", "delivered_at")}),
    )

    @admin.display(description="next at")
    def next_attempt(self, webhook: Webhook) -> str:
        return str(display_for_value(webhook.due_at, "paused"))

    def holds(self, word: str) -> Q:
        return Q(url__icontains=word)


@admin.register(Delivery)
class DeliveryAdmin(WebhookLook):
    list_display = ("webhook", "event", "status", "error", "milliseconds", "at")
    list_select_related = ("webhook", "event")
    search_fields = ("webhook__url",)
    fieldsets = ((None, {"fields": ("webhook", "event", "status", "error", "milliseconds", "at")}),)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("webhook", "event")

    def holds(self, word: str) -> Q:
        return Q(webhook__url__icontains=word)
