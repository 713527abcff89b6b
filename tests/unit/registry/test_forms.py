"""The forms shape what was typed and say in Vietnamese what is wrong."""

from __future__ import annotations

from datetime import date

from openocop.core.refusal import Refused
from openocop.registry.domain.facts import Identifier, ProducerFacts, ProductFacts
from openocop.registry.domain.places import UnitBasis
from openocop.registry.forms import ProducerForm, ProductForm, producer_initial

COMMUNES = [("32152", "Xã Đầm Dơi")]
ON = date(2026, 11, 24)
RECORD = ProducerFacts(
    name="HTX Cái Bát", kind="cooperative", unit_code="970", unit_on=date(2022, 11, 30), unit_basis=UnitBasis.INFERRED
)


def _producer_form(**data: str) -> ProducerForm:
    return ProducerForm(
        {"name": "HTX Cái Bát", "kind": "cooperative", **data}, communes=COMMUNES, recorded="Huyện Đầm Dơi"
    )


def test_a_commune_chosen_is_the_unit_of_today_as_stated() -> None:
    form = _producer_form(unit="32152", tax_code="0100233488", aliases="Cái Bát\n\n Cai Bat ")
    assert form.is_valid()
    facts = form.facts(on=ON)
    assert (facts.unit_code, facts.unit_on, facts.unit_basis) == ("32152", ON, "stated")
    assert facts.aliases == ("Cái Bát", "Cai Bat")
    assert form.identifiers() == [Identifier("tax_code", "0100233488")]


def test_the_recorded_place_stays_as_it_was_recorded() -> None:
    form = _producer_form(unit="recorded")
    assert form.is_valid()
    facts = form.facts(on=ON, before=RECORD)
    assert (facts.unit_code, facts.unit_on, facts.unit_basis) == ("970", date(2022, 11, 30), "inferred")


def test_no_place_is_unknown() -> None:
    form = _producer_form(unit="")
    assert form.is_valid()
    assert (form.facts(on=ON).unit_code, form.facts(on=ON).unit_basis) == ("", "unknown")


def test_a_name_of_ten_thousand_letters_is_refused_with_what_to_do() -> None:
    form = _producer_form(name="a" * 10_000)
    assert not form.is_valid()
    assert form.errors["name"] == ["Có 10000 ký tự, chỉ chứa được 300. Hãy rút ngắn."]


def test_a_day_is_read_as_written_in_vietnam() -> None:
    form = _producer_form(founded_on="30/11/2022")
    assert form.is_valid()
    assert form.facts(on=ON).founded_on == date(2022, 11, 30)
    wrong = _producer_form(founded_on="31/02/2022")
    assert wrong.errors["founded_on"] == ["Không đọc được ngày. Ghi ngày/tháng/năm, ví dụ 30/11/2026."]


def test_a_refusal_stands_at_its_field_or_over_the_form() -> None:
    form = _producer_form()
    assert form.is_valid()
    form.show_refusal(Refused("sai số", field="tax_code"))
    form.show_refusal(Refused("trùng", field="elsewhere"))
    assert form.errors["tax_code"] == ["sai số"]
    assert form.non_field_errors() == ["trùng"]


def test_the_form_of_a_record_shows_its_facts() -> None:
    initial = producer_initial(RECORD)
    assert (initial["name"], initial["unit"]) == ("HTX Cái Bát", "recorded")


def test_a_product_form_offers_the_26_groups_of_the_law() -> None:
    form = ProductForm({"name": "Tôm khô", "classification": "I.3.d", "source_urls": "https://a.vn\nhttps://b.vn"})
    assert len(form.fields["classification"].choices) == 27
    assert form.is_valid()
    assert form.facts() == ProductFacts(
        name="Tôm khô", classification="I.3.d", source_urls=("https://a.vn", "https://b.vn")
    )


def test_the_form_asks_for_the_kind_and_then_only_for_its_numbers() -> None:
    blank = ProducerForm(communes=COMMUNES)
    assert blank.fields["kind"].choices[0] == ("", "Chọn loại hình")
    assert len(blank.number_fields) == 6
    assert not _producer_form(kind="").is_valid()
    chosen = _producer_form(kind="cooperative", personal_number="096085000000")
    shown = [field.name for field in chosen.number_fields]
    assert shown == ["tax_code", "personal_number", "cooperative_registration"]  # the second was filled in
