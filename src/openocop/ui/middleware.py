"""What a browser sends beside the address: a session's cookie that may be broken, and the language somebody chose."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

# django.contrib.sessions makes keys of 32 of these. Others may hold a NUL, on which PostgreSQL raises an error.
_SESSION_KEY = re.compile(r"[a-z0-9]{32}")


class SoundSessionCookieMiddleware:
    """Take a session cookie that cannot be one for none: the visitor simply is signed out.

    Stands before SessionMiddleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if key is not None and not _SESSION_KEY.fullmatch(key):
            del request.COOKIES[settings.SESSION_COOKIE_NAME]
        return self.get_response(request)


class ChosenLanguageMiddleware:
    """Speak Vietnamese until the reader chooses another language, which Django's `set_language` keeps in a cookie.

    Telephones sold here are often set to English; what they ask for says nothing of their owner.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        translation.activate(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language())
        patch_vary_headers(response, ("Cookie",))
        return response
