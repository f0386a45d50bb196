"""A person's own pages; signing in and second factors are allauth's, at the addresses beside these."""

from django.urls import path

from annotator.accounts import people, views

urlpatterns = [
    path("profile/", views.profile, name="account_profile"),
    path("tokens/", views.create_token, name="account_create_token"),
    path("tokens/<int:pk>/revoke/", views.revoke_token, name="account_revoke_token"),
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/second-factor/", people.second_factor, name="person_second_factor"),
    path("invitations/<int:pk>/call-back/", people.call_back, name="invitation_call_back"),
    path("join/<str:words>/", people.join, name="account_join"),
]
