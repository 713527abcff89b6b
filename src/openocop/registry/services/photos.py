"""Hanging photographs beside a product, describing and ordering them, and taking them off."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import IO
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.files import store_file
from openocop.core.services.journal import record
from openocop.core.verdict import require
from openocop.registry.domain.photographs import Fault, PhotoFacts, Prepared, UnacceptablePhoto, prepared
from openocop.registry.models import PictureLook, Product, ProductPhoto
from openocop.registry.permissions import may_keep_products
from openocop.registry.selectors.photos import photo_facts
from openocop.registry.services.history import announce

MOST_PHOTOS = 12


class CannotHang(Refused):
    """A photograph that cannot be taken in or changed so; the field is named."""


def prepared_photo(file: IO[bytes]) -> Prepared:
    """Return what is kept of a file. It may take seconds, so it is done before a transaction begins.

    Raises:
        CannotHang: it is no photograph that can be shown; the sentence says what to do.
    """
    try:
        return prepared(file)
    except UnacceptablePhoto as wrong:
        raise CannotHang(_FAULTS[wrong.fault](), field="photo") from wrong


@transaction.atomic
def add_photo(
    *,
    product: Product,
    picture: Prepared,
    facts: PhotoFacts,
    agreed: bool,
    client_id: UUID | None = None,
    by: Post,
    at: datetime,
    is_illustrative: bool = False,
) -> ProductPhoto:
    """Hang a photograph behind the others of a product; what one form sends twice is one photograph.

    Args:
        agreed: `by` says that it may be shown in public and that everybody seen on it agrees; kept in the journal.

    Raises:
        NotPermitted: `by` does not keep this product.
        CannotHang: there are too many, it hangs there already, or it is not said what it shows and who took it.
    """
    product = _locked(product, by, at)
    sent_before = ProductPhoto.objects.filter(client_id=client_id).first() if client_id else None
    if sent_before is not None and sent_before.product_id == product.pk:
        return sent_before
    if sent_before is not None:
        raise CannotHang(_("This form was already sent for another product. Open the page of this one again."))
    facts = _checked(facts)
    if not agreed:
        raise CannotHang(_("Without this agreement the photograph is not shown. Ask them first."), field="agreed")
    hanging = list(product.photos.filter(retired_at=None).select_related("file"))
    if len(hanging) >= MOST_PHOTOS:
        raise CannotHang(_("%(most)d photographs hang here, no more fit. Take one off first.") % {"most": MOST_PHOTOS})
    _refuse_twin(hanging, picture)
    file = store_file(
        province=product.province, name=f"{product.slug[:60]}.jpg", media_type="image/jpeg", content=picture.content
    )
    photo = ProductPhoto(
        province=product.province,
        product=product,
        file=file,
        client_id=client_id,
        position=hanging[-1].position + 1 if hanging else 1,
        width=picture.width,
        height=picture.height,
        sent_sha256=picture.sent_sha256,
        is_illustrative=is_illustrative or product.is_illustrative,
        added_at=at,
    )
    _write(photo, facts)
    if picture.look:
        PictureLook.objects.create(
            province=product.province, product=product, file=file, hash=picture.look, is_public=True
        )
    _recorded(
        photo,
        "product.photo_added",
        by,
        {"kind": photo.kind, "sha256": file.sha256, "rights": photo.rights, "agreed": True},
    )
    return photo


@transaction.atomic
def describe_photo(
    *, photo: ProductPhoto, facts: PhotoFacts, seen_version: int, by: Post, at: datetime
) -> ProductPhoto:
    """Change what is said of a photograph; what did not change leaves no trace.

    Raises:
        NotPermitted: `by` does not keep this product.
        CannotHang: it was taken off or changed by somebody else meanwhile, or something is not said.
    """
    photo = _hanging(photo, by, at)
    if photo.version != seen_version:
        raise CannotHang(_("Somebody else changed this photograph meanwhile. Open it anew and look before you save."))
    facts, before = _checked(facts), photo_facts(photo)
    if facts == before:
        return photo
    photo.version += 1
    _write(photo, facts)
    changed = [name for name in PhotoFacts.__slots__ if getattr(facts, name) != getattr(before, name)]
    _recorded(photo, "product.photo_described", by, {"changed": changed})
    return photo


@transaction.atomic
def move_photo(*, photo: ProductPhoto, earlier: bool, by: Post, at: datetime) -> ProductPhoto:
    """Hang a photograph one place earlier or later; at the end of the row nothing happens.

    Raises:
        NotPermitted, CannotHang: as in `describe_photo`.
    """
    photo = _hanging(photo, by, at)
    order = list(ProductPhoto.objects.filter(product=photo.product_id, retired_at=None))
    here = next(place for place, one in enumerate(order) if one.pk == photo.pk)
    there = here - 1 if earlier else here + 1
    if not 0 <= there < len(order):
        return photo
    order[here], order[there] = order[there], order[here]
    for position, one in enumerate(order, start=1):
        one.position = position
    ProductPhoto.objects.bulk_update(order, ["position"])
    _recorded(photo, "product.photo_moved", by, {"place": there + 1})
    return photo


@transaction.atomic
def retire_photo(*, photo: ProductPhoto, by: Post, at: datetime) -> ProductPhoto:
    """Take a photograph off; it stays in the record and is shown to nobody outside. The same again is harmless.

    Raises:
        NotPermitted: `by` does not keep this product.
    """
    _locked(photo.product, by, at)
    photo = ProductPhoto.objects.select_related("product").get(pk=photo.pk)
    if photo.retired_at is None:
        photo.retired_at, photo.version = at, photo.version + 1
        photo.save(update_fields=["retired_at", "version"])
        PictureLook.objects.filter(product=photo.product_id, file=photo.file_id).delete()
        _recorded(photo, "product.photo_retired", by, {})
    return photo


def _locked(product: Product, by: Post, at: datetime) -> Product:
    found = Product.objects.select_for_update(of=("self",)).select_related("producer").get(pk=product.pk)
    require(may_keep_products(by, found.producer, found.province, on=legal_day(at)))
    return found


def _hanging(photo: ProductPhoto, by: Post, at: datetime) -> ProductPhoto:
    _locked(photo.product, by, at)
    found = ProductPhoto.objects.select_related("product").get(pk=photo.pk)
    if found.retired_at is not None:
        raise CannotHang(_("This photograph was taken off. Add it anew to show it again."))
    return found


def _refuse_twin(hanging: list[ProductPhoto], picture: Prepared) -> None:
    shas = {picture.sent_sha256, picture.sha256}
    twin = next((one for one in hanging if one.sent_sha256 in shas or one.file.sha256 in shas), None)
    if twin is not None:
        message = _("This very picture hangs here already: “%(caption)s”. Choose another one.")
        raise CannotHang(message % {"caption": twin.caption}, field="photo")


def _checked(facts: PhotoFacts) -> PhotoFacts:
    cleaned = replace(
        facts,
        caption=_line(facts.caption, 200),
        caption_en=_line(facts.caption_en, 200),
        alt=_line(facts.alt, 300),
        alt_en=_line(facts.alt_en, 300),
        source=_line(facts.source, 500),
    )
    for name in ("caption", "source"):
        if not getattr(cleaned, name):
            raise CannotHang(_("Say what the picture shows and who took it."), field=name)
    return cleaned


def _line(text: str, limit: int) -> str:
    return " ".join(nfc(text).split())[:limit]


def _write(photo: ProductPhoto, facts: PhotoFacts) -> None:
    for name in PhotoFacts.__slots__:
        setattr(photo, name, str(getattr(facts, name)))
    photo.save()


def _recorded(photo: ProductPhoto, verb: str, by: Post, facts: dict[str, object]) -> None:
    told = {"photo": photo.public_id, **facts}
    record(province=photo.province, actor=by.as_actor(), verb=verb, subject=photo.product, facts=told)
    announce(photo.province, [photo.product_id])


_FAULTS = {
    Fault.EMPTY: lambda: _("The file is empty. Choose it again, or take the photograph again."),
    Fault.TOO_LARGE: lambda: _(
        "The photograph is larger than 30 MB. Take it with a smaller setting of the camera and send it again."
    ),
    Fault.DRAWING: lambda: _(
        "This is a drawing or a web page (SVG, HTML), which may carry a program. Save it as JPEG or PNG and send that."
    ),
    Fault.HEIC: lambda: _(
        "This is an iPhone picture (HEIC) that most browsers do not show. In Settings, Camera, Formats choose “Most "
        "Compatible”, or send it to yourself by e-mail or Zalo and save it as JPEG."
    ),
    Fault.MOVING: lambda: _("This is a moving picture or a GIF. Choose one still photograph as JPEG, PNG or WebP."),
    Fault.OTHER_KIND: lambda: _(
        "A photograph is a JPEG, PNG or WebP, and this file is none of them, whatever its name. Save it as JPEG and "
        "send it again."
    ),
    Fault.BROKEN: lambda: _("The picture is damaged or came only in part. Send it again, or take it again."),
    Fault.TOO_MANY_PIXELS: lambda: _(
        "The picture has more than 60 million dots. Take it with a smaller setting of the camera and send it again."
    ),
    Fault.TOO_SMALL: lambda: _(
        "The picture is too small: its shorter side has fewer than 300 dots and would be blurred. Send the original."
    ),
    Fault.TOO_NARROW: lambda: _(
        "The picture is a narrow strip, more than four times as long as wide. Cut it, or take the photograph again."
    ),
}
