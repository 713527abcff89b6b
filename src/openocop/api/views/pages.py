"""The page for people: what the interface gives, with an example of each address."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openocop.api.domain.limits import ANYBODY
from openocop.api.problems import SLUGS, TITLES
from openocop.api.words import ADDRESSES
from openocop.catalogue.views.frame import page, visit


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    base = f"{settings.OPENOCOP_URL}{reverse('api-v1:openapi-json')}".removesuffix("openapi.json")
    context: dict[str, Any] = {
        "base": base,
        "parts": [(title, [(path, about, example) for path, about, example in rows]) for title, rows in ADDRESSES],
        "problems": [(status, f"loi-{SLUGS[status]}", _(title)) for status, title in TITLES.items()],
        "anybody": ANYBODY,
        "licence": settings.OPENOCOP_DATA_LICENCE,
        "crumbs": [(_("Front page"), reverse("catalogue:home")), (_("For programs (API)"), "")],
    }
    return page(request, "api/page.html", visit(), context)
