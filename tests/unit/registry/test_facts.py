"""Facts as values: what may be kept in the history, and what changed."""

from __future__ import annotations

from datetime import date

from openocop.registry.domain.facts import PRIVATE_FIELDS, ProducerFacts, ProductFacts, changed_fields, public_json
from openocop.registry.domain.places import UnitBasis


def test_the_history_holds_no_value_of_a_person() -> None:
    facts = ProducerFacts(
        name="HTX Cái Bát", phone="0290", email="a@b.vn", representative="Nguyễn Văn A", address="ấp 1"
    )
    kept = public_json(facts)
    assert PRIVATE_FIELDS & set(kept) == set()
    assert "Nguyễn Văn A" not in str(kept)


def test_public_facts_are_plain_json() -> None:
    facts = ProducerFacts(
        name="HTX Cái Bát",
        unit_code="32152",
        unit_on=date(2026, 11, 24),
        unit_basis=UnitBasis.STATED,
        aliases=("Cái Bát",),
    )
    assert public_json(facts) == {
        "name": "HTX Cái Bát",
        "kind": "unstated",
        "unit_code": "32152",
        "unit_on": "2026-11-24",
        "unit_basis": "stated",
        "unit_basis_note": "",
        "founded_on": None,
        "aliases": ["Cái Bát"],
        "note": "",
        "source_urls": [],
    }


def test_only_fields_that_differ_are_named() -> None:
    assert changed_fields(ProductFacts(name="A"), ProductFacts(name="B", story="x")) == ["name", "story"]
    assert changed_fields(ProductFacts(name="A"), ProductFacts(name="A")) == []
