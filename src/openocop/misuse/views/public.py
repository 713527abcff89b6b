"""Reporting misuse without an account, and reading what came of it."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from openocop.catalogue.models import Listing
from openocop.catalogue.selectors.verification import certificate_id
from openocop.catalogue.views.frame import page, visit
from openocop.core.domain.legal_time import legal_day
from openocop.core.refusal import Refused
from openocop.core.services.throttle import may_send_again
from openocop.ideas.domain.reference import spoken
from openocop.ideas.selectors.places import provinces
from openocop.misuse.domain.reports import MOST_PHOTOS, Stage
from openocop.misuse.forms import ReportForm
from openocop.misuse.models import MisuseReport
from openocop.misuse.selectors.reports import receipt, told
from openocop.misuse.services.reporting import report_misuse
from openocop.misuse.words import STAGES
from openocop.recognition.models import Certificate
from openocop.registry.domain.photographs import Prepared
from openocop.registry.models import Product
from openocop.registry.services.photos import prepared_photo

MOST_AN_HOUR = 6


@never_cache
def report(request: HttpRequest) -> HttpResponse:
    """Report what was seen; the page one comes from may name a product (`sp`) or what was typed (`ma`)."""
    seen, now = visit(), timezone.now()
    known = provinces(on=seen.on)
    product = _product(request.GET.get("sp", ""), request.GET.get("ma", ""))
    about = product.name if product else request.GET.get("ma", "").replace("\x00", "")[:200]
    posted = request.POST if request.method == "POST" else None
    form = ReportForm(posted, provinces=known, initial={"about": about, "seen_on": seen.on})
    if posted is not None and form.is_valid():
        sent = _sent(request, form, product, known[0][0] if known else "", now)
        if sent is not None:
            return redirect("misuse:receipt", sent.receipt_key)
    context = {
        "form": form,
        "product": product,
        "several": len(known) > 1 and product is None,
        "most_photos": MOST_PHOTOS,
        "crumbs": [(_("Front page"), reverse("catalogue:home")), (_("Report misuse"), "")],
    }
    return page(request, "misuse/report.html", seen, context, status=422 if form.errors else 200)


@never_cache
@require_safe
def receipt_page(request: HttpRequest, key: str) -> HttpResponse:
    """How far it is, for whoever holds this address; nothing of what was reported stands here again."""
    found = receipt(key)
    if found is None:
        raise Http404
    speaks = told(found)
    context = {
        "reference": spoken(found.public_id).replace("YT", "PA", 1),
        "sent_on": legal_day(found.sent_at),
        "stage": STAGES[Stage(speaks.stage)],
        "answer": speaks.answer if speaks.stage == Stage.ANSWERED else "",
        "answered_on": legal_day(speaks.answered_at) if speaks.answered_at else None,
        "address": request.build_absolute_uri(),
        "illustrative": found.is_illustrative,
    }
    answer = page(request, "misuse/receipt.html", visit(), context)
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _sent(
    request: HttpRequest, form: ReportForm, product: Product | None, usual: str, at: datetime
) -> MisuseReport | None:
    """Send it, or say in the form why it is not sent. What was typed stays; photographs are chosen again."""
    if not may_send_again("misuse.reported", request.META.get("REMOTE_ADDR", ""), most=MOST_AN_HOUR):
        form.add_error(None, _("Many reports came from this line within an hour. Wait a little, then send it again."))
        return None
    try:
        return report_misuse(
            province=product.province if product else form.cleaned_data["province"] or usual,
            sighting=form.sighting(),
            product=product,
            pictures=_pictures(request),
            client_id=form.cleaned_data["client_id"],
            at=at,
        )
    except Refused as wrong:
        form.show_refusal(wrong)
        return None


def _pictures(request: HttpRequest) -> list[Prepared]:
    files = request.FILES.getlist("photos")
    if len(files) > MOST_PHOTOS:
        message = _("Add %(most)d photographs at most: those on which it is seen best.")
        raise Refused(message % {"most": MOST_PHOTOS}, field="photos")
    return [prepared_photo(file) for file in files]


def _product(public_id: str, typed: str) -> Product | None:
    """Return the public product that an address or a typed code names, None where none is."""
    listed = Listing.objects.select_related("product")
    named = public_id.replace("\x00", "")[:20].lower()
    if named:
        found = listed.filter(public_id=named).first()
        return found.product if found else None
    certificate = certificate_id(typed.replace("\x00", "")[:100]) if typed else None
    if certificate is None:
        return None
    bears = Certificate.objects.filter(public_id=certificate).values("recognition__product")
    found = listed.filter(product__in=bears).first()
    return found.product if found else None
