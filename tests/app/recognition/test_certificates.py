"""Certificates: number, product code and term, and what the public page says of them."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from openocop.core.refusal import Refused
from openocop.core.services.files import path_of
from openocop.core.verdict import NotPermitted
from openocop.recognition.domain.product_code import parse_product_code
from openocop.recognition.domain.withdrawal import WithdrawalGround
from openocop.recognition.models import Certificate, Recognition
from openocop.recognition.services.records import withdraw_recognition
from tests.factories.evaluation import signed_in
from tests.factories.recognition import FOUR, THREE, a_decision, a_leader, a_result, issued, recognised

pytestmark = pytest.mark.django_db


def test_numbers_and_codes_run_on_and_name_the_commune() -> None:
    first = recognised(FOUR, THREE)
    second = issued(a_decision(a_result()), number="130/QĐ-UBND").recognitions.get()
    certificates = [row.certificate for row in (*first, second)]
    assert [(c.number, c.product_code) for c in certificates] == [
        ("001/2026/GCN-OCOP", "96-32152-01-2026"),
        ("002/2026/GCN-OCOP", "96-32152-02-2026"),
        ("003/2026/GCN-OCOP", "96-32152-03-2026"),
    ]
    assert all(str(parse_product_code(c.product_code)) == c.product_code for c in certificates)


def test_a_certificate_holds_for_36_months_from_its_day() -> None:
    (row,) = recognised(THREE)
    assert (row.certificate.issued_on, row.certificate.valid_until) == (date(2026, 12, 5), date(2029, 12, 6))


@pytest.mark.usefixtures("real_papers")
def test_decision_and_certificate_are_printed() -> None:
    (row,) = recognised(THREE)
    assert row.decision is not None
    files = [row.certificate.file, *(paper.file for paper in row.decision.papers.all())]
    heads = [path_of(file.sha256).read_bytes()[:4] for file in files if file is not None]
    assert sorted(heads) == [b"%PDF", b"%PDF", b"%PDF", b"PK\x03\x04", b"PK\x03\x04"]


def test_invented_certificates_use_up_no_real_number() -> None:
    recognised(THREE, invented=True)
    real = issued(a_decision(a_result()), number="130/QĐ-UBND").recognitions.get()
    assert sorted(Certificate.objects.values_list("number", flat=True)) == ["001/2026/GCN-OCOP", "MH-001/2026/GCN-OCOP"]
    assert real.certificate.number == "001/2026/GCN-OCOP"


def test_a_certificate_that_fails_takes_the_decision_back(monkeypatch: pytest.MonkeyPatch) -> None:
    decision = a_decision(a_result(FOUR, THREE))
    printed = iter([b"%PDF-1.7"])
    monkeypatch.setattr("openocop.recognition.services.certificates.certificate_pdf", lambda _page: next(printed))
    with pytest.raises(StopIteration):
        issued(decision)
    decision.refresh_from_db()
    assert decision.issued_at is None
    assert not Recognition.objects.exists()
    assert not Certificate.objects.exists()


@pytest.mark.parametrize("which", ["recognition", "certificate"])
def test_the_public_page_answers_for_both_addresses(which: str) -> None:
    (row,) = recognised(THREE)
    public_id = row.public_id if which == "recognition" else row.certificate.public_id
    page = Client().get(reverse("catalogue:certificate", args=[public_id])).content.decode()
    assert "001/2026/GCN-OCOP" in page
    assert "96-32152-01-2026" in page
    assert "05/12/2029" in page


def test_a_withdrawal_is_public_with_its_ground() -> None:
    (row,) = recognised(THREE)
    withdraw_recognition(
        recognition=row,
        ground=WithdrawalGround.PRODUCTION_STOPPED,
        decision_no="200/QĐ-UBND",
        decided_on=date(2026, 12, 9),
        by=a_leader(),
    )
    page = Client().get(reverse("catalogue:certificate", args=[row.public_id])).content.decode()
    assert "Chủ thể ngừng sản xuất, kinh doanh sản phẩm" in page
    assert "200/QĐ-UBND" in page


def test_a_withdrawal_is_one_act() -> None:
    (row,) = recognised(THREE)
    act = {"recognition": row, "ground": WithdrawalGround.FALSE_DOSSIER, "by": a_leader()}
    withdraw_recognition(decision_no="200/QĐ-UBND", decided_on=date(2026, 12, 9), **act)  # type: ignore[arg-type]  # one act's arguments
    withdraw_recognition(decision_no="200/QĐ-UBND", decided_on=date(2026, 12, 9), **act)  # type: ignore[arg-type]  # one act's arguments
    with pytest.raises(Refused, match="200/QĐ-UBND"):
        withdraw_recognition(decision_no="201/QĐ-UBND", decided_on=date(2026, 12, 9), **act)  # type: ignore[arg-type]  # one act's arguments


@pytest.mark.parametrize(
    ("number", "day", "field"),
    [
        ("", date(2026, 12, 9), "decision_no"),
        ("200/QĐ-UBND", date(2026, 12, 11), "decided_on"),
        ("200/QĐ-UBND", date(2026, 12, 4), "decided_on"),
    ],
)
def test_a_withdrawal_that_cannot_be_is_refused_at_its_field(number: str, day: date, field: str) -> None:
    (row,) = recognised(THREE)
    with pytest.raises(Refused) as refused:
        withdraw_recognition(
            recognition=row, ground=WithdrawalGround.FALSE_DOSSIER, decision_no=number, decided_on=day, by=a_leader()
        )
    assert refused.value.field == field
    row.refresh_from_db()
    assert row.withdrawn_on is None


def test_five_stars_are_withdrawn_by_a_decision_of_the_ministry_alone() -> None:
    """26/2026 art. 8: the provincial chair withdraws three and four stars, the minister five."""
    (row,) = recognised(THREE)
    Recognition.objects.filter(pk=row.pk).update(star=5)
    act = {"recognition": row, "ground": WithdrawalGround.FALSE_DOSSIER, "decided_on": date(2026, 12, 9)}
    with pytest.raises(Refused, match="Bộ trưởng") as refused:
        withdraw_recognition(decision_no="200/QĐ-UBND", by=a_leader(), **act)  # type: ignore[arg-type]  # one act's arguments
    assert refused.value.field == "decision_no"
    withdrawn = withdraw_recognition(decision_no="200/QĐ-BNNMT", by=a_leader(), **act)  # type: ignore[arg-type]  # as above
    assert withdrawn.withdrawal_decision == "200/QĐ-BNNMT"


def test_a_leader_of_another_province_neither_sees_nor_withdraws() -> None:
    (row,) = recognised(THREE)
    other = a_leader("an-giang")
    with pytest.raises(NotPermitted):
        withdraw_recognition(
            recognition=row,
            ground=WithdrawalGround.FALSE_DOSSIER,
            decision_no="200/QĐ-UBND",
            decided_on=date(2026, 12, 9),
            by=other,
        )
    client = signed_in(other)
    for name, public_id in (
        ("recognition", row.public_id),
        ("decision", row.decision.public_id if row.decision else ""),
        ("certificate", row.certificate.public_id),
    ):
        assert client.get(reverse(f"recognition:{name}", args=[public_id])).status_code == 404
