"""Addresses of the pages, by noun."""

from django.urls import path

from claims.web import articles, claims, conflicts, feeds, home, intake, keys, queue, reviews, sources, undo, versions

urlpatterns = [
    path("", home.home, name="home"),
    path("articles/", articles.articles, name="articles"),
    path("articles/new/", articles.article_new, name="article_new"),
    path("articles/new/address/", intake.intake_url, name="intake_url"),
    path("articles/new/files/", intake.intake_files, name="intake_files"),
    path("imports/", intake.jobs, name="jobs"),
    path("imports/<int:pk>/", intake.job, name="job"),
    path("imports/<int:pk>/confirm/", intake.job_confirm, name="job_confirm"),
    path("imports/<int:pk>/cancel/", intake.job_cancel, name="job_cancel"),
    path("imports/<int:pk>/retry/", intake.job_retry, name="job_retry"),
    path("sources/<int:pk>/keep/", sources.source_keep, name="source_keep"),
    path("sources/<int:pk>/kept/", sources.source_kept, name="source_kept"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("feeds/<int:pk>/follow/", feeds.feed_pause, name="feed_pause"),
    path("articles/<int:pk>/", articles.article, name="article"),
    path("articles/<int:pk>/revise/", versions.article_revise, name="article_revise"),
    path("articles/<int:pk>/versions/", versions.article_versions, name="article_versions"),
    path("claims/<int:pk>/reattach/", versions.claim_reattach, name="claim_reattach"),
    path("articles/<int:pk>/propose/", articles.article_claim_propose, name="article_claim_propose"),
    path("claims/", claims.claims, name="claims"),
    path("claims/<int:pk>/", claims.claim, name="claim"),
    path("claims/<int:pk>/reword/", claims.claim_reword, name="claim_reword"),
    path("claims/<int:pk>/withdraw/", claims.claim_withdraw, name="claim_withdraw"),
    path("claims/<int:pk>/review/", reviews.claim_review, name="claim_review"),
    path("claims/<int:pk>/draft/", reviews.claim_draft, name="claim_draft"),
    path("claims/<int:pk>/adjudicate/", conflicts.claim_adjudicate, name="claim_adjudicate"),
    path("review/", queue.review_next, name="review_next"),
    path("review/skip/", queue.review_skip, name="review_skip"),
    path("review/back/", queue.review_back, name="review_back"),
    path("reviews/<int:pk>/revise/", reviews.review_revise, name="review_revise"),
    path("reviews/<int:pk>/retract/", reviews.review_retract, name="review_retract"),
    path("steps/<int:pk>/undo/", undo.step_undo, name="step_undo"),
    path("keys/", keys.key_preferences, name="key_preferences"),
    path("conflicts/", conflicts.conflicts, name="conflicts"),
]
