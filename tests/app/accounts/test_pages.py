"""The pages of people against the whole cast. The tables are literal: a changed row is a decision."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openocop.accounts.domain.roles import Role
from openocop.accounts.models import Appointment, Office, User
from openocop.accounts.services.people import appoint, open_account
from openocop.core.models import JournalEntry
from openocop.core.services.journal import SYSTEM, record
from openocop.evaluation.models import ScoreSheet
from tests.factories.actors import PROVINCE, SINCE, Cast, build_cast
from tests.factories.dossiers import some_units

from .test_menus import client_of

pytestmark = pytest.mark.django_db
CAST = [field.name for field in fields(Cast)]
NOBODY = "403 403 403 403 403 403 403 403 403 403 403 403 {} 403"
# One status a person, in the order of the cast: producer, rival producer, commune officer, other commune officer,
# provincial officer, adviser, council member, secretary, chair, leader, inspector, ministry, administrator, outsider.
PAGES = {
    "/nhan-su/": "403 403 403 403 200 403 403 403 403 403 403 403 200 403",
    "/nhan-su/co-quan/": "403 403 403 403 200 403 403 403 403 403 403 403 200 403",
    "/nhan-su/{adviser}/": "403 403 403 403 200 403 403 403 403 403 403 403 200 403",
    "/nhan-su/khong-co/": "403 403 403 403 404 403 403 403 403 403 403 403 404 403",
    "/nhan-su/mo/": NOBODY.format(200),
    "/nhan-su/nhat-ky/": NOBODY.format(200),
    "/nhan-su/{adviser}/giao-vi-tri/": NOBODY.format(200),
    "/nhan-su/{administrator}/giao-vi-tri/": NOBODY.format(403),
    "/nhan-su/vi-tri/{post}/uy-quyen/": NOBODY.format(200),
    "/nhan-su/vi-tri/{post}/ket-thuc/": NOBODY.format(200),
    "/nhan-su/tin-nhan/": "403 403 403 403 200 403 403 403 403 403 403 403 200 403",
    "/cua-toi/nhan-thu/": "200 200 200 200 200 200 200 200 200 200 200 200 200 403",
    "/cua-toi/": "302 302 302 302 200 302 200 200 200 200 200 200 200 200",
}
DEEDS = {
    "/cua-toi/nhan-thu/": "302 302 302 302 302 302 302 302 302 302 302 302 302 403",
    "/nhan-su/mo/": NOBODY.format(422),
    "/nhan-su/co-quan/": "403 403 403 403 422 403 403 403 403 403 403 403 422 403",
    "/nhan-su/{adviser}/mat-khau/": NOBODY.format(200),
    "/nhan-su/{administrator}/mat-khau/": NOBODY.format(403),
    "/nhan-su/{adviser}/buoc-hai/": NOBODY.format(302),
    "/nhan-su/{adviser}/tai-khoan/": NOBODY.format(302),
    "/nhan-su/{adviser}/giao-vi-tri/": NOBODY.format(422),
    "/nhan-su/vi-tri/{post}/uy-quyen/": NOBODY.format(422),
    "/nhan-su/vi-tri/{post}/ket-thuc/": NOBODY.format(422),
}


@pytest.fixture
def cast() -> Cast:
    some_units()
    return build_cast()


def address(cast: Cast, pattern: str) -> str:
    return pattern.format(
        adviser=cast.adviser.user.public_id,
        administrator=cast.administrator.user.public_id,
        post=cast.adviser.user.appointments.get().public_id,
    )


def expected(statuses: str) -> dict[str, int]:
    return dict(zip(CAST, map(int, statuses.split()), strict=True))


@pytest.mark.parametrize(("pattern", "statuses"), PAGES.items())
def test_pages(cast: Cast, pattern: str, statuses: str) -> None:
    url = address(cast, pattern)
    assert {name: client_of(getattr(cast, name)).get(url).status_code for name in CAST} == expected(statuses)


@pytest.mark.parametrize(("pattern", "statuses"), DEEDS.items())
def test_deeds(cast: Cast, pattern: str, statuses: str) -> None:
    """The administrator comes last but one, so that what one deed changes meets nobody else."""
    url = address(cast, pattern)
    assert {name: client_of(getattr(cast, name)).post(url).status_code for name in CAST} == expected(statuses)


@pytest.mark.parametrize("pattern", [*PAGES, *DEEDS])
def test_who_is_signed_out_is_asked_to_sign_in(cast: Cast, pattern: str) -> None:
    url = address(cast, pattern)
    response = Client().post(url) if pattern in DEEDS else Client().get(url)
    assert (response.status_code, response["Location"][:18]) == (302, "/tai-khoan/login/?")


def admit(cast: Cast, **changes: str) -> str:
    office = Office.objects.get(name="UBND xã Năm Căn").public_id
    sent = {
        "full_name": "Võ Thị Thử",
        "login": "vo-thi-thu",
        "role": "commune_officer",
        "office": office,
        "valid_from": "01/07/2025",
        "basis": "12/QĐ-UBND",
    } | changes
    return client_of(cast.administrator).post("/nhan-su/mo/", sent).content.decode()


def test_the_password_is_shown_once_and_changed_before_anything_else(cast: Cast) -> None:
    page = admit(cast)
    password = re.findall(r'<span class="big num">([^<]+)</span>', page)[0]
    assert re.fullmatch(r"[2-9a-z]{4}(-[2-9a-z]{4}){3}", password)
    client = Client()
    client.post("/tai-khoan/login/", {"login": "vo-thi-thu", "password": password})
    for url in ("/cua-toi/", "/ho-so/xa/", "/nhan-su/"):
        assert client.get(url)["Location"] == "/tai-khoan/password/change/"
    assert "Mật khẩu được trao chỉ dùng tạm" in client.get("/tai-khoan/password/change/").content.decode()
    new = {"oldpassword": password, "password1": "duoi-tan-duoc-2026", "password2": "duoi-tan-duoc-2026"}
    assert client.post("/tai-khoan/password/change/", new)["Location"] == "/cua-toi/"
    assert client.get("/ho-so/xa/").status_code == 200


def test_a_name_of_ten_thousand_letters_or_with_markup_is_harmless(cast: Cast) -> None:
    assert "Chưa lưu" in admit(cast, full_name="Ă" * 10_000)
    assert "Chưa lưu" in admit(cast, login="a" * 10_000)
    admit(cast, full_name="<script>alert(1)</script>")
    page = client_of(cast.administrator).get("/nhan-su/").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


def test_a_closed_account_is_out_at_once(cast: Cast) -> None:
    client = client_of(cast.adviser)
    assert client.get("/hoi-dong/to-tu-van/").status_code == 200
    client_of(cast.administrator).post(address(cast, "/nhan-su/{adviser}/tai-khoan/"))
    assert client.get("/hoi-dong/to-tu-van/").status_code == 302


def test_who_holds_several_posts_chooses_one_first(cast: Cast) -> None:
    office = Office.objects.get(name="Cơ quan tham mưu OCOP tỉnh")
    appoint(user=cast.chair.user, role=Role.LEADER, province=PROVINCE, office=office, valid_from=SINCE, by=SYSTEM)
    client = client_of(cast.chair)
    page = client.get("/cua-toi/").content.decode()
    assert "Ông/Bà làm việc ở vị trí nào?" in page
    leader = Appointment.objects.get(user=cast.chair.user, role="leader").public_id
    assert 'value="' + leader in page
    assert client.post("/cua-toi/doi-vai-tro/", {"post": leader}, follow=True).status_code == 200
    assert client.get("/cong-nhan/quyet-dinh/").status_code == 200
    client.post("/cua-toi/doi-vai-tro/", {"post": "khong-phai"})
    assert client.get("/cong-nhan/quyet-dinh/").status_code == 200


def test_offices_stand_from_the_ministry_down_in_the_order_of_the_alphabet(cast: Cast) -> None:
    for name in ("UBND xã Đá Bạc", "UBND xã Cái Nước"):
        Office.objects.create(province=PROVINCE, level="commune", name=name, unit_code="")
    page = client_of(cast.administrator).get("/nhan-su/co-quan/").content.decode()
    assert re.findall(
        r"Bộ Nông nghiệp|Cơ quan tham mưu|UBND xã [^<]+", page.split("<tbody")[1].split("</tbody>")[0]
    ) == [
        "Bộ Nông nghiệp",
        "Cơ quan tham mưu",
        "UBND xã Cái Nước",
        "UBND xã Đá Bạc",
        "UBND xã Đầm Dơi",
        "UBND xã Năm Căn",
    ]


@pytest.mark.parametrize("query", ["q=%00", "q=" + "a" * 5000, "vai-tro=%00", "trang=-1", "trang=abc"])
def test_odd_questions_get_a_page(cast: Cast, query: str) -> None:
    client = client_of(cast.administrator)
    for page in ("", "co-quan/", "nhat-ky/"):
        assert client.get(f"/nhan-su/{page}?{query}").status_code == 200


def another_chair(number: int) -> None:
    name = f"Người {number}"
    user = open_account(login=f"them-{number}", full_name=name, password=None, province=PROVINCE, by=SYSTEM)
    office = Office.objects.create(province=PROVINCE, level="province", name=f"Sở {number}", unit_code="96")
    appoint(user=user, role=Role.CHAIR, province=PROVINCE, office=office, valid_from=SINCE, by=SYSTEM)


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


@pytest.mark.parametrize(
    "url", ["/nhan-su/", "/nhan-su/co-quan/", "/nhan-su/nhat-ky/", "/nhan-su/?q=nguoi&vai-tro=chair"]
)
def test_the_number_of_queries_does_not_grow_with_the_list(cast: Cast, url: str) -> None:
    client = client_of(cast.administrator)
    another_chair(0)
    before = queries(client, url)
    for number in (1, 2, 3):
        another_chair(number)
    assert queries(client, url) == before


def test_the_journal_keeps_still_about_the_council_s_room(cast: Cast) -> None:
    """Neither its entries nor a number that would tell how many there are."""
    user = User.objects.get(username="to-tu-van")
    record(province=PROVINCE, actor=SYSTEM, verb="account.opened", subject=user)
    hidden = JournalEntry.objects.count()
    client = client_of(cast.administrator)
    before = client.get("/nhan-su/nhat-ky/").content.decode()

    record(province=PROVINCE, actor=SYSTEM, verb="sheet.sent", subject=ScoreSheet(public_id="abc"))
    assert JournalEntry.objects.count() == hidden + 1
    strip = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|"X-CSRFToken": "[^"]+"')
    assert strip.sub("", client.get("/nhan-su/nhat-ky/").content.decode()) == strip.sub("", before)
    assert "mở tài khoản" in before
