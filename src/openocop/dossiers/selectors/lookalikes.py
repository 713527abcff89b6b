"""What looks like the product of a dossier, as far as its reader may be told."""

from __future__ import annotations

from datetime import date

from openocop.accounts.domain.roles import Post, Role
from openocop.dossiers.models import Dossier
from openocop.dossiers.permissions import dossiers_visible_to
from openocop.registry.models import Product
from openocop.registry.selectors.lookalikes import Lookalike, lookalikes, tellable


def own_lookalikes(post: Post, product: Product, *, on: date) -> list[Lookalike]:
    """Return what looks like a product that its producer is about to file."""
    maker = product.producer.name if product.producer else ""
    return lookalikes(post, name=product.name, maker=maker, among=tellable(post, on=on), on=on, but=product)


def lookalikes_of(post: Post, dossier: Dossier, *, on: date) -> list[Lookalike]:
    """Return the products that look like the dossier's; an adviser is told of those whose dossiers are open to them."""
    among = tellable(post, on=on)
    if post.role == Role.ADVISER:
        among |= Product.objects.filter(pk__in=dossiers_visible_to(post, on=on).values("product"))
    product = dossier.product
    maker = product.producer.name if product.producer else ""
    return lookalikes(post, name=product.name, maker=maker, among=among, on=on, but=product)
