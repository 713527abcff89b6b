"""The gift finder: a wish in the address, sets with their reasons as the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openocop.catalogue.views.frame import Visit, cell, page, visit
from openocop.gifts.domain.loosening import loosened
from openocop.gifts.domain.sets import POOL, GiftSet, pool, proposals
from openocop.gifts.domain.wishes import Wish
from openocop.gifts.forms import START, WishForm
from openocop.gifts.selectors.items import Offered, gift_items
from openocop.gifts.words import Where, price_text, questions, reasons, way_out


@dataclass(frozen=True, slots=True)
class Shown:
    """One set as it is drawn; `total` for all sets wished for."""

    number: int
    price: int
    total: int
    items: list[dict[str, Any]]
    save: str
    enquire: str


@require_safe
def finder(request: HttpRequest) -> HttpResponse:
    seen = visit()
    asked = bool(request.GET)
    form = WishForm(request.GET if asked else None, initial=START, today=seen.on)
    context: dict[str, Any] = {
        "form": form,
        "asked": asked,
        "most_looked_at": POOL,
        "crumbs": [(_("Front page"), reverse("catalogue:home")), (_("Find a gift"), "")],
    }
    valid = asked and form.is_valid()
    if valid:
        context |= _answer(form, seen)
    return page(request, "gifts/finder.html", seen, context, status=422 if asked and not valid else 200)


def _answer(form: WishForm, seen: Visit) -> dict[str, Any]:
    wish, offered = form.wish(), gift_items(seen.version, seen.on)
    items = [one.item for one in offered.values()]
    found = proposals(items, wish)
    return {
        "answered": True,
        "wish": wish,
        "sets": [_shown(number, one, wish, offered, form, seen) for number, one in enumerate(found, start=1)],
        "ways": [] if found else [way_out(one) for one in loosened(items, wish)],
        "of_products": len({one.product for one in items}),
        "many": len(items) > POOL and len(pool(items, wish)) == POOL,
        "abroad": form.cleaned_data["noi"] == Where.ABROAD,
    }


def _shown(number: int, one: GiftSet, wish: Wish, offered: dict[str, Offered], form: WishForm, seen: Visit) -> Shown:
    rows = [offered[item.key] for item in one.items]
    codes = ",".join(row.item.product for row in rows)
    day = form.cleaned_data["ngay"]
    asked = {
        "ma": codes,
        "quy-cach": ",".join(row.item.key for row in rows),
        "so": wish.sets,
        "ngay": f"{day:%d/%m/%Y}" if day else "",
        "noi": form.cleaned_data["dia-chi"],
    }
    return Shown(
        number=number,
        price=one.price,
        total=one.price * wish.sets,
        items=[
            {
                "cell": cell(row.row.listing, seen.on),
                "pack": row.pack.pack,
                "price": row.item.price,
                "price_text": price_text(row),
                "reasons": reasons(row, wish),
                "questions": questions(row, wish),
            }
            for row in rows
        ],
        save=f"{reverse('saved:list')}?ma={codes}",
        enquire=urlencode({name: value for name, value in asked.items() if value}, safe=","),
    )
