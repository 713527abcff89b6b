"""Registering and changing producers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from openocop.core.models import JournalEntry
from openocop.core.selectors.journal import verify_chains
from openocop.core.verdict import NotPermitted
from openocop.registry.domain.facts import Identifier, ProducerFacts
from openocop.registry.domain.places import UnitBasis
from openocop.registry.models import Producer
from openocop.registry.selectors.facts import producer_facts as facts_of
from openocop.registry.services.checks import NotRegistrable
from openocop.registry.services.producers import AlreadyRegistered, add_member, register_producer, revise_producer
from tests.factories.actors import NAM_CAN, Cast
from tests.factories.registry import AT, ON, a_producer, a_product, producer_facts

TAX = Identifier("tax_code", "01.00.233.488")  # example of python-stdnum


def test_registering_keeps_the_record_its_first_state_and_a_journal_entry(cast: Cast) -> None:
    producer = register_producer(
        facts=producer_facts("  HTX  Cái Bát ", aliases=("Cai Bat Co-operative",)),
        identifiers=[TAX],
        by=cast.commune_officer.post,
        at=AT,
    )
    assert producer.name == "HTX Cái Bát"
    assert producer.search_key == "htx cai bat cai bat co operative xa dam doi tinh ca mau"
    assert [i.value for i in producer.identifiers.all()] == ["0100233488"]
    assert [(r.number, r.by_role, r.by_office) for r in producer.revisions.all()] == [
        (1, "commune_officer", "UBND xã Đầm Dơi")
    ]
    entry = JournalEntry.objects.get(subject_id=producer.public_id)
    assert (entry.verb, entry.facts) == ("producer.registered", {"kind": "cooperative", "unit": "32152"})
    assert entry.actor_digest == producer.revisions.get().by_digest
    assert verify_chains().valid


def test_a_change_names_its_fields_and_keeps_what_was(cast: Cast) -> None:
    producer = a_producer(cast)
    facts = replace(facts_of(producer), name="HTX Cái Bát Mới", phone="0290 3000 000")
    revise_producer(producer=producer, facts=facts, by=cast.provincial_officer.post, at=AT)
    assert [(r.number, r.changed, r.facts["name"]) for r in producer.revisions.all()] == [
        (1, [], "HTX Cái Bát"),
        (2, ["name", "phone"], "HTX Cái Bát Mới"),
    ]
    assert "0290 3000 000" not in str(list(producer.revisions.values_list("facts", flat=True)))
    entry = JournalEntry.objects.get(verb="producer.revised")
    assert entry.facts == {"kind": "cooperative", "unit": "32152", "changed": ["name", "phone"]}


def test_nothing_changed_leaves_no_trace(cast: Cast) -> None:
    producer = a_producer(cast)
    revise_producer(producer=producer, facts=facts_of(producer), by=cast.provincial_officer.post, at=AT, identifiers=[])
    assert producer.revisions.count() == 1
    assert not JournalEntry.objects.filter(verb="producer.revised").exists()


def test_a_new_name_reaches_the_search_of_the_products(cast: Cast) -> None:
    producer = a_producer(cast)
    product = a_product(cast, producer)
    facts = replace(facts_of(producer), name="HTX Sông Đầm")
    revise_producer(producer=producer, facts=facts, by=cast.provincial_officer.post, at=AT)
    product.refresh_from_db()
    assert product.search_key == "tom kho htx song dam xa dam doi tinh ca mau"
    assert [token.token for token in producer.tokens.order_by("token")] == ["dam", "song"]


def test_day_and_office_of_issue_outlive_a_form_that_does_not_ask_for_them(cast: Cast) -> None:
    issued = replace(TAX, issued_on=date(2020, 1, 2), issued_by="Chi cục Thuế")
    producer = register_producer(facts=producer_facts(), identifiers=[issued], by=cast.provincial_officer.post, at=AT)
    facts = replace(facts_of(producer), note="gọi lại")
    revise_producer(producer=producer, facts=facts, identifiers=[TAX], by=cast.provincial_officer.post, at=AT)
    number = producer.identifiers.get()
    assert (number.issued_on, number.issued_by) == (date(2020, 1, 2), "Chi cục Thuế")
    assert producer.revisions.get(number=2).changed == ["note"]


def test_an_illustrative_record_stays_one(cast: Cast) -> None:
    producer = register_producer(facts=producer_facts(), by=cast.provincial_officer.post, at=AT, is_illustrative=True)
    facts = replace(facts_of(producer), name="HTX Khác")
    assert revise_producer(producer=producer, facts=facts, by=cast.provincial_officer.post, at=AT).is_illustrative
    assert a_product(cast, producer).is_illustrative


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"name": "a" * 10_000}, "name", "“aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa…” dài 10000 ký tự"),
        ({"name": " \n "}, "name", "Chưa có tên"),
        ({"kind": "large_enterprise"}, "kind", "Doanh nghiệp lớn không thuộc danh sách chủ thể OCOP"),
        ({"kind": "unregistered_household"}, "kind", "Hộ chưa đăng ký kinh doanh"),
        ({"kind": "khác"}, "kind", "Chọn một loại hình"),
        ({"phone": "gọi tôi"}, "phone", "không phải số điện thoại"),
        ({"email": "a@"}, "email", "không phải địa chỉ thư điện tử"),
        ({"founded_on": date(2026, 11, 25)}, "founded_on", "tương lai"),
        ({"source_urls": ("javascript:alert(1)",)}, "source_urls", "không phải địa chỉ trang web"),
        ({"unit_code": "99999"}, "unit", "không có đơn vị hành chính nào mang mã 99999"),
        ({"unit_code": "970"}, "unit", "Ngày 24/11/2026 không có đơn vị"),  # a district of before 01/07/2025
    ],
)
def test_what_cannot_stand_is_refused_with_field_and_value(cast: Cast, changes: dict, field: str, words: str) -> None:
    with pytest.raises(NotRegistrable) as refusal:
        register_producer(facts=producer_facts(**changes), by=cast.provincial_officer.post, at=AT)
    assert refusal.value.field == field
    assert words in str(refusal.value)
    assert not Producer.objects.exists()


def test_a_district_of_its_own_day_is_a_place(cast: Cast) -> None:
    place = {"unit_code": "970", "unit_on": date(2022, 11, 30), "unit_basis": UnitBasis.INFERRED}
    producer = a_producer(cast, **place)
    assert producer.search_key == "htx cai bat huyen dam doi tinh ca mau"


def test_a_number_of_another_kind_or_another_producer_is_refused(cast: Cast) -> None:
    register_producer(facts=producer_facts(), identifiers=[TAX], by=cast.provincial_officer.post, at=AT)
    with pytest.raises(AlreadyRegistered) as twin:
        register_producer(facts=producer_facts("HTX Khác"), identifiers=[TAX], by=cast.provincial_officer.post, at=AT)
    assert twin.value.field == "tax_code"
    personal = Identifier("personal_number", "096085000000")
    with pytest.raises(NotRegistrable) as other:
        register_producer(
            facts=producer_facts("HTX Khác"), identifiers=[personal], by=cast.provincial_officer.post, at=AT
        )
    assert other.value.field == "personal_number"


def test_one_name_at_one_place_is_one_producer(cast: Cast) -> None:
    a_producer(cast)
    with pytest.raises(AlreadyRegistered):
        a_producer(cast)
    assert a_producer(cast, unit_code=NAM_CAN).name == "HTX Cái Bát"


def test_a_producer_changes_its_contact_and_not_what_it_is(cast: Cast) -> None:
    producer = a_producer(cast, member=cast.producer)
    contact = replace(facts_of(producer), phone="0290 3000 000")
    revise_producer(producer=producer, facts=contact, by=cast.producer.post, at=AT)
    with pytest.raises(NotPermitted, match="do UBND cấp xã sửa"):
        revise_producer(producer=producer, facts=replace(contact, name="HTX Khác"), by=cast.producer.post, at=AT)


def test_an_account_acts_for_a_producer_once(cast: Cast) -> None:
    producer = a_producer(cast)
    user, officer = cast.producer.user, cast.commune_officer.post
    member = add_member(producer=producer, user=user, valid_from=ON, by=officer, at=AT)
    assert (member.province, member.valid_until) == ("ca-mau", None)
    assert JournalEntry.objects.get(verb="producer.member_added").facts == {
        "member": member.public_id,
        "from": "2026-11-24",
    }
    with pytest.raises(AlreadyRegistered):
        add_member(producer=producer, user=user, valid_from=ON, by=officer, at=AT)


def test_a_producer_of_another_province_is_not_registered_here(cast: Cast) -> None:
    hanoi = ProducerFacts(name="HTX A", unit_code="01", unit_on=ON, unit_basis=UnitBasis.STATED)
    with pytest.raises(NotRegistrable):
        register_producer(facts=hanoi, by=cast.provincial_officer.post, at=AT)
