"""Loading the packaged lists."""

from __future__ import annotations

from openocop.geography.models import AdministrativeUnit, UnitSuccession
from openocop.geography.services.units import LoadReport, load_units


def test_loading_makes_the_tables_equal_to_the_lists_and_a_second_time_finds_nothing_to_do() -> None:
    AdministrativeUnit.objects.filter(code="96").update(name="khác")
    assert load_units() == LoadReport(units=14166, successions=11333, changed=True)
    assert load_units() == LoadReport(units=14166, successions=11333, changed=False)
    assert AdministrativeUnit.objects.count() == 14166
    assert UnitSuccession.objects.count() == 11333
    assert not AdministrativeUnit.objects.filter(name="khác").exists()
