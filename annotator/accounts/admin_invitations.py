"""Invitations in the admin: making one, whose link is shown once, and calling one back."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import action, display
from unfold.paginator import InfinitePaginator
from unfold.widgets import UnfoldAdminIntegerFieldWidget

from annotator.accounts import services_joining
from annotator.accounts.models import Invitation, User
from claims.admin.steps import AskFirst, Step
from claims.permissions import may

CALL_BACK = Step(
    title=_("Call this invitation back"),
    note=_("Its link opens nothing any more."),
    asks="manage",
    of=User,
    service=services_joining.call_back,
    takes="invitation",
    done=_("The invitation is called back."),
)


class InvitationForm(forms.ModelForm[Invitation]):
    days = forms.IntegerField(
        label=_("Days until it expires"),
        initial=7,
        min_value=1,
        max_value=services_joining.LONGEST_DAYS,
        widget=UnfoldAdminIntegerFieldWidget,
    )

    class Meta:
        model = Invitation
        fields = ("role", "email")


class InvitationAdmin(AskFirst, ModelAdmin):
    """The newest first. One that was made is looked at or called back, never edited."""

    form = InvitationForm
    list_display = ("__str__", "shown_state", "invited_by", "expires_at", "accepted_by")
    list_select_related = ("invited_by", "accepted_by")
    ordering = ("-created_at", "-id")
    sortable_by = ()
    paginator = InfinitePaginator
    show_full_result_count = False
    list_max_show_all = 0
    list_per_page = 50
    actions = ()
    actions_detail = ("call_back",)
    fields = ("role", "email", "invited_by", "created_at", "expires_at", "accepted_by", "accepted_at")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(may(request.user, "manage", User))

    def has_view_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        return bool(may(request.user, "manage", User))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(may(request.user, "manage", User))

    def has_change_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Invitation | None = None) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Invitation | None = None) -> Any:
        return self.fields if obj else ("role", "email", "days")

    def save_model(self, request: HttpRequest, obj: Invitation, form: Any, change: bool) -> None:
        made, obj.link = services_joining.invite(actor=request.user, **form.cleaned_data)  # type: ignore[attr-defined]
        obj.pk = made.pk

    def response_add(
        self, request: HttpRequest, obj: Invitation, post_url_continue: str | None = None
    ) -> HttpResponse:
        """The link, in this answer and nowhere else."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("The invitation's link"),
            "link": obj.link,  # type: ignore[attr-defined]
        }
        return render(request, "admin/accounts/invited.html", context)

    @display(description=_("State"))
    def shown_state(self, invitation: Invitation) -> str:
        if invitation.accepted_at:
            return gettext("Used")
        return gettext("Open") if invitation.expires_at > timezone.now() else gettext("Over")

    @action(description=_("Call back"), url_path="call-back", icon="undo")
    def call_back(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return self.ask_first(request, object_id, CALL_BACK)
