"""A person's own page: name, ways to sign in, keys for programs."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from annotator.accounts import services
from annotator.accounts.forms import ProfileForm, TokenForm
from annotator.accounts.models import ApiToken, User
from claims.errors import ClaimsError


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    user = person(request)
    form = ProfileForm(request.POST or None, initial={"display_name": user.display_name})
    if request.method == "POST" and form.is_valid():
        try:
            services.update_profile(user=user, **form.cleaned_data)
        except ClaimsError as error:
            form.add_error(error.field, error.message)
        else:
            messages.success(request, _("Your name is saved."))
            return redirect("account_profile")
    return render(request, "accounts/profile.html", page_context(user, profile_form=form))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def create_token(request: HttpRequest) -> HttpResponse:
    """Answers with the page itself, not a redirect: the token's words exist only in this answer."""
    if request.method != "POST":
        return redirect("account_profile")
    user = person(request)
    form = TokenForm(request.POST)
    if form.is_valid():
        try:
            token, words = services.issue_token(user=user, **form.cleaned_data)
        except ClaimsError as error:
            form.add_error(error.field, error.message)
        else:
            return render(request, "accounts/token_created.html", {"token": token, "words": words})
    return render(request, "accounts/profile.html", page_context(user, token_form=form), status=400)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revoke_token(request: HttpRequest, pk: int) -> HttpResponse | HttpResponseRedirect:
    """Asks once more on GET; somebody else's token is not found."""
    user = person(request)
    token = get_object_or_404(user.api_tokens.filter(revoked_at=None), pk=pk)
    if request.method != "POST":
        return render(request, "accounts/token_revoke.html", {"token": token})
    try:
        services.revoke_token(token=token, actor=user)
    except ClaimsError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("The token is revoked."))
    return redirect("account_profile")


def person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101 (login_required has seen to it)
    return request.user


def page_context(
    user: User, *, profile_form: ProfileForm | None = None, token_form: TokenForm | None = None
) -> dict[str, Any]:
    tokens: list[ApiToken] = list(user.api_tokens.filter(revoked_at=None))
    return {
        "profile_form": profile_form or ProfileForm(initial={"display_name": user.display_name}),
        "token_form": token_form or TokenForm(),
        "tokens": tokens,
    }
