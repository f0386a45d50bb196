"""Publication from the admin: each step asks on a page, shows what is missing, and calls one service."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action
from unfold.widgets import UnfoldAdminDateWidget, UnfoldAdminTextareaWidget

from claims.admin.steps import AskFirst, Step, nothing
from claims.models import Claim, Verdict
from claims.services.publication import (
    correct_verdict,
    correction_initial,
    pause_verdict,
    publication_of,
    publish_verdict,
    resume_verdict,
    unpublish_verdict,
)


class SeenForm(forms.Form):
    seen = forms.IntegerField(widget=forms.HiddenInput)


def _words(label: Any, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, required=required, widget=UnfoldAdminTextareaWidget)


class PublishForm(SeenForm):
    summary = _words(gettext_lazy("Summary"), gettext_lazy("What the public reads."))
    reason = _words(
        gettext_lazy("Reason"),
        gettext_lazy("For publishing without what is missing; kept in the record."),
        required=False,
    )


class CorrectForm(PublishForm):
    note = _words(gettext_lazy("What was corrected"), gettext_lazy("The public reads it."))
    true_as_of = forms.DateField(label=gettext_lazy("True as of"), widget=UnfoldAdminDateWidget, required=False)
    field_order = ("seen", "note", "summary", "true_as_of", "reason")


class NoteForm(SeenForm):
    reason = _words(gettext_lazy("What the public is told"))


class ResumeForm(SeenForm):
    reason = _words(gettext_lazy("Reason"), gettext_lazy("For the record of the desk."), required=False)


def preview(claim: Claim) -> str:
    """What the public reads now, and what is missing before it reads more."""
    publication = publication_of(claim)
    public, missing = publication.public, [item.label for item in publication.gate if not item.met]
    lines = [
        _("Public now: %(verdict)s, %(state)s. %(summary)s")
        % {"verdict": public.get_rating_display(), "state": public.get_state_display(), "summary": public.summary}
        if public
        else _("Nothing of this claim is public."),
        _("Missing: %(items)s.") % {"items": "; ".join(missing)} if missing else "",
    ]
    return " ".join(filter(None, lines))


def _own_summary(claim: Claim) -> dict[str, Any]:
    return {"summary": claim.verdict.summary if claim.verdict else ""}


def _correction(claim: Claim) -> dict[str, Any]:
    return correction_initial(publication_of(claim))


def _step(
    title: Any,
    done: Any,
    form_class: type[forms.Form],
    service: Callable[..., Verdict],
    initial: Callable[[Claim], dict[str, Any]] = nothing,
) -> Step:
    """Every step of publication shows what is public and what is missing, and says which revision was looked at."""
    return Step(
        title=title,
        done=done,
        asks="publish",
        of=Verdict,
        service=service,
        form_class=form_class,
        note=preview,
        initial=lambda claim: {"seen": claim.revision, **initial(claim)},
    )


PUBLISH = _step(
    gettext_lazy("Publish the verdict"),
    gettext_lazy("The verdict is public."),
    PublishForm,
    publish_verdict,
    _own_summary,
)
CORRECT = _step(
    gettext_lazy("Correct the public verdict"),
    gettext_lazy("The correction is public."),
    CorrectForm,
    correct_verdict,
    _correction,
)
PAUSE = _step(
    gettext_lazy("Pause the public verdict"), gettext_lazy("The verdict is paused."), NoteForm, pause_verdict
)
RESUME = _step(
    gettext_lazy("Let the verdict stand again"), gettext_lazy("The verdict stands again."), ResumeForm, resume_verdict
)
UNPUBLISH = _step(
    gettext_lazy("Take the verdict back"), gettext_lazy("The verdict is taken back."), NoteForm, unpublish_verdict
)


class PublishingAdmin(AskFirst):
    """The steps that a claim's admin offers under one heading."""

    @action(description=gettext_lazy("Publish"), url_path="publish", icon="publish")
    def publish(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return self.ask_first(request, object_id, PUBLISH)

    @action(description=gettext_lazy("Correct"), url_path="correct", icon="edit_note")
    def correct(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return self.ask_first(request, object_id, CORRECT)

    @action(description=gettext_lazy("Pause"), url_path="pause", icon="pause")
    def pause(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return self.ask_first(request, object_id, PAUSE)

    @action(description=gettext_lazy("Let it stand again"), url_path="resume", icon="resume")
    def resume(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return self.ask_first(request, object_id, RESUME)

    @action(description=gettext_lazy("Take it back"), url_path="unpublish", icon="undo")
    def unpublish(self, request: HttpRequest, object_id: int) -> HttpResponse:
        return self.ask_first(request, object_id, UNPUBLISH)
