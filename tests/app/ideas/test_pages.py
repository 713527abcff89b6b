"""The public pages of ideas and guidance, with and without scripts; nothing of them is written down."""

from __future__ import annotations

import time
from uuid import uuid4

import pytest
from django.core import signing
from django.test import Client

from openocop.accounts.domain.roles import Post, Role
from openocop.accounts.models import User
from openocop.core.models import JournalEntry
from openocop.dossiers.models import Dossier
from openocop.ideas.models import Idea
from openocop.ideas.views import public
from tests.factories.catalogue import main_of
from tests.factories.dossiers import HERE, a_draft, a_post, a_producer, a_product, a_round, some_units
from tests.factories.ideas import an_answer, an_idea, an_own_idea

pytestmark = pytest.mark.django_db
SEND = "/y-tuong/gui/"
LIST_QUERIES = 13


@pytest.fixture(autouse=True)
def _an_office() -> None:
    some_units()
    a_post(Role.PROVINCIAL_OFFICER)


def opened(seconds_ago: int = 60) -> str:
    return signing.dumps(int(time.time()) - seconds_ago, salt="ideas.opened")


def filled(**changes: str) -> dict[str, str]:
    given = {
        "client_id": "9c6f4a0e-2c55-4f39-9d5c-0a39c3c3a111",
        "product_name": "Kẹo dừa",
        "unit": HERE,
        "person_name": "Chị Thử",
        "phone": "0900 000 000",
        "consent": "on",
        "opened": opened(),
    }
    return given | changes


def test_an_idea_is_sent_in_one_page_and_followed_by_its_own_address() -> None:
    client = Client()
    answer = client.post(SEND, filled())
    idea = Idea.objects.get()
    assert answer["Location"] == f"/y-tuong/theo-doi/{idea.follow_key}/"
    assert client.post(SEND, filled())["Location"] == answer["Location"]  # tapped twice
    assert Idea.objects.count() == 1
    page = main_of(client.get(answer["Location"]))
    assert "Hãy giữ địa chỉ này" in page
    an_answer(a_post(Role.COMMUNE_OFFICER, unit=HERE), idea)
    page = main_of(client.get(answer["Location"]))
    assert "Phù hợp với OCOP" in page
    assert "8. Chế biến từ thịt" in page
    client.post(f"{answer['Location']}xoa/")
    assert "Kẹo dừa" not in main_of(client.get(answer["Location"]))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"product_name": " "}, "Ghi tên sản phẩm"),
        ({"unit": "99999"}, "Xã, phường"),
        ({"phone": ""}, "Cho số điện thoại hoặc thư điện tử"),
        ({"phone": "chín không"}, "không phải số điện thoại"),
        ({"phone": "", "email": "a@"}, "không phải địa chỉ thư điện tử"),
        ({"consent": ""}, "Chưa có sự đồng ý"),
        ({"website": "http://spam.example"}, "Trang mở quá lâu hoặc gửi quá nhanh"),
        ({"opened": ""}, "Trang mở quá lâu hoặc gửi quá nhanh"),
        ({"opened": "now"}, "Trang mở quá lâu hoặc gửi quá nhanh"),
        ({"client_id": "x"}, ""),
    ],
)
def test_bad_input_is_named_and_nothing_typed_is_lost(changes: dict[str, str], words: str) -> None:
    given = filled(**changes)
    answer = Client().post(SEND, given | ({"opened": opened(0)} if given["opened"] == "now" else {}))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert words in page
    assert "Chị Thử" in page
    assert not Idea.objects.exists()


def test_one_line_sends_so_many_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public, "MOST_AN_HOUR", 2)
    client = Client()
    for number in range(2):
        client.post(SEND, filled(client_id=f"9c6f4a0e-2c55-4f39-9d5c-0a39c3c3a00{number}"))
    answer = client.post(SEND, filled())
    assert answer.status_code == 422
    assert "Chờ một lát" in answer.content.decode()
    assert Idea.objects.count() == 2


def test_formulas_of_strangers_are_harmless_in_the_file() -> None:
    an_idea('=HYPERLINK("http://a","b")')
    client = Client()
    officer = a_post(Role.COMMUNE_OFFICER, unit=HERE)
    client.force_login(_user(officer), backend="allauth.account.auth_backends.AuthenticationBackend")
    lines = client.get("/y-tuong/danh-sach.csv").getvalue().decode().splitlines()
    assert lines[0].startswith("\ufeff")
    assert "\"'=HYPERLINK(" in lines[1]


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_has_one_count_of_queries(rows: int, django_assert_num_queries) -> None:
    officer = a_post(Role.COMMUNE_OFFICER, unit=HERE)
    for number in range(rows):
        an_answer(officer, an_idea(f"Món {number}"))
    client = Client()
    client.force_login(_user(officer), backend="allauth.account.auth_backends.AuthenticationBackend")
    client.get("/y-tuong/danh-sach/")
    with django_assert_num_queries(LIST_QUERIES):
        assert client.get("/y-tuong/danh-sach/").status_code == 200


def test_choosing_asks_what_tells_look_alikes_apart() -> None:
    client = Client()
    page = main_of(client.get("/y-tuong/chon-bo/", {"ten": "Tôm sú"}))
    assert page.index("Bộ số 2") < page.index("Bộ số 8")
    assert "Bán sống, đông lạnh hay đã chế biến?" in page
    answered = main_of(client.get("/y-tuong/chon-bo/", {"ten": "Tôm sú", "tuoi-thit": "che-bien"}))
    assert "Bộ số 2" not in answered
    assert "Bộ số 8" in answered
    assert "26. Dịch vụ du lịch" in main_of(client.get("/y-tuong/chon-bo/", {"ten": "xyz"}))


def test_practice_counts_as_the_sheet_does_and_writes_nothing() -> None:
    before = (Dossier.objects.count(), JournalEntry.objects.count())
    client = Client()
    page = main_of(client.get("/y-tuong/tap-cham/?bo=8&1.1=2&1.2=1&len-sao=1"))
    # Set 8 of 26/2026/QĐ-TTg: 1.1 third level 3 points, 1.2 second level 1 point.
    assert "Điểm tập chấm 4 /100" in page
    assert "Tập chấm – không có giá trị" in page
    assert "Lên 3 sao" in page
    assert (Dossier.objects.count(), JournalEntry.objects.count()) == before


@pytest.mark.parametrize("query", ["bo=8&1.1=99&1.2=x&khong=1&1.3=-1", "bo=8&luat=148-2023", "bo=26&1.1=1"])
def test_practice_passes_over_what_no_sheet_prints(query: str) -> None:
    assert Client().get(f"/y-tuong/tap-cham/?{query}").status_code == 200


@pytest.mark.parametrize("query", ["bo=99", "bo=7&luat=148-2023", "bo=8&luat=khong", "bo=²", "bo=-1"])
def test_practice_on_no_whole_sheet_lets_one_choose(query: str) -> None:
    assert "Tập chấm: theo bộ nào?" in Client().get(f"/y-tuong/tap-cham/?{query}").content.decode()


def test_a_copy_of_the_self_score_opens_in_practice() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_draft(by)
    dossier.self_levels = {"1.1": 2, "1.2": None}
    dossier.save(update_fields=["self_levels"])
    client = Client()
    client.force_login(_user(by), backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(f"/ho-so/{dossier.public_id}/tu-danh-gia/").content.decode()
    assert "/y-tuong/tap-cham/?luat=26-2026&amp;bo=8&amp;1.1=2&amp;1.2=none" in page


def test_the_dossier_is_filled_in_from_the_answer() -> None:
    by, round = a_post(Role.PRODUCER), a_round()
    producer = a_producer(member=by)
    product = a_product(producer, "Mắm ba khía hũ")
    idea = an_answer(a_post(Role.COMMUNE_OFFICER, unit=HERE), an_own_idea(by, producer), set_no=9)
    client = Client()
    client.force_login(_user(by), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert "Mắm ba khía hũ" in client.get(f"/y-tuong/y/{idea.public_id}/lap-ho-so/").content.decode()
    address = f"/y-tuong/y/{idea.public_id}/lap-ho-so/?san-pham={product.public_id}"
    assert '<option value="9" selected>' in client.get(address).content.decode()
    sent = {"client_id": str(uuid4()), "set_no": "9", "kind": "first", "round": round.public_id}
    opened_at = client.post(address, sent)["Location"]
    idea.refresh_from_db()
    assert idea.dossier is not None
    assert opened_at == f"/ho-so/{idea.dossier.public_id}/tu-danh-gia/"
    assert client.post(address, sent)["Location"] == f"/ho-so/{idea.dossier.public_id}/"  # tapped twice


def _user(post: Post) -> User:
    return User.objects.get(pk=post.user_id)
