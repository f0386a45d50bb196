"""The form about how many reviews decide a claim of this desk."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy

from claims.models import Desk


class QuorumForm(forms.Form):
    """A number, or nothing for the environment's; and the revision of the desk that was looked at."""

    quorum = forms.IntegerField(
        label=gettext_lazy("Reviews that decide a claim"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=gettext_lazy("Empty: as many as the desk's environment says."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, required=False)

    @classmethod
    def of(cls, desk: Desk, given: str | None) -> "QuorumForm":
        """With what is set, or with what was typed for the preview."""
        if given is None:
            return cls(initial={"quorum": desk.quorum, "seen": desk.revision})
        return cls({"quorum": given, "seen": desk.revision})

    @property
    def number(self) -> int:
        """The reviews that would be asked for, once it is valid."""
        return self.cleaned_data["quorum"] or settings.QUORUM
