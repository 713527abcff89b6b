"""Setting until when article 12.3 keeps certificates past their term, as filings, outcomes and options have it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from openocop.core.services.journal import SYSTEM, record
from openocop.dossiers.selectors.options import office_options
from openocop.recognition.models import Recognition
from openocop.recognition.selectors.extensions import kept_of, to_look_at
from openocop.recognition.selectors.tenants import provinces_here
from openocop.recognition.signals import recognitions_changed

_CHUNK = 5_000


def keep_until_outcomes(today: date) -> int:
    """Bring `kept_until` of every recognition to what follows today; return how many changed.

    Part of the day's work. A filing or an outcome of one day is looked at on the next at the latest, which is in time:
    who files in time files while the certificate still runs, and a refused one holds to the end of the day.
    """
    return sum(_keep_in(province, today) for province in provinces_here())


@transaction.atomic
def _keep_in(province: str, today: date) -> int:
    options = office_options(province)
    keys = list(to_look_at(province, options, today).values_list("pk", flat=True))
    changed: list[Recognition] = []
    for start in range(0, len(keys), _CHUNK):
        rows = list(Recognition.objects.select_for_update().filter(pk__in=keys[start : start + _CHUNK]).order_by("pk"))
        kept = kept_of(rows, options)
        other = [row for row in rows if row.pk in kept and row.kept_until != kept[row.pk].until]
        changed += [_set(row, kept[row.pk].until) for row in other]
    if changed:
        products = sorted({row.product_id for row in changed})
        recognitions_changed.send(sender=Recognition, province=province, product_ids=products)
    return len(changed)


def _set(recognition: Recognition, until: date | None) -> Recognition:
    before, recognition.kept_until = recognition.kept_until, until
    recognition.save(update_fields=["kept_until"])
    facts = {"until": until.isoformat() if until else "", "before": before.isoformat() if before else ""}
    record(province=recognition.province, actor=SYSTEM, verb="recognition.kept", subject=recognition, facts=facts)
    return recognition
