"""What each address gives, and that it gives nothing which no public page shows."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from openocop.catalogue.models import CatalogueState, Listing
from openocop.catalogue.selectors.index import forget_index
from openocop.opendata.services.dumping import dump_all
from tests.app.api.site import CODE, HIDDEN, Site, a_site, get
from tests.conftest import Once
from tests.factories.actors import Cast, build_cast
from tests.factories.catalogue import a_recognition
from tests.factories.geography import load_camau
from tests.factories.registry import AT, ON, a_producer

LISTS = (
    *("products", "products?order=relevance", "products?order=name&q=tom", "facets", "producers", "packs", "supply"),
    *("recognitions", "certificates", "rounds", "withdrawals", "places", "logs"),
    "units?level=district&province=96&on=2025-06-30",
)


@pytest.fixture(scope="module")
def scene(once: Once[tuple[Cast, Site]]) -> tuple[Cast, Site]:
    def made() -> tuple[Cast, Site]:
        load_camau()
        cast = build_cast()
        return cast, a_site(cast)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: AT)
        return once(made)


@pytest.fixture
def site(db: None, scene: tuple[Cast, Site]) -> Site:
    return deepcopy(scene[1])


def test_a_product_in_lists_and_alone(site: Site) -> None:
    answer = get("products?star=4")
    assert (answer.data["as_of"], answer.data["total"], answer.data["next"]) == ("2026-11-24", 1, None)
    (product,) = answer.data["items"]
    assert (product["id"], product["name"], product["star"]) == (site.sold.product.public_id, "Tôm khô", 4)
    assert product["standing"] == {"state": "valid", "since": "2026-06-01", "until": "2028-12-04"}
    # 36 months from 01/06/2026: the last day is 01/06/2029, the first after it 02/06/2029 (art. 4.3).
    assert (product["term"]["valid_until"], product["term"]["last_day"]) == ("2029-06-02", "2029-06-01")
    alone = get(f"products/{product['id']}").data
    assert {name: alone[name] for name in product} == product
    assert [(one["name"], one["price"], one["quantity"]) for one in alone["packs"]] == [("Hũ", 490_000, "0.5")]
    assert alone["packs"][0]["price_per_large_unit"] == 980_000
    assert alone["supply"]["months"] == [11, 12]
    assert [(one["id"], one["speaks"]) for one in alone["recognitions"]] == [(site.sold.public_id, True)]
    assert alone["url"].endswith(f"/san-pham/tom-kho-{product['id']}/")


def test_search_is_that_of_the_site(site: Site) -> None:
    names = [one["name"] for one in get("products?q=tom+kho").data["items"]]
    assert names == ["Tôm khô"]
    found = get("facets?q=tom+kho").data
    assert (found["total"], found["facets"]["star"]) == (1, [{"value": "4", "count": 1, "name": None}])
    assert get("products?state=withdrawn").data["items"][0]["name"] == "Muối ớt"
    assert get("products?order=stars").data["items"][0]["name"] == "Tôm khô"


def test_a_label_is_answered_as_a_scanner_is(site: Site) -> None:
    by_code = get(f"codes/{CODE}").data
    assert (by_code["standing"]["state"], by_code["recognition"]["id"]) == ("valid", site.sold.public_id)
    assert by_code["certificate"]["number"] == "MH-002/2026/GCN-OCOP"
    one = get(f"certificates/{site.certificate.public_id}").data
    assert (one["certificate"], one["standing"]) == (by_code["certificate"], by_code["standing"])
    assert get(f"recognitions/{site.withdrawn.public_id}").data["standing"] == {
        "state": "withdrawn",
        "since": "2026-11-01",
        "until": None,
    }
    assert get("codes/96-32152-99-2026").status_code == 404


def test_withdrawals_name_ground_and_decision(site: Site) -> None:
    (one,) = get("withdrawals").data["items"]
    assert (one["product_name"], one["withdrawal_decision"]) == ("Muối ớt", "9/QĐ-UBND")
    assert one["withdrawal_ground"]


def test_rounds_tell_both_figures(site: Site) -> None:
    (one,) = get("rounds").data["items"]
    assert (one["declared"]["products"], one["counted"]["products"]) == (3, 1)
    assert get(f"rounds/{one['id']}").data == one


def test_places_with_what_is_on_show(site: Site) -> None:
    (one,) = get("places?kind=sales_point").data["items"]
    assert (one["name"], one["unit_code"]) == ("Cửa hàng OCOP", "32152")
    alone = get(f"places/{one['id']}").data
    assert [shown["product"] for shown in alone["on_show"]] == [site.sold.product.public_id]
    assert get("places?kind=fair").data["total"] == 0


def test_units_of_a_day_and_what_they_became(site: Site) -> None:
    old = get("units?level=district&province=96&on=2025-06-30").data
    assert "Huyện Đầm Dơi" in [one["full_name"] for one in old["items"]]
    assert get("units?level=district&on=2026-11-24").data["total"] == 0
    one = get("units/970?on=2025-06-30").data
    assert one["full_name"] == "Huyện Đầm Dơi"
    assert "Xã Đầm Dơi" in [found["full_name"] for found in one["became"]]
    assert get("units/970").status_code == 404


def test_logs_and_dumps_lead_to_their_files(site: Site, settings: Any, tmp_path: Any) -> None:
    (log,) = get("logs").data["items"]
    assert log["size"] >= 3
    assert log["checkpoint"].endswith("/so-minh-bach/ca-mau/checkpoint")
    settings.OPENOCOP_HOME = str(tmp_path)
    assert get("dumps").data == []
    dump_all(ON)
    (dump,) = get("dumps").data
    assert dump["description"].endswith("/du-lieu-mo/ca-mau/2026-11-24/datapackage.json")


@pytest.mark.parametrize("path", LISTS)
def test_what_is_not_public_is_in_no_list_count_or_cursor(site: Site, path: str) -> None:
    """The hidden product, its pack, its producer: neither named nor counted, whatever is asked."""
    text = json.dumps(get(path).data, ensure_ascii=False)
    for private in (HIDDEN, "kín", site.hidden.public_id, site.hidden.producer.public_id):  # type: ignore[union-attr]
        assert private not in text
    if path in {"products", "producers", "packs", "recognitions", "facets"}:
        assert get(path).data["total"] == {"producers": 1, "packs": 1}.get(path, 3)


def test_what_is_not_public_is_answered_as_what_is_not_there(site: Site) -> None:
    assert site.hidden.producer is not None
    for path in ("products/{}", "producers/{}", "recognitions/{}", "certificates/{}", "codes/{}"):
        nothing = get(path.format("zzzzzzzzzzzz"))
        for hidden in (site.hidden.public_id, site.hidden.producer.public_id):
            answer = get(path.format(hidden))
            assert (answer.status_code, answer.content) == (404, nothing.content), path
    for query in ("packs?product={}", "recognitions?product={}"):
        assert get(query.format(site.hidden.public_id)).data["total"] == 0


def test_a_product_that_is_withdrawn_from_the_catalogue_is_gone_everywhere(site: Site) -> None:
    site.sold.product.listing.delete()
    forget_index()
    everything = json.dumps([get(path).data for path in LISTS if path != "logs"], ensure_ascii=False)
    assert site.sold.product.public_id not in everything
    assert CODE not in everything
    assert get(f"codes/{CODE}").status_code == 404
    assert get(f"places/{site.place.public_id}").data["on_show"] == []


@pytest.mark.parametrize("path", LISTS)
def test_lists_ask_the_same_however_long_they_are(site: Site, scene: tuple[Cast, Site], path: str) -> None:
    cast = deepcopy(scene[0])
    few = _asked(path)
    for number in range(3):
        a_recognition(cast, f"Tôm khô {number}", a_producer(cast, f"HTX {number}"), decided_on=date(2026, 6, 1))
    assert _asked(path) == few


def _asked(path: str) -> int:
    forget_index()
    get(path)  # what is kept for a day is kept now
    with CaptureQueriesContext(connection) as asked:
        assert get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("order", ["id", "relevance", "stars", "newest", "name"])
def test_pages_give_every_row_once(site: Site, order: str) -> None:
    seen, address = [], f"products?limit=1&order={order}"
    while address:
        answer = get(address)
        seen += [one["id"] for one in answer.data["items"]]
        following = answer.data["next"]
        assert answer.headers.get("Link", "") == (f'<{following}>; rel="next"' if following else "")
        address = following.partition("/api/v1/")[2] if following else ""
    assert len(seen) == len(set(seen)) == 3
    if order == "id":
        assert seen == sorted(seen)


def test_a_row_that_goes_between_two_pages_takes_none_with_it(site: Site) -> None:
    for order in ("id", "name"):
        first = get(f"products?limit=1&order={order}").data
        rest = {one["id"] for one in get("products").data["items"]} - {first["items"][0]["id"]}
        Listing.objects.filter(public_id=first["items"][0]["id"]).delete()
        CatalogueState.objects.update(version=1000 + len(order))
        following = first["next"].partition("/api/v1/")[2].replace("limit=1", "limit=100")
        assert {one["id"] for one in get(following).data["items"]} == rest, order


def test_no_number_of_the_database_leaves(site: Site) -> None:
    def keys(value: Any) -> set[str]:
        if isinstance(value, dict):
            return set(value) | {key for one in value.values() for key in keys(one)}
        return {key for one in value for key in keys(one)} if isinstance(value, list) else set()

    for path in LISTS:
        assert not {key for key in keys(get(path).data) if key in {"pk", "product_id", "user_id"}}
        for one in get(path).data.get("items", []):
            assert not isinstance(one.get("id"), int)
