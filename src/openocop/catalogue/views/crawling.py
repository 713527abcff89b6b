"""What search engines are told: which pages there are, and which are the same pages in another order."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.listings import sourced_listings, sourced_producers
from openocop.catalogue.selectors.rounds import public_rounds
from openocop.catalogue.selectors.territory import sourced_places, territory
from openocop.catalogue.views.details import producer_url
from openocop.catalogue.views.frame import product_url, visit
from openocop.dossiers.models import Round
from openocop.ui.languages import ENGLISH

PER_FILE = 10_000  # pages, each with two addresses; the protocol allows 50,000 and 50 MB


class InEachLanguage(Sitemap):  # type: ignore[type-arg]  # generic for type checkers alone
    """Names every page in each language, with its addresses in the others; rows are read once for all of them."""

    limit = PER_FILE

    def get_urls(self, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        return [entry for page in super().get_urls(*args, **kwargs) for entry in _in_each_language(page)]


def _in_each_language(page: dict[str, Any]) -> list[dict[str, Any]]:
    whole = urlsplit(page["location"])
    english = whole._replace(path=ENGLISH + whole.path).geturl()
    addresses = {"vi": page["location"], "en": english, "x-default": page["location"]}
    alternates = [{"lang_code": language, "location": address} for language, address in addresses.items()]
    return [page | {"location": addresses[language], "alternates": alternates} for language in ("vi", "en")]


class Pages(InEachLanguage):
    """The pages that every catalogue has."""

    def items(self) -> list[str]:
        of_products = ("home", "products", "map", "map-districts", "map-country", "verify", "rounds", "withdrawn")
        others = ("places:list", "buying:list", "gifts:finder", "opendata:page", "api:page")
        return [*(f"catalogue:{name}" for name in of_products), *others]

    def location(self, item: str) -> str:
        return reverse(item)


class Products(InEachLanguage):
    """Products that a source names: invented ones are for nobody's search."""

    def items(self) -> QuerySet[Listing]:
        return sourced_listings()

    def location(self, item: Listing) -> str:
        return product_url(item)


class Producers(InEachLanguage):
    def items(self) -> QuerySet[Listing, tuple[str, str]]:
        return sourced_producers()

    def location(self, item: tuple[str, str]) -> str:
        return producer_url(*item)


class Rounds(InEachLanguage):
    def items(self) -> QuerySet[Round]:
        return public_rounds().filter(is_illustrative=False)

    def location(self, item: Round) -> str:
        return reverse("catalogue:round", args=[item.public_id])


class Places(InEachLanguage):
    """Communes and old districts of which a source names a product."""

    def items(self) -> list[tuple[str, str]]:
        seen = visit()
        here, named = territory(seen.version, seen.on), sourced_places(seen.version, seen.on)
        communes = [("commune", slug) for slug in here.communes if slug in named]
        return communes + [("district", one.slug) for one in here.districts.values() if named & set(one.place_slugs)]

    def location(self, item: tuple[str, str]) -> str:
        return reverse(f"catalogue:{item[0]}", args=[item[1]])


SITEMAPS = {"trang": Pages, "san-pham": Products, "chu-the": Producers, "dot": Rounds, "noi": Places}


# Pages whose addresses with conditions, or with lists of products, have no end.
_NARROWED = ("catalogue:products", "catalogue:verify", "gifts:finder", "saved:list", "enquiries:ask")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Lists narrowed and ordered are the same products again; nobody's search needs every combination of them."""
    listed = [language + reverse(name) for language in ("", ENGLISH) for name in _NARROWED]
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}?" for path in listed),
        "Disallow: /tai-khoan/",
        f"Sitemap: {settings.OPENOCOP_URL}{reverse('catalogue:sitemap')}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
