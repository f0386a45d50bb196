"""What editors write when a verdict is published, corrected, paused, resumed or taken back."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from claims.services.gate import Need
from claims.services.publication import LONGEST_SUMMARY, Publication


def _words(label: Any, help_text: Any, *, rows: int = 4, required: bool = True) -> forms.CharField:
    widget = forms.Textarea({"rows": rows, "dir": "auto"})
    return forms.CharField(
        label=label, help_text=help_text, widget=widget, required=required, max_length=LONGEST_SUMMARY
    )


class SeenForm(forms.Form):
    """A step with the revision of the claim that the editor looked at."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)


class PublishForm(SeenForm):
    """The summary that the public reads, and a reason where the gate asks for one."""

    summary = _words(
        gettext_lazy("Summary for the public"),
        gettext_lazy(
            "What was found, in a few plain sentences. Everybody can read it, and it is never edited later."
        ),
        rows=6,
    )
    reason = _words(gettext_lazy("Why it goes out without this"), "", rows=3)

    def __init__(self, *args: Any, publication: Publication, **kwargs: Any) -> None:
        self.publication = publication
        super().__init__(*args, **kwargs)
        missing = [item for item in publication.gate if not item.met and item.needed is Need.REASON]
        if missing:
            told = gettext("Missing: %(items)s. The reason is kept in the record.")
            self.fields["reason"].help_text = told % {"items": "; ".join(item.label for item in missing)}
        else:
            del self.fields["reason"]

    def after(self, revision: int) -> "PublishForm":
        """The same words, to be sent again by somebody who has now seen the claim as it is."""
        again = self.data.copy()
        again["seen"] = str(revision)
        return type(self)(again, publication=self.publication)


class CorrectionForm(PublishForm):
    """What was corrected, and what the public reads from now on."""

    note = _words(
        gettext_lazy("What was corrected"),
        gettext_lazy("The public reads it with the new verdict and in the list of corrections."),
        rows=3,
    )
    true_as_of = forms.DateField(
        label=gettext_lazy("True as of"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("The day the verdict speaks of."),
    )
    field_order = ("seen", "note", "summary", "true_as_of", "reason")


class PauseForm(SeenForm):
    """Why the public should not rely on it for now."""

    reason = _words(
        gettext_lazy("What the public is told"),
        gettext_lazy("For instance: “A reader sent us a document. We are checking it.”"),
    )


class UnpublishForm(SeenForm):
    """Why it is taken back."""

    reason = _words(
        gettext_lazy("What the public is told"),
        gettext_lazy("It stands at the verdict’s address in its place."),
    )


class ResumeForm(SeenForm):
    """Why it stands again."""

    reason = _words(gettext_lazy("Reason"), gettext_lazy("For the record of the desk."), rows=3, required=False)
