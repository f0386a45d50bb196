"""Single-letter keys: what they do, which they are for this person, and the page to change them.

They never fire in a field and can be switched off and remapped (WCAG 2.1.4).
"""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from claims.choices import Rating
from claims.errors import ClaimsError
from claims.services.preferences import set_keys
from claims.web import access
from claims.web.forms.refusals import show_refusal

ACTIONS: dict[str, tuple[str, Any]] = {
    **{f"rate_{number}": (str(number), rating.label) for number, rating in enumerate(Rating, start=1)},
    "evidence": ("e", gettext_lazy("Go to the evidence")),
    "note": ("n", gettext_lazy("Go to the note")),
    "skip": ("s", gettext_lazy("Skip this claim")),
    "undo": ("u", gettext_lazy("Undo my last step")),
    "next": ("j", gettext_lazy("Next claim")),
    "previous": ("k", gettext_lazy("Previous claim")),
    "help": ("?", gettext_lazy("Show the keys")),
}
# Not letters, so nobody needs to change them.
FIXED = (
    ("Enter", gettext_lazy("Submit and go on")),
    ("Ctrl Enter", gettext_lazy("Submit from within a field")),
    ("Esc", gettext_lazy("Leave a field")),
)


def keys_of(user: Any) -> dict[str, Any]:
    """The person's keys for the pages: whether they are on, each action's key, and the same for scripts."""
    chosen = user.preferences.get("keys", {})
    keys = {action: chosen.get(action, default) for action, (default, _words) in ACTIONS.items()}
    return {
        "enabled": chosen.get("enabled", True),
        "json": json.dumps(keys, ensure_ascii=True),
        "rows": [(keys[action], words) for action, (_default, words) in ACTIONS.items()],
        "fixed": FIXED,
        "chosen": keys,
    }


class KeysForm(forms.Form):
    """One field per action, and one switch for all."""

    enabled = forms.BooleanField(label=gettext_lazy("Use single-letter keys"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for action, (_default, words) in ACTIONS.items():
            self.fields[action] = forms.CharField(
                label=words, max_length=1, widget=forms.TextInput({"class": "one-key", "autocapitalize": "off"})
            )

    def key_fields(self) -> list[forms.BoundField]:
        return [self[action] for action in ACTIONS]


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def key_preferences(request: HttpRequest) -> HttpResponse:
    keys = keys_of(request.user)
    initial = {"enabled": keys["enabled"], **keys["chosen"]}
    form = KeysForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = {action: form.cleaned_data[action] for action in ACTIONS}
        try:
            set_keys(actor=request.user, enabled=form.cleaned_data["enabled"], keys=chosen)
        except ClaimsError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Your keys are saved."))
            return redirect("key_preferences")
    return render(request, "claims/key_preferences.html", {"form": form}, status=422 if form.errors else 200)
