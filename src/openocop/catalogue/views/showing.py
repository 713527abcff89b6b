"""Putting a drawn body into the public frame.

Most of a page is frame, alike on every page of a section: it is drawn once and cut where pages differ.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.html import conditional_escape

from openocop.catalogue.views.frame import Visit, page, surroundings
from openocop.catalogue.views.kept import Drawn, kept
from openocop.ui.languages import Languages, languages_of

_TEMPLATE = "catalogue/page.html"
_CUT = re.compile(r"⟦(\w+)⟧")
_LANGUAGES = Languages("⟦vi⟧", "⟦en⟧", "⟦own⟧", "⟦other⟧")
_FILLED = ("title", "description", "body", "crumbs", "address", "image")


def show(request: HttpRequest, seen: Visit, shown: Drawn) -> HttpResponse:
    """Put a drawn body into the public frame."""
    if get_messages(request):
        return page(request, _TEMPLATE, seen, {"shown": shown})
    section = request.resolver_match.view_name if request.resolver_match else ""
    outside = surroundings(seen)
    asked_for = (section, bool(shown.crumbs), bool(shown.address), bool(shown.image), shown.hidden, shown.own_search)
    parts = kept(("frame", *asked_for, *outside.values()), lambda: _cut_frame(request, outside, shown))
    values = {name: conditional_escape(getattr(shown, name)) for name in _FILLED}
    languages = languages_of(request)
    values |= {name: conditional_escape(getattr(languages, name)) for name in Languages.__slots__}
    return HttpResponse("".join(values[part] if place % 2 else part for place, part in enumerate(parts)))


def _cut_frame(request: HttpRequest, outside: dict[str, Any], shown: Drawn) -> list[str]:
    """Return the frame that `shown` asks for: its text and, at every odd place, the name of what belongs there."""
    marks: dict[str, Any] = {name: f"⟦{name}⟧" for name in _FILLED if getattr(shown, name)}
    context = {"shown": replace(shown, **marks), "languages": _LANGUAGES}
    return _CUT.split(render_to_string(_TEMPLATE, outside | context, request))
