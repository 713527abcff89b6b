"""Many keys are one value of a query, on both databases."""

from __future__ import annotations

import pytest

from openocop.core.keys import among
from openocop.core.models import JournalHead


@pytest.mark.django_db
def test_rows_are_found_and_deleted_by_many_keys() -> None:
    kept, gone, also_gone = (JournalHead.objects.create(province=name) for name in ("ca-mau", "an-giang", "hue"))
    wanted = range(gone.pk, gone.pk + 100_000)
    assert set(JournalHead.objects.filter(pk__in=among(wanted))) == {gone, also_gone}
    JournalHead.objects.filter(pk__in=among(wanted)).delete()
    assert list(JournalHead.objects.all()) == [kept]
    assert not JournalHead.objects.filter(pk__in=among([])).exists()
