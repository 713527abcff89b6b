"""The office's pages of products."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.registry.domain.facts import MAX_NAME
from openocop.registry.domain.families import FAMILIES
from openocop.registry.domain.groups import product_groups
from openocop.registry.forms import ProductForm, product_initial
from openocop.registry.models import Product
from openocop.registry.permissions import may_keep_products
from openocop.registry.selectors.entry import commune_choices
from openocop.registry.selectors.facts import product_facts
from openocop.registry.selectors.lists import Filters, products_listed
from openocop.registry.selectors.lookalikes import Lookalike, lookalikes, tellable
from openocop.registry.selectors.records import product_by_public_id, product_page
from openocop.registry.services.products import register_product, revise_product
from openocop.registry.views.producers import CONFIRMED, producer_or_404


@acting
def product_list(request: ActingRequest) -> HttpResponse:
    on = legal_day(timezone.now())
    filters = Filters.of_query(request.GET.dict())
    context = {
        "listed": products_listed(request.post, filters, on=on, page=request.GET.get("trang", 1)),
        "filters": filters,
        "no_filters": Filters(),
        "checks": [
            ("family", _("Family read from the name")),
            ("producer", _("Producer not named")),
            ("place", _("Place not known")),
        ],
        "families": list(FAMILIES.items()),
        "communes": commune_choices(request.post.province, on=on),
    }
    return render(request, "registry/products.html", context)


@acting
def product_detail(request: ActingRequest, public_id: str) -> HttpResponse:
    page = product_page(_product_or_404(public_id), request.post, on=legal_day(timezone.now()))
    context = {
        "page": page,
        "product": page.product,
        "group": product_groups().get(page.product.classification or "", ""),
        "family": FAMILIES.get(page.product.family, ""),
        "illustrative": page.product.is_illustrative,
        "crumbs": [*_crumbs(), (page.product.name, "")],
    }
    return render(request, "registry/product.html", context)


@acting
def new_product(request: ActingRequest, public_id: str) -> HttpResponse:
    now = timezone.now()
    producer = producer_or_404(public_id)
    require(may_keep_products(request.post, producer, producer.province, on=legal_day(now)))
    begun = {"name": request.GET.get("ten", "")[:MAX_NAME]}
    form = ProductForm(request.POST if request.method == "POST" else None, initial=begun)
    matches: list[Lookalike] = []
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        if CONFIRMED not in request.POST:
            among = tellable(request.post, on=legal_day(now))
            on = legal_day(now)
            matches = lookalikes(request.post, name=name, maker=producer.name, among=among, on=on)
        if not matches:
            try:
                product = register_product(facts=form.facts(), producer=producer, by=request.post, at=now)
            except Refused as refusal:
                form.show_refusal(refusal)
            else:
                messages.success(request, _("Registered: %(name)s") % {"name": product.name})
                return redirect("registry:product", product.public_id)
    back = reverse("registry:producer", args=[producer.public_id])
    context = {
        "form": form,
        "matches": matches,
        "producer": producer,
        "illustrative": producer.is_illustrative,
        "crumbs": [(_("Producers"), reverse("registry:producers")), (producer.name, back), (_("New product"), "")],
    }
    return render(request, "registry/product_form.html", context)


@acting
def edit_product(request: ActingRequest, public_id: str) -> HttpResponse:
    now = timezone.now()
    product = _product_or_404(public_id)
    require(may_keep_products(request.post, product.producer, product.province, on=legal_day(now)))
    posted = request.POST if request.method == "POST" else None
    form = ProductForm(posted, initial=product_initial(product_facts(product)))
    if posted is not None and form.is_valid():
        try:
            revise_product(product=product, facts=form.facts(), by=request.post, at=now)
        except Refused as refusal:
            form.show_refusal(refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("registry:product", product.public_id)
    back = reverse("registry:product", args=[product.public_id])
    context = {
        "form": form,
        "product": product,
        "producer": product.producer,
        "illustrative": product.is_illustrative,
        "crumbs": [*_crumbs(), (product.name, back), (_("Correct it"), "")],
    }
    return render(request, "registry/product_form.html", context)


def _product_or_404(public_id: str) -> Product:
    product = product_by_public_id(public_id)
    if product is None:
        raise Http404
    return product


def _crumbs() -> list[tuple[str, str]]:
    return [(_("Products"), reverse("registry:products"))]
