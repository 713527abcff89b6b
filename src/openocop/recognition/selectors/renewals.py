"""Certificates that end within 180 days and how far each has come, by commune: what the office goes by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import sort_key
from openocop.core.models import OutboxMessage, OutboxState
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier
from openocop.dossiers.selectors.transition import first_filings
from openocop.evaluation.models import Recusal
from openocop.geography.selectors.mergers import whole_successors
from openocop.geography.selectors.units import full_name
from openocop.recognition.domain.reassessment import FilingWindow, Place, filing_window, place_of
from openocop.recognition.domain.renewals import Step, has_reached, step_of
from openocop.recognition.domain.status import ENDING_DAYS, last_day
from openocop.recognition.models import Recognition
from openocop.registry.permissions import products_visible_to

TO_PRODUCER, TO_COMMUNE = "renewal.producer", "renewal.commune"  # topics of messages
_KEPT = timedelta(days=400)  # nothing older was told of a certificate that ends within 180 days


@dataclass(frozen=True, slots=True)
class RenewalRow:
    """One certificate that ends. `commune` is a code of today, "" where nobody can tell it; days are None without."""

    recognition: Recognition
    window: FilingWindow
    last_on: date
    place: Place
    commune: str
    commune_name: str
    step: Step
    told_on: date | None
    opened_on: date | None
    filed_on: date | None
    again_on: date | None


@dataclass(frozen=True, slots=True)
class CommuneFunnel:
    """How many certificates of a commune have come to each step or further, in the order of `Step`."""

    commune: str
    name: str
    counts: tuple[int, ...]


def renewals_for(post: Post, *, on: date) -> list[RenewalRow]:
    """Return what this reader may know of, the nearest end first, in a constant number of queries.

    Nobody finds a product here from which they stepped aside in a council.
    """
    products = products_visible_to(post, on=on).values("pk")
    aside = Recusal.objects.filter(seat__user=post.user_id).values("dossier__product")
    return renewal_rows(Recognition.objects.filter(product__in=products).exclude(product__in=aside), on=on)


def renewal_rows(recognitions: QuerySet[Recognition], *, on: date) -> list[RenewalRow]:
    """Return those of `recognitions` that end within 180 days of `on` and were not withdrawn, one of a product."""
    running = recognitions.filter(withdrawn_on=None, valid_from__lte=on, valid_until__gt=on)
    ending = running.filter(valid_until__lte=on + timedelta(days=ENDING_DAYS)).select_related("product__producer")
    last = {row.product_id: row for row in ending.order_by("valid_until", "id")}
    rows = sorted(last.values(), key=lambda row: (row.valid_until or on, row.product.sort_key, row.pk))
    again, told = _again(rows, on), _told(rows, on)
    dossiers = _dossiers(rows)
    filed, communes = first_filings(dossiers.values()), _communes(rows, on)
    found = []
    for row in rows:
        dossier = dossiers.get(row.product_id)
        filed_on = filed.get(dossier.public_id) if dossier else None
        step = step_of(
            told=row.public_id in told,
            opened=dossier is not None,
            submitted=filed_on is not None,
            recognised=row.product_id in again,
        )
        assert row.valid_until is not None  # noqa: S101  # the query asks for it
        code, name = communes.get(row.product_id, ("", ""))
        found.append(
            RenewalRow(
                recognition=row,
                window=filing_window(row.valid_until),
                last_on=last_day(row.valid_until),
                place=place_of(row.valid_until, on),
                commune=code,
                commune_name=name,
                step=step,
                told_on=told.get(row.public_id),
                opened_on=legal_day(dossier.opened_at) if dossier else None,
                filed_on=filed_on,
                again_on=again.get(row.product_id),
            )
        )
    return found


def funnels(rows: Iterable[RenewalRow]) -> list[CommuneFunnel]:
    """Return a line for each commune, in the order of its name; products of no known commune come last."""
    by_commune: dict[tuple[str, str], list[RenewalRow]] = {}
    for row in rows:
        by_commune.setdefault((row.commune_name, row.commune), []).append(row)
    order = sorted(by_commune, key=lambda place: (place[1] == "", sort_key(place[0]), place[1]))
    return [CommuneFunnel(code, name, counts_of(by_commune[name, code])) for name, code in order]


def counts_of(rows: Sequence[RenewalRow]) -> tuple[int, ...]:
    return tuple(sum(has_reached(row.step, step) for row in rows) for step in Step)


def narrowed(rows: Iterable[RenewalRow], *, commune: str | None, step: str) -> list[RenewalRow]:
    """Return those of a commune ("" for unknown, None for all) that have come to `step` or further."""
    found = [row for row in rows if commune is None or row.commune == commune]
    return [row for row in found if has_reached(row.step, Step(step))] if step in set(Step) else found


def _again(rows: Sequence[Recognition], on: date) -> dict[int, date]:
    """Return since when a product has a certificate that runs longer than the one that ends."""
    ends = {row.product_id: row.valid_until for row in rows}
    found = {}
    later = Recognition.objects.filter(product__in=list(ends), withdrawn_on=None, valid_from__lte=on).order_by("id")
    for product, begun, until in later.values_list("product_id", "valid_from", "valid_until"):
        end = ends[product]
        if begun is not None and until is not None and end is not None and until > end:
            found[product] = begun
    return found


def _told(rows: Sequence[Recognition], on: date) -> dict[str, date]:
    """Return the day on which the first letter on each certificate went to its producer, by public id."""
    if not rows:
        return {}
    sent = OutboxMessage.objects.filter(province__in={row.province for row in rows}, topic=TO_PRODUCER)
    sent = sent.filter(state=OutboxState.SENT, sent_at__date__gte=on - _KEPT).order_by("-sent_at")
    return {key.split(":")[2]: legal_day(at) for key, at in sent.values_list("key", "sent_at") if at is not None}


def _dossiers(rows: Sequence[Recognition]) -> dict[int, Dossier]:
    dossiers = Dossier.objects.filter(kind="again", product__in=[row.product_id for row in rows])
    return {d.product_id: d for d in dossiers.exclude(stage=Stage.WITHDRAWN).order_by("opened_at", "id")}


def _communes(rows: Sequence[Recognition], on: date) -> dict[int, tuple[str, str]]:
    """Return code and name of the commune of today in which each product's producer surely lies."""
    places = {}
    for row in rows:
        maker = row.product.producer
        if maker is not None and maker.unit_code and maker.unit_on is not None:
            places[row.product_id] = (maker.unit_code, maker.unit_on)
    units = whole_successors(set(places.values()), on=on)
    return {
        product: (units[place].code, full_name(units[place]))
        for product, place in places.items()
        if place in units and units[place].level == "commune"
    }
