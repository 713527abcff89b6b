"""What the passing of days changes in the catalogue: a recognition begins, and its product is listed by it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from openocop.catalogue.models import Listing
from openocop.catalogue.services.listings import refresh_listings
from openocop.core.keys import among
from openocop.recognition.models import Recognition
from openocop.recognition.selectors.recognitions import Speaking, current_terms

_TERM = ("star", "valid_from", "valid_until", "kept_until", "withdrawn_on")
_CHUNK = 10_000


def list_what_has_begun(today: date) -> int:
    """List every product by the recognition that speaks for it on `today`; return how many listings changed.

    Nothing else is written on the day on which a recognition of a future day begins.
    """
    begun = Recognition.objects.annotate(begun=Coalesce("valid_from", "council_on"))
    unlisted = Q(product__listing=None) & (Q(begun=None) | Q(begun__lte=today))
    outdated = Q(product__listing__begun_on=None) | Q(begun__gt=F("product__listing__begun_on"))
    rows = begun.filter(unlisted | (Q(begun__lte=today) & outdated)).order_by("product_id")
    found = dict(rows.values_list("product_id", "province"))
    ids = list(found)
    changed = 0
    for start in range(0, len(ids), _CHUNK):
        due = _due(ids[start : start + _CHUNK], today)
        for province in sorted({found[product_id] for product_id in due}):
            refresh_listings(province=province, product_ids=[one for one in due if found[one] == province])
        changed += len(due)
    return changed


def _due(ids: Sequence[int], today: date) -> list[int]:
    speaking = current_terms(ids, today)
    rows = Listing.objects.filter(product__in=among(ids)).values_list("product_id", *_TERM)
    listed = {row[0]: row[1:] for row in rows}
    return [product_id for product_id, one in speaking.items() if listed.get(product_id) != _as_listed(one)]


def _as_listed(one: Speaking) -> tuple[object, ...]:
    return (one.star, one.term.valid_from, one.term.valid_until, one.term.kept_until, one.term.withdrawn_on)
