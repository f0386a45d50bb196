"""Pages about the discussion on a claim."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from claims.errors import ClaimsError
from claims.models import Claim, Comment
from claims.services.comments import LONGEST, add_comment, resolve_comment
from claims.web import access
from claims.web.drafts import sent
from claims.web.sentences import in_words


class CommentForm(forms.Form):
    """One remark."""

    body = forms.CharField(
        label=gettext_lazy("Your comment"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 2, "dir": "auto"}),
        help_text=gettext_lazy("Name somebody with @ and their sign-in name, and they are told."),
    )


def threads_of(claim: Claim, user: Any) -> list[dict[str, Any]]:
    """The discussion as this person may see it: each first remark with its replies, oldest first."""
    visible = Comment.objects.visible_to(user).filter(claim=claim).select_related("author", "resolved_by")
    threads: dict[int, dict[str, Any]] = {}
    for comment in visible.order_by("id"):
        if comment.parent_id in threads:
            threads[comment.parent_id]["replies"].append(comment)
        else:
            threads[comment.pk] = {"first": comment, "replies": []}
    return list(threads.values())


@access.signed_in
@access.only_sent
def claim_comment(request: HttpRequest, pk: int) -> HttpResponse:
    claim = access.get_claim(request, pk)
    access.require(request, "comment", claim)
    form = CommentForm(request.POST)
    parent = _parent(request, claim)
    if form.is_valid():
        try:
            comment = add_comment(actor=request.user, claim=claim, body=form.cleaned_data["body"], parent=parent)
        except ClaimsError as error:
            form.add_error("body", in_words(error.message))
        else:
            if parent is None:
                sent(request, "comment", claim.pk)
            return redirect(f"{claim.get_absolute_url()}#comment-{comment.pk}")
    return render(request, "claims/claim_comment.html", {"claim": claim, "form": form, "parent": parent}, status=422)


def _parent(request: HttpRequest, claim: Claim) -> Comment | None:
    parent = request.POST.get("parent", "")
    if not parent:
        return None
    visible = Comment.objects.visible_to(request.user).filter(claim=claim)
    return get_object_or_404(visible, pk=int(parent) if parent.isascii() and parent.isdigit() else 0)


@access.signed_in
@require_POST
def comment_resolve(request: HttpRequest, pk: int) -> HttpResponse:
    comment = get_object_or_404(Comment.objects.visible_to(request.user).select_related("claim"), pk=pk)
    access.require(request, "resolve", comment)
    try:
        resolve_comment(actor=request.user, comment=comment)
    except ClaimsError as error:
        messages.error(request, in_words(error.message))
    else:
        messages.success(request, _("The thread is resolved."))
    return redirect(f"{comment.claim.get_absolute_url()}#comment-{comment.pk}")
