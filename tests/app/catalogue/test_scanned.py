"""The short address on a label: today's standing and the way to the certificate, in one query and without a cookie."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openocop.recognition.domain.withdrawal import WithdrawalGround
from openocop.recognition.models import Certificate
from openocop.recognition.services.records import withdraw_recognition
from tests.factories.recognition import THREE, a_leader, recognised

pytestmark = pytest.mark.django_db
CODE = "96-32152-01-2026"  # annex II: province, commune, number in the commune's list, year


def _go_to(monkeypatch: pytest.MonkeyPatch, year: int, month: int, day: int) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(year, month, day, 3, tzinfo=UTC))


@pytest.fixture
def certificate(db: None, monkeypatch: pytest.MonkeyPatch) -> Certificate:
    _go_to(monkeypatch, 2026, 12, 10)
    (row,) = recognised(THREE)
    assert row.certificate.product_code == CODE
    found: Certificate = row.certificate
    return found


def test_a_code_tells_its_standing_and_leads_to_its_certificate(certificate: Certificate) -> None:
    Client().get(f"/ma/{CODE}")  # words the query once
    for path in (f"/ma/{CODE}", f"/ma/{CODE}/", f"/ma/{certificate.public_id}", "/ma/96.32152.1.2026"):
        with CaptureQueriesContext(connection) as seen:
            answer = Client().get(path)
        assert (answer.status_code, answer["Location"]) == (302, f"/chung-nhan/{certificate.public_id}/"), path
        assert (answer["OCOP-Status"], answer["OCOP-Last-Day"]) == ("valid", "2029-12-05"), path
        assert answer["Cache-Control"] == "no-store"
        assert not answer.cookies
        assert len(seen) == 1
    assert Client().get(f"/ma/{CODE}", follow=True).status_code == 200


@pytest.mark.parametrize(
    ("day", "state"),
    [((2029, 6, 8), "valid"), ((2029, 6, 9), "ending"), ((2029, 12, 5), "ending"), ((2029, 12, 6), "expired")],
)
def test_it_is_the_standing_of_the_day(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch, day: tuple[int, int, int], state: str
) -> None:
    _go_to(monkeypatch, *day)
    assert Client().get(f"/ma/{CODE}")["OCOP-Status"] == state


def test_a_withdrawal_is_told_by_the_next_scan(certificate: Certificate) -> None:
    assert certificate.recognition is not None
    withdraw_recognition(
        recognition=certificate.recognition,
        ground=WithdrawalGround.FALSE_DOSSIER,
        decision_no="200/QĐ-UBND",
        decided_on=date(2026, 12, 9),
        by=a_leader(),
    )
    assert Client().get(f"/ma/{CODE}")["OCOP-Status"] == "withdrawn"


@pytest.mark.parametrize(
    "typed",
    ["96-32152-99-2026", "tôm khô", "x" * 5000, "%27%20OR%201=1", "", "..%2F..%2Fcua-toi", "%00", "96-32152-%00"],
)
def test_any_other_code_is_taken_to_the_page_that_helps(certificate: Certificate, typed: str) -> None:
    answer = Client().get(f"/ma/{typed}")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/kiem-tra/?ma=")
    assert "OCOP-Status" not in answer
    assert Client().get(answer["Location"]).status_code == 200


def test_only_reading_is_answered(certificate: Certificate) -> None:
    assert Client().post(f"/ma/{CODE}").status_code == 405
    assert Client().head(f"/ma/{CODE}").status_code == 302
