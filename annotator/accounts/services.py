"""The only writer of people and of what belongs to them. Doors ask permission first; these do not.

The role is the truth: `is_staff` and `is_superuser` follow it and are set nowhere else.
"""

import logging
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Q
from django.utils import timezone

from annotator.accounts import tokens
from annotator.accounts.errors import LastAdmin, TokenRevoked
from annotator.accounts.models import ApiToken, TokenScope, User
from claims.choices import EventKind, Role
from claims.errors import BadInput
from claims.services.events import record
from claims.text.characters import refuse_bad_characters

log = logging.getLogger("annotator.accounts")

TOUCH_EVERY = timedelta(minutes=1)


# --- people ------------------------------------------------------------------------------------
@transaction.atomic
def create_user(
    *,
    username: str,
    password: str,
    role: str = Role.READER,
    email: str = "",
    display_name: str = "",
    team: str = "",
    is_demo: bool = False,
    actor: User | None = None,
) -> User:
    """A new person who can sign in. `BadInput` names the field: name taken, weak password, unknown role."""
    for field, value in {"username": username, "email": email, "display_name": display_name, "team": team}.items():
        refuse_bad_characters(value, field=field)
    user = User(
        username=User.normalize_username(username.strip()),
        email=get_user_model().objects.normalize_email(email.strip()),
        display_name=display_name.strip(),
        team=team.strip(),
        is_demo=is_demo,
    )
    _take_role(user, known_role(role))
    _take_password(user, password)
    _insert(user)
    log.info("user created: id=%s role=%s by=%s", user.pk, user.role, _id(actor))
    return user


@transaction.atomic
def set_role(*, user: User, role: str, actor: User | None = None) -> User:
    """Change what somebody may do. Their sessions end: the next sign-in has the new powers, no other has."""
    known = known_role(role)
    admins = lock_active_admins()
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.role == known:
        return user
    if user in admins and known != Role.ADMIN:
        _keep_an_admin(user, admins)
    old = user.role
    _take_role(user, known)
    user.save(update_fields=["role", "is_staff", "is_superuser"])
    end_sessions(user)
    record(EventKind.PERSON_ROLE, actor=actor, person=user, old=old, new=known)
    log.info("role changed: id=%s %s -> %s by=%s", user.pk, old, known, _id(actor))
    return user


@transaction.atomic
def set_team(*, user: User, team: str, actor: User | None = None) -> User:
    """Put somebody in a team, or in none. Work is given out to teams; what was given out stays."""
    refuse_bad_characters(team, field="team")
    user = User.objects.select_for_update().get(pk=user.pk)
    old, user.team = user.team, " ".join(team.split())
    if old == user.team:
        return user
    _check(user, only={"team"})
    user.save(update_fields=["team"])
    record(EventKind.PERSON_TEAM, actor=actor, person=user, old=old, new=user.team)
    return user


@transaction.atomic
def deactivate(*, user: User, actor: User | None = None) -> User:
    """Shut somebody out at once: no sign-in, no session, no token. What they did stays, under their name."""
    admins = lock_active_admins()
    user = User.objects.select_for_update().get(pk=user.pk)
    if user in admins:
        _keep_an_admin(user, admins)
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user)
    ApiToken.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now())
    record(EventKind.PERSON_DEACTIVATED, actor=actor, person=user)
    log.info("user deactivated: id=%s by=%s", user.pk, _id(actor))
    return user


@transaction.atomic
def reactivate(*, user: User, actor: User | None = None) -> User:
    """Let somebody sign in again. Ended sessions and revoked tokens stay ended and revoked."""
    user = User.objects.select_for_update().get(pk=user.pk)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(EventKind.PERSON_REACTIVATED, actor=actor, person=user)
    log.info("user reactivated: id=%s by=%s", user.pk, _id(actor))
    return user


@transaction.atomic
def set_password(*, user: User, password: str, actor: User | None = None) -> User:
    """A new password. Every session of the person ends: Django binds sessions to the password."""
    user = User.objects.select_for_update().get(pk=user.pk)
    _take_password(user, password)
    user.save(update_fields=["password"])
    end_sessions(user)
    log.info("password set: id=%s by=%s", user.pk, _id(actor))
    return user


@transaction.atomic
def update_profile(*, user: User, display_name: str) -> User:
    """The name others read; empty means the sign-in name."""
    refuse_bad_characters(display_name, field="display_name")
    user = User.objects.select_for_update().get(pk=user.pk)
    user.display_name = display_name.strip()
    _check(user, only={"display_name"})
    user.save(update_fields=["display_name"])
    return user


# --- API tokens --------------------------------------------------------------------------------
@transaction.atomic
def issue_token(
    *,
    user: User,
    name: str = "",
    scope: str = TokenScope.ADMIN,
    days: int | None = None,
    actor: User | None = None,
) -> tuple[ApiToken, str]:
    """A new token and its words. The words are returned here once and can never be read again.

    `days` is at most TOKEN_LIFETIME_DAYS, which is also its default.
    """
    refuse_bad_characters(name, field="name")
    lifetime = settings.TOKEN_LIFETIME_DAYS if days is None else days
    if not 1 <= lifetime <= settings.TOKEN_LIFETIME_DAYS:
        raise BadInput(f"A token lives from 1 to {settings.TOKEN_LIFETIME_DAYS} days.", field="days")
    if scope not in TokenScope.values:
        raise BadInput(f"The scope is one of {', '.join(TokenScope.values)}.", field="scope")
    words = tokens.make()
    token = ApiToken(
        user=user,
        name=name.strip(),
        hint=words[: tokens.HINT_LENGTH],
        digest=tokens.digest(words),
        scope=scope,
        expires_at=timezone.now() + timedelta(days=lifetime),
    )
    _check(token)
    token.save(force_insert=True)
    log.info("token issued: id=%s user=%s scope=%s by=%s", token.pk, user.pk, scope, _id(actor or user))
    return token, words


@transaction.atomic
def revoke_token(*, token: ApiToken, actor: User | None = None) -> ApiToken:
    """End a token for good, at once."""
    token = ApiToken.objects.select_for_update().get(pk=token.pk)
    if token.revoked_at is not None:
        raise TokenRevoked
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    log.info("token revoked: id=%s user=%s by=%s", token.pk, token.user_id, _id(actor))
    return token


def touch_token(*, token: ApiToken) -> None:
    """Note the use of a token, at most once a minute: most requests of a busy script write nothing.

    A note that cannot be written (a full disk, a database that may only be read) keeps nobody from reading.
    """
    now = timezone.now()
    if token.last_used_at and now - token.last_used_at < TOUCH_EVERY:
        return
    due = Q(last_used_at=None) | Q(last_used_at__lt=now - TOUCH_EVERY)
    try:
        with transaction.atomic():
            ApiToken.objects.filter(due, pk=token.pk).update(last_used_at=now)
    except OperationalError as error:
        log.warning("the use of token %s could not be noted: %s", token.pk, error)


# --- steps -------------------------------------------------------------------------------------
def known_role(role: str) -> Role:
    try:
        return Role(role)
    except ValueError:
        raise BadInput(f"The role is one of {', '.join(Role.values)}.", field="role") from None


def _take_role(user: User, role: Role) -> None:
    user.role = role
    user.is_staff = user.is_superuser = role == Role.ADMIN


def _take_password(user: User, password: str) -> None:
    refuse_bad_characters(password, field="password")
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise BadInput(" ".join(error.messages), field="password") from None
    user.set_password(password)


def _insert(user: User) -> None:
    _check(user)
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:  # somebody took the name between the question and the answer
        raise BadInput("Somebody already has this name or address.", field="username") from None


def _check(row: User | ApiToken, *, only: set[str] | None = None) -> None:
    """Ask the model's own validation; the first complaint becomes a `BadInput` that names its field."""
    exclude = {field.name for field in row._meta.fields} - only if only else set()
    try:
        row.full_clean(exclude=exclude)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        named = None if field == "__all__" else field
        raise BadInput(" ".join(messages), field=named) from None


def lock_active_admins() -> list[User]:
    """Always the same rows in the same order, so that two admins cannot remove each other at once."""
    admins = User.objects.select_for_update().filter(role=Role.ADMIN, is_active=True)
    return list(admins.order_by("pk"))


def _keep_an_admin(user: User, admins: list[User]) -> None:
    if all(admin == user for admin in admins):
        raise LastAdmin


def end_sessions(user: User) -> None:
    """Delete every session of one person. A session names its person only inside, so each is opened."""
    live = Session.objects.filter(expire_date__gt=timezone.now()).order_by("pk")
    own = [row.pk for row in live.iterator() if row.get_decoded().get("_auth_user_id") == str(user.pk)]
    Session.objects.filter(pk__in=own).delete()
    user.usersession_set.all().delete()


def _id(actor: User | None) -> object:
    return "command line" if actor is None else actor.pk
