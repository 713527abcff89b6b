"""Hints of a tie between a member and a product: what is compared, and what is not enough."""

from __future__ import annotations

from dataclasses import replace

import pytest

from openocop.evaluation.domain.conflicts import Hint, Maker, Member, hints

MEMBER = Member("Nguyễn Văn Mẫu", "Sở Công Thương", phone="0912 000 001", email="mau@example.vn")
MAKER = Maker(7, "HTX Mẫu Rừng Đước", "Trần Thị Thử", "0912000002", "htx@example.vn", "12 ấp Mẫu, xã Thử", "32152")
OWN = Maker(8, "Hộ kinh doanh Thử", "Trần Thị Thử", "0912000009", "", "12 ấp Mẫu, xã Thử", "32152")


def test_strangers_have_no_hint() -> None:
    assert hints(MEMBER, MAKER, local_unit="32152", adviser="Lê Văn Vấn") == ()
    assert hints(MEMBER, None) == ()


@pytest.mark.parametrize(
    ("member", "maker", "found"),
    [
        (replace(MEMBER, acts_for=(MAKER,)), MAKER, (Hint.ACCOUNT,)),
        (MEMBER, replace(MAKER, representative="NGUYỄN VĂN MẪU"), (Hint.REPRESENTATIVE,)),
        (MEMBER, replace(MAKER, phone="+84 912 000 001"), (Hint.CONTACT,)),
        (MEMBER, replace(MAKER, email="MAU@example.vn"), (Hint.CONTACT,)),
        (replace(MEMBER, acts_for=(replace(OWN, representative=""),)), MAKER, (Hint.HOUSEHOLD,)),
        (replace(MEMBER, acts_for=(replace(OWN, address=""),)), MAKER, (Hint.PARTNER,)),
        (replace(MEMBER, units=frozenset({"32152"})), replace(MAKER, representative="Nguyễn Thị Hai"), (Hint.FAMILY,)),
        (replace(MEMBER, body="Giám đốc Hợp tác xã Mẫu Rừng Đước"), MAKER, (Hint.EMPLOYER,)),
    ],
)
def test_what_ties_a_member_to_a_producer(member: Member, maker: Maker, found: tuple[Hint, ...]) -> None:
    assert hints(member, maker) == found


def test_who_worked_on_the_dossier_before_the_council() -> None:
    member = replace(MEMBER, units=frozenset({"32152"}))
    assert hints(member, MAKER, local_unit="32152", adviser="nguyễn văn mẫu") == (Hint.OFFICE, Hint.ADVISER)


@pytest.mark.parametrize(
    ("member", "maker"),
    [
        (MEMBER, replace(MAKER, representative="Nguyễn Văn Mậu Hai")),  # a family name alone, the commune unknown
        (
            replace(MEMBER, acts_for=(replace(OWN, representative="", address="xã Thử"),)),
            replace(MAKER, address="xã Thử"),
        ),
        (replace(MEMBER, phone="", email=""), replace(MAKER, phone="", email="")),
        (replace(MEMBER, body="Phòng Mẫu"), replace(MAKER, name="HTX Mẫu")),
    ],
)
def test_what_many_share_is_no_hint(member: Member, maker: Maker) -> None:
    assert hints(member, maker) == ()
