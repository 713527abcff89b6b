"""Fetching and authorising in one breath. What may not be seen does not exist: 404, never 403."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from typing import Any

from django.http import Http404
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.acting import ActingRequest, acting
from openocop.accounts.domain.roles import Role
from openocop.core.domain.legal_time import legal_day
from openocop.core.verdict import NotPermitted, refused, require
from openocop.dossiers.models import Dossier
from openocop.dossiers.permissions import dossiers_visible_to, may_fill_in

View = Callable[..., HttpResponseBase]


def today() -> date:
    return legal_day(timezone.now())


def visible_dossier(request: ActingRequest, public_id: str) -> Dossier:
    """Return the dossier if the acting person may know of it; `Http404` otherwise."""
    rows = dossiers_visible_to(request.post, on=today()).select_related("product__producer", "round")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def dossier_to_fill_in(request: ActingRequest, public_id: str) -> Dossier:
    """Return a dossier that the acting person fills in: the producer's own, or one under the producer's consent."""
    found = visible_dossier(request, public_id)
    require(may_fill_in(request.post, found, on=today()))
    return found


def banner_of(dossiers: Iterable[Dossier]) -> str | bool:
    """Return what the page's notice says: True for invented records, words where only the contents are invented.

    The dossiers have their products at hand.
    """
    shown = [dossier for dossier in dossiers if dossier.is_illustrative]
    if any(not dossier.product.is_illustrative for dossier in shown):
        return _(
            "Names of products and producers come from public lists; scores and papers shown here are illustrative."
        )
    return bool(shown)


def for_roles(*roles: Role) -> Callable[[View], View]:
    """Open a page to the given roles only; others are told that it is not theirs."""

    def gate(view: View) -> View:
        @wraps(view)
        def checked(request: ActingRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.post.role not in roles:
                raise NotPermitted(refused(_("This page belongs to another role.")))
            return view(request, *args, **kwargs)

        return acting(checked)

    return gate
