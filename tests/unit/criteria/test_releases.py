from __future__ import annotations

from datetime import date

import pytest

from openocop.criteria.domain.criteria_set import Level
from openocop.criteria.domain.refusal import UnknownRelease, UnknownSet
from openocop.criteria.domain.releases import (
    criteria_set,
    current_sets,
    errata,
    errata_of,
    release,
    release_ids,
    release_on,
)


def test_three_releases_oldest_first() -> None:
    assert release_ids() == ("1048-2019", "148-2023", "26-2026")


def test_document_of_the_release_in_force() -> None:
    # 26/2026/QĐ-TTg, Điều 11: in force since the day of signing.
    found = release("26-2026")
    assert (found.number, found.issued_on, found.valid_from, found.valid_until) == (
        "26/2026/QĐ-TTg",
        date(2026, 5, 22),
        date(2026, 5, 22),
        None,
    )
    assert found.certificate_months == 36  # Điều 4.3


def test_last_day_of_148_is_21_july_2026() -> None:
    # 26/2026/QĐ-TTg Điều 11.2, calendar days; the upper bound is exclusive.
    assert release("148-2023").valid_until == date(2026, 7, 22)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2019, 8, 21), "1048-2019"),
        (date(2022, 11, 30), "1048-2019"),  # the Cà Mau council of 30/11/2022
        (date(2023, 2, 24), "148-2023"),
        (date(2026, 5, 21), "148-2023"),
        (date(2026, 5, 22), "26-2026"),  # filed from this day: 26/2026 only
    ],
)
def test_release_by_filing_day(day: date, expected: str) -> None:
    assert release_on(day).id == expected


def test_no_release_before_the_first() -> None:
    with pytest.raises(UnknownRelease, match="20/08/2019"):
        release_on(date(2019, 8, 20))


def test_bands_of_26_2026() -> None:
    # Điều 3.3.
    assert [(b.stars, b.lower, b.text, b.certificate) for b in release("26-2026").bands] == [
        (5, 90, "từ 90 đến 100 điểm", True),
        (4, 70, "từ 70 đến dưới 90 điểm", True),
        (3, 50, "từ 50 đến dưới 70 điểm", True),
        (2, 30, "từ 30 đến dưới 50 điểm", False),
        (1, 0, "dưới 30 điểm", False),
    ]


def test_band_by_stars() -> None:
    assert release("26-2026").band(4).recognised_by == "Chủ tịch Ủy ban nhân dân cấp tỉnh"
    with pytest.raises(KeyError):
        release("26-2026").band(6)


def test_product_code_and_registration_number() -> None:
    found = release("26-2026")
    assert found.product_code is not None
    assert found.product_code.format == "(T)-(X)-(STT)-(năm)"
    assert found.registration_number is not None
    assert found.registration_number.format == "<số>/PĐK-(Mã tỉnh)-(Mã xã)-(Năm)"
    assert release("148-2023").product_code is None  # not read in the sources of 148


@pytest.mark.parametrize("release_id", ["1048-2019", "148-2023", "26-2026"])
def test_every_set_is_reached_from_the_classification(release_id: str) -> None:
    assert [leaf.set_no for leaf in release(release_id).product_classes()] == list(range(1, 27))


def test_classification_leaf() -> None:
    # Phụ lục I, I.3.d.
    leaf = release("26-2026").product_classes()[7]
    assert (leaf.code, leaf.set_no) == ("I.3.d", 8)
    assert leaf.lead_agencies == ("Bộ Nông nghiệp và Môi trường", "Bộ Công Thương")


def test_a_printed_level() -> None:
    # 26/2026/QĐ-TTg, Phụ lục II, bộ số 8, mục 1.5: two points and ****.
    sheet = criteria_set("26-2026", 8)
    level = Level(2, "Có hợp đồng liên kết trên 75% sản lượng tiêu thụ", star=4)
    assert sheet.criterion("1.5").levels[2] == level
    assert sheet.citation("1.5") == "26/2026/QĐ-TTg, Phụ lục II, bộ số 8, mục 1.5"


def test_a_code_printed_twice_is_cited_as_printed() -> None:
    sheet = criteria_set("1048-2019", 14)
    assert sheet.citation("6.1.3#2") == "1048/QĐ-TTg, Phụ lục III, bộ số 14, mục 6.1.3"
    assert (sheet.criterion("6.1.3").label, sheet.criterion("6.1.3#2").label) == ("Màu sắc", "Mùi")


def test_floor_is_the_highest_mark_of_the_star_or_a_lower_one() -> None:
    criterion = criteria_set("26-2026", 8).criterion("1.5")  # **** on 2 points, ***** on 3
    assert [criterion.floor(star) for star in (3, 4, 5)] == [None, 2, 3]


def test_sub_heading_of_the_tea_sheet() -> None:
    # 26/2026, set 11: "Nước pha" 6.2, 11 points over three criteria.
    criterion = criteria_set("26-2026", 11).criterion("6.2.3")
    assert criterion.heading is not None
    assert (criterion.heading.code, criterion.heading.label, criterion.heading.max) == ("6.2", "Nước pha", 11)


def test_partial_sets_of_148() -> None:
    partial = {sheet.no: sheet.best_total for sheet in current_sets("148-2023") if sheet.status == "partial"}
    assert partial == {7: 99, 11: 97, 12: 97, 13: 98}


def test_superseded_set_26_of_1048_adds_what_is_there() -> None:
    sheet = criteria_set("1048-2019", "26-2019")
    assert sheet.valid_until == date(2020, 6, 8)  # replaced by 781/QĐ-TTg
    assert sheet.criterion("6").additive
    assert sheet.criterion("6").best == 5  # 1 + 1 + 2 + 1
    assert sheet.best_total == 99  # part A is printed 35 but its groups add up to 34
    assert criteria_set("1048-2019", 26).title == "Dịch vụ du lịch cộng đồng và điểm du lịch"


def test_knock_outs_of_set_8() -> None:
    # Printed on the sheet: head, 1.1, 2.1 and the impurities of 6.1.
    assert list(criteria_set("26-2026", 8).knock_outs) == ["dossier", "1.1", "2.1", "6.1"]


def test_a_group_rule_may_be_named_by_its_criteria() -> None:
    # Water, set 16: the stop rule stands under all of group 6.
    assert criteria_set("26-2026", 16).may_disqualify >= {"6", "6.1", "6.2", "6.3"}
    assert "7" not in criteria_set("26-2026", 16).may_disqualify


def test_a_part_rule_is_named_by_the_part() -> None:
    # 1048, set 19: printed in part C before item 6.
    sheet = criteria_set("1048-2019", 19)
    assert "C" in sheet.may_disqualify
    assert "11" not in sheet.may_disqualify


def test_any_criterion_may_disqualify_where_the_notes_were_not_transcribed() -> None:
    sheet = criteria_set("148-2023", 9)
    assert sheet.notes_transcribed is False
    assert sheet.may_disqualify >= set(sheet.position)


@pytest.mark.parametrize("release_id", ["26-2027", "", "../releases/26-2026"])
def test_unknown_release(release_id: str) -> None:
    with pytest.raises(UnknownRelease, match="1048-2019, 148-2023, 26-2026"):
        release(release_id)


@pytest.mark.parametrize("no", [0, 27, -1, "26-2019", "8"])
def test_unknown_set(no: int | str) -> None:
    with pytest.raises(UnknownSet, match="26-2026"):
        criteria_set("26-2026", no)


def test_errata_of_a_set() -> None:
    found = [(item.kind, item.where) for item in errata_of(criteria_set("26-2026", 7)) if item.kind == "suspect"]
    assert found == [("suspect", "3.1")]
    assert len(errata("26-2026")) == 29  # 20 corrections of the transcript, 6 suspects, 3 readings
