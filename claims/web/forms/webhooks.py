"""Forms about endpoints that are told what happens."""

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy

from claims.choices import EventKind
from claims.models.webhook import TOLD
from claims.web.sentences import in_words

# As the service says it, with Django's own place for the word that was sent.
_no_such_event = lazy(in_words, str)(f"No webhook is told of “%(value)s”; there are {', '.join(TOLD)}.")


class WebhookForm(forms.Form):
    """An endpoint and what it is told of."""

    url = forms.CharField(
        label=gettext_lazy("Address of the endpoint"),
        max_length=2000,
        widget=forms.TextInput({"inputmode": "url", "placeholder": "https://", "dir": "ltr", "spellcheck": "false"}),
        help_text=gettext_lazy("On the public internet. It must answer within 20 seconds."),
    )
    description = forms.CharField(label=gettext_lazy("What it is for"), max_length=200, required=False)
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Tell it of"),
        choices=[(kind, EventKind(kind).label) for kind in TOLD],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose at least one event."), "invalid_choice": _no_such_event},
    )


class ReplayForm(forms.Form):
    """From where to tell once more."""

    after = forms.IntegerField(
        label=gettext_lazy("After the event with this number"),
        min_value=0,
        max_value=2**63 - 1,
        help_text=gettext_lazy("0 tells everything from the beginning. Messages keep the ids they had."),
    )
