"""Pages for editors: publishing a verdict, correcting, pausing, resuming and taking it back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.errors import ClaimsError, StaleEdit
from claims.models import Claim, Review, Verdict
from claims.permissions import may
from claims.services.publication import (
    Publication,
    correct_verdict,
    correction_initial,
    pause_verdict,
    publication_of,
    publish_verdict,
    resume_verdict,
    unpublish_verdict,
)
from claims.web import access
from claims.web.decisions import take_step
from claims.web.drafts import fill, kept, sent
from claims.web.forms.publication import CorrectionForm, PauseForm, PublishForm, ResumeForm, UnpublishForm
from claims.web.forms.refusals import show_refusal


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def claim_publish(request: HttpRequest, pk: int) -> HttpResponse:
    words = {
        "what": "publish",
        "title": _("Publish the verdict"),
        "button": _("Publish"),
        "done": _("The verdict is public."),
    }
    publication = _publication(request, pk)
    verdict = publication.claim.verdict
    initial = {"summary": verdict.summary if verdict else ""}
    return _write(request, publication, PublishForm, initial, publish_verdict, words)


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def claim_correct(request: HttpRequest, pk: int) -> HttpResponse:
    words = {
        "what": "correct",
        "title": _("Correct the public verdict"),
        "button": _("Publish the correction"),
        "done": _("The correction is public. The earlier verdict stays readable as what it was."),
    }
    publication = _publication(request, pk)
    return _write(request, publication, CorrectionForm, correction_initial(publication), correct_verdict, words)


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def claim_pause(request: HttpRequest, pk: int) -> HttpResponse:
    words = {
        "title": _("Pause the public verdict"),
        "lead": _("Its page says that the desk is looking at it again, and why. An editor lets it stand again."),
        "button": _("Pause"),
        "done": _("The verdict is paused."),
    }
    return take_step(request, _claim(request, pk), PauseForm, pause_verdict, words)


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def claim_resume(request: HttpRequest, pk: int) -> HttpResponse:
    words = {
        "title": _("Let the verdict stand again"),
        "lead": _("The public reads it as it was before the pause."),
        "button": _("Let it stand"),
        "done": _("The verdict stands again."),
    }
    return take_step(request, _claim(request, pk), ResumeForm, resume_verdict, words)


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def claim_unpublish(request: HttpRequest, pk: int) -> HttpResponse:
    words = {
        "title": _("Take the verdict back"),
        "lead": _("Its address stays and says why. What is published on this claim later gets the next number."),
        "button": _("Take it back"),
        "done": _("The verdict is taken back."),
    }
    return take_step(request, _claim(request, pk), UnpublishForm, unpublish_verdict, words)


def shown_publication(claim: Claim, user: Any) -> dict[str, Any]:
    """For the claim's page: all of it for editors, what is public for everybody else."""
    told = Verdict.objects.ever_public().filter(claim=claim)
    if may(user, "publish", Verdict):
        return {"publication": publication_of(claim) if claim.is_decided or told.exists() else None}
    public = next((verdict for verdict in told if verdict.is_public), None)
    if public is not None:
        public.claim = claim
    return {"public": public}


def _claim(request: HttpRequest, pk: int) -> Claim:
    access.require(request, "publish", Verdict)
    return access.get_claim(request, pk)


def _publication(request: HttpRequest, pk: int) -> Publication:
    return publication_of(_claim(request, pk))


def _write(
    request: HttpRequest,
    publication: Publication,
    form_class: type[PublishForm],
    initial: dict[str, Any],
    act: Callable[..., Verdict],
    words: dict[str, str],
) -> HttpResponse:
    """A form with words for the public: shown, kept as a draft, sent."""
    claim = publication.claim
    draft = kept(request, words["what"], claim.pk)
    given = request.POST if request.method == "POST" else None
    form = fill(form_class(given, publication=publication, initial={"seen": claim.revision, **initial}), draft)
    if form.is_bound and form.is_valid():
        try:
            act(actor=request.user, claim=claim, **form.cleaned_data)
        except StaleEdit as error:
            form = form.after(error.revision)
            form.add_error(None, _("Another editor was faster. Look at the claim again before you send this."))
        except ClaimsError as error:
            show_refusal(form, error)
        else:
            sent(request, words["what"], claim.pk)
            messages.success(request, words["done"])
            return redirect(claim)
    reviews = Review.objects.visible_to(request.user).submitted().filter(claim=claim).with_evidence().order_by("id")
    context = {"claim": claim, "publication": publication, "form": form, "draft": draft, "reviews": reviews, **words}
    return render(request, "claims/claim_publish.html", context, status=422 if form.errors else 200)
