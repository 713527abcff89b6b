"""Menus by role, the language switch, error pages, cookies that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path
from django.utils import translation

from openocop.accounts.domain.roles import Role
from openocop.ui import navigation, words
from openocop.ui.navigation import Entry, links
from openocop.ui.views import errors


def _refuse(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Hồ sơ này thuộc xã khác.")


def _break(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


urlpatterns = [path("tu-choi/", _refuse), path("hong/", _break), path("", include("openocop.config.urls"))]
handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error

MENU = (
    Entry("Mọi người", "account_login"),
    Entry("Thư ký", "account_logout", frozenset({"secretary"})),
    Entry("Chưa có trang", "nowhere:at-all"),
)


@pytest.fixture(autouse=True)
def _vietnamese() -> Iterator[None]:
    with translation.override("vi"):
        yield


def test_a_menu_shows_what_the_role_may_open_and_what_exists() -> None:
    assert [str(link.label) for link in links(MENU, role="secretary", path="/")] == ["Mọi người", "Thư ký"]
    assert [str(link.label) for link in links(MENU, role="producer", path="/")] == ["Mọi người"]
    assert [str(link.label) for link in links(MENU, role=None, path="/")] == ["Mọi người"]


def test_the_longest_matching_address_is_the_current_page() -> None:
    menu = (Entry("Mục", "ui:public-parts"), Entry("Con", "ui:office-parts"))
    assert [link.current for link in links(menu, role=None, path="/giao-dien/van-phong/")] == [False, True]
    assert [link.current for link in links(menu, role=None, path="/giao-dien/")] == [True, False]
    assert [link.current for link in links(menu, role=None, path="/khac/")] == [False, False]


def test_menus_and_names_know_exactly_the_roles_there_are() -> None:
    roles = {role.value for role in Role}
    assert set(words.ROLE_NAMES) == roles
    assert {role for entry in navigation.OFFICE_MENU for role in entry.roles} <= roles


@pytest.mark.django_db
def test_a_browser_set_to_english_still_meets_vietnamese(client: Client) -> None:
    page = client.get("/giao-dien/", headers={"accept-language": "en-US,en;q=0.9"})
    assert '<html lang="vi">' in page.content.decode()
    assert page["Content-Language"] == "vi"


@pytest.mark.django_db
def test_the_language_is_switched_by_post_and_stays() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/giao-dien/ngon-ngu/", {"language": "en", "next": "/giao-dien/"}, follow=True)
    assert "Parts of the public site" in response.content.decode()
    assert "Parts of the office" in client.get("/giao-dien/van-phong/").content.decode()


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__, DEBUG=False)
@pytest.mark.parametrize(
    ("address", "status", "says"),
    [
        ("/khong-co/", 404, "Không có trang nào ở địa chỉ này"),
        ("/tu-choi/", 403, "Hồ sơ này thuộc xã khác."),
        ("/hong/", 500, "Hệ thống chưa làm xong bước này"),
    ],
)
def test_errors_say_what_to_do(address: str, status: int, says: str) -> None:
    client = Client(raise_request_exception=False)
    response = client.get(address)
    assert response.status_code == status
    assert says in response.content.decode()


@pytest.mark.django_db
@override_settings(ROOT_URLCONF=__name__)
def test_a_stale_form_is_told_to_load_the_page_again() -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/tai-khoan/login/", {"login": "a", "password": "b"})
    assert response.status_code == 403
    assert "Biểu mẫu đã mở quá lâu" in response.content.decode()


def test_too_much_and_a_session_that_ended_have_answers_of_their_own() -> None:
    request = RequestFactory().post("/")
    assert errors.bad_request(request, RequestDataTooBig()).status_code == 413
    assert errors.bad_request(request, SessionInterrupted()).headers["Location"] == "/tai-khoan/login/"
    assert errors.bad_request(request, ValueError()).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cookie", ["aaaaaaaa\x00", "x", "0" * 32, "../../etc/passwd", "é" * 32, "a" * 4000], ids=range(6)
)
def test_a_session_cookie_that_cannot_be_one_is_simply_signed_out(cookie: str) -> None:
    client = Client()
    client.cookies["sessionid"] = cookie
    page = client.get("/giao-dien/van-phong/")
    assert page.status_code == 200
    assert "Đăng xuất" not in page.content.decode()
    work = client.get("/cua-toi/")
    assert (work.status_code, work.headers["Location"]) == (302, "/tai-khoan/login/?next=/cua-toi/")
