"""Asking producers without an account, and reading what they answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from openocop.buying.domain.saved import read_codes
from openocop.catalogue.views.frame import page, product_url, visit
from openocop.core.refusal import Refused
from openocop.core.services.throttle import may_send_again
from openocop.enquiries.domain.parts import KEPT, MOST_LINES, PartState
from openocop.enquiries.forms import EnquiryForm
from openocop.enquiries.models import Enquiry
from openocop.enquiries.selectors.asked import Askable, askables
from openocop.enquiries.selectors.parts import receipt
from openocop.enquiries.services.answering import withdraw_enquiry
from openocop.enquiries.services.sending import send_enquiry
from openocop.enquiries.words import WHY_NOT
from openocop.ideas.domain.reference import spoken

MOST_AN_HOUR = 20


@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the products that the address names."""
    seen, now = visit(), timezone.now()
    codes = read_codes(request.GET.getlist("ma"))
    found = askables(codes.codes[:MOST_LINES], seen.on)
    posted = request.POST if request.method == "POST" else None
    form = EnquiryForm(posted, askables=found, today=seen.on, initial=_begun(request, found))
    if posted is not None and form.is_valid():
        enquiry = _sent(request, form, now)
        if enquiry is not None:
            return redirect("enquiries:receipt", enquiry.receipt_key)
    open_ones = [one for one in found if not one.why_not]
    context = {
        "form": form,
        "lines": [
            (one, product_url(one.listing), form[f"so-{c}"], form[f"goi-{c}"]) for one, c in _with_codes(open_ones)
        ],
        "closed": [(one, product_url(one.listing), WHY_NOT[one.why_not]) for one in found if one.why_not],
        "producers": len({one.producer.pk for one in open_ones if one.producer}),
        "unknown": [code for code in codes.codes[:MOST_LINES] if code not in {one.listing.public_id for one in found}],
        "left_out": codes.left_out + max(0, len(codes.codes) - MOST_LINES),
        "most": MOST_LINES,
        "kept_days": KEPT.days,
        "invented": bool(open_ones) and all(one.listing.is_illustrative for one in open_ones),
        "back": f"{reverse('saved:list')}?ma={codes.address}",
        "crumbs": [(_("Front page"), reverse("catalogue:home")), (_("Ask the producers"), "")],
    }
    return page(request, "enquiries/ask.html", seen, context, status=422 if form.errors else 200)


def _with_codes(found: list[Askable]) -> list[tuple[Askable, str]]:
    return [(one, one.listing.public_id) for one in found]


def _begun(request: HttpRequest, found: list[Askable]) -> dict[str, Any]:
    """Return what the address fills in: quantity, packs, day and place of a proposal."""
    number, packs = request.GET.get("so", "")[:6], set(request.GET.get("quy-cach", "")[:600].split(","))
    begun: dict[str, Any] = {"needed_on": request.GET.get("ngay", "")[:20], "place": request.GET.get("noi", "")[:120]}
    for one in found:
        code = one.listing.public_id
        begun[f"so-{code}"] = number if number.isascii() and number.isdecimal() and int(number) else "1"
        named = [pack.pack.public_id for pack in one.offer.packs]
        only = named[0] if len(named) == 1 else ""
        begun[f"goi-{code}"] = next((pack for pack in named if pack in packs), only)
    return begun


def _sent(request: HttpRequest, form: EnquiryForm, at: datetime) -> Enquiry | None:
    """Send it, or say in the form why it is not sent."""
    if not may_send_again("enquiries.sent", request.META.get("REMOTE_ADDR", ""), most=MOST_AN_HOUR):
        form.add_error(None, _("Many enquiries came from this line within an hour. Wait a little, then send it again."))
        return None
    data = form.cleaned_data
    try:
        return send_enquiry(
            wanted=form.wanted(),
            contact=form.contact(),
            wishes=form.wishes(),
            consented=data["consent"],
            client_id=data["client_id"],
            at=at,
        )
    except Refused as wrong:
        form.show_refusal(wrong)
        return None


@never_cache
@require_safe
def receipt_page(request: HttpRequest, key: str) -> HttpResponse:
    """What was asked and answered, for whoever holds this address."""
    enquiry = _receipt_or_404(key)
    parts = list(enquiry.parts.all())
    context = {
        "enquiry": enquiry,
        "parts": parts,
        "reference": spoken(enquiry.public_id).replace("YT", "HM", 1),
        "address": request.build_absolute_uri(),
        "answered": sum(part.answered_at is not None for part in parts),
        "may_withdraw": enquiry.withdrawn_at is None,
        "waiting": any(part.state == PartState.WAITING for part in parts),
    }
    answer = page(request, "enquiries/receipt.html", visit(), context)
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@require_POST
@never_cache
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    withdraw_enquiry(enquiry=_receipt_or_404(key), at=timezone.now())
    return redirect("enquiries:receipt", key)


def _receipt_or_404(key: str) -> Enquiry:
    enquiry = receipt(key)
    if enquiry is None or enquiry.noted_by_id is not None:
        raise Http404
    return enquiry
