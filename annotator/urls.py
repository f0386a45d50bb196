"""Every address of the program, by room."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.templatetags.static import static
from django.urls import include, path
from django.utils.functional import lazy
from django.views.decorators.cache import cache_control
from django.views.generic import RedirectView

from annotator import health, metrics

# One door for passwords, with one set of limits and second factors.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

# For browsers and readers that ask for it without having read a page of ours.
icon = cache_control(public=True, max_age=86_400)(RedirectView.as_view(url=lazy(static, str)("claims/icon.svg")))

urlpatterns = [
    path("healthz", health.live, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("favicon.ico", icon, name="favicon"),
    path("metrics", metrics.metrics, name="metrics"),
    path("admin/", admin.site.urls),
    path("accounts/", include("annotator.accounts.urls")),
    path("accounts/", include("allauth.urls")),
    path("api/v1/", include("annotator.accounts.api.urls")),
    path("api/v1/", include("claims.api.urls")),
    path("", include("claims.web.urls")),
]

handler400 = "annotator.errors.bad_request"
handler403 = "annotator.errors.forbidden"
handler404 = "annotator.errors.not_found"
handler500 = "annotator.errors.server_error"
