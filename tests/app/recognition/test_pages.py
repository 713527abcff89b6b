"""The office's pages: what they let a person do, and that they ask the database no more for longer lists."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from openocop.accounts.domain.roles import Post, Role
from openocop.accounts.models import User
from openocop.recognition.models import Decision, ImportRun, Recognition, UploadedList
from openocop.recognition.selectors.decisions import draft_seen
from openocop.recognition.services.imports import import_recognitions
from openocop.registry.models import Product
from tests.factories.dossiers import a_post
from tests.factories.evaluation import signed_in
from tests.factories.recognition import (
    FOUR,
    NOTICE,
    POTENTIAL,
    THREE,
    a_decision,
    a_leader,
    a_list,
    a_result,
    issued,
    recognised,
)
from tests.factories.withdrawals import a_proposed_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Post:
    return a_post(Role.PROVINCIAL_OFFICER)


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def _fixed_results() -> None:
    a_result(THREE, POTENTIAL, NOTICE)


def _drafts() -> None:
    a_decision(a_result())


def _issued() -> None:
    issued(a_decision(a_result()), number=f"{Decision.objects.count() + 1}/QĐ-UBND")


def _imports() -> None:
    n = ImportRun.objects.count()
    data = a_list((f"Tôm thử {n}", f"HTX Thử {n}", "3"))
    import_recognitions(province="ca-mau", data=data, filename="a.csv", by=None)


def _cases() -> None:
    _issued()
    a_proposed_case(Recognition.objects.latest("pk"))


@pytest.mark.parametrize(
    ("page", "make"),
    [
        ("withdrawals", _cases),
        ("decisions", _fixed_results),
        ("decisions", _drafts),
        ("decisions", _issued),
        ("list", _issued),
        ("list", _imports),
        ("import", _imports),
    ],
)
def test_a_longer_list_asks_no_more(officer: Post, page: str, make: Callable[[], None]) -> None:
    client, address = signed_in(officer), reverse(f"recognition:{page}")
    make()
    client.get(address)  # whatever is kept between requests is kept from here on
    one = _queries(client, address)
    make()
    make()
    assert _queries(client, address) == one


def test_a_longer_decision_and_a_longer_import_ask_no_more(officer: Post) -> None:
    client = signed_in(officer)
    short, long = (issued(a_decision(a_result(*stars)), number=f"{len(stars)}") for stars in ((3,), (3, 4, 3)))
    pages = [reverse("recognition:decision", args=[one.public_id]) for one in (short, long)]
    client.get(pages[0])
    assert _queries(client, pages[0]) == _queries(client, pages[1])
    lists = [a_list(*((f"Tôm {n}.{m}", f"HTX {m}", "3") for m in range(n))) for n in (1, 4)]
    runs = [import_recognitions(province="ca-mau", data=data, filename="a.csv", by=None).run for data in lists]
    pages = [reverse("recognition:import-run", args=[run.public_id]) for run in runs]
    assert _queries(client, pages[0]) == _queries(client, pages[1])


def test_what_follows_from_a_draft_is_said_before_it_is_done() -> None:
    leader = signed_in(a_leader())
    new, old = a_decision(a_result(FOUR, THREE)), a_decision(a_result(release="1048-2019"))
    certifying = leader.get(reverse("recognition:decision", args=[new.public_id])).content.decode()
    assert "Dự thảo quyết định công nhận 2 sản phẩm" in certifying
    assert "Ghi và cấp giấy chứng nhận" in certifying
    plain = leader.get(reverse("recognition:decision", args=[old.public_id])).content.decode()
    assert "Ghi và công nhận" in plain
    assert "giấy chứng nhận cấp bằng bản giấy" in plain


def test_an_approval_names_its_products_after_it_is_issued(officer: Post) -> None:
    panel = a_result(POTENTIAL)
    decision = issued(a_decision(panel, kind="approval"))
    client = signed_in(officer)
    page = client.get(reverse("recognition:decision", args=[decision.public_id])).content.decode()
    assert panel.entries()[0].dossier.product.name in page
    listed = client.get(reverse("recognition:decisions"))
    assert [named for _decision, named in listed.context["listed"]] == [1]


def test_only_who_may_import_is_led_to_the_lists(officer: Post) -> None:
    address = reverse("recognition:import")
    for post, led in ((officer, True), (a_post(Role.SECRETARY), False), (a_leader(), False)):
        page = signed_in(post).get(reverse("recognition:decisions")).content.decode()
        assert (f'href="{address}"' in page) is led


def test_an_exact_average_is_written_with_two_decimals(officer: Post) -> None:
    (row,) = recognised(THREE)
    assert row.score == "181/3"
    client = signed_in(officer)
    assert "60,33" in client.get(reverse("recognition:recognition", args=[row.public_id])).content.decode()
    table = b"".join(client.get(reverse("recognition:export-csv"))).decode()
    assert '"60,33"' in table
    assert "181/3" not in table


def _uploaded(client: Client, data: bytes, name: str = "ds.csv") -> str:
    answer = client.post(reverse("recognition:import"), {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302
    return reverse("recognition:import-preview", args=[UploadedList.objects.latest("id").public_id])


def test_a_file_that_cannot_be_read_is_told_at_its_field(officer: Post) -> None:
    client = signed_in(officer)
    for data, told in (
        (b"", "Tệp rỗng"),
        (b"%PDF-1.7", "không phải bảng tính"),
        (("Tên sản phẩm,Chủ thể,Hạng sao\n" + "Tôm,HTX,3\n" * 200_000).encode(), "200.001"),
    ):
        answer = client.post(reverse("recognition:import"), {"file": SimpleUploadedFile("ds.csv", data)})
        assert answer.status_code == 422
        assert told in answer.content.decode()
    assert not UploadedList.objects.exists()


def test_columns_nobody_found_are_named_by_hand(officer: Post) -> None:
    client = signed_in(officer)
    page = _uploaded(client, "Nội dung,Số tiền\nTôm thử,12000\n".encode())
    assert client.get(page).status_code == 409
    read = client.post(page, {"m-A": "product", "m-B": ""})
    assert read.status_code == 200
    assert [(row.planned.row.product, row.effect) for row in read.context["rows"]][-1] == (
        "Tôm thử",
        "sản phẩm mới, chưa rõ chủ thể",
    )


def test_a_list_without_heading_shows_all_its_columns(officer: Post) -> None:
    client = signed_in(officer)
    shown = client.get(_uploaded(client, "1,Tôm thử,HTX Thử,3 sao\n2,Cá thử,HTX Thử,4 sao\n".encode()))
    assert [(column.letter, column.field) for column in shown.context["columns"]] == [
        ("A", ""),
        ("B", "product"),
        ("C", "producer"),
        ("D", "star"),
    ]


def test_two_columns_are_not_one_thing(officer: Post) -> None:
    client = signed_in(officer)
    page = _uploaded(client, a_list(("Tôm thử", "HTX Thử", "3")))
    found = {"b-A": "product", "b-B": "producer", "b-C": "star", "was_header_row": "1", "header_row": "1"}
    answer = client.post(page, {**found, "m-A": "product", "m-B": "product", "m-C": "star", "act": "import"})
    assert answer.status_code == 409
    assert "Các cột A, B cùng ghép vào" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_a_star_in_the_title_survives_a_new_reading(officer: Post) -> None:
    client = signed_in(officer)
    data = "Danh sách sản phẩm OCOP 4 sao,\nTên sản phẩm,Chủ thể\nTôm thử,HTX Thử\nCá thử,HTX Thử\n".encode()
    page = _uploaded(client, data)
    first = client.get(page)
    assert [row.planned.row.star for row in first.context["rows"]] == [4, 4]
    columns = {f"m-{c.letter}": c.field for c in first.context["columns"] if c.letter}
    found = {f"b-{c.letter}": c.found for c in first.context["columns"] if c.letter and c.found}
    again = client.post(page, {**columns, **found, "was_header_row": "2", "header_row": "2"})
    assert [row.planned.row.star for row in again.context["rows"]] == [4, 4]


def test_decisions_on_rows_outlive_a_change_of_view_and_come_in(officer: Post) -> None:
    client = signed_in(officer)
    page = _uploaded(client, a_list(("Tôm thử", "HTX Thử", "3 xao"), ("Cá thử", "HTX Thử", "3 sao")))
    found = {"b-A": "product", "b-B": "producer", "b-C": "star", "was_header_row": "1", "header_row": "1"}
    columns = {"m-A": "product", "m-B": "producer", "m-C": "star"}
    ready = client.post(page, {**found, **columns, "c-2": "blank", "xem": "san-sang"})
    assert ('name="c-2" value="blank"' in ready.content.decode(), ready.context["blocking"]) == (True, 0)
    done = client.post(page, {**found, **columns, "c-2": "blank", "act": "import"})
    assert done.status_code == 302
    assert list(Recognition.objects.order_by("id").values_list("star", flat=True)) == [None, 3]


def test_all_unsettled_rows_are_left_out_at_once(officer: Post) -> None:
    client = signed_in(officer)
    page = _uploaded(client, a_list(("Tôm thử", "HTX Thử", "3 xao"), ("Cá thử", "HTX Thử", "3 sao")))
    assert client.post(page, {"act": "import"}).status_code == 409
    assert client.post(page, {"act": "import", "rest": "skip"}).status_code == 302
    assert list(Product.objects.values_list("name", flat=True)) == ["Cá thử"]


def test_the_page_takes_an_import_back(officer: Post) -> None:
    client = signed_in(officer)
    client.post(_uploaded(client, a_list(("Cá thử", "HTX Thử", "3 sao"))), {"act": "import"})
    run = ImportRun.objects.get()
    answer = client.post(reverse("recognition:import-undo", args=[run.public_id]), follow=True)
    assert "Đã hoàn tác lần nhập; tệp gốc vẫn giữ." in answer.content.decode()
    assert not Recognition.objects.exists()


def test_number_and_day_are_recorded_once_the_password_is_given() -> None:
    leader, decision = a_leader(), a_decision(a_result())
    user = User.objects.get(pk=leader.user_id)
    user.set_password("mật khẩu thử")
    user.save(update_fields=["password"])
    client = signed_in(leader)
    acts = {"number": "123", "decided_on": "2026-12-05", "signer": "Người Ký", "signer_capacity": "KT. CHỦ TỊCH"}
    acts["seen"] = draft_seen(decision)
    asked = client.post(reverse("recognition:issue", args=[decision.public_id]), acts)
    assert asked.status_code == 302
    decision.refresh_from_db()
    assert decision.issued_at is None
    wrong = client.post(asked.headers["Location"], {"password": "sai"})
    decision.refresh_from_db()
    assert (wrong.status_code, decision.issued_at) == (200, None)
    done = client.post(asked.headers["Location"], {"password": "mật khẩu thử"})
    assert done.status_code == 302
    decision.refresh_from_db()
    assert (decision.number, decision.signer_capacity) == ("123/QĐ-UBND", "KT. CHỦ TỊCH")


def test_a_form_that_is_refused_keeps_what_was_typed() -> None:
    leader, decision = a_leader(), a_decision(a_result())
    user = User.objects.get(pk=leader.user_id)
    user.set_password("mật khẩu thử")
    user.save(update_fields=["password"])
    client = signed_in(leader)
    acts = {"number": "123", "decided_on": "2026-11-01", "signer": "Người Ký", "seen": draft_seen(decision)}
    asked = client.post(reverse("recognition:issue", args=[decision.public_id]), acts)
    told = client.post(asked.headers["Location"], {"password": "mật khẩu thử"})
    assert told.status_code == 409
    assert 'value="2026-11-01"' in told.content.decode()
    assert "26/11/2026" in told.content.decode()


@pytest.mark.parametrize(
    "query", ["trang=abc", "trang=-1", "sao=99", "sao=³", "sao=%00", "tt=x", "dot=x", "q=%00%ff", "het-han=180"]
)
def test_a_filter_nobody_offers_narrows_nothing_or_finds_nothing(officer: Post, query: str) -> None:
    assert signed_in(officer).get(f"{reverse('recognition:list')}?{query}").status_code == 200


def test_a_file_that_was_imported_says_so_before_anything_is_decided(officer: Post) -> None:
    client = signed_in(officer)
    page = _uploaded(client, a_list(("Cá thử", "HTX Thử", "3 sao")))
    client.post(page, {"act": "import"})
    run = ImportRun.objects.get()
    again = client.get(page)
    assert reverse("recognition:import-run", args=[run.public_id]) in again.content.decode()
    assert str(again.context["why_not"]).startswith("Tệp này đã được nhập.")
    assert client.post(page, {"act": "import"}).status_code == 409
