"""What every page's frame needs. Menus are worked out only by the frames that draw them."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest

from openocop.ui import navigation


def chrome(request: HttpRequest) -> dict[str, Any]:
    return {
        "post": getattr(request, "post", None),
        "posts": getattr(request, "posts", []),
        "office_menu": partial(_office_links, request),
        "public_menu": partial(navigation.links, navigation.PUBLIC_MENU, role=None, path=request.path),
        "home_url": navigation.address(navigation.HOME) or "/",
        "search_url": navigation.address(navigation.SEARCH),
        "office_search_url": navigation.address(navigation.OFFICE_SEARCH),
        "work_url": navigation.address("accounts:my-work") or "/",
    }


def _office_links(request: HttpRequest) -> list[navigation.Link]:
    post = getattr(request, "post", None)
    role = str(post.role) if post else None
    return navigation.links(navigation.OFFICE_MENU, role=role, path=request.path)
