"""Keeping how pictures of products look."""

from __future__ import annotations

from openocop.core.models import StoredFile
from openocop.core.services.files import path_of
from openocop.registry.domain.pictures import picture_hash
from openocop.registry.models import PictureLook, Product


def keep_look(*, product: Product, file: StoredFile, is_public: bool) -> None:
    """Note how a stored picture of `product` looks; one that shows too little to be told from others leaves no note."""
    seen = picture_hash(path_of(file.sha256).read_bytes()) if file.media_type.startswith("image/") else ""
    if seen:
        PictureLook.objects.update_or_create(
            product=product,
            file=file,
            defaults={"province": product.province, "hash": seen, "is_public": is_public},
        )


def forget_look(*, product: Product, file: StoredFile) -> None:
    """Forget a picture that was taken out of the product's dossier."""
    PictureLook.objects.filter(product=product, file=file, is_public=False).delete()
