"""Numbers: of our own registers, without a gap and never twice; of the clerk's office, as they are written."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from openocop.core.domain.text import nfc
from openocop.recognition.documents.letterheads import number_and_symbol
from openocop.recognition.models import NumberSeries


@transaction.atomic
def next_number(*, province: str, series: str) -> int:
    """Return the next number of a series, from 1. The series stays locked until the caller's transaction ends."""
    NumberSeries.objects.get_or_create(province=province, series=series)
    locked = NumberSeries.objects.select_for_update().get(province=province, series=series)
    locked.last += 1
    locked.save(update_fields=["last"])
    return locked.last


def whole_number(number: str) -> str:
    """Return a clerk's number as it is printed, so that "123" and "123 / QĐ-UBND" are the one they are on paper."""
    figure, symbol = number_and_symbol(nfc(number))
    return f"{figure}/{symbol}" if figure else ""


def number_taken(number: str, year: int) -> str:
    """Return the words for a number that another paper of the year bears."""
    message = _("Another paper of %(year)d already bears the number %(number)s. Check it with the clerk's office.")
    return message % {"number": number, "year": year}
