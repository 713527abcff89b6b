"""What the front page, a product's, a producer's and a round's page say, and what no public page may ever say."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client, override_settings

from openocop.core.services.files import store_file
from openocop.dossiers.domain.lifecycle import Stage
from openocop.registry.domain.facts import Identifier
from openocop.registry.domain.places import UnitBasis
from openocop.registry.models import Product, ProductPhoto
from openocop.registry.services.producers import register_producer
from tests.factories.actors import PROVINCE, Cast
from tests.factories.catalogue import SOURCE, a_declared_round, a_recognition, again, main_of
from tests.factories.dossiers import a_dossier
from tests.factories.evaluation import a_fixed_panel, a_revealed_panel
from tests.factories.registry import AT, a_producer, a_product, producer_facts

PUBLIC = ("/", "/san-pham/", "/kiem-tra/", "/dot-danh-gia/")
THEN = date(2022, 11, 30)


def _product_page(product: Product) -> str:
    return main_of(Client().get(f"/san-pham/{product.slug}-{product.public_id}/"))


def test_an_empty_catalogue_says_how_products_come(cast: Cast) -> None:
    assert "Chưa có sản phẩm nào được công bố ở đây" in main_of(Client().get("/"))
    assert "Chưa có đợt đánh giá nào được công bố ở đây" in main_of(Client().get("/dot-danh-gia/"))
    assert "Chưa có sản phẩm nào được công bố ở đây" in main_of(Client().get("/san-pham/"))
    assert "Không có sản phẩm nào đủ các điều kiện này" in main_of(Client().get("/san-pham/?sao=3"))


def test_the_front_page_counts_sourced_facts_only_and_says_so(cast: Cast) -> None:
    a_recognition(cast, "Tôm khô", a_producer(cast))
    a_recognition(cast, "Tôm khô đất", a_producer(cast, "HTX Hai"), decided_on=date(2025, 6, 1))
    a_recognition(cast, "Ba khía muối", None, star=None)
    a_recognition(cast, "Tôm khô mẫu", a_producer(cast, "HTX Mẫu"), decided_on=date(2026, 8, 1), is_illustrative=True)
    a_recognition(cast, "Muối mẫu", None, decided_on=date(2026, 8, 1), is_illustrative=True)
    page = main_of(Client().get("/"))
    assert "Xem cả 3 sản phẩm" in page
    assert "Tôm khô, tôm sấy 2 sản phẩm" in page
    assert "Muối 1 sản phẩm" not in page
    assert "Đếm từ các bản ghi có nguồn, ngày 24/11/2026. Không tính 2 bản ghi minh hoạ." in page
    assert "3 sản phẩm đã biết tên" in page
    assert "2 chủ thể: hợp tác xã" in page
    assert "1 giấy chứng nhận biết chắc còn hạn" in page
    assert "Chưa rõ hạng sao Nguồn nêu tên sản phẩm nhưng không ghi hạng sao 1" in page
    assert "chương trình mỗi xã một sản phẩm, tỉnh cà mau" in page.lower()


def test_a_product_tells_how_it_is_known(cast: Cast) -> None:
    producer = a_producer(cast, unit_code="970", unit_on=THEN, unit_basis=UnitBasis.INFERRED, source_urls=(SOURCE,))
    round = a_declared_round()
    current = a_recognition(cast, "Ba khía trộn sẵn", producer, round=round, score="62")
    a_recognition(cast, "Mắm tôm", producer)
    a_recognition(cast, "Ba khía trộn sẵn", a_producer(cast, "HTX Khác"))
    page = _product_page(current.product)
    for words in (
        "HTX Cái Bát Huyện Đầm Dơi (cũ), tỉnh Cà Mau",
        "Vì sao 3 sao Chấm theo Quyết định 1048/QĐ-TTg (2019)",
        "62 trên 100 điểm, Đợt 1 năm 2022. Còn 8 điểm nữa là tới khung 4 sao.",
        "30/11/2022 Hội đồng đề nghị công nhận 3 sao Đợt 1 năm 2022. Nguồn không ghi số và ngày quyết định.",
        "Nhóm hàng Ba khía đọc từ tên",
        "Huyện Đầm Dơi, tỉnh Cà Mau, suy ra từ thứ tự của danh sách, nguồn không ghi",
        "Nay gồm 7 xã, phường:",
        "Chưa có nguồn nào cho biết chủ thể nằm ở xã, phường nào.",
        f"Nguồn Nơi đã công bố tên, hạng sao và ngày tháng trên trang này bao.example {SOURCE}",
        "Cùng chủ thể Mắm tôm",
        "Cùng tên, chủ thể khác",
    ):
        assert words in page


def test_without_a_published_score_nothing_is_drawn(cast: Cast) -> None:
    page = _product_page(a_recognition(cast, "Tôm khô").product)
    assert "Nguồn ghi hạng sao nhưng không công bố điểm, nên ở đây không vẽ thang điểm." in page
    assert "trên 100 điểm" not in page


def test_a_producer_shows_products_and_nothing_private(cast: Cast) -> None:
    facts = producer_facts(
        "Hộ kinh doanh Thử",
        kind="household",
        phone="0912345678",
        email="thu@example.org",
        representative="Trần Thị Kín",
        address="Số 9, ấp Kín",
        note="ghi chú nội bộ",
        aliases=("HKD Thử",),
    )
    identifiers = [Identifier("personal_number", "096084001234")]
    producer = register_producer(facts=facts, identifiers=identifiers, by=cast.provincial_officer.post, at=AT)
    recognition = a_recognition(cast, "Tôm khô", producer, note="lời ghi của cán bộ", decided_on=date(2025, 6, 1))
    address = f"/chu-the/ho-kinh-doanh-thu-{producer.public_id}/"
    page = main_of(Client().get(address))
    assert "1 sản phẩm từng được công nhận 1 giấy chứng nhận biết chắc còn hạn 3 sao là hạng cao nhất 2025" in page
    assert "Tên viết khác HKD Thử" in page
    assert "Điện thoại và địa chỉ Chỉ hiện khi chủ thể đồng ý công khai" in page
    product = recognition.product
    searched = [f"/san-pham/?q={word}" for word in ("0912345678", "Trần+Thị+Kín", "096084001234", "ấp+Kín")]
    everywhere = [
        *(address, f"/san-pham/{product.slug}-{product.public_id}/", f"/chung-nhan/{recognition.public_id}/"),
        *PUBLIC,
    ]
    for path in everywhere:
        shown = Client().get(path).content.decode()
        for private in ("0912345678", "thu@example.org", "Trần Thị Kín", "ấp Kín", "nội bộ", "lời ghi", "096084001234"):
            assert private not in shown, (path, private)
    for path in searched:
        assert "Chưa tìm thấy" in main_of(Client().get(path)), path


def test_drafts_and_what_nobody_decided_stay_inside(cast: Cast) -> None:
    draft = a_product(cast, a_producer(cast), "Chưa nộp hồ sơ")
    dossier = a_dossier(Stage.PROPOSED)
    fixed = a_fixed_panel([[80, 82, 84]])
    revealed = a_revealed_panel([[70, 72, 74]])
    inside = [
        *(draft, dossier.product),
        *(entry.dossier.product for panel in (fixed, revealed) for entry in panel.entries()),
    ]
    for product in inside:
        assert Client().get(f"/san-pham/{product.slug}-{product.public_id}/").status_code == 404
        assert Client().get(f"/chu-the/x-{product.producer.public_id}/").status_code == 404
        assert Client().get("/kiem-tra/", {"ma": product.name}).content.decode().count(product.name) == 1
    for panel in (fixed, revealed):
        assert Client().get(f"/dot-danh-gia/{panel.council.round.public_id}/").status_code == 404
    for path in PUBLIC:
        shown = Client().get(path).content.decode()
        assert [product.name for product in inside if product.name in shown] == [], path


def test_invented_sheets_on_a_real_product_give_no_public_points(cast: Cast) -> None:
    panel = a_fixed_panel([[81, 82, 86]], is_illustrative=True)
    entry = panel.entries()[0]
    round = panel.council.round
    recognition = again(entry.dossier.product, round=round, dossier=entry.dossier)
    product = recognition.product
    for path in (
        f"/san-pham/{product.slug}-{product.public_id}/",
        f"/chung-nhan/{recognition.public_id}/",
        f"/dot-danh-gia/{round.public_id}/",
        *PUBLIC,
    ):
        page = main_of(Client().get(path))
        for name in (product.name, product.producer.name, round.name):  # named by running numbers
            page = page.replace(name, "")
        assert re.search(r"\b(81|82|83|86)\b", page) is None, path
        assert "phiếu" not in page.lower(), path


def test_only_photographs_of_listed_products_are_sent(cast: Cast) -> None:
    listed = a_recognition(cast, "Tôm khô").product
    hidden = a_product(cast, a_producer(cast), "Chưa công nhận")
    sent = {}
    for product in (listed, hidden):
        content = b"\xff\xd8\xff " + product.name.encode()
        file = store_file(province=PROVINCE, name="anh.jpg", media_type="image/jpeg", content=content)
        photo = ProductPhoto.objects.create(
            province=PROVINCE,
            product=product,
            file=file,
            caption="Ảnh <b>của</b> chủ thể",
            source="chủ thể",
            added_at=AT,
        )
        sent[product.name] = Client().get(f"/anh/{photo.public_id}/")
    assert (sent["Tôm khô"].status_code, sent["Tôm khô"]["Content-Type"]) == (200, "image/jpeg")
    assert sent["Chưa công nhận"].status_code == 404
    page = Client().get(f"/san-pham/tom-kho-{listed.public_id}/").content.decode()
    assert "Ảnh &lt;b&gt;của&lt;/b&gt; chủ thể" in page


def test_a_round_shows_both_figures_and_the_councils_day(cast: Cast) -> None:
    declared = {"products": 3, "producers": 2, "units": 2, "stars": {"3": 3, "4": 0}, "score_max": "62"}
    round = a_declared_round(declared=declared | {"council_on": "2022-11-30", "cumulative_products": 101})
    a_recognition(cast, "Tôm khô", a_producer(cast), round=round, score="62")
    a_recognition(cast, "Mắm cá", None, round=round)
    page = main_of(Client().get(f"/dot-danh-gia/{round.public_id}/"))
    assert "Hội đồng họp ngày 30/11/2022, đánh giá theo Quyết định 1048/QĐ-TTg." in page
    assert "Sản phẩm được công nhận (khác nhau) 3 2" in page
    assert "Sản phẩm 4 sao 0 0" in page
    assert "Điểm cao nhất 62 62" in page
    assert "Sản phẩm lũy kế từ đầu chương trình 101 chưa đếm được" in page
    assert "Đạt điểm cao nhất: Tôm khô." in page
    listed = main_of(Client().get("/dot-danh-gia/"))
    assert "Đợt 1 năm 2022 30/11/2022 3 đã công bố · 2 đếm được" in listed


def test_a_practice_round_takes_the_councils_day_from_its_recognitions(cast: Cast) -> None:
    round = a_declared_round("TD-1", name="Đợt tập dượt", release="26-2026", source_urls=[], is_illustrative=True)
    a_recognition(cast, "Kẹo mẫu", None, round=round, council_on=date(2026, 8, 19), is_illustrative=True)
    listed = main_of(Client().get("/dot-danh-gia/"))
    assert "Đợt tập dượt minh hoạ 19/08/2026 1 đếm được" in listed
    page = main_of(Client().get(f"/dot-danh-gia/{round.public_id}/"))
    assert "Đợt tập dượt minh hoạ Hội đồng họp ngày 19/08/2026, đánh giá theo Quyết định 26/2026/QĐ-TTg." in page
    assert "Công bố" not in page


def test_a_round_without_a_day_says_that_no_source_gives_it(cast: Cast) -> None:
    round = a_declared_round(declared={"products": 18})
    assert "nguồn không ghi" in main_of(Client().get("/dot-danh-gia/"))
    page = main_of(Client().get(f"/dot-danh-gia/{round.public_id}/"))
    assert "Nguồn không ghi ngày họp Hội đồng." in page
    assert "Danh sách sản phẩm chưa được công bố" in page


def test_rounds_and_their_products_come_in_pages(cast: Cast) -> None:
    for number in range(21):
        a_declared_round(f"D-{number:02d}", name=f"Đợt số {number}", declared={"products": 1})
    assert "1–20 trong 21 đợt" in main_of(Client().get("/dot-danh-gia/"))
    assert "21–21 trong 21 đợt" in main_of(Client().get("/dot-danh-gia/?trang=2"))
    round = a_declared_round()
    producer = a_producer(cast)
    for number in range(61):
        a_recognition(cast, f"Mắm số {number:02d}", producer, round=round)
    address = f"/dot-danh-gia/{round.public_id}/"
    assert "1–60 trong 61 sản phẩm" in main_of(Client().get(address))
    last = main_of(Client().get(address, {"trang": "2"}))
    assert "Mắm số 60" in last
    assert "Mắm số 59" not in last


def test_names_are_text_and_never_act(cast: Cast) -> None:
    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7|add:7 }}"
    producer = a_producer(cast, f"HTX {evil}", aliases=(evil,))
    recognition = a_recognition(cast, f"Tôm {evil}", producer, unit=evil, group=evil, decision_no="1/<b>QĐ</b>")
    product = recognition.product
    paths = [
        *PUBLIC,
        f"/san-pham/{product.slug}-{product.public_id}/",
        Client().get(f"/chu-the/x-{producer.public_id}/")["Location"],
        f"/chung-nhan/{recognition.public_id}/",
        f"/san-pham/?q={evil}",
        f"/kiem-tra/?ma={evil}",
    ]
    for path in paths:
        answer = Client().get(path)
        assert answer.status_code == 200, path
        shown = answer.content.decode()
        assert "<script>alert" not in shown, path
        assert "<img src=x" not in shown, path
        assert "<b>QĐ" not in shown, path


def test_an_old_name_in_the_address_leads_to_the_present_one(cast: Cast) -> None:
    product = a_recognition(cast, "Tôm khô").product
    answer = Client().get(f"/san-pham/ten-cu-{product.public_id}/")
    assert (answer.status_code, answer["Location"]) == (301, f"/san-pham/tom-kho-{product.public_id}/")


def test_addresses_that_lead_nowhere_say_what_to_try(cast: Cast) -> None:
    for path in ("/san-pham/x-23456789abcd/", "/chu-the/x-23456789abcd/", "/dot-danh-gia/23456789abcd/", "/anh/x/"):
        answer = Client().get(path)
        assert answer.status_code == 404, path
        assert "Không có trang nào ở địa chỉ này" in main_of(answer), path


def test_typing_a_code_leads_to_its_certificate_and_a_name_to_candidates(cast: Cast) -> None:
    recognition = a_recognition(cast, "Tôm khô", a_producer(cast))
    found = main_of(Client().get("/kiem-tra/?ma=tom+kho"))
    assert "Có phải một trong các sản phẩm này?" in found
    assert "Tôm khô" in found
    unknown = main_of(Client().get("/kiem-tra/?ma=96-32152-99-2026"))
    assert unknown.startswith("Chưa tìm thấy, nên chưa kết luận được Không có nghĩa là hàng giả.")
    assert "số 0 và chữ O, số 1 và chữ I rất dễ lẫn" in unknown
    assert recognition.public_id not in unknown
    for typed in ("a" * 10_000, "\x00", "%", "' OR 1=1 --"):
        assert Client().get("/kiem-tra/", {"ma": typed}).status_code == 200


def test_everyone_sees_the_same_public_pages(cast: Cast) -> None:
    recognition = a_recognition(cast, "Kẹo mẫu", a_producer(cast), decided_on=date(2026, 8, 1), is_illustrative=True)
    product = recognition.product
    paths = ("/san-pham/", f"/san-pham/{product.slug}-{product.public_id}/", f"/chung-nhan/{recognition.public_id}/")
    signed_out = {path: main_of(Client().get(path)) for path in paths}
    assert all("minh hoạ" in shown.lower() for shown in signed_out.values())
    for name in cast.posts() | {"outsider": None}:
        client = Client()
        client.force_login(getattr(cast, name).user)
        assert {path: main_of(client.get(path)) for path in paths} == signed_out, name


@override_settings(OPENOCOP_URL="https://ocop.example")
def test_search_engines_are_told_the_one_address_and_kept_from_searches(cast: Cast) -> None:
    product = a_recognition(cast, "Tôm khô").product
    page = Client().get(f"/san-pham/tom-kho-{product.public_id}/").content.decode()
    assert f'<link rel="canonical" href="https://ocop.example/san-pham/tom-kho-{product.public_id}/">' in page
    assert '<meta name="robots" content="noindex">' in Client().get("/san-pham/?q=tom").content.decode()
    assert '<meta name="robots" content="noindex">' not in Client().get("/san-pham/").content.decode()


@pytest.mark.parametrize("path", PUBLIC)
def test_only_reading_is_answered(cast: Cast, path: str) -> None:
    assert Client().post(path).status_code == 405


def test_pages_go_out_compressed_to_whoever_takes_them_so(cast: Cast) -> None:
    plain, packed = Client().get("/"), Client(headers={"accept-encoding": "gzip"}).get("/")
    assert (plain.headers.get("Content-Encoding"), packed["Content-Encoding"]) == (None, "gzip")
    assert "Accept-Encoding" in packed["Vary"]
    assert len(packed.content) * 2 < len(plain.content)


def test_who_only_reads_is_given_no_cookie(cast: Cast) -> None:
    product = a_recognition(cast, "Tôm khô", a_producer(cast)).product
    for path in (*PUBLIC, f"/san-pham/tom-kho-{product.public_id}/"):
        answer = Client().get(path)
        assert (dict(answer.cookies), "Cookie" in answer["Vary"]) == ({}, True), path


def test_english_is_complete(cast: Cast) -> None:
    recognition = a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2025, 6, 1))
    client = Client()
    assert "1 product" in main_of(client.get("/en/san-pham/"))
    assert main_of(client.get(f"/en/chung-nhan/{recognition.public_id}/")).startswith(
        "OCOP with 3 stars, the certificate holds It holds until 01/06/2028"
    )
