"""People: who they are, what they may do. Every change goes through the services; no password is ever shown."""

from importlib import import_module
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.password_validation import validate_password
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.contrib.filters.admin import ChoicesCheckboxFilter
from unfold.decorators import action, display
from unfold.paginator import InfinitePaginator
from unfold.widgets import UnfoldAdminPasswordWidget

from annotator.accounts import services, services_joining
from annotator.accounts.admin_invitations import InvitationAdmin
from annotator.accounts.models import Invitation, User
from claims.admin.steps import AskFirst, Step
from claims.choices import Role
from claims.errors import ClaimsError
from claims.permissions import may

ROLE_COLORS = {Role.ADMIN: "danger", Role.EDITOR: "warning", Role.REVIEWER: "info"}

# Groups grant nothing here, the role does; the rest holds secrets or stands on each person's own page.
for other in (
    "django.contrib.auth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
):
    module = import_module(f"{other}.admin")  # registers, so that it can be taken back
    label = module.__package__.rsplit(".", 1)[-1] if module.__package__ else ""
    for model in [model for model in admin.site._registry if model._meta.app_label == label]:
        admin.site.unregister(model)


TAKE_SECOND_FACTOR = Step(
    title=_("Take the second factor away"),
    note=_("For somebody who lost theirs. Be sure who is asking."),
    asks="manage",
    service=services_joining.reset_second_factor,
    takes="user",
    done=_("The second factor is gone; the password alone opens the account now."),
)


class AddForm(forms.ModelForm[User]):
    password = forms.CharField(
        label=_("Password"),
        widget=UnfoldAdminPasswordWidget(attrs={"autocomplete": "new-password"}),
        help_text=_("Tell it to the person; they can change it once they are in."),
    )

    class Meta:
        model = User
        fields = ("username", "email", "display_name", "role", "team")

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.instance)
        return password


@admin.register(User)
class PersonAdmin(AskFirst, ModelAdmin):
    """The list, a form to add, and a form that changes name, role and access."""

    list_display = ("username", "display_name", "shown_role", "team", "is_active", "last_login")
    list_filter = (("role", ChoicesCheckboxFilter), "is_active")
    list_filter_submit = True
    search_fields = ("username", "display_name", "email")
    search_help_text = _("Part of a sign-in name, a name or an address.")
    ordering = ("username", "id")
    sortable_by = ()
    paginator = InfinitePaginator
    show_full_result_count = False
    list_max_show_all = 0
    list_per_page = 50
    list_fullwidth = True
    actions = ()
    actions_detail = ("take_second_factor",)
    readonly_fields = ("username", "email", "last_login", "date_joined", "tokens_in_use")
    fieldsets = (
        (None, {"fields": ("username", "email", "display_name", "team")}),
        (_("Access"), {"fields": ("role", "is_active", "last_login", "date_joined", "tokens_in_use")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "email", "display_name", "role", "team", "password")}),)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(may(request.user, "manage", User))

    def has_view_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return bool(may(request.user, "manage", User))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(may(request.user, "manage", User))

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return bool(may(request.user, "manage", User))

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False  # people are deactivated: what they did stays theirs

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any) -> Any:
        if obj is None:
            kwargs["form"] = AddForm
        return super().get_form(request, obj, change=change, **kwargs)

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        return self.fieldsets if obj else self.add_fieldsets

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        return self.readonly_fields if obj else ()

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[Any, bool]:
        for word in search_term.replace("\x00", "")[:200].split()[:10]:
            holds = Q(username__icontains=word) | Q(display_name__icontains=word) | Q(email__icontains=word)
            queryset = queryset.filter(holds)
        return queryset, False

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ClaimsError as refusal:  # such as the last admin; the transaction is rolled back
            messages.error(request, refusal.message)
            return HttpResponseRedirect(request.get_full_path())

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        given, actor = form.cleaned_data, request.user
        if not change:
            obj.pk = services.create_user(actor=actor, **given).pk
            return
        if "display_name" in form.changed_data:
            services.update_profile(user=obj, display_name=given["display_name"])
        if "role" in form.changed_data:
            services.set_role(user=obj, role=given["role"], actor=actor)
        if "team" in form.changed_data:
            services.set_team(user=obj, team=given["team"], actor=actor)
        if "is_active" in form.changed_data:
            switch = services.reactivate if given["is_active"] else services.deactivate
            switch(user=obj, actor=actor)

    @action(description=_("Take the second factor away"), url_path="second-factor", icon="phonelink_erase")
    def take_second_factor(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return self.ask_first(request, object_id, TAKE_SECOND_FACTOR)

    @display(description=_("Role"), label=ROLE_COLORS)
    def shown_role(self, user: User) -> tuple[str, str]:
        return user.role, user.get_role_display()

    @display(description=_("API tokens in use"))
    def tokens_in_use(self, user: User) -> int:
        return sum(token.is_usable for token in user.api_tokens.select_related("user"))


admin.site.register(Invitation, InvitationAdmin)
