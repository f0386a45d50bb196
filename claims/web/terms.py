"""The page on which editors say how an article is worked on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from claims.errors import ClaimsError, StaleEdit
from claims.services.terms import set_terms
from claims.web import access
from claims.web.forms.refusals import show_refusal
from claims.web.forms.terms import TermsForm


@access.signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def article_terms(request: HttpRequest, pk: int) -> HttpResponse:
    article = access.get_article(request, pk)
    access.require(request, "change", article)
    form = TermsForm.of(article, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            set_terms(actor=request.user, article=article, **form.content())
        except StaleEdit as error:
            form.tell_meanwhile(error)
        except ClaimsError as error:
            show_refusal(form, error)
        else:
            messages.success(request, _("Saved. Claims whose status changes by it say so in their history."))
            return redirect(article)
    context = {"article": article, "form": form, "quorum": article.desk_quorum}
    return render(request, "claims/article_terms.html", context, status=422 if form.errors else 200)
