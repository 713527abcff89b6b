"""What every page's frame needs. Menus are worked out only by the frames that draw them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject

from openocop.ui import navigation
from openocop.ui.languages import ENGLISH, as_read, languages_of


def chrome(request: HttpRequest) -> dict[str, Any]:
    return {
        "post": getattr(request, "post", None),
        "posts": getattr(request, "posts", []),
        "languages": SimpleLazyObject(partial(languages_of, request)),
        "office_menu": SimpleLazyObject(partial(_office_links, request)),
        "public_menu": SimpleLazyObject(partial(_public_links, request)),
        "home_url": as_read(navigation.address(navigation.HOME) or "/"),
        "search_url": as_read(navigation.address(navigation.SEARCH)),
        "office_search_url": partial(_office_search, request),
        "holder": partial(_holder, request),
        # The worker has one address in every language: it stands above all public pages.
        "seen_worker": navigation.address("catalogue:worker").removeprefix(ENGLISH),
        "work_url": navigation.address("accounts:my-work") or "/",
    }


def _public_links(request: HttpRequest) -> list[navigation.Link]:
    links = navigation.links(navigation.PUBLIC_MENU, role=None, path=request.path)
    return [replace(link, url=as_read(link.url)) for link in links]


def _office_links(request: HttpRequest) -> list[navigation.Link]:
    return navigation.links(navigation.OFFICE_MENU, role=_role(request), path=request.path)


def _office_search(request: HttpRequest) -> str:
    """Return where the bar's search leads, "" for a role that does not read the register."""
    shown = navigation.shows(navigation.OFFICE_SEARCH, _role(request))
    return navigation.address(navigation.OFFICE_SEARCH.url_name) if shown else ""


def _holder(request: HttpRequest) -> str:
    """Return a sign for the person in their post by which a device tells whose copies it keeps, "" when signed out."""
    post = getattr(request, "post", None)
    return salted_hmac("openocop.holder", f"{post.user_id}:{post.appointment_id}").hexdigest()[:20] if post else ""


def _role(request: HttpRequest) -> str | None:
    post = getattr(request, "post", None)
    return str(post.role) if post else None
