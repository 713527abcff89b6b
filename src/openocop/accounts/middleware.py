"""`request.post`: the capacity in which this request acts, chosen by the person among those they hold today."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from openocop.accounts.acting import PostRequest
from openocop.accounts.domain.roles import Post
from openocop.accounts.selectors.posts import posts_of
from openocop.core.domain.legal_time import legal_day

SESSION_KEY = "post"


class CurrentPostMiddleware:
    """Sets `request.posts` (all of today) and `request.post` (the chosen one, or None when signed out)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        acting = cast(PostRequest, request)
        acting.posts = cast("list[Post]", SimpleLazyObject(lambda: _posts(request)))
        acting.post = cast("Post | None", SimpleLazyObject(lambda: _current(acting)))
        return self.get_response(request)


def _posts(request: HttpRequest) -> list[Post]:
    if not request.user.is_authenticated:
        return []
    return posts_of(request.user, on=legal_day(timezone.now()))


def _current(request: PostRequest) -> Post | None:
    posts = list(request.posts)
    chosen = request.session.get(SESSION_KEY)
    return next((post for post in posts if post.appointment_id == chosen), posts[0] if posts else None)
