"""The board of channels for offices and producers, and one product with what each channel lacks of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.channels.forms import EndForm, ListingForm
from openocop.channels.models import ChannelListing
from openocop.channels.permissions import may_check, may_record
from openocop.channels.selectors.board import Cell, Row, board, shown_channels
from openocop.channels.services.listings import check_listing, end_listing, record_listing
from openocop.channels.words import STATES, told_of
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.spreadsheets import xlsx_of
from openocop.core.verdict import require
from openocop.registry.models import Product
from openocop.registry.permissions import may_list, may_read_product, products_visible_to

PAGE_SIZE = 20
_HEADS = (
    *("Sản phẩm", "Chủ thể", "Kênh", "Tình trạng", "Điểm đầy đủ"),
    *("Địa chỉ", "Ghi ngày", "Mở kiểm ngày", "Minh hoạ"),
)
_AT_ONCE = 200  # products whose rows are worked out together for a file


@require_safe
@acting
def matrix(request: ActingRequest) -> HttpResponse:
    require(may_list(request.post))
    on = legal_day(timezone.now())
    page = Paginator(_products(request, on), PAGE_SIZE).get_page(request.GET.get("trang", "")[:6])
    context = {"page": page, "rows": board(list(page), on), "channels": shown_channels(), "states": STATES}
    return render(request, "channels/matrix.html", context)


@require_safe
@acting
def as_xlsx(request: ActingRequest) -> FileResponse:
    """The whole board as a spreadsheet: a line for each product and channel."""
    require(may_list(request.post))
    on = legal_day(timezone.now())
    return xlsx_of(_HEADS, _lines(request, on), sheet="Kênh bán", name=f"kenh-ban-{on:%Y%m%d}.xlsx")


@require_safe
@acting
def one(request: ActingRequest, public_id: str) -> HttpResponse:
    return _one(request, _product(request, public_id), ListingForm())


@require_POST
@acting
def listed(request: ActingRequest, public_id: str) -> HttpResponse:
    """Record an address of the product."""
    product, form = _product(request, public_id), ListingForm(request.POST)
    require(may_record(request.post, product, on=legal_day(timezone.now())))
    if form.is_valid():
        try:
            record_listing(product=product, **form.cleaned_data, by=request.post, at=timezone.now())
        except Refused as refusal:
            form.show_refusal(refusal)
        else:
            messages.success(request, _("Recorded. It counts once an office has opened it."))
            return redirect("channels:product", product.public_id)
    return _one(request, product, form)


@require_POST
@acting
def checked(request: ActingRequest, public_id: str) -> HttpResponse:
    listing = _listing(request, public_id)
    try:
        check_listing(listing=listing, by=request.post, at=timezone.now())
        messages.success(request, _("Recorded: the address was opened and shows the product."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("channels:product", listing.product.public_id)


@require_POST
@acting
def ended(request: ActingRequest, public_id: str) -> HttpResponse:
    listing, form = _listing(request, public_id), EndForm(request.POST)
    try:
        reason = form.cleaned_data["reason"] if form.is_valid() else request.POST.get("reason", "")
        end_listing(listing=listing, reason=reason, by=request.post, at=timezone.now())
        messages.success(request, _("Recorded: the address is gone."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("channels:product", listing.product.public_id)


def _one(request: ActingRequest, product: Product, form: ListingForm) -> HttpResponse:
    on = legal_day(timezone.now())
    (row,) = board([product], on)
    context = {
        "product": product,
        "cells": [(cell, STATES[cell.state], told_of(cell)) for cell in row.cells],
        "form": form,
        "end_form": EndForm(),
        "may_record": may_record(request.post, product, on=on),
        "may_check": may_check(request.post, product, on=on),
        "live": row.live,
        "illustrative": product.is_illustrative,
        "crumbs": [(_("Sales channels"), reverse("channels:board")), (product.name, "")],
    }
    return render(request, "channels/product.html", context, status=422 if form.errors else 200)


def _products(request: ActingRequest, on: date) -> QuerySet[Product]:
    visible = products_visible_to(request.post, on=on).select_related("producer")
    return visible.order_by("sort_key", "pk")


def _product(request: ActingRequest, public_id: str) -> Product:
    product = get_object_or_404(Product.objects.select_related("producer"), public_id=public_id)
    require(may_read_product(request.post, product, on=legal_day(timezone.now())))
    return product


def _listing(request: ActingRequest, public_id: str) -> ChannelListing:
    found = ChannelListing.objects.select_related("product__producer")
    listing: ChannelListing = get_object_or_404(found, public_id=public_id)
    require(may_record(request.post, listing.product, on=legal_day(timezone.now())))
    return listing


def _lines(request: ActingRequest, on: date) -> Iterator[tuple[object, ...]]:
    products = list(_products(request, on))
    for start in range(0, len(products), _AT_ONCE):
        for row in board(products[start : start + _AT_ONCE], on):
            for cell in row.cells:
                yield from _of_cell(row, cell)


def _of_cell(row: Row, cell: Cell) -> Iterator[tuple[object, ...]]:
    product, state = row.product, str(STATES[cell.state].text)
    who = product.producer.name if product.producer else ""
    mark = "x" if product.is_illustrative else ""
    for known in cell.listed or (None,):
        listing = known.listing if known else None
        yield (
            *(product.name, who, cell.channel.name, state, cell.score, listing.address if listing else ""),
            legal_day(listing.recorded_at) if listing else None,
            legal_day(listing.checked_at) if listing and listing.checked_at else None,
            mark,
        )
