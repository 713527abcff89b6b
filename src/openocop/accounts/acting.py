"""Requests of people who act in a post, and the gate in front of every page of the office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.accounts.models import User
from openocop.core.verdict import NotPermitted, refused


class PostRequest(HttpRequest):
    """A request as the middleware leaves it: `posts` of today, and the chosen one, None when there is none."""

    post: Post | None
    posts: list[Post]
    received_at: datetime


class ActingRequest(PostRequest):
    """A request behind `acting`: somebody acts in a post."""

    post: Post


CHOSEN_POST = "post"  # in the session
View = Callable[..., HttpResponseBase]


def current_post(request: PostRequest) -> Post | None:
    """Return the post in which this request acts: the one chosen among those of today, else the first."""
    posts = list(request.posts)
    chosen = request.session.get(CHOSEN_POST)
    return next((post for post in posts if post.appointment_id == chosen), posts[0] if posts else None)


def own_password(view: View) -> View:
    """Send whoever signed in with a temporary password to choose another first."""

    @wraps(view)
    def gate(request: PostRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if isinstance(request.user, User) and request.user.password_is_temporary:
            return redirect("account_change_password")
        return view(request, *args, **kwargs)

    return gate


def acting(view: View) -> View:
    """Let only people with a post through: signed out → sign in; signed in without one → told whom to ask."""
    entered = own_password(view)

    @wraps(view)
    def gate(request: PostRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        request.post = current_post(request)  # itself, not what stood in its place until somebody asked for it
        if request.post is None:
            raise NotPermitted(refused(_("Your account has no post today. Ask the provincial OCOP office.")))
        return entered(request, *args, **kwargs)

    return gate
