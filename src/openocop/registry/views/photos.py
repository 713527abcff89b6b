"""The office's pages of a product's photographs."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.domain.legal_time import legal_day
from openocop.core.harmless import served
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.registry.forms import PhotoForm, PhotoTextForm, photo_initial
from openocop.registry.models import Product, ProductPhoto
from openocop.registry.permissions import may_keep_products, may_read_product
from openocop.registry.selectors.photos import photo_facts, photos_of
from openocop.registry.services.photo_sizes import keep_sizes
from openocop.registry.services.photos import (
    MOST_PHOTOS,
    add_photo,
    describe_photo,
    move_photo,
    prepared_photo,
    retire_photo,
)
from openocop.registry.words import LICENCES, PHOTO_KINDS, RIGHTS


@require_safe
@acting
def photographs(request: ActingRequest, public_id: str) -> HttpResponse:
    product, on = _product(public_id), legal_day(timezone.now())
    require(may_read_product(request.post, product, on=on))
    photos = photos_of(product)
    context = {
        "product": product,
        "hanging": [_shown(one) for one in photos if one.retired_at is None],
        "taken_off": [_shown(one) for one in photos if one.retired_at is not None],
        "most": MOST_PHOTOS,
        "may_keep": may_keep_products(request.post, product.producer, product.province, on=on),
        "illustrative": product.is_illustrative,
        "crumbs": [*_crumbs(product), (_("Photographs"), "")],
    }
    return render(request, "registry/photos.html", context)


@acting
def new_photo(request: ActingRequest, public_id: str) -> HttpResponse:
    product, now = _kept(request, public_id), timezone.now()
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            picture = prepared_photo(form.cleaned_data["photo"].file)
            keep_sizes(picture)
            given = {name: form.cleaned_data[name] for name in ("agreed", "client_id")}
            add_photo(product=product, picture=picture, facts=form.facts(), **given, by=request.post, at=now)
        except Refused as refusal:
            form.show_refusal(refusal)
        else:
            messages.success(request, _("The photograph hangs with the product now."))
            return redirect("registry:photos", product.public_id)
    return _form(request, form, product, _("Add a photograph"))


@acting
def edit_photo(request: ActingRequest, photo_id: str) -> HttpResponse:
    photo, now = _photo(photo_id), timezone.now()
    product = _kept(request, photo.product.public_id)
    if photo.retired_at is not None:
        raise Http404
    form = PhotoTextForm(request.POST or None, initial=photo_initial(photo_facts(photo), photo.version))
    if request.method == "POST" and form.is_valid():
        try:
            seen = form.cleaned_data["version"] or 0
            describe_photo(photo=photo, facts=form.facts(), seen_version=seen, by=request.post, at=now)
        except Refused as refusal:
            form.show_refusal(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("registry:photos", product.public_id)
    return _form(request, form, product, _("Change what is said"), photo)


@require_POST
@acting
def move(request: ActingRequest, photo_id: str) -> HttpResponse:
    photo = _photo(photo_id)
    move_photo(photo=photo, earlier="truoc" in request.POST, by=request.post, at=timezone.now())
    return redirect("registry:photos", photo.product.public_id)


@require_POST
@acting
def retire(request: ActingRequest, photo_id: str) -> HttpResponse:
    photo = _photo(photo_id)
    retire_photo(photo=photo, by=request.post, at=timezone.now())
    messages.success(
        request, _("Taken off: “%(caption)s”. Nobody outside sees it any more.") % {"caption": photo.caption}
    )
    return redirect("registry:photos", photo.product.public_id)


@require_safe
@acting
def picture(request: ActingRequest, photo_id: str) -> HttpResponseBase:
    """The picture as it is kept, for those who may read the product; one that was taken off, too."""
    photo = _photo(photo_id)
    require(may_read_product(request.post, photo.product, on=legal_day(timezone.now())))
    try:
        return served(photo.file)
    except FileNotFoundError as lost:
        raise Http404 from lost


def _shown(photo: ProductPhoto) -> dict[str, object]:
    words = {"kind": PHOTO_KINDS[photo.kind], "rights": RIGHTS.get(photo.rights), "licence": LICENCES[photo.licence]}
    return {"photo": photo, **words}


def _form(
    request: ActingRequest, form: PhotoForm, product: Product, title: str, photo: ProductPhoto | None = None
) -> HttpResponse:
    there = reverse("registry:photos", args=[product.public_id])
    context = {
        "form": form,
        "photo": photo,
        "product": product,
        "title": title,
        "illustrative": product.is_illustrative,
        "crumbs": [*_crumbs(product), (_("Photographs"), there), (title, "")],
    }
    return render(request, "registry/photo_form.html", context, status=422 if form.errors else 200)


def _product(public_id: str) -> Product:
    return get_object_or_404(Product.objects.select_related("producer"), public_id=public_id)


def _photo(photo_id: str) -> ProductPhoto:
    return get_object_or_404(ProductPhoto.objects.select_related("file", "product__producer"), public_id=photo_id)


def _kept(request: ActingRequest, public_id: str) -> Product:
    product = _product(public_id)
    require(may_keep_products(request.post, product.producer, product.province, on=legal_day(timezone.now())))
    return product


def _crumbs(product: Product) -> list[tuple[str, str]]:
    record = reverse("registry:product", args=[product.public_id])
    return [(_("Products"), reverse("registry:products")), (product.name, record)]
