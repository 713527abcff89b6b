"""What search engines are told: which pages there are, and which are the same pages in another order."""

from __future__ import annotations

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

PER_FILE = 10_000  # addresses; the protocol allows 50,000 and 50 MB


class Pages(Sitemap):  # type: ignore[type-arg]  # generic for type checkers alone
    """The pages that every catalogue has."""

    def items(self) -> list[str]:
        return ["home", "products", "map", "map-districts", "map-country", "verify", "rounds", "withdrawn"]

    def location(self, item: str) -> str:
        return reverse(f"catalogue:{item}")


class Products(Sitemap):  # type: ignore[type-arg]  # generic for type checkers alone
    """Products that a source names: invented ones are for nobody's search."""

    limit = PER_FILE

    def items(self) -> QuerySet[Listing]:
        return sourced_listings()

    def location(self, item: Listing) -> str:
        return product_url(item)


class Producers(Sitemap):  # type: ignore[type-arg]  # generic for type checkers alone
    limit = PER_FILE

    def items(self) -> QuerySet[Listing, tuple[str, str]]:
        return sourced_producers()

    def location(self, item: tuple[str, str]) -> str:
        return producer_url(*item)


class Rounds(Sitemap):  # type: ignore[type-arg]  # generic for type checkers alone
    limit = PER_FILE

    def items(self) -> QuerySet[Round]:
        return public_rounds().filter(is_illustrative=False)

    def location(self, item: Round) -> str:
        return reverse("catalogue:round", args=[item.public_id])


class Places(Sitemap):  # type: ignore[type-arg]  # generic for type checkers alone
    """Communes and old districts of which a source names a product."""

    limit = PER_FILE

    def items(self) -> list[tuple[str, str]]:
        seen = visit()
        here, named = territory(seen.version, seen.on), sourced_places(seen.version, seen.on)
        communes = [("commune", slug) for slug in here.communes if slug in named]
        return communes + [("district", one.slug) for one in here.districts.values() if named & set(one.place_slugs)]

    def location(self, item: tuple[str, str]) -> str:
        return reverse(f"catalogue:{item[0]}", args=[item[1]])


SITEMAPS = {"trang": Pages, "san-pham": Products, "chu-the": Producers, "dot": Rounds, "noi": Places}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Lists narrowed and ordered are the same products again; nobody's search needs every combination of them."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('catalogue:products')}?",
        f"Disallow: {reverse('catalogue:verify')}?",
        "Disallow: /tai-khoan/",
        f"Sitemap: {settings.OPENOCOP_URL}{reverse('catalogue:sitemap')}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")
