"""The addresses of the API; those about people are the program's own, and stand before these."""

from django.urls import path

from claims.api.views.articles import ArticleClaimsView, ArticlesView, ArticleTermsView, ArticleView
from claims.api.views.assignments import (
    AssignmentReleaseView,
    AssignmentsView,
    KeptPageView,
    SourceSnapshotView,
    SourcesView,
    SourceView,
)
from claims.api.views.base import NothingView
from claims.api.views.bulk import ArticlesBulkView, ClaimsBulkView, ReviewsBulkView
from claims.api.views.claims import ClaimHistoryView, ClaimsView, ClaimView
from claims.api.views.desk import QuorumPreviewView, QuorumView
from claims.api.views.documents import DocsView, SchemaView
from claims.api.views.exports import ClaimsExportView
from claims.api.views.feeds import FeedPollView, FeedsView, FeedView
from claims.api.views.figures import AgreementView, DashboardView, WorkloadView
from claims.api.views.files import ExportFileView, ExportsView, ExportView
from claims.api.views.intake import (
    ImportsView,
    JobCancellationView,
    JobConfirmationView,
    JobRetryView,
    JobsView,
    JobView,
)
from claims.api.views.notices import NoticeChoiceView, NotificationsReadView, NotificationsView
from claims.api.views.publication import (
    CorrectView,
    PauseView,
    PublicationView,
    PublishView,
    ResumeView,
    UnpublishView,
)
from claims.api.views.queue import DraftView, QueueView, ReservationView
from claims.api.views.record import EventsView
from claims.api.views.reviews import AdjudicationView, ClaimReviewsView, ReviewView
from claims.api.views.root import RootView
from claims.api.views.site_pages import SitePageView
from claims.api.views.steps import (
    ClaimPlaceView,
    ClaimReopeningView,
    ClaimRestorationView,
    ClaimReturnView,
    ReplyView,
    UndoView,
)
from claims.api.views.surgery import DivideView, MergeView, MoveView, WithdrawalsView
from claims.api.views.talk import ClaimCommentsView, CommentResolutionView, SimilarClaimsView
from claims.api.views.verdicts import VerdictsView
from claims.api.views.versions import ArticleVersionsView, VersionView
from claims.api.views.webhooks import (
    WebhookDeliveriesView,
    WebhookReplayView,
    WebhookSecretView,
    WebhooksView,
    WebhookView,
)

urlpatterns = [
    path("", RootView.as_view(), name="api-root"),
    path("articles/", ArticlesView.as_view(), name="api-articles"),
    path("articles/bulk/", ArticlesBulkView.as_view(), name="api-articles-bulk"),
    path("articles/<int:pk>/", ArticleView.as_view(), name="api-article"),
    path("articles/<int:pk>/terms/", ArticleTermsView.as_view(), name="api-article-terms"),
    path("articles/<int:pk>/claims/", ArticleClaimsView.as_view(), name="api-article-claims"),
    path("articles/<int:pk>/versions/", ArticleVersionsView.as_view(), name="api-article-versions"),
    path("versions/<int:pk>/", VersionView.as_view(), name="api-version"),
    path("desk/pages/<slug:key>/", SitePageView.as_view(), name="api-site-page"),
    path("desk/quorum/", QuorumView.as_view(), name="api-desk-quorum"),
    path("desk/quorum/preview/", QuorumPreviewView.as_view(), name="api-desk-quorum-preview"),
    path("imports/", ImportsView.as_view(), name="api-imports"),
    path("jobs/", JobsView.as_view(), name="api-jobs"),
    path("jobs/<int:pk>/", JobView.as_view(), name="api-job"),
    path("jobs/<int:pk>/confirm/", JobConfirmationView.as_view(), name="api-job-confirm"),
    path("jobs/<int:pk>/cancel/", JobCancellationView.as_view(), name="api-job-cancel"),
    path("jobs/<int:pk>/retry/", JobRetryView.as_view(), name="api-job-retry"),
    path("notifications/", NotificationsView.as_view(), name="api-notifications"),
    path("notifications/read/", NotificationsReadView.as_view(), name="api-notifications-read"),
    path("notifications/choice/", NoticeChoiceView.as_view(), name="api-notifications-choice"),
    path("feeds/", FeedsView.as_view(), name="api-feeds"),
    path("feeds/<int:pk>/", FeedView.as_view(), name="api-feed"),
    path("feeds/<int:pk>/poll/", FeedPollView.as_view(), name="api-feed-poll"),
    path("claims/", ClaimsView.as_view(), name="api-claims"),
    path("claims/bulk/", ClaimsBulkView.as_view(), name="api-claims-bulk"),
    path("claims/move/", MoveView.as_view(), name="api-claims-move"),
    path("claims/withdraw/", WithdrawalsView.as_view(), name="api-claims-withdraw"),
    path("claims/<int:pk>/", ClaimView.as_view(), name="api-claim"),
    path("claims/<int:pk>/reviews/", ClaimReviewsView.as_view(), name="api-claim-reviews"),
    path("claims/<int:pk>/draft/", DraftView.as_view(), name="api-claim-draft"),
    path("claims/<int:pk>/reserve/", ReservationView.as_view(), name="api-claim-reserve"),
    path("queue/next/", QueueView.as_view(), name="api-queue"),
    path("claims/<int:pk>/adjudication/", AdjudicationView.as_view(), name="api-claim-adjudication"),
    path("claims/<int:pk>/history/", ClaimHistoryView.as_view(), name="api-claim-history"),
    path("claims/<int:pk>/merge/", MergeView.as_view(), name="api-claim-merge"),
    path("claims/<int:pk>/split/", DivideView.as_view(), name="api-claim-split"),
    path("claims/<int:pk>/comments/", ClaimCommentsView.as_view(), name="api-claim-comments"),
    path("claims/<int:pk>/similar/", SimilarClaimsView.as_view(), name="api-claim-similar"),
    path("claims/<int:pk>/restore/", ClaimRestorationView.as_view(), name="api-claim-restore"),
    path("claims/<int:pk>/reopen/", ClaimReopeningView.as_view(), name="api-claim-reopen"),
    path("claims/<int:pk>/return/", ClaimReturnView.as_view(), name="api-claim-return"),
    path("claims/<int:pk>/reattach/", ClaimPlaceView.as_view(), name="api-claim-reattach"),
    path("claims/<int:pk>/publication/", PublicationView.as_view(), name="api-claim-publication"),
    path("claims/<int:pk>/publish/", PublishView.as_view(), name="api-claim-publish"),
    path("claims/<int:pk>/correct/", CorrectView.as_view(), name="api-claim-correct"),
    path("claims/<int:pk>/pause/", PauseView.as_view(), name="api-claim-pause"),
    path("claims/<int:pk>/resume/", ResumeView.as_view(), name="api-claim-resume"),
    path("claims/<int:pk>/unpublish/", UnpublishView.as_view(), name="api-claim-unpublish"),
    path("comments/<int:pk>/resolve/", CommentResolutionView.as_view(), name="api-comment-resolve"),
    path("assignments/", AssignmentsView.as_view(), name="api-assignments"),
    path("assignments/<int:pk>/release/", AssignmentReleaseView.as_view(), name="api-assignment-release"),
    path("sources/", SourcesView.as_view(), name="api-sources"),
    path("sources/<int:pk>/", SourceView.as_view(), name="api-source"),
    path("sources/<int:pk>/keep/", SourceSnapshotView.as_view(), name="api-source-keep"),
    path("sources/<int:pk>/kept/", KeptPageView.as_view(), name="api-source-kept"),
    path("events/<int:pk>/undo/", UndoView.as_view(), name="api-event-undo"),
    path("verdicts/<int:pk>/reply/", ReplyView.as_view(), name="api-verdict-reply"),
    path("reviews/bulk/", ReviewsBulkView.as_view(), name="api-reviews-bulk"),
    path("reviews/<int:pk>/", ReviewView.as_view(), name="api-review"),
    path("figures/dashboard/", DashboardView.as_view(), name="api-figures-dashboard"),
    path("figures/agreement/", AgreementView.as_view(), name="api-figures-agreement"),
    path("figures/workload/", WorkloadView.as_view(), name="api-figures-workload"),
    path("exports/", ExportsView.as_view(), name="api-exports"),
    path("exports/<int:pk>/", ExportView.as_view(), name="api-export"),
    path("exports/<int:pk>/file/", ExportFileView.as_view(), name="api-export-file"),
    path("exports/claims.<slug:file_format>", ClaimsExportView.as_view(), name="api-export-claims"),
    path("verdicts/", VerdictsView.as_view(), name="api-verdicts"),
    path("webhooks/", WebhooksView.as_view(), name="api-webhooks"),
    path("webhooks/<int:pk>/", WebhookView.as_view(), name="api-webhook"),
    path("webhooks/<int:pk>/secret/", WebhookSecretView.as_view(), name="api-webhook-secret"),
    path("webhooks/<int:pk>/replay/", WebhookReplayView.as_view(), name="api-webhook-replay"),
    path("webhooks/<int:pk>/deliveries/", WebhookDeliveriesView.as_view(), name="api-webhook-deliveries"),
    path("events/", EventsView.as_view(), name="api-events"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(url_name="schema"), name="api-docs"),
    path("<path:address>", NothingView.as_view()),
]
