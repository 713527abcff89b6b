"""Who keeps places. What is kept of them is public, so everybody may read it; the office's pages are for keepers."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post, Role
from openocop.core.verdict import ALLOWED, Verdict, refused
from openocop.places.models import Place
from openocop.registry.permissions import in_unit

KEEPERS = frozenset({Role.PROVINCIAL_OFFICER, Role.COMMUNE_OFFICER})


def places_kept_by(post: Post, *, on: date) -> QuerySet[Place]:
    """Return the places this post keeps: those of the province, or of its commune."""
    here = Place.objects.filter(province=post.province)
    if post.role == Role.PROVINCIAL_OFFICER:
        return here
    if post.role == Role.COMMUNE_OFFICER and post.unit_code:
        return here.filter(in_unit(post.unit_code, on=on))
    return here.none()


def may_list(post: Post) -> Verdict:
    if post.role in KEEPERS:
        return ALLOWED
    return refused(_("Places are kept by the provincial OCOP office and by communes. Everybody reads the public list."))


def may_register(post: Post, province: str, unit_code: str) -> Verdict:
    """Record a new place in a commune of today."""
    verdict = may_list(post)
    if verdict and post.province != province:
        return refused(_("This record belongs to another province."))
    if verdict and post.role == Role.COMMUNE_OFFICER and post.unit_code != unit_code:
        return refused(_("You record places of your own commune only. Choose your commune."))
    return verdict


def may_keep(post: Post, place: Place, *, on: date) -> Verdict:
    verdict = may_list(post)
    if verdict and not places_kept_by(post, on=on).filter(pk=place.pk).exists():
        return refused(_("This place does not lie in your commune or province."))
    return verdict
