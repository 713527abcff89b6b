"""Whether the star sign of a product may be used today, and if not, why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.documents.vietnamese import date_short
from openocop.recognition.domain.status import IN_FORCE, State, last_day
from openocop.recognition.models import Certificate, Recognition
from openocop.recognition.selectors.recognitions import current_recognitions, status_of
from openocop.registry.models import Product
from openocop.registry.permissions import products_visible_to


@dataclass(frozen=True, slots=True)
class MarkUse:
    """A recognition and the last day on which its sign may be used; `refusal` says in words why there is no kit.

    `is_over`: the sign may no longer be used; else a refusal says nothing against the producer, only what is not known.
    """

    recognition: Recognition
    certificate: Certificate | None
    last_on: date | None
    refusal: str
    is_over: bool = False


def use_of(recognition: Recognition, on: date) -> MarkUse:
    """Return whether the sign may be used on day `on`."""
    certificate = getattr(recognition, "certificate", None)
    status = status_of(recognition, on)
    until = status.until if status.state == State.EXTENDED else recognition.valid_until
    last_on = last_day(until) if until else None
    if status.state in IN_FORCE:
        missing = _("The certificate was issued on paper only; ask the provincial OCOP office for the sign.")
        return MarkUse(recognition, certificate, last_on, "" if certificate else missing)
    words = {
        State.EXPIRED: _("The certificate ended on %(day)s. The sign may not be printed any more."),
        State.WITHDRAWN: _("The recognition was withdrawn on %(day)s. The sign may not be used any more."),
        State.SUPERSEDED: _("Another recognition took the place of this one on %(day)s. Take the sign of that one."),
        State.NOT_BEGUN: _("The recognition begins on %(day)s. The sign may be used from then on."),
    }
    days = {State.EXPIRED: last_on, State.NOT_BEGUN: recognition.valid_from}
    day = days.get(status.state, status.since)
    unknown = _("The day of the decision is not known, so that nobody can tell how long the sign may be used.")
    refusal = words[status.state] % {"day": date_short(day)} if status.state in words and day else unknown
    is_over = status.state in {State.EXPIRED, State.WITHDRAWN, State.SUPERSEDED}
    return MarkUse(recognition, certificate, last_on, refusal, is_over)


def products_with_stars(post: Post, *, on: date) -> QuerySet[Product]:
    """Return the products with a recognition that this reader works with, by name."""
    recognised = Recognition.objects.filter(product=OuterRef("pk"))
    found = products_visible_to(post, on=on).filter(Exists(recognised)).select_related("producer")
    return found.order_by("sort_key", "pk")


def uses_of(products: Sequence[Product], on: date) -> list[MarkUse]:
    """Return what speaks for each product on day `on`, in one query; products without are left out."""
    speaking = current_recognitions([product.pk for product in products], on)
    found = []
    for product in products:
        recognition = speaking.get(product.pk)
        if recognition is not None:
            recognition.product = product
            found.append(use_of(recognition, on))
    return found
