"""Whose request this is: `request.user`, and `request.post`, the capacity chosen among those they hold today."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from openocop.accounts.acting import PostRequest, current_post
from openocop.accounts.domain.roles import Post
from openocop.accounts.models import User
from openocop.accounts.selectors.posts import posts_of
from openocop.accounts.sessions import SessionStore
from openocop.core.domain.legal_time import legal_day


class PersonMiddleware(AuthenticationMiddleware):
    """Sets `request.user` as Django does, to the person who was read with the session."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = cast(User, SimpleLazyObject(lambda: _person(request)))


class CurrentPostMiddleware:
    """Sets `request.posts` (all of today) and `request.post` (the chosen one, or None when signed out)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        acting = cast(PostRequest, request)
        acting.posts = cast("list[Post]", SimpleLazyObject(lambda: _posts(request)))
        acting.post = cast("Post | None", SimpleLazyObject(lambda: current_post(acting)))
        return self.get_response(request)


def _person(request: HttpRequest) -> User | AnonymousUser:
    """Return the person of the session that was read; what is not plainly in order is left to Django to settle."""
    session = cast(SessionStore, request.session)
    if (
        session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and session.held_by
        and _is_in_order(user := session.held_by[0], session[SESSION_KEY], session.get(HASH_SESSION_KEY, ""))
    ):
        return user
    return get_user(request)


def _is_in_order(user: User, key: str, digest: str) -> bool:
    """Tell whether the session names this person, who may sign in and has the password of then."""
    return user.is_active and key == str(user.pk) and constant_time_compare(digest, user.get_session_auth_hash())


def _posts(request: HttpRequest) -> list[Post]:
    if not request.user.is_authenticated:
        return []
    held_by = cast(SessionStore, request.session).held_by
    if held_by and held_by[0].pk == request.user.pk:
        return held_by[1]
    return posts_of(request.user, on=legal_day(timezone.now()))
