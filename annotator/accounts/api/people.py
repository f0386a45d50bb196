"""The people of the desk: read by editors, changed by admins."""

from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema

from annotator.accounts.api.serializers import UserChangeInput, UserOutput, present_member, present_user
from annotator.accounts.filters import PersonFilter
from annotator.accounts.models import User
from annotator.accounts.services_joining import reset_second_factor
from annotator.accounts.services_people import change_person, everybody, state_of
from claims.api.preconditions import seen_revision, tagged
from claims.api.views.base import DeskView
from claims.api.views.documents import IF_MATCH
from claims.permissions import may


class UsersView(DeskView):
    """The people of the desk."""

    queryset = User.objects.none()
    filterset_class = PersonFilter
    output = UserOutput
    is_list = True
    ordering = ("id",)

    @extend_schema(operation_id="users_list", responses=UserOutput(many=True))
    def get(self, request: Any) -> Any:
        """Everybody with their role, the longest here first. For editors; addresses and last activity for admins."""
        self.ask("view", User)
        of_admin = bool(may(request.user, "manage", User))
        present = present_member if of_admin else present_user
        people = everybody() if of_admin else User.objects.all()
        return self.page(people, lambda rows: [present(row) for row in rows])


class PersonDoor(DeskView):
    """What the routes of one person have in common: they are the admins'."""

    queryset = User.objects.none()

    def person(self, pk: int) -> Any:
        self.ask("manage", User)
        return get_object_or_404(everybody(), pk=pk)

    def answer(self, pk: int) -> Any:
        user = get_object_or_404(everybody(), pk=pk)
        return tagged(self.request, self.chosen_fields([present_member(user)])[0], revision=state_of(user))

    def seen(self, user: User, *, required: bool) -> int | None:
        return seen_revision(self.request, present=state_of(user), required=required)


class UserView(PersonDoor):
    """One person."""

    output = UserOutput

    @extend_schema(operation_id="users_retrieve", responses=UserOutput)
    def get(self, request: Any, pk: int) -> Any:
        """Somebody, with when they last signed in and last did something. For admins."""
        self.person(pk)
        return self.answer(pk)

    @extend_schema(operation_id="users_update", parameters=[IF_MATCH], request=UserChangeInput, responses=UserOutput)
    def patch(self, request: Any, pk: int) -> Any:
        """Change somebody's role, team or access, together or not at all; each leaves an event. For admins.

        With another role their sessions end; shut out, their tokens end too, at once. 409 for the last active admin.
        """
        user = self.person(pk)
        seen = self.seen(user, required=True)
        change_person(actor=request.user, user=user, seen=seen, **self.read(UserChangeInput))
        return self.answer(pk)


class SecondFactorView(PersonDoor):
    """A second factor that was lost."""

    @extend_schema(operation_id="users_second_factor_remove", request=None, responses={200: UserOutput})
    def delete(self, request: Any, pk: int) -> Any:
        """Take somebody's second factors away; their sessions end, their password stays. For admins."""
        reset_second_factor(actor=request.user, user=self.person(pk))
        return self.answer(pk)
