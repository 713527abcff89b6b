"""Products that look like one that is being registered or filed, here and beyond the province: told, never decided.

Several sheets of the law disqualify a product that is another maker's with only the name changed. What is found is a
hint for people; what a reader may not know of is not among the products compared.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.module_loading import import_string

from openocop.accounts.domain.roles import Post, Role
from openocop.core.domain.text import search_key
from openocop.geography.selectors.tenants import province_title
from openocop.registry.domain.matching import ALIKE, bare_producer, producer_likeness, product_likeness
from openocop.registry.domain.pictures import ALIKE_BITS, BITS, bits_apart
from openocop.registry.models import PictureLook, Product
from openocop.registry.permissions import READS_PRIVATE, products_visible_to
from openocop.registry.selectors.matching import CANDIDATES, SHOWN, shared_words

LIKE_NAME = 70  # of 100: worth a look where the maker is alike too
SAME_NAME = 90  # of 100: such a name alone is worth a look
COMMON = 5  # a name that more products of other makers bear ("tôm khô") tells nothing


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A product that looks like another: by name (0-100), by maker, by picture (0-100).

    `place` names the province of a product of another one, "" for one of here. `address` is a page this reader may
    open, "" where there is none.
    """

    product: Product
    name: int
    same_maker: bool
    picture: int
    place: str
    address: str


def public_products() -> QuerySet[Product]:
    """Return the products that anybody may read of, as the public site answers it."""
    found: QuerySet[Product] = import_string(settings.PUBLIC_PRODUCTS)()
    return found


def tellable(post: Post, *, on: date) -> QuerySet[Product]:
    """Return the products of which this post may be told that they look alike.

    Offices that keep or read the register are told of every product of their province, since a duplicate may stand in
    any commune; a producer of their own and of public ones; everybody of public ones anywhere.
    """
    public = Product.objects.filter(pk__in=public_products().values("pk"))
    if post.role in READS_PRIVATE - {Role.PRODUCER}:
        return public | Product.objects.filter(province=post.province)
    return public | Product.objects.filter(pk__in=products_visible_to(post, on=on).values("pk"))


def lookalikes(
    post: Post, *, name: str, maker: str, among: QuerySet[Product], on: date, but: Product | None = None
) -> list[Lookalike]:
    """Return up to ten of `among` that look like a product called `name`, the most alike first.

    Args:
        maker: its producer's name, "" when unknown; a maker of the same name makes a like name likelier.
        among: what the reader may be told of, as `tellable` returns it.
        but: the product itself; its own pictures are compared with the others'.
    """
    others = among.exclude(pk=but.pk) if but else among
    pictures = _pictures(post, but, others) if but else {}
    key, bare = search_key(name), bare_producer(maker) if maker else ""
    named = {one.pk: product_likeness(key, "", one.name_key, "") for one in _sharing_words(others, key)}
    known = {one.pk: one for one in others.filter(pk__in={*named, *pictures}).select_related("producer")}
    alike = _told(known.values(), bare, named) | pictures.keys()
    ranked = sorted(
        (known[pk] for pk in alike),
        key=lambda one: (-max(named.get(one.pk, 0), pictures.get(one.pk, 0)), one.sort_key, one.pk),
    )[:SHOWN]
    places = {slug: province_title(slug, on) for slug in {one.province for one in ranked} - {post.province}}
    addresses = _addresses(post, ranked, on=on)
    return [
        Lookalike(
            one,
            named.get(one.pk, 0),
            _same_maker(bare, one),
            pictures.get(one.pk, 0),
            places.get(one.province, ""),
            addresses.get(one.pk, ""),
        )
        for one in ranked
    ]


def _sharing_words(others: QuerySet[Product], key: str) -> Iterable[Product]:
    if not key:
        return []
    return others.annotate(words=shared_words(key)).filter(words__gt=0).order_by("-words", "pk")[:CANDIDATES]


def _told(products: Iterable[Product], maker: str, named: dict[int, int]) -> set[int]:
    """Return the products with a like name of a like maker, and those with the same name, where few bear it."""
    of_one_maker, by_name = set(), set()
    for one in products:
        likeness = named.get(one.pk, 0)
        if likeness >= LIKE_NAME and _same_maker(maker, one):
            of_one_maker.add(one.pk)
        elif likeness >= SAME_NAME:
            by_name.add(one.pk)
    return of_one_maker | (by_name if len(by_name) <= COMMON else set())


def _same_maker(maker: str, other: Product) -> bool:
    their = bare_producer(other.producer.name) if other.producer else ""
    return bool(maker and their) and producer_likeness(maker, their, same_kind=True) >= ALIKE


def _addresses(post: Post, products: Iterable[Product], *, on: date) -> dict[int, str]:
    """Return for each product the page this reader may open: the office's, else the public one."""
    known = {one.pk: one for one in products}
    office = set(products_visible_to(post, on=on).filter(pk__in=known).values_list("pk", flat=True))
    public = set(public_products().filter(pk__in=known).values_list("pk", flat=True))
    return {
        pk: reverse("registry:product", args=[one.public_id])
        if pk in office
        else reverse("catalogue:product", args=[one.slug or "san-pham", one.public_id])
        for pk, one in known.items()
        if pk in office or pk in public
    }


def _pictures(post: Post, product: Product, others: QuerySet[Product]) -> dict[int, int]:
    """Return how alike the nearest picture of each other product is, 0-100; what a dossier holds for offices only."""
    own = list(product.looks.values_list("hash", flat=True))
    if not own:
        return {}
    open_to = Q(is_public=True)
    if post.role in READS_PRIVATE - {Role.PRODUCER} or post.role == Role.ADVISER:
        open_to |= Q(province=post.province)
    rows = PictureLook.objects.filter(open_to).exclude(product=product).values_list("product_id", "hash")
    near = _nearest(own, rows.iterator(chunk_size=5000))
    allowed = set(others.filter(pk__in=near).values_list("pk", flat=True))
    return {pk: likeness for pk, likeness in near.items() if pk in allowed}


def _nearest(own: list[str], rows: Iterable[tuple[int, str]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for product, seen in rows:
        apart = min(bits_apart(mine, seen) for mine in own)
        if apart <= ALIKE_BITS:
            found[product] = max(found.get(product, 0), round(100 * (BITS - apart) / BITS))
    return found
