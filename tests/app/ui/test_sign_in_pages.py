"""Signing in: our look over allauth's pages, in Vietnamese, without anything inline."""

from __future__ import annotations

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from openocop.accounts.models import User
from tests.app.ui.test_components import INLINE

pytestmark = pytest.mark.django_db
ENGLISH = re.compile(
    r"\b(?:Password|Sign|Code|Security|Recovery|Change|Confirm|Menu:|Activate|Deactivate|Name|Generate|Add)\b"
)


@pytest.fixture
def secretary() -> User:
    return User.objects.create_user("thuky", password="mot-hai-ba-bon", full_name="Nguyễn Thị Minh Hoạ")


def signed_in(user: User) -> Client:
    client = Client()
    client.post("/tai-khoan/login/", {"login": "thuky", "password": "mot-hai-ba-bon"})
    client.post("/tai-khoan/reauthenticate/", {"password": "mot-hai-ba-bon"})
    return client


def words(page: str) -> str:
    body = re.sub(r"<script.*?</script>|<title>.*?</title>", "", page.partition("<main")[2], flags=re.S)
    return re.sub(r"<[^>]+>", " ", body)


@pytest.mark.parametrize("address", ["login/", "signup/", "password/reset/"])
def test_strangers_meet_our_look(address: str) -> None:
    page = Client().get(f"/tai-khoan/{address}").content.decode()
    assert "ui/public" in page
    assert INLINE.findall(page) == []
    assert ENGLISH.findall(words(page)) == []


def test_the_login_page_says_who_opens_accounts() -> None:
    page = Client().get("/tai-khoan/login/").content.decode()
    assert "Tài khoản do cơ quan mở" in page
    assert "sign up" not in page.lower()


def test_a_wrong_password_is_explained(secretary: User) -> None:
    client = Client()
    page = client.post("/tai-khoan/login/", {"login": "thuky", "password": "sai"}).content.decode()
    assert "Tên đăng nhập hoặc mật khẩu chưa đúng" in page


@pytest.mark.parametrize(
    "address",
    [
        "logout/",
        "password/change/",
        "2fa/",
        "2fa/totp/activate/",
        "2fa/webauthn/",
        "2fa/webauthn/add/",
        "reauthenticate/",
    ],
)
def test_the_pages_of_one_s_own_account(secretary: User, address: str) -> None:
    response = signed_in(secretary).get(f"/tai-khoan/{address}")
    assert response.status_code == 200
    page = response.content.decode()
    assert "ui/public" in page
    assert INLINE.findall(page) == []
    assert ENGLISH.findall(words(page)) == []


def test_someone_without_a_post_is_told_whom_to_ask(secretary: User) -> None:
    page = signed_in(secretary).get("/cua-toi/").content.decode()
    assert "Tài khoản đã mở nhưng chưa được giao việc" in page


@pytest.mark.parametrize("name", ["tokens.css", "parts.css", "public.css", "marks.svg", "vendor/icons.svg"])
def test_what_the_frames_ask_for_is_shipped(name: str) -> None:
    assert finders.find(f"ui/{name}")
