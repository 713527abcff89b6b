"""Which public pages a device keeps once they were seen: those that say nothing that must be of this moment."""

from __future__ import annotations

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from openocop.catalogue.views.offline import CARRIED
from tests.factories.carried import carried_by

pytestmark = pytest.mark.django_db
KEPT = (
    *("/", "/en/", "/san-pham/", "/en/san-pham/tom-kho-abcdefghjkmn/", "/chu-the/htx-abcdefghjkmn/", "/ban-do/"),
    *("/ban-do/huyen-cu/", "/xa/xa-u-minh/", "/dot-danh-gia/", "/diem-ban/", "/diem-ban/abcdefghjkmn/", "/mua-hang/"),
)
ASKED_ANEW = (
    *("/chung-nhan/abcdefghjkmn/", "/kiem-tra/", "/thu-hoi/", "/ma/96-32152-01-2026", "/cua-toi/", "/hoi-dong/"),
    *(
        "/diem-ban/quan-ly/",
        "/diem-ban/quan-ly/abcdefghjkmn/",
        "/van-phong/",
        "/tai-khoan/login/",
        "/mua-hang/danh-muc.pdf",
    ),
)


@pytest.mark.parametrize(("paths", "expected"), [(KEPT, True), (ASKED_ANEW, False)])
def test_pages_of_products_are_kept_and_standings_and_the_office_never(paths: tuple[str, ...], expected: bool) -> None:
    patterns = carried_by("/da-xem.js")
    assert {path: any(pattern.match(path) for pattern in patterns) for path in paths} == dict.fromkeys(paths, expected)


def test_the_worker_is_named_by_every_public_page_and_its_files_exist(cast: object) -> None:
    for path in ("/", "/en/san-pham/", "/diem-ban/"):
        assert 'data-worker="/da-xem.js"' in Client().get(path).content.decode()
    assert [name for name in CARRIED.assets if finders.find(name) is None] == []
    assert "Không có mạng" in Client().get("/khong-co-mang/").content.decode()
