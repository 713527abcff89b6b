"""Numbering registration slips: gapless per office and year."""

from __future__ import annotations

from datetime import date

from openocop.dossiers.domain.slip import slip_number
from openocop.dossiers.models import Dossier, SlipSeries
from openocop.dossiers.selectors.places import province_code


def next_slip(dossier: Dossier, *, office_unit: str, on: date) -> str:
    """Return the next number of the office whose unit is `office_unit`; the caller's transaction makes it used."""
    series, _created = SlipSeries.objects.select_for_update().get_or_create(
        province=dossier.province, unit_code=office_unit, year=on.year
    )
    series.last += 1
    series.save(update_fields=["last"])
    return slip_number(
        series.last,
        province_code=province_code(dossier.province, on=on),
        commune_code=dossier.local_unit_code,
        year=on.year,
    )
