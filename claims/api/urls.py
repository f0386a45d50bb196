"""Every address of the API."""

from django.urls import path

from claims.api.views.articles import ArticleClaimsView, ArticlesView, ArticleView
from claims.api.views.base import NothingView
from claims.api.views.claims import ClaimHistoryView, ClaimsView, ClaimView
from claims.api.views.documents import DocsView, SchemaView
from claims.api.views.exports import ClaimsExportView
from claims.api.views.me import MeView
from claims.api.views.reviews import AdjudicationView, ClaimReviewsView, ReviewView

urlpatterns = [
    path("articles/", ArticlesView.as_view(), name="api-articles"),
    path("articles/<int:pk>/", ArticleView.as_view(), name="api-article"),
    path("articles/<int:pk>/claims/", ArticleClaimsView.as_view(), name="api-article-claims"),
    path("claims/", ClaimsView.as_view(), name="api-claims"),
    path("claims/<int:pk>/", ClaimView.as_view(), name="api-claim"),
    path("claims/<int:pk>/reviews/", ClaimReviewsView.as_view(), name="api-claim-reviews"),
    path("claims/<int:pk>/adjudication/", AdjudicationView.as_view(), name="api-claim-adjudication"),
    path("claims/<int:pk>/history/", ClaimHistoryView.as_view(), name="api-claim-history"),
    path("reviews/<int:pk>/", ReviewView.as_view(), name="api-review"),
    path("exports/claims.<slug:file_format>", ClaimsExportView.as_view(), name="api-export-claims"),
    path("me/", MeView.as_view(), name="api-me"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(url_name="schema"), name="api-docs"),
    path("<path:address>", NothingView.as_view()),
]
