"""The demonstration says what `openocop demo --json` promises, and what it invents says so."""

from __future__ import annotations

from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from django.conf import LazySettings

from openocop.accounts.models import User
from openocop.core.selectors.journal import verify_chains
from openocop.demo.selectors.summary import demonstration_summary
from openocop.demo.services.documents import write_documents
from openocop.demo.services.loading import load_demonstration
from openocop.evaluation.models import Entry, Seat, Session
from openocop.evaluation.selectors.sheets import missing_sheets
from openocop.recognition.models import Certificate, Decision, Recognition

AT = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_the_demonstration(settings: LazySettings, tmp_path: Path) -> None:
    settings.OPENOCOP_HOME = tmp_path
    told: list[str] = []
    cast = load_demonstration(at=AT, tell=told.append)

    report = demonstration_summary()
    current = report.pop("current_round")
    # Figures of the council session of 30/11/2022 as the press gave them (demo/data/camau/sessions.csv).
    assert report == {
        "round": "CM-2022-1",
        "council_date": "2022-11-30",
        "release": "1048-2019",
        "products": 24,
        "producers": 11,
        "districts": 6,
        "districts_total": 9,
        "districts_counted": 4,
        "stars": {"3": 24, "4": 0, "5": 0},
        "highest": {"average": "62", "products": ["Ba khía trộn sẵn", "Mắm tôm chua ngọt"]},
        "cumulative": {"products": 101, "itemised": 84, "as_of": "2022-11-30"},
    }
    assert (current["release"], current["stage"], current["dossiers"]) == ("26-2026", "scoring", 12)
    _the_replayed_sheets_land_on_the_real_stars()
    _real_products_have_no_invented_papers()
    _a_visitor_finds_something_to_do()
    assert verify_chains().valid
    assert {person.user.is_illustrative for person in cast.values()} == {True}
    assert len({person.password for person in cast.values()}) == len(cast) == 16
    assert not User.objects.filter(is_illustrative=False).exists()
    _papers_of_both_rounds_are_written(tmp_path / "tai-lieu")


def _papers_of_both_rounds_are_written(folder: Path) -> None:
    written = {str(Path(path).relative_to(folder)) for path in write_documents()}
    papers = {f"{name}.{ending}" for name in ("bien-ban", "bang-tong-hop-diem") for ending in ("pdf", "docx")}
    for code in ("CM-2022-1", "TD-1"):
        assert {f"{code}/{paper}" for paper in papers} <= written
    assert "CM-2022-1/du-thao/quyet-dinh-CM-2022-1-recognition.pdf" in written
    assert "TD-1/ban-hanh/quyet-dinh-TD-1-recognition.docx" in written
    assert "TD-1/giay-chung-nhan/96-32047-01-2026.pdf" in written


def _the_replayed_sheets_land_on_the_real_stars() -> None:
    entries = Entry.objects.filter(session__council__round__code="CM-2022-1")
    assert list(entries.values_list("star", flat=True).distinct().order_by("star")) == [3]
    led = set(entries.filter(average="62").values_list("dossier__product__name", flat=True))
    assert led == {"Ba khía trộn sẵn", "Mắm tôm chua ngọt"}
    assert all(Fraction(average) <= 62 for average in entries.values_list("average", flat=True))


def _real_products_have_no_invented_papers() -> None:
    real = Recognition.objects.filter(round__code="CM-2022-1")
    assert real.count() == 24
    assert not real.exclude(valid_until=None).exists()  # no decision's day is known, so no end
    assert not Certificate.objects.filter(recognition__in=real).exists()
    draft = Decision.objects.get(round__code="CM-2022-1")
    assert (draft.number, draft.decided_on) == ("", None)
    assert set(Certificate.objects.values_list("is_illustrative", flat=True)) == {True}
    assert set(Seat.objects.values_list("is_illustrative", flat=True)) == {True}


def _a_visitor_finds_something_to_do() -> None:
    session = Session.objects.get(council__round__code="TD-2")
    assert missing_sheets(session) == 3
