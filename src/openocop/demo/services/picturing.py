"""Pictures of invented products, drawn: no photograph of them can exist, and none of a real producer is made up."""

from __future__ import annotations

import io

from openocop.demo.documents.pictures import drawn_picture
from openocop.demo.domain.practice import practice
from openocop.demo.services.practice_dossiers import Stand
from openocop.registry.domain.photographs import Licence, PhotoFacts, PhotoKind, Rights, prepared
from openocop.registry.services.photos import add_photo

_HUNG_AGO = 41
_CAPTIONS = {
    PhotoKind.PACK: ("Bao bì (hình minh hoạ)", "The pack (a drawing)"),
    PhotoKind.PRODUCT: ("Sản phẩm bày trên đĩa (hình minh hoạ)", "The product on a plate (a drawing)"),
    PhotoKind.MAKING: ("Các mẻ đang phơi (hình minh hoạ)", "Trays set out to dry (a drawing)"),
    PhotoKind.PLACE: ("Cơ sở bên kênh (hình minh hoạ)", "The workshop by the canal (a drawing)"),
}
_SOURCE = "hệ thống vẽ để minh hoạ"


def hang_pictures(stand: Stand) -> None:
    """Hang four drawings beside each product that has packs."""
    with_packs = [str(row["product"]) for row in practice()["offers"]]
    for name in with_packs:
        for kind in _CAPTIONS:
            _hang(stand, name, kind)


def _hang(stand: Stand, name: str, kind: PhotoKind) -> None:
    product = stand.products[name]
    caption, caption_en = _CAPTIONS[kind]
    add_photo(
        product=product,
        picture=prepared(io.BytesIO(drawn_picture(kind, name, product.family))),
        facts=PhotoFacts(kind, caption, _SOURCE, Rights.OWN, Licence.CC_BY, caption_en=caption_en),
        agreed=True,
        by=stand.owners[product.producer.name if product.producer else ""],
        at=stand.at(_HUNG_AGO),
        is_illustrative=True,
    )
