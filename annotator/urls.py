"""Every address of the program, by room."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from annotator import health, metrics

# One door for passwords, with one set of limits and second factors.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

urlpatterns = [
    path("healthz", health.live, name="healthz"),
    path("readyz", health.ready, name="readyz"),
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
