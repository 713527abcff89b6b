"""What a browser sends beside the address: a session's cookie that may be broken, and the language to answer in."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import get_script_prefix, is_valid_path, set_script_prefix
from django.utils import translation
from django.utils.cache import patch_vary_headers

from openocop.ui.languages import ENGLISH, is_english, speaks_by_address

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
    """Speak the language of the address on public pages (`/en/…`), elsewhere the one that the reader chose.

    Telephones sold here are often set to English; what they ask for says nothing of their owner. So it is Vietnamese
    until the reader chooses, which Django's `set_language` keeps in a cookie.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == ENGLISH:
            return HttpResponseRedirect(f"{request.path}/")
        if is_english(request.path_info):
            return self._in_english(request)
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, settings.LANGUAGE_CODE)
        if chosen != settings.LANGUAGE_CODE and speaks_by_address(request.path_info):
            chosen = settings.LANGUAGE_CODE
        return self._speaking(chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE, request)

    def _in_english(self, request: HttpRequest) -> HttpResponse:
        """Answer as the site does without `/en`, which every link that is made meanwhile bears.

        Other pages have no English address and are English by the cookie that goes along; files have no language.
        """
        path = request.path_info.removeprefix(ENGLISH)
        if not speaks_by_address(path) and is_valid_path(path):
            response = HttpResponseRedirect(request.get_full_path().removeprefix(ENGLISH), preserve_request=True)
            if path.endswith("/"):
                response.set_cookie(settings.LANGUAGE_COOKIE_NAME, "en", samesite="Lax")
            return response
        request.path_info = path
        before = get_script_prefix()
        set_script_prefix(f"{before.rstrip('/')}{ENGLISH}/")
        try:
            return self._speaking("en", request)
        finally:
            set_script_prefix(before)

    def _speaking(self, language: str, request: HttpRequest) -> HttpResponse:
        translation.activate(language)
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language())
        patch_vary_headers(response, ("Cookie",))
        return response
