"""Pages that have an address of their own in English: the Vietnamese one behind `/en` (decision 0027)."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.translation import get_language

ENGLISH = "/en"


@dataclass(frozen=True, slots=True)
class Languages:
    """The addresses of one page: whole ones in each language and in its own, and where the switch leads to."""

    vi: str
    en: str
    own: str
    other: str


def languages_of(request: HttpRequest) -> Languages | None:
    """Return the addresses of a page, None where a cookie says the language and the address does not."""
    if not speaks_by_address(request.path_info, request.resolver_match):
        return None
    english = is_english(request.path)
    vietnamese = request.path.removeprefix(ENGLISH) if english else request.path
    asked = request.get_full_path()
    return Languages(
        vi=settings.OPENOCOP_URL + vietnamese,
        en=settings.OPENOCOP_URL + ENGLISH + vietnamese,
        own=settings.OPENOCOP_URL + request.path,
        other=asked.removeprefix(ENGLISH) if english else ENGLISH + asked,
    )


def as_read(address: str) -> str:
    """Return a public page's address in the reader's language, for links from pages whose language is a cookie's."""
    if get_language() != "en" or is_english(address) or not speaks_by_address(address):
        return address
    return ENGLISH + address


def is_english(path: str) -> bool:
    return path.startswith(f"{ENGLISH}/")


def speaks_by_address(path: str, match: ResolverMatch | None = None) -> bool:
    """Tell whether `path`, without `/en`, is a public page. Files, whose names end in no slash, have no language."""
    try:
        found = match or resolve(path)
    except Resolver404:
        return False
    return path.endswith("/") and not settings.PUBLIC_PAGES.isdisjoint({found.app_name, found.view_name})
