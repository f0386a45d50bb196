"""A person's own pages; signing in and second factors are allauth's, at the addresses beside these."""

from django.urls import path

from annotator.accounts import views

urlpatterns = [
    path("profile/", views.profile, name="account_profile"),
    path("tokens/", views.create_token, name="account_create_token"),
    path("tokens/<int:pk>/revoke/", views.revoke_token, name="account_revoke_token"),
]
