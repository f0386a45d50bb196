"""Notifications: one's own list, marking it read, and which kinds come."""

from typing import Any

from django.contrib.auth import get_user_model
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from claims.api.serializers.notices import (
    NoticeChoiceInput,
    NoticeChoiceOutput,
    NotificationOutput,
    ReadOutput,
    present_choice,
    present_notifications,
)
from claims.api.views.base import DeskView
from claims.models import Article, Notification
from claims.services.notifications import choose_notifications, mark_read


class NotificationsView(DeskView):
    """What you were told."""

    queryset = Notification.objects.none()
    output = NotificationOutput
    is_list = True

    @extend_schema(operation_id="notifications_list", responses=NotificationOutput(many=True))
    def get(self, request: Any) -> Any:
        """Your own, the latest first. `read_at` is null until you marked them read."""
        self.ask("view", Article)
        return self.page(Notification.objects.filter(person=request.user.pk), present_notifications)


class NotificationsReadView(DeskView):
    """Marking them read."""

    queryset = Notification.objects.none()

    @extend_schema(operation_id="notifications_read", request=None, responses={201: ReadOutput})
    def post(self, request: Any) -> Response:
        """All that you were told so far counts as read, here and on the pages."""
        self.ask("view", Article)
        return Response({"read": mark_read(actor=request.user)}, status=201)


class NoticeChoiceView(DeskView):
    """Which kinds come."""

    queryset = Notification.objects.none()

    @extend_schema(operation_id="notifications_choice", responses=NoticeChoiceOutput)
    def get(self, request: Any) -> Response:
        """Which kinds you hear of. Everything is on until you switch it off."""
        self.ask("view", Article)
        return Response(present_choice(request.user))

    @extend_schema(operation_id="notifications_choose", request=NoticeChoiceInput, responses=NoticeChoiceOutput)
    def put(self, request: Any) -> Response:
        """Choose them; what is not named is off."""
        self.ask("view", Article)
        choose_notifications(actor=request.user, **self.read(NoticeChoiceInput))
        return Response(present_choice(get_user_model().objects.get(pk=request.user.pk)))
