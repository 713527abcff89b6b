"""What a producer offers of a product: packs with their prices, season and supply."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.offers.forms import GiftForm, PackForm, SupplyForm, gift_initial, pack_initial, supply_initial
from openocop.offers.models import Pack
from openocop.offers.selectors.facts import current_price, gift_facts, pack_facts, supply_facts
from openocop.offers.selectors.offers import NOTHING, offers_of
from openocop.offers.services.gifts import state_gift_use
from openocop.offers.services.packs import add_pack, retire_pack, revise_pack
from openocop.offers.services.supply import state_supply
from openocop.registry.models import Product
from openocop.registry.permissions import may_keep_products, may_read_product


@require_safe
@acting
def offer(request: ActingRequest, public_id: str) -> HttpResponse:
    product, on = _product(public_id), legal_day(timezone.now())
    require(may_read_product(request.post, product, on=on))
    context = {
        "product": product,
        "offer": offers_of([product.pk], on).get(product.pk, NOTHING),
        "may_keep": may_keep_products(request.post, product.producer, product.province, on=on),
        "illustrative": product.is_illustrative,
        "crumbs": _crumbs(product),
    }
    return render(request, "offers/offer.html", context)


@acting
def new_pack(request: ActingRequest, public_id: str) -> HttpResponse:
    product, now = _kept(request, public_id), timezone.now()
    form = PackForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            client_id = form.cleaned_data["client_id"]
            add_pack(product=product, facts=form.facts(), client_id=client_id, by=request.post, at=now)
        except Refused as refusal:
            form.show_refusal(refusal)
        else:
            return _saved(request, product)
    return _form(request, form, product, _("New pack"))


@acting
def edit_pack(request: ActingRequest, public_id: str) -> HttpResponse:
    pack = get_object_or_404(Pack.objects.select_related("product__producer"), public_id=public_id, retired_at=None)
    product, now = _kept(request, pack.product.public_id), timezone.now()
    form = PackForm(request.POST or None, initial=pack_initial(pack_facts(pack), current_price(pack)))
    if request.method == "POST" and form.is_valid():
        try:
            revise_pack(pack=pack, facts=form.facts(), by=request.post, at=now)
        except Refused as refusal:
            form.show_refusal(refusal)
        else:
            return _saved(request, product)
    return _form(request, form, product, pack.name)


@require_POST
@acting
def end_pack(request: ActingRequest, public_id: str) -> HttpResponse:
    pack = get_object_or_404(Pack.objects.select_related("product__producer"), public_id=public_id)
    retire_pack(pack=pack, by=request.post, at=timezone.now())
    messages.success(request, _("Taken off offer: %(name)s") % {"name": pack.name})
    return redirect("offers:offer", pack.product.public_id)


@acting
def supply(request: ActingRequest, public_id: str) -> HttpResponse:
    product, now = _kept(request, public_id), timezone.now()
    stated = getattr(product, "supply", None)
    form = SupplyForm(request.POST or None, initial=supply_initial(supply_facts(stated)) if stated else None)
    if request.method == "POST" and form.is_valid():
        try:
            state_supply(product=product, facts=form.facts(), by=request.post, at=now)
        except Refused as refusal:
            form.show_refusal(refusal)
        else:
            return _saved(request, product)
    return _form(request, form, product, _("Season and supply"))


@acting
def gift(request: ActingRequest, public_id: str) -> HttpResponse:
    product, now = _kept(request, public_id), timezone.now()
    form = GiftForm(request.POST or None, initial=gift_initial(gift_facts(getattr(product, "gift_use", None))))
    if request.method == "POST" and form.is_valid():
        state_gift_use(product=product, facts=form.facts(), by=request.post, at=now)
        return _saved(request, product)
    return _form(request, form, product, _("As a gift"))


def _saved(request: ActingRequest, product: Product) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("offers:offer", product.public_id)


def _form(request: ActingRequest, form: PackForm | SupplyForm | GiftForm, product: Product, title: str) -> HttpResponse:
    context = {
        "form": form,
        "is_pack": isinstance(form, PackForm),
        "is_gift": isinstance(form, GiftForm),
        "product": product,
        "title": title,
        "illustrative": product.is_illustrative,
        "crumbs": [*_crumbs(product)[:-1], (_("What you offer"), _address(product)), (title, "")],
    }
    return render(request, "offers/form.html", context, status=422 if form.errors else 200)


def _product(public_id: str) -> Product:
    return get_object_or_404(Product.objects.select_related("producer", "supply", "gift_use"), public_id=public_id)


def _kept(request: ActingRequest, public_id: str) -> Product:
    product = _product(public_id)
    require(may_keep_products(request.post, product.producer, product.province, on=legal_day(timezone.now())))
    return product


def _address(product: Product) -> str:
    return reverse("offers:offer", args=[product.public_id])


def _crumbs(product: Product) -> list[tuple[str, str]]:
    record = reverse("registry:product", args=[product.public_id])
    return [(_("Products"), reverse("registry:products")), (product.name, record), (_("What you offer"), "")]
