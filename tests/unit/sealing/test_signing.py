"""Who signs in which role, and whose bytes a file begins with."""

from __future__ import annotations

import hashlib

import pytest

from openocop.sealing.domain.prefixes import beginnings
from openocop.sealing.domain.signing import Flaw, Role, Signature, Signers, Unacceptable, refuse_incomplete, role_of
from tests.factories.signing import NOW

AGENCY = "ỦY BAN NHÂN DÂN TỈNH CÀ MAU"


@pytest.mark.parametrize(
    ("signers", "name", "role"),
    [
        (Signers.PERSONS, AGENCY, Role.PERSON),
        (Signers.BOTH, "Ủy ban nhân dân tỉnh Cà Mau", Role.AGENCY),
        (Signers.BOTH, "Nguyễn Văn A", Role.PERSON),
        (Signers.AGENCY, "UY BAN NHAN DAN TINH CA MAU", Role.AGENCY),
    ],
)
def test_the_authority_and_the_name_tell_the_role(signers: Signers, name: str, role: Role) -> None:
    assert role_of(signers, AGENCY, name) == role


def test_an_authority_of_one_agency_speaks_for_no_other() -> None:
    with pytest.raises(Unacceptable) as refused:
        role_of(Signers.AGENCY, AGENCY, "CÔNG TY MINH HOẠ")
    assert refused.value.flaw == Flaw.OTHER_AGENCY


def _by(role: Role, name: str) -> Signature:
    return Signature(role, name, "", "CA", NOW, "00")


@pytest.mark.parametrize(
    ("signatures", "flaw"),
    [
        ([_by(Role.AGENCY, AGENCY)], Flaw.ONLY_AGENCY),
        ([_by(Role.PERSON, "TRẦN VĂN B")], Flaw.ONLY_PERSON),
        ([_by(Role.PERSON, "Nguyễn Văn A"), _by(Role.AGENCY, AGENCY)], Flaw.OTHER_PERSON),
    ],
)
def test_both_must_sign_and_the_person_is_the_one_named(signatures: list[Signature], flaw: Flaw) -> None:
    with pytest.raises(Unacceptable) as refused:
        refuse_incomplete(signatures, "Trần Văn B")
    assert refused.value.flaw == flaw


def test_capitals_and_missing_accents_do_not_make_another_person() -> None:
    refuse_incomplete([_by(Role.PERSON, "TRẦN  VĂN ĐẠT"), _by(Role.AGENCY, AGENCY)], "Trần Văn Đạt")
    refuse_incomplete([_by(Role.PERSON, "Tran Van Dat"), _by(Role.AGENCY, AGENCY)], "Trần Văn Đạt")
    with pytest.raises(Unacceptable):  # accents that differ do
        refuse_incomplete([_by(Role.PERSON, "Trần Văn Đát"), _by(Role.AGENCY, AGENCY)], "Trần Văn Đạt")


def test_beginnings_are_told_in_one_pass() -> None:
    found = beginnings(b"abcdef", [3, 1, 3, 7])
    assert found == {hashlib.sha256(b"a").hexdigest(), hashlib.sha256(b"abc").hexdigest()}
