"""Every entry of every menu, the search of the bar and every role's first page lead somewhere."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from django.conf import settings
from django.test import Client
from django.utils.module_loading import import_string

from openocop.accounts.domain.roles import Role
from openocop.accounts.selectors.waiting import people_waiting
from openocop.ui import navigation
from tests.factories.actors import Cast, Person, build_cast
from tests.factories.dossiers import some_units

pytestmark = pytest.mark.django_db
CAST = [field.name for field in fields(Cast)]
MENUS = {
    "producer": "Việc của tôi, Giấy tờ, Ý tưởng, Khách hỏi mua, Kênh bán, Danh mục",
    "rival_producer": "Việc của tôi, Giấy tờ, Ý tưởng, Khách hỏi mua, Kênh bán, Danh mục",
    "commune_officer": "Việc của xã, Giấy tờ, Ý tưởng, Đợt đánh giá, Danh mục",
    "other_commune_officer": "Việc của xã, Giấy tờ, Ý tưởng, Đợt đánh giá, Danh mục",
    "provincial_officer": "Việc của tôi, Hồ sơ, Đợt đánh giá, Hội đồng, Công nhận, Theo dõi, Danh mục, Người dùng",
    "adviser": "Tổ tư vấn, Hồ sơ, Đợt đánh giá",
    "council_member": "Việc của tôi, Hội đồng",
    "secretary": "Việc của tôi, Hội đồng, Công nhận, Theo dõi, Danh mục",
    "chair": "Việc của tôi, Hội đồng, Theo dõi",
    "leader": "Việc của tôi, Hồ sơ, Đợt đánh giá, Hội đồng, Công nhận, Theo dõi, Danh mục",
    "inspector": "Việc của tôi, Theo dõi, Danh mục",
    "ministry": "Việc của tôi, Theo dõi, Danh mục",
    "administrator": "Việc của tôi, Hội đồng, Công nhận, Danh mục, Người dùng, Khóa ký",
    "outsider": "",
}


@pytest.fixture
def cast() -> Cast:
    some_units()
    return build_cast()


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def bar_of(page: str) -> str:
    return page.partition('<header class="top">')[2].partition("</header>")[0]


@pytest.mark.parametrize("name", CAST)
def test_every_entry_of_the_menu_opens(cast: Cast, name: str) -> None:
    client = client_of(getattr(cast, name))
    bar = bar_of(client.get("/cua-toi/", follow=True).content.decode())
    wide = bar.partition('<nav class="office-nav"')[2].partition("</nav>")[0]
    entries = re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', wide)
    assert ", ".join(label for _url, label in entries) == MENUS[name]
    search = re.findall(r'role="search" action="([^"]+)"', bar)
    for url in [*search, *(url for url, _label in entries)]:
        assert client.get(url, follow=True).status_code == 200, url


def test_no_entry_names_an_address_that_does_not_exist() -> None:
    entries = [*navigation.OFFICE_MENU, *navigation.PUBLIC_MENU, navigation.OFFICE_SEARCH]
    names = [name for entry in entries for name in (entry.url_name, *entry.sections)]
    assert [name for name in names if not navigation.address(name)] == []


@pytest.mark.parametrize("name", [name for name in CAST if name != "outsider"])
def test_nobody_lands_on_a_page_without_a_way_on(cast: Cast, name: str) -> None:
    """Either the role's own list, or what waits for it and its pages as rows to open."""
    page = client_of(getattr(cast, name)).get("/cua-toi/", follow=True).content.decode()
    main = page.partition("<main")[2].partition("</main>")[0]
    if getattr(cast, name).post.role in {Role.PRODUCER, Role.COMMUNE_OFFICER, Role.ADVISER}:
        assert '<div class="oc-empty">' in main
    else:
        assert "Không có việc nào đang chờ" in main or "đang chờ Ông/Bà" in main
        assert re.findall(r'<li><div><b><a href="/[^"]+">', main)


def test_each_app_answers_what_waits() -> None:
    assert [import_string(name).__name__ for name in settings.WAITING_SOURCES][-1] == people_waiting.__name__
