"""What people type about themselves. Saving is the services' work."""

from allauth.account.forms import LoginForm
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from annotator.accounts.models import TokenScope
from claims.choices import Role


class SignInForm(LoginForm):
    """allauth's form in our words."""

    LABELS = {
        "login": _("Name or email address"),
        "password": _("Password"),
        "remember": _("Stay signed in on this device"),
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, label in self.LABELS.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs.pop("placeholder", None)


class ProfileForm(forms.Form):
    display_name = forms.CharField(
        label=_("Display name"),
        max_length=100,
        required=False,
        help_text=_("The name others read. Left empty, they read your sign-in name."),
    )


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("Name"), max_length=100, help_text=_("What will use it, so that you know it again.")
    )
    scope = forms.ChoiceField(
        label=_("It may"),
        choices=TokenScope.choices,
        initial=TokenScope.READ,
        help_text=_("Never more than your own role allows."),
    )
    days = forms.IntegerField(label=_("Days until it expires"), min_value=1)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["days"].initial = settings.TOKEN_LIFETIME_DAYS
        self.fields["days"].widget.attrs["max"] = settings.TOKEN_LIFETIME_DAYS


class InviteForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.REVIEWER)
    email = forms.EmailField(
        label=_("Email address"),
        required=False,
        help_text=_("Left empty, you hand over the link yourself."),
    )
    days = forms.IntegerField(label=_("Days until it expires"), initial=7, min_value=1, max_value=30)


class PersonForm(forms.Form):
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Role.choices,
        help_text=_("Another role ends the person’s sessions: they sign in once more."),
    )
    team = forms.CharField(
        label=_("Team"),
        max_length=60,
        required=False,
        widget=forms.TextInput({"list": "teams", "autocomplete": "off"}),
        help_text=_("Work can be given out to everybody of a team."),
    )
    is_active = forms.BooleanField(
        label=_("May sign in"),
        required=False,
        help_text=_("Off: sessions and tokens end at once. What the person did stays."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class JoinForm(forms.Form):
    username = forms.CharField(label=_("Sign-in name"), max_length=150)
    display_name = forms.CharField(
        label=_("Display name"), max_length=100, required=False, help_text=_("The name others read.")
    )
    password = forms.CharField(
        label=_("Password"), widget=forms.PasswordInput({"autocomplete": "new-password"}), strip=False
    )
