"""The office's pages of the register, as people meet them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from openocop.registry.models import Producer, Product
from tests.factories.actors import Cast, Person
from tests.factories.registry import a_producer, a_product


def _client(person: Person) -> Client:
    client = Client()
    client.force_login(person.user)
    return client


def test_signed_out_is_led_to_sign_in(client: Client, db: None) -> None:
    answer = client.get(reverse("registry:products"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_without_a_post_or_in_a_role_without_lists_the_page_says_why(cast: Cast) -> None:
    for person in (cast.outsider, cast.council_member):
        answer = _client(person).get(reverse("registry:products"))
        assert answer.status_code == 403
        assert "OCOP" in answer.content.decode() or "Hội đồng" in answer.content.decode()


def test_the_lists_show_what_is_there_and_an_empty_state(cast: Cast) -> None:
    officer = _client(cast.provincial_officer)
    assert "Không có sản phẩm nào" in officer.get(reverse("registry:products")).content.decode()
    a_product(cast, a_producer(cast), "Tôm khô tách vỏ")
    page = officer.get(reverse("registry:products"), {"q": "tach vo"}).content.decode()
    assert "Tôm khô tách vỏ" in page
    assert "1 sản phẩm trong danh mục" in page
    page = officer.get(reverse("registry:producers")).content.decode()
    assert "HTX Cái Bát" in page
    assert "Xã Đầm Dơi, tỉnh Cà Mau" in page


def test_the_page_of_a_producer_and_of_a_product_tell_their_history(cast: Cast) -> None:
    producer = a_producer(cast, representative="Trần Thị Thử", source_urls=("https://example.org/a",))
    product = a_product(cast, producer)
    officer = _client(cast.commune_officer)
    page = officer.get(reverse("registry:producer", args=[producer.public_id])).content.decode()
    assert "Trần Thị Thử" in page
    assert "https://example.org/a" in page
    assert "Người thử tinh, Cơ quan tham mưu OCOP tỉnh" in page
    page = officer.get(reverse("registry:product", args=[product.public_id])).content.decode()
    assert "đọc từ tên, chưa kiểm" in page
    reader = _client(cast.ministry).get(reverse("registry:producer", args=[producer.public_id])).content.decode()
    assert "Trần Thị Thử" not in reader
    assert "Vai trò này chỉ xem, không sửa danh mục." in reader


def test_an_unknown_address_is_not_found_and_anothers_record_is_refused(cast: Cast) -> None:
    producer = a_producer(cast)
    officer = _client(cast.other_commune_officer)
    assert officer.get(reverse("registry:producer", args=["khong"])).status_code == 404
    assert officer.get(reverse("registry:product", args=["khong"])).status_code == 404
    for name in ("producer", "producer-edit", "product-new"):
        assert officer.get(reverse(f"registry:{name}", args=[producer.public_id])).status_code == 403


def test_a_commune_registers_a_producer_of_its_own(cast: Cast) -> None:
    officer = _client(cast.commune_officer)
    form = officer.get(reverse("registry:producer-new")).content.decode()
    assert '<option value="32152" selected>Xã Đầm Dơi' in form
    assert "Xã Năm Căn" not in form
    answer = officer.post(
        reverse("registry:producer-new"),
        {"name": "HTX Cái Bát", "kind": "cooperative", "unit": "32152", "tax_code": "0100233488"},
    )
    producer = Producer.objects.get()
    assert answer["Location"] == reverse("registry:producer", args=[producer.public_id])
    assert (producer.unit_code, producer.unit_basis, producer.is_illustrative) == ("32152", "stated", False)


def test_a_kind_the_law_does_not_admit_is_refused_on_the_form(cast: Cast) -> None:
    answer = _client(cast.provincial_officer).post(
        reverse("registry:producer-new"), {"name": "Tập đoàn A", "kind": "large_enterprise", "unit": ""}
    )
    assert answer.status_code == 200
    assert "Điều 2 khoản 3" in answer.content.decode()
    assert not Producer.objects.exists()


def test_a_look_alike_is_shown_first_and_the_person_decides(cast: Cast) -> None:
    known = a_producer(cast)
    officer, address = _client(cast.provincial_officer), reverse("registry:producer-new")
    data = {"name": "Hợp tác xã Cái Bát", "kind": "cooperative", "unit": "32191"}
    page = officer.post(address, data).content.decode()
    assert "Chưa lưu gì" in page
    assert reverse("registry:producer", args=[known.public_id]) in page
    assert Producer.objects.count() == 1
    assert officer.post(address, {**data, "different": "1"}).status_code == 302
    assert Producer.objects.count() == 2


def test_a_change_is_saved_and_a_refusal_keeps_what_was_typed(cast: Cast) -> None:
    producer = a_producer(cast)
    officer, address = _client(cast.commune_officer), reverse("registry:producer-edit", args=[producer.public_id])
    form = officer.get(address).content.decode()
    assert 'value="HTX Cái Bát"' in form
    assert form.count("Xã Đầm Dơi") == 1  # where it is recorded, not the same commune once more
    data = {"name": "HTX Cái Bát", "kind": "cooperative", "unit": "recorded", "note": "Đã gọi"}
    page = officer.post(address, {**data, "tax_code": "0100233480"}).content.decode()
    assert "sai chữ số kiểm tra" in page
    assert "Đã gọi" in page
    assert officer.post(address, data).status_code == 302
    producer.refresh_from_db()
    assert (producer.note, producer.unit_code) == ("Đã gọi", "32152")


def test_a_producer_registers_and_changes_its_product(cast: Cast) -> None:
    producer = a_producer(cast, member=cast.producer)
    own = _client(cast.producer)
    answer = own.post(
        reverse("registry:product-new", args=[producer.public_id]), {"name": "Tôm khô", "classification": "I.3.d"}
    )
    product = Product.objects.get()
    assert answer["Location"] == reverse("registry:product", args=[product.public_id])
    address = reverse("registry:product-edit", args=[product.public_id])
    assert "Tôm khô" in own.get(address).content.decode()
    assert own.post(address, {"name": "Tôm khô", "story": "Nghề của ngoại."}).status_code == 302
    product.refresh_from_db()
    assert (product.story, product.classification) == ("Nghề của ngoại.", None)
    assert _client(cast.rival_producer).get(address).status_code == 403
    twin = own.post(reverse("registry:product-new", args=[producer.public_id]), {"name": "tôm khô", "different": "1"})
    assert "đã có sản phẩm cùng tên" in twin.content.decode()


def test_a_look_alike_product_is_shown_first(cast: Cast) -> None:
    producer = a_producer(cast)
    a_product(cast, producer, "Tôm khô tách vỏ")
    page = _client(cast.provincial_officer).post(
        reverse("registry:product-new", args=[producer.public_id]), {"name": "Tôm khô tách vỏ Cái Bát"}
    )
    assert "Có phải một trong các mục này không?" in page.content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_of_products_has_one_count_of_queries(cast: Cast, rows: int, django_assert_num_queries) -> None:
    for number in range(rows):
        a_product(cast, a_producer(cast, f"HTX {number}"), f"Tôm khô {number}")
    officer = _client(cast.provincial_officer)
    with django_assert_num_queries(9):
        assert officer.get(reverse("registry:products")).status_code == 200
