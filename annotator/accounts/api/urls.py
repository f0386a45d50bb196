"""The addresses of the API that are about people; the others are in `claims.api.urls`."""

from django.urls import path

from annotator.accounts.api.invitations import InvitationCallBackView, InvitationsView, InvitationView
from annotator.accounts.api.own import MeView, OwnTokensView, OwnTokenView
from annotator.accounts.api.people import SecondFactorView, UsersView, UserView

urlpatterns = [
    path("users/", UsersView.as_view(), name="api-users"),
    path("users/<int:pk>/", UserView.as_view(), name="api-user"),
    path("users/<int:pk>/second-factor/", SecondFactorView.as_view(), name="api-user-second-factor"),
    path("invitations/", InvitationsView.as_view(), name="api-invitations"),
    path("invitations/<int:pk>/", InvitationView.as_view(), name="api-invitation"),
    path("invitations/<int:pk>/call-back/", InvitationCallBackView.as_view(), name="api-invitation-call-back"),
    path("me/", MeView.as_view(), name="api-me"),
    path("me/tokens/", OwnTokensView.as_view(), name="api-me-tokens"),
    path("me/tokens/<int:pk>/", OwnTokenView.as_view(), name="api-me-token"),
]
