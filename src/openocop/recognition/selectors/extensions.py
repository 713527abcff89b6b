"""Which certificates article 12.3 keeps past their term, and until when: from filings, outcomes and the options."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from openocop.core.domain.legal_time import legal_day
from openocop.core.keys import among
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.domain.office_options import OfficeOptions
from openocop.dossiers.domain.transition import IN_FORCE_ON
from openocop.dossiers.models import Dossier
from openocop.dossiers.selectors.transition import first_filings
from openocop.evaluation.domain.lifecycle import SessionStage
from openocop.evaluation.models import Entry
from openocop.recognition.domain.reassessment import GRACE_DAYS, kept_until
from openocop.recognition.models import Recognition
from openocop.recognition.selectors.named import POTENTIAL_STAR, PROVINCIAL_STARS

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Kept:
    """`until` (exclusive) is the day until which a certificate is kept, None where it is not; `filed_on` the first
    filing for re-assessment during its term."""

    filed_on: date | None
    until: date | None


def kept_of(recognitions: Sequence[Recognition], options: OfficeOptions) -> dict[int, Kept]:
    """Return how art. 12.3 stands to each recognition with a term, by its key and in four queries.

    Of a product that was filed more than once in a term the first filing and the first outcome count, so that who was
    refused keeps nothing by filing again.
    """
    products = {row.product_id for row in recognitions}
    dossiers = list(Dossier.objects.filter(kind="again", product__in=among(products)).exclude(stage=Stage.WITHDRAWN))
    filed = first_filings(dossiers)
    filings: dict[int, list[date]] = defaultdict(list)
    for dossier in dossiers:
        if dossier.public_id in filed:
            filings[dossier.product_id].append(filed[dossier.public_id])
    outcomes = _outcomes(products, [dossier.pk for dossier in dossiers])
    return {
        row.pk: _kept(row, filings[row.product_id], outcomes[row.product_id], options)
        for row in recognitions
        if row.valid_from is not None and row.valid_until is not None
    }


def to_look_at(province: str, options: OfficeOptions, on: date) -> QuerySet[Recognition]:
    """Return the recognitions for which it may follow otherwise than it stands, up to 180 days past their end."""
    ended = max(IN_FORCE_ON, on - _DAY * GRACE_DAYS)
    found = Recognition.objects.filter(province=province, valid_until__gt=ended)
    if options.late_filing == "filed":
        again = Dossier.objects.filter(province=province, kind="again")
        found = found.filter(Q(product__in=again.values("product")) | Q(kept_until__isnull=False))
    return found.order_by("pk")


def _outcomes(products: Iterable[int], dossiers: Iterable[int]) -> dict[int, list[date]]:
    """Return by product the first days on which an outcome speaks: of a later recognition, after a refusal.

    A result of three stars and more still waits for who recognises. Below, the law knows a written notice alone
    (art. 7.3g): the day on which the result was adopted is the last one.
    """
    found: dict[int, list[date]] = defaultdict(list)
    begun = Recognition.objects.filter(product__in=among(products), valid_from__isnull=False)
    for product, day in begun.values_list("product_id", "valid_from"):
        if day is not None:
            found[product].append(day)
    fixed = Entry.objects.filter(dossier__in=among(dossiers), session__stage=SessionStage.FIXED)
    refused = fixed.exclude(star__in=[*PROVINCIAL_STARS, POTENTIAL_STAR])
    for product, at in refused.values_list("dossier__product_id", "session__fixed_at"):
        if at is not None:
            found[product].append(legal_day(at) + _DAY)
    return found


def _kept(row: Recognition, filings: list[date], outcomes: list[date], options: OfficeOptions) -> Kept:
    begun, end = row.valid_from, row.valid_until
    assert begun is not None and end is not None  # noqa: S101, PT018  # asked for by the caller
    filed_on = min((day for day in filings if day >= begun), default=None)
    until = kept_until(
        end,
        filed_on,
        every_late_filer=options.late_filers == "every_late_filer",
        must_file=options.late_filing == "filed",
        outcome_on=min((day for day in outcomes if day > begun), default=None),
    )
    return Kept(filed_on, until)
