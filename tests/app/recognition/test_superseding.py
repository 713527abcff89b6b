"""What the ministry's result leads to takes the place of an earlier recognition, which stays as it was."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from openocop.catalogue.models import Listing
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.evaluation.models import Entry
from openocop.recognition.models import CentralResult, Decision, Recognition
from openocop.recognition.selectors.export import export_rows, heads
from openocop.recognition.selectors.recognitions import Filters, current_recognitions, recognitions_of, state_counts
from openocop.recognition.selectors.rounds import round_figures
from openocop.recognition.services.decision_corrections import draft_correction
from tests.app.recognition.conftest import NOW
from tests.app.recognition.test_round_papers import notice
from tests.factories.evaluation import Panel, signed_in
from tests.factories.recognition import a_decision, issued
from tests.factories.referral import a_central_result, at_the_ministry, chosen, reached_ninety

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
FIVE: dict[str, Any] = {"points": "92,5", "star": 5, "issued_on": TODAY}


def by_the_central_result(panel: Panel, entry: Entry, points: str = "75", star: int = 3) -> Recognition:
    """Record the result, use it, and return what decision 125 of 10/12/2026 recognises."""
    a_central_result(panel, entry, points, star)
    chosen(entry, "use")
    decision = issued(a_decision(panel, kind="central"), number="125/QĐ-UBND", decided_on=TODAY)
    return decision.recognitions.get()


def running(entry: Entry, star: int | None = 4, **changes: Any) -> Recognition:
    """Return a recognition that the product had from an earlier dossier."""
    facts = {"valid_from": date(2025, 6, 1), "valid_until": date(2028, 6, 2), **changes}
    return Recognition.objects.create(
        province="ca-mau", product=entry.dossier.product, star=star, recorded_at=NOW, **facts
    )


def test_a_decision_by_the_central_result_takes_the_place_of_what_the_round_recognised() -> None:
    panel, entry = reached_ninety(star=4)
    former = Recognition.objects.get()
    stated = Recognition.objects.values("star", "score", "decision", "dossier", "valid_from", "valid_until").get()
    certificate = former.certificate
    later = by_the_central_result(panel, entry)
    former.refresh_from_db()
    assert (former.superseded_by, former.superseded_on) == (later, date(2026, 12, 10))
    assert (later.star, later.score, later.dossier, later.valid_from) == (3, "75", entry.dossier, date(2026, 12, 10))
    rows = Recognition.objects.filter(pk=former.pk)
    assert rows.values("star", "score", "decision", "dossier", "valid_from", "valid_until").get() == stated
    assert former.certificate == certificate
    assert later.certificate.number != certificate.number
    entered = JournalEntry.objects.get(verb="recognition.superseded")
    assert (entered.subject_id, entered.facts) == (
        former.public_id,
        {"by": later.public_id, "on": "2026-12-10", "star": 3},
    )
    assert "Kết quả này không làm thay đổi" not in notice(panel)


def test_five_stars_take_the_place_of_the_provinces_from_the_day_of_the_certificate() -> None:
    panel, entry = reached_ninety(star=4)
    a_central_result(panel, entry, **{**FIVE, "issued_on": TODAY})
    former, later = Recognition.objects.order_by("pk")
    assert (former.star, former.superseded_by, former.superseded_on) == (4, later, TODAY)
    assert (later.star, later.dossier, later.decision) == (5, entry.dossier, None)
    assert CentralResult.objects.get().recognition == later
    assert current_recognitions([former.product_id], date(2026, 12, 9))[former.product_id] == former
    assert current_recognitions([former.product_id], TODAY)[former.product_id] == later


@pytest.mark.parametrize(
    ("facts", "is_superseded"),
    [
        ({}, True),
        ({"valid_from": None, "valid_until": None, "council_on": date(2022, 11, 30)}, True),  # no term is known
        ({"valid_until": date(2026, 12, 10)}, False),  # ended by itself
        ({"withdrawn_on": date(2026, 1, 5)}, False),
    ],
)
def test_an_upgrade_supersedes_what_runs_of_earlier_dossiers(facts: dict[str, Any], is_superseded: bool) -> None:
    panel, entry = at_the_ministry(kind="upgrade")
    former = running(entry, **facts)
    a_central_result(panel, entry, **FIVE)
    former.refresh_from_db()
    assert (former.superseded_by is not None) == is_superseded


def test_a_decision_of_the_province_takes_no_certificate_of_the_minister_away() -> None:
    """26/2026 art. 8.2b: five stars are withdrawn by the minister; art. 7.6e, 7.4: under 90 the province recognises."""
    panel, entry = at_the_ministry(kind="upgrade")
    five, three = running(entry, star=5), running(entry, star=3, valid_from=date(2024, 1, 5))
    by_the_central_result(panel, entry, "88", 4)
    five.refresh_from_db()
    three.refresh_from_db()
    assert (five.superseded_by, three.superseded_on) == (None, TODAY)


def test_what_is_superseded_is_corrected_no_more() -> None:
    panel, entry = reached_ninety()
    former = Recognition.objects.get()
    by_the_central_result(panel, entry)
    with pytest.raises(Refused, match="đã được thay bằng lần công nhận sau"):
        draft_correction(recognition=former, reason="Gõ nhầm.", by=panel.officer)


def test_lists_counts_and_exports_tell_which_speaks() -> None:
    panel, entry = reached_ninety(star=4)
    former = Recognition.objects.get()
    later = by_the_central_result(panel, entry)
    assert state_counts("ca-mau", TODAY) == {"superseded": 1, "valid": 1}
    assert state_counts("ca-mau", date(2026, 12, 9)) == {"not-recognised": 1, "valid": 1}
    listed = {state: list(recognitions_of("ca-mau", Filters(state=state), TODAY)) for state in ("superseded", "valid")}
    assert listed == {"superseded": [former], "valid": [later]}
    place = heads().index("Được thay thế từ")
    assert sorted(str(row[place]) for row in export_rows("ca-mau", Filters(), TODAY)) == ["2026-12-10", "None"]
    figures = round_figures(panel.council.round)
    assert (figures.products, figures.stars) == (1, {3: 1})


def test_the_public_finds_the_new_recognition_and_the_old_paper_refers_to_it() -> None:
    panel, entry = reached_ninety(star=4)
    former = Recognition.objects.get()
    later = by_the_central_result(panel, entry)
    listing = Listing.objects.get()
    assert (listing.star, listing.valid_from) == (3, date(2026, 12, 10))
    page = Client().get(f"/chung-nhan/{former.certificate.public_id}/").content.decode()
    assert "Đã được thay bằng lần công nhận sau" in page
    assert "được công nhận 3 sao theo Quyết định số 125/QĐ-UBND. Lần công nhận trước không bị thu hồi" in page
    assert f"/chung-nhan/{later.public_id}/" in page
    product = Client().get(f"/san-pham/{listing.slug}-{listing.public_id}/").content.decode()
    assert "Công nhận 4 sao được thay thế" in product
    assert "Hết hạn giấy chứng nhận 4 sao" not in product


def test_both_pages_of_the_office_name_each_other() -> None:
    panel, entry = reached_ninety(star=4)
    former = Recognition.objects.get()
    later = by_the_central_result(panel, entry)
    client = signed_in(panel.officer)
    old = client.get(f"/cong-nhan/ghi/{former.public_id}/").content.decode()
    assert "từ 10/12/2026 bằng công nhận 3 sao" in old
    assert f"/cong-nhan/ghi/{later.public_id}/" in old
    assert "Đính chính quyết định" not in old
    new = client.get(f"/cong-nhan/ghi/{later.public_id}/").content.decode()
    assert "Thay cho" in new
    assert f"/cong-nhan/ghi/{former.public_id}/" in new


def test_what_was_recorded_before_this_was_kept_is_joined_by_the_migration() -> None:
    panel, entry = reached_ninety(star=4)
    a_central_result(panel, entry, **FIVE)
    former, later = Recognition.objects.order_by("pk")
    CentralResult.objects.update(recognition=None)
    Recognition.objects.filter(pk=later.pk).update(dossier=None)
    Recognition.objects.filter(pk=former.pk).update(superseded_by=None, superseded_on=None)
    import_module("openocop.recognition.migrations.0010_central_path").name_what_superseded(apps, None)
    former, later = Recognition.objects.order_by("pk")
    assert (former.superseded_by, former.superseded_on, later.dossier) == (later, TODAY, entry.dossier)
    assert CentralResult.objects.get().recognition == later
    assert Decision.objects.get(kind="recognition").recognitions.get() == former
