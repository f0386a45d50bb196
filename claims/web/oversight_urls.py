"""Addresses of editors' and admins' pages."""

from django.urls import path

from claims.web import (
    audit,
    decisions,
    desk,
    drafts,
    exports,
    figures,
    notifications,
    publication,
    site_pages,
    webhooks,
    workload,
)

urlpatterns = [
    path("dashboard/", figures.dashboard_page, name="dashboard"),
    path("agreement/", figures.agreement_page, name="agreement"),
    path("agreement.csv", figures.agreement_file, name="agreement_file"),
    path("workload/", workload.workload, name="workload"),
    path("assignments/<int:pk>/release/", workload.assignment_release, name="assignment_release"),
    path("audit/", audit.audit, name="audit"),
    path("audit.csv", audit.audit_file, name="audit_file"),
    path("exports/", exports.exports, name="exports"),
    path("webhooks/", webhooks.webhooks, name="webhooks"),
    path("webhooks/<int:pk>/", webhooks.webhook, name="webhook"),
    path("webhooks/<int:pk>/pause/", webhooks.webhook_pause, name="webhook_pause"),
    path("webhooks/<int:pk>/secret/", webhooks.webhook_secret, name="webhook_secret"),
    path("webhooks/<int:pk>/replay/", webhooks.webhook_replay, name="webhook_replay"),
    path("webhooks/<int:pk>/remove/", webhooks.webhook_remove, name="webhook_remove"),
    path("desk/quorum/", desk.quorum, name="desk_quorum"),
    path("public-pages/<slug:key>/", site_pages.site_page, name="site_page"),
    path("notifications/", notifications.notifications, name="notifications"),
    path("claims/<int:pk>/return/", decisions.claim_return, name="claim_return"),
    path("claims/<int:pk>/reopen/", decisions.claim_reopen, name="claim_reopen"),
    path("claims/<int:pk>/publish/", publication.claim_publish, name="claim_publish"),
    path("claims/<int:pk>/publish/draft/", drafts.form_draft, {"what": "publish"}, name="publish_draft"),
    path("claims/<int:pk>/correct/", publication.claim_correct, name="claim_correct"),
    path("claims/<int:pk>/correct/draft/", drafts.form_draft, {"what": "correct"}, name="correct_draft"),
    path("claims/<int:pk>/pause/", publication.claim_pause, name="claim_pause"),
    path("claims/<int:pk>/resume/", publication.claim_resume, name="claim_resume"),
    path("claims/<int:pk>/unpublish/", publication.claim_unpublish, name="claim_unpublish"),
    path("verdicts/<int:pk>/reply/", decisions.verdict_reply, name="verdict_reply"),
]
