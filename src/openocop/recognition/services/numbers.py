"""Giving out numbers of our own registers, without a gap and never twice."""

from __future__ import annotations

from django.db import transaction

from openocop.recognition.models import NumberSeries


@transaction.atomic
def next_number(*, province: str, series: str) -> int:
    """Return the next number of a series, from 1. The series stays locked until the caller's transaction ends."""
    NumberSeries.objects.get_or_create(province=province, series=series)
    locked = NumberSeries.objects.select_for_update().get(province=province, series=series)
    locked.last += 1
    locked.save(update_fields=["last"])
    return locked.last
