"""A label before the rules: what fits, what is against the certificate, what cannot be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from openocop.recognition.domain.label_check import Answer, Ground, Sign, Stated, checked
from openocop.recognition.domain.label_rules import label_rules

# Of a certificate issued on 05/12/2026: it runs 36 months (26/2026 art. 4.3).
GROUND = Ground(
    stars=4,
    product_name="Tôm khô rừng đước",
    code="96-32152-01-2026",
    first_on=date(2026, 12, 5),
    last_on=date(2029, 12, 5),
    refusal="",
    is_over=False,
    packs=frozenset({"hu500"}),
)
RIGHT = Stated(
    stars=4,
    product_name="TÔM KHÔ RỪNG ĐƯỚC",
    code="96 - 32152 - 01 - 2026",
    packed_on=date(2027, 1, 2),
    pack="hu500",
    sign=Sign.OFFICIAL,
)
LABEL = """Sản phẩm OCOP 4 sao. Thành phần: tôm đất. Khối lượng tịnh: 500 g. NSX: 02/01/2027. HSD: 6 tháng.
Bảo quản nơi khô ráo. Sản xuất tại: HTX Cái Bát. Địa chỉ: xã Đầm Dơi, tỉnh Cà Mau."""


def answers(stated: Stated, ground: Ground = GROUND) -> dict[str, tuple[Answer, str]]:
    return {one.rule.slug: (one.answer, one.why) for one in checked(stated, ground)}


def test_a_right_label_fits_every_rule() -> None:
    found = answers(replace(RIGHT, text=LABEL))
    assert {answer for answer, _why in found.values()} == {Answer.FITS}
    assert list(found) == [*label_rules("mark"), *label_rules("label")]


@pytest.mark.parametrize(
    ("change", "slug", "expected"),
    [
        ({"stars": 5}, "stars", (Answer.FAULT, "other_stars")),
        ({"text": "Đạt 5 sao OCOP"}, "stars", (Answer.FAULT, "other_stars")),
        ({"text": "OCOP ★★★★★"}, "stars", (Answer.FAULT, "other_stars")),
        ({"text": "OCOP ★★★★"}, "stars", (Answer.FITS, "stars")),
        ({"text": "tìm ★ trên nhãn"}, "stars", (Answer.FITS, "stars")),  # one star is an ornament
        ({"product_name": "Tôm khô"}, "product", (Answer.OPEN, "near_name")),
        ({"product_name": "Tôm khô rừng đước vị cay"}, "product", (Answer.OPEN, "near_name")),
        ({"product_name": "Cá kèo khô"}, "product", (Answer.FAULT, "other_name")),
        ({"packed_on": date(2026, 12, 4)}, "packed_on", (Answer.FAULT, "outside")),
        ({"packed_on": date(2026, 12, 5)}, "packed_on", (Answer.FITS, "within")),
        ({"packed_on": date(2029, 12, 5)}, "packed_on", (Answer.FITS, "within")),
        ({"packed_on": date(2029, 12, 6)}, "packed_on", (Answer.FAULT, "outside")),
        ({"packed_on": None}, "packed_on", (Answer.OPEN, "no_day")),
        ({"code": "96-32152-02-2026"}, "code", (Answer.FAULT, "other_code")),
        ({"code": "không rõ"}, "code", (Answer.FAULT, "other_code")),
        ({"code": ""}, "code", (Answer.APART, "no_code")),
        ({"pack": "other"}, "pack", (Answer.OPEN, "other_pack")),
        ({"pack": ""}, "pack", (Answer.OPEN, "no_pack")),
        ({"sign": Sign.KIT}, "sign", (Answer.OPEN, "kit")),
        ({"sign": Sign.OTHER}, "sign", (Answer.OPEN, "other_sign")),
        ({"sign": Sign.NONE}, "sign", (Answer.APART, "no_sign")),
    ],
)
def test_each_rule_by_itself(change: dict, slug: str, expected: tuple[Answer, str]) -> None:
    assert answers(replace(RIGHT, **change))[slug] == expected


@pytest.mark.parametrize(
    ("change", "slug", "expected"),
    [
        ({"refusal": "Đã hết hạn", "is_over": True}, "holds", (Answer.FAULT, "refused")),
        ({"refusal": "Chưa rõ ngày quyết định"}, "holds", (Answer.OPEN, "refused")),
        ({"packs": None}, "pack", (Answer.OPEN, "packs_unknown")),
        ({"code": ""}, "code", (Answer.OPEN, "code_unknown")),
        ({"first_on": None, "last_on": None}, "packed_on", (Answer.OPEN, "no_term")),
    ],
)
def test_what_the_certificate_does_not_tell_is_no_fault(change: dict, slug: str, expected: tuple[Answer, str]) -> None:
    assert answers(RIGHT, replace(GROUND, **change))[slug] == expected


def test_a_statement_that_is_not_found_is_asked_about_and_no_fault() -> None:
    found = answers(replace(RIGHT, text="OCOP 4 sao, khối lượng tịnh 500 g"))
    assert found["quantity"] == (Answer.FITS, "stated")
    assert {found[slug] for slug in ("origin", "responsible", "best_before")} == {(Answer.OPEN, "not_found")}


def test_a_day_written_otherwise_is_pointed_at() -> None:
    odd = [one for one in checked(replace(RIGHT, text="NSX 2027-01-02"), GROUND) if one.why == "odd_date"]
    assert [one.facts for one in odd] == [{"typed": "2027-01-02"}]


def test_without_a_text_only_the_sign_is_checked() -> None:
    assert list(answers(RIGHT)) == list(label_rules("mark"))


def test_every_rule_names_its_source_and_what_was_not_read_is_marked() -> None:
    rules = [*label_rules("mark").values(), *label_rules("label").values()]
    assert all(rule.source and rule.title for rule in rules)
    # Read: Decision 26/2026 (art. 4.3, 8) and the main clause of art. 42 of Decree 37/2026; the rest is to be verified.
    assert {rule.slug for rule in rules if rule.read} == {
        *("holds", "stars", "product", "packed_on", "origin", "responsible")
    }
