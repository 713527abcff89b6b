"""Article 12.3 as a state of its own: begun by a late filing, ended by its outcome or by its own last day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from openocop.accounts.domain.roles import Role
from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.home import home
from openocop.catalogue.selectors.states import catalogue_version
from openocop.core.models import JournalEntry
from openocop.core.services.journal import SYSTEM, record
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier
from openocop.dossiers.services.options import choose_options
from openocop.proofs.selectors.published import knowledge
from openocop.recognition.domain.status import State, Status
from openocop.recognition.models import Certificate, Recognition
from openocop.recognition.selectors.export import export_rows, heads
from openocop.recognition.selectors.recognitions import Filters, recognitions_of, state_counts, status_of
from openocop.recognition.services.extensions import keep_until_outcomes
from openocop.recognition.services.records import SourcedRecognition, record_recognitions_from_source
from openocop.registry.models import Product
from openocop.transparency.selectors.statements import statements_now
from openocop.transparency.words import fact_rows
from tests.app.recognition.conftest import NOW
from tests.factories.dossiers import PROVINCE, a_post
from tests.factories.evaluation import a_plain_round, a_reassessment
from tests.factories.recognition import a_result

pytestmark = pytest.mark.django_db
# Decided on 31/07/2023: the last day is 31/07/2026, and 180 days later 27/01/2027; the day after each ends the state.
DECIDED_ON, END, LATEST = date(2023, 7, 31), date(2026, 8, 1), date(2027, 1, 28)
FILED_AT = datetime(2026, 6, 1, 3, tzinfo=UTC)  # late, and the window was over when the decision came into force
TODAY = NOW.date()  # 10/12/2026


def recognised_in_2023(product: Product) -> Recognition:
    row = SourcedRecognition(product=product, star=3, decided_on=DECIDED_ON)
    return record_recognitions_from_source(province=PROVINCE, rows=[row], by=None)[0]


def filed(dossier: Dossier, monkeypatch: pytest.MonkeyPatch, at: datetime = FILED_AT) -> Dossier:
    """Let the dossier be one for re-assessment that was filed at `at`."""
    Dossier.objects.filter(pk=dossier.pk).update(kind="again")
    with monkeypatch.context() as earlier:
        earlier.setattr(timezone, "now", lambda: at)
        record(province=PROVINCE, actor=SYSTEM, verb="dossier.submit", subject=dossier)
    return dossier


def a_late_filer(monkeypatch: pytest.MonkeyPatch) -> tuple[Recognition, Dossier]:
    dossier = filed(a_reassessment(a_plain_round()), monkeypatch)
    return recognised_in_2023(dossier.product), dossier


def kept(recognition: Recognition) -> date | None:
    return Recognition.objects.values_list("kept_until", flat=True).get(pk=recognition.pk)


def test_a_late_filer_of_the_transition_keeps_the_certificate_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    recognition, _dossier = a_late_filer(monkeypatch)
    Certificate.objects.create(
        province=PROVINCE,
        recognition=recognition,
        number="7/GCN",
        product_code="96-32152-07-2023",
        issued_on=DECIDED_ON,
        valid_until=END,
    )
    assert [keep_until_outcomes(TODAY), keep_until_outcomes(TODAY)] == [1, 0]
    recognition = Recognition.objects.get(pk=recognition.pk)
    assert status_of(recognition, TODAY) == Status(State.EXTENDED, since=END, until=LATEST)
    assert state_counts(PROVINCE, TODAY) == {"extended": 1}
    assert [row.pk for row in recognitions_of(PROVINCE, Filters(state="extended"), TODAY)] == [recognition.pk]
    assert not recognitions_of(PROVINCE, Filters(state="expired"), TODAY).exists()
    assert [row.pk for row in recognitions_of(PROVINCE, Filters(state="expired"), LATEST)] == [recognition.pk]

    listing = Listing.objects.get()
    assert (listing.kept_until, listing.first_until) == (LATEST, LATEST)
    shown = home(catalogue_version(), TODAY)
    assert (shown.states, shown.in_force) == ({"extended": 1}, 1)

    certificate = recognition.certificate.public_id
    assert knowledge()["kept"] == {certificate: "2027-01-28"}
    (stated,) = statements_now([recognition.product_id], TODAY)
    assert stated.facts is not None
    assert ("Giữ theo Điều 12.3 đến", "27/01/2027") in fact_rows(stated.facts)
    row = dict(zip(heads(), next(export_rows(PROVINCE, Filters(), TODAY)), strict=True))
    assert row["Giữ theo Điều 12.3 đến trước ngày"] == LATEST
    entry = JournalEntry.objects.get(verb="recognition.kept")
    assert (entry.subject_id, entry.facts) == (recognition.public_id, {"until": "2027-01-28", "before": ""})


def test_it_is_no_case_without_a_filing_or_with_one_in_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    unfiled = recognised_in_2023(a_reassessment(a_plain_round()).product)
    in_window = filed(a_reassessment(a_plain_round()), monkeypatch, datetime(2026, 3, 1, 3, tzinfo=UTC))
    early = recognised_in_2023(in_window.product)
    assert keep_until_outcomes(TODAY) == 0
    assert (kept(unfiled), kept(early)) == (None, None)


def test_options_say_who_keeps_it_and_a_withdrawn_dossier_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    unfiled = recognised_in_2023(a_reassessment(a_plain_round()).product)
    late, dossier = a_late_filer(monkeypatch)
    choose_options(
        by=a_post(Role.PROVINCIAL_OFFICER), options={"late_filing": "not_needed"}, basis="Văn bản 1 (minh hoạ)"
    )
    assert keep_until_outcomes(TODAY) == 2
    choose_options(by=a_post(Role.PROVINCIAL_OFFICER), options={})
    Dossier.objects.filter(pk=dossier.pk).update(stage=Stage.WITHDRAWN)
    assert keep_until_outcomes(TODAY) == 2
    assert (kept(unfiled), kept(late)) == (None, None)


def test_a_refusal_ends_it_with_the_day_of_the_result(monkeypatch: pytest.MonkeyPatch) -> None:
    panel = a_result(2)
    (entry,) = panel.entries()
    recognition = recognised_in_2023(filed(entry.dossier, monkeypatch).product)
    keep_until_outcomes(TODAY)
    recognition.refresh_from_db()
    assert recognition.kept_until == date(2026, 12, 11)  # adopted on 10/12/2026
    assert status_of(recognition, TODAY).state == State.EXTENDED
    assert status_of(recognition, date(2026, 12, 11)) == Status(State.EXPIRED, since=date(2026, 12, 11))


def test_three_stars_wait_for_the_decision_which_then_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    panel = a_result(3)
    (entry,) = panel.entries()
    recognition = recognised_in_2023(filed(entry.dossier, monkeypatch).product)
    keep_until_outcomes(TODAY)
    assert kept(recognition) == LATEST
    row = SourcedRecognition(product=entry.dossier.product, star=3, decided_on=date(2026, 12, 9))
    record_recognitions_from_source(province=PROVINCE, rows=[row], by=None)
    keep_until_outcomes(TODAY)
    recognition.refresh_from_db()
    assert status_of(recognition, TODAY) == Status(State.EXPIRED, since=date(2026, 12, 9))
    assert Listing.objects.get().valid_from == date(2026, 12, 9)
