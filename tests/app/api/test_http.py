"""How it answers: tags, caches, other sites' pages, problems in two languages, and how often one may ask."""

from __future__ import annotations

import gzip
import json
from datetime import date
from typing import Any

import pytest
from django.core.cache import caches
from django.test import Client

from openocop.api.domain.limits import ANYBODY
from tests.app.api.site import get
from tests.factories.actors import Cast
from tests.factories.catalogue import a_recognition
from tests.factories.registry import a_producer


@pytest.fixture
def _one_product(cast: Cast) -> None:
    a_recognition(cast, "Tôm khô", a_producer(cast), decided_on=date(2026, 6, 1))


@pytest.mark.usefixtures("_one_product")
def test_the_same_answer_costs_nothing_twice(cast: Cast) -> None:
    first = get("products")
    tag = first.headers["ETag"]
    assert tag.startswith('"')  # strong: byte for byte
    assert first.headers["Cache-Control"] == "public, max-age=60"
    assert first.headers["Last-Modified"] == "Tue, 24 Nov 2026 03:00:00 GMT"
    again = get("products", **{"If-None-Match": tag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    a_recognition(cast, "Mắm cá", a_producer(cast, "HTX Hai"), decided_on=date(2026, 6, 1))
    changed = get("products", **{"If-None-Match": tag})
    assert (changed.status_code, changed.data["total"]) == (200, 2)


@pytest.mark.usefixtures("_one_product")
def test_it_reads_no_cookie_and_sets_none() -> None:
    answer = get("products", Cookie="django_language=en; sessionid=" + "a" * 32)
    assert answer.cookies == {}
    assert "Cookie" not in answer.headers["Vary"]
    assert answer.content == get("products").content


@pytest.mark.usefixtures("_one_product")
def test_it_is_compressed_for_whoever_takes_it_so() -> None:
    plain, small = (
        get("units?level=commune&limit=100"),
        get("units?level=commune&limit=100", **{"Accept-Encoding": "gzip"}),
    )
    assert small.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    # Other bytes under another tag (RFC 9110, 8.8.3); either is known again.
    assert small.headers["ETag"] == f"W/{plain.headers['ETag']}"
    assert get("units?level=commune&limit=100", **{"If-None-Match": small.headers["ETag"]}).status_code == 304


@pytest.mark.usefixtures("_one_product")
def test_a_head_has_no_body_and_the_same_fields() -> None:
    whole, head = get("products"), Client().head("/api/v1/products")
    assert (head.status_code, head.content) == (200, b"")
    for name in ("ETag", "Content-Type", "Cache-Control"):
        assert head.headers[name] == whole.headers[name]
    assert head.headers["Content-Length"] == str(len(whole.content))


@pytest.mark.django_db
def test_pages_of_other_sites_may_read_it() -> None:
    asked = Client().options("/api/v1/products", headers={"Origin": "https://bao.example"})
    assert (asked.status_code, asked.headers["Access-Control-Allow-Origin"]) == (204, "*")
    assert "If-None-Match" in asked.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in asked.headers


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written_here(method: str) -> None:
    answer = getattr(Client(), method)("/api/v1/products")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status", "field", "vietnamese", "english"),
    [
        ("products?limit=101", 422, "limit", "Nhiều nhất là 100.", "It may be at most 100."),
        ("products?limit=0", 422, "limit", "Ít nhất là 1.", "It must be at least 1."),
        ("products?limit=x", 422, "limit", "Cần một số nguyên.", "A whole number is needed."),
        (
            "units?on=hom-nay",
            422,
            "on",
            "Cần một ngày, viết như 2026-11-24.",
            "A day is needed, written as 2026-11-24.",
        ),
        (
            *("products?cursor=abc", 422, "cursor"),
            "Đây không phải con trỏ của danh sách này. Hãy bắt đầu không có con trỏ rồi đi theo next.",
            "This is no cursor of this list. Begin without one and follow `next`.",
        ),
        (
            *("products?order=id&cursor=MR8xHzI", 422, "cursor"),  # of another order
            "Đây không phải con trỏ của danh sách này. Hãy bắt đầu không có con trỏ rồi đi theo next.",
            "This is no cursor of this list. Begin without one and follow `next`.",
        ),
        (
            "products/zzzzzzzzzzzz",
            404,
            None,
            "Không có gì công khai mang mã này.",
            "Nothing public bears this identifier.",
        ),
        (
            *("khong-co", 404, None),
            "Không có gì công khai ở địa chỉ này. Danh sách địa chỉ có trong phần mô tả.",
            "There is nothing public at this address. The list of addresses is in the description.",
        ),
        (
            *("products?q=%00", 400, None),
            "Địa chỉ hoặc một tiêu đề có dạng không đọc được ở đây.",
            "The address or a header has a form that nothing here can read.",
        ),
    ],
)
def test_what_is_wrong_is_told_in_both_languages(
    path: str, status: int, field: str | None, vietnamese: str, english: str
) -> None:
    answer = get(path)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    told = answer.data["errors"][0] if field else answer.data
    assert (told["detail"], told["detail_en"]) == (vietnamese, english)
    assert told.get("field") == field
    assert answer.data["status"] == status
    assert answer.headers["Cache-Control"] == "no-store"
    page = Client().get("/api/").content.decode()
    assert f'id="{answer.data["type"].partition("#")[2]}"' in page


@pytest.mark.usefixtures("_one_product")
def test_whoever_asks_too_much_is_led_to_the_dump(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openocop.api.middleware.time.time", lambda: 1_000_000_055.0)  # 35 s into its minute
    first = get("rounds")
    assert first.headers["RateLimit-Policy"] == f'"client";q={ANYBODY};w=60'
    assert first.headers["RateLimit"] == f'"client";r={ANYBODY - 1};t=25'
    for _ in range(ANYBODY - 1):
        last = get("rounds")
    assert (last.status_code, last.headers["RateLimit"]) == (200, '"client";r=0;t=25')
    turned_away = get("rounds")
    assert (turned_away.status_code, turned_away.headers["Retry-After"]) == (429, "25")
    assert turned_away.data["dump"].endswith("/du-lieu-mo/")
    assert "tệp" in turned_away.data["detail"]
    assert turned_away.data["dump"] in turned_away.data["detail_en"]
    assert Client(REMOTE_ADDR="192.0.2.7").get("/api/v1/rounds").status_code == 200
    assert Client().get("/").status_code == 200
    monkeypatch.setattr("openocop.api.middleware.time.time", lambda: 1_000_000_081.0)
    assert get("rounds").status_code == 200


@pytest.mark.usefixtures("_one_product")
def test_no_address_is_kept_in_clear() -> None:
    Client(REMOTE_ADDR="192.0.2.7").get("/api/v1/rounds")
    held = list(caches["limits"]._cache)  # type: ignore[attr-defined]  # of the cache in memory
    assert len(held) == 1
    assert "192.0.2.7" not in held[0]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "alike"),
    [
        (0, ("198.51.100.1", "198.51.100.2"), True),  # nobody of ours wrote it: it is what a client says of itself
        (1, ("198.51.100.1", "198.51.100.2"), False),
        (1, ("203.0.113.5, 198.51.100.1", "203.0.113.9, 198.51.100.1"), True),  # what stands left of ours is invented
        (1, ("2001:db8:1:2::1", "2001:db8:1:2::2"), True),  # one network, one client
        (1, ("2001:db8:1:2::1", "2001:db8:1:3::1"), False),
    ],
)
@pytest.mark.django_db
def test_clients_behind_proxies_are_told_apart(
    settings: Any, proxies: int, forwarded: tuple[str, str], alike: bool
) -> None:
    settings.OPENOCOP_PROXIES = proxies
    left = [get("rounds", **{"X-Forwarded-For": one}).headers["RateLimit"].split(";")[1] for one in forwarded]
    assert left == ([f"r={ANYBODY - 1}", f"r={ANYBODY - 2}"] if alike else [f"r={ANYBODY - 1}"] * 2)


@pytest.mark.django_db
def test_a_fault_of_ours_tells_nothing_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openocop.api.views.recognitions.public_rounds", lambda: 1 / 0)
    answer = Client(raise_request_exception=False).get("/api/v1/rounds")
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, "application/problem+json")
    assert "ZeroDivision" not in answer.content.decode()
    assert json.loads(answer.content)["detail_en"].startswith("The fault is ours.")
