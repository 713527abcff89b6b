"""A session cookie that cannot be one is no session: the visitor simply is signed out."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# django.contrib.sessions makes keys of 32 of these. Others may hold a NUL, on which PostgreSQL raises an error.
_SESSION_KEY = re.compile(r"[a-z0-9]{32}")


class SoundSessionCookieMiddleware:
    """Stands before SessionMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if key is not None and not _SESSION_KEY.fullmatch(key):
            del request.COOKIES[settings.SESSION_COOKIE_NAME]
        return self.get_response(request)
