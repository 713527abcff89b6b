"""Which legal kinds each release admits."""

from __future__ import annotations

import pytest

from openocop.registry.domain.identifiers import IDENTIFIER_KINDS
from openocop.registry.domain.kinds import ADMISSIONS, KINDS, admits, may_be_registered

# Decision 26/2026/QĐ-TTg, article 2.3: five kinds for any product, two more for services of tourism.
GENERAL = ["cooperative", "cooperative_group", "farm", "household", "small_medium_enterprise"]
TOURISM = ["association", "tourism_centre"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_decision_in_force_admits_exactly_its_list(kind: str) -> None:
    assert admits(kind, release="26-2026").allowed is (kind in GENERAL)
    assert admits(kind, release="26-2026", tourism=True).allowed is (kind in GENERAL + TOURISM)


@pytest.mark.parametrize("kind", [*TOURISM, "farm"])
def test_the_first_criteria_knew_neither_farms_nor_bodies_of_tourism(kind: str) -> None:
    assert not admits(kind, release="1048-2019", tourism=True)


def test_every_release_admits_cooperatives_and_no_large_enterprise() -> None:
    assert {release for release in ADMISSIONS if admits("cooperative", release=release)} == set(ADMISSIONS)
    assert {release for release in ADMISSIONS if admits("large_enterprise", release=release)} == set()


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (
            "large_enterprise",
            "Doanh nghiệp lớn không thuộc danh sách chủ thể OCOP (Quyết định số 26/2026/QĐ-TTg, Điều 2 khoản 3).",
        ),
        (
            "association",
            "Hội, hiệp hội chỉ nộp hồ sơ cho dịch vụ du lịch (Quyết định số 26/2026/QĐ-TTg, Điều 2 khoản 3).",
        ),
        (
            "enterprise",
            "Chưa rõ doanh nghiệp nhỏ và vừa hay doanh nghiệp lớn. Hãy ghi quy mô trước khi nộp hồ sơ.",
        ),
    ],
)
def test_a_refusal_says_why_and_by_what_law(kind: str, reason: str) -> None:
    assert admits(kind, release="26-2026").reason == reason


@pytest.mark.parametrize("kind", KINDS)
def test_what_no_reading_admits_is_not_registered_and_what_is_unclear_is(kind: str) -> None:
    verdict = may_be_registered(kind)
    assert verdict.allowed is (kind not in {"large_enterprise", "unregistered_household"})
    assert bool(verdict.reason) is not verdict.allowed


def test_an_unknown_kind_is_not_registered() -> None:
    assert not may_be_registered("")


def test_every_number_a_kind_may_have_is_described() -> None:
    assert {number for kind in KINDS.values() for number in kind.identifiers} == set(IDENTIFIER_KINDS)


def test_households_have_a_personal_number_and_groups_need_none_of_persons() -> None:
    assert "personal_number" in KINDS["household"].identifiers
    assert not any(IDENTIFIER_KINDS[number].of_person for number in KINDS["cooperative_group"].identifiers)
