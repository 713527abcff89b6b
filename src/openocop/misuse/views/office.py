"""Reports of misuse as the office reads and handles them."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from openocop.accounts.acting import ActingRequest, acting
from openocop.catalogue.selectors.verification import certificate_id
from openocop.core.domain.legal_time import legal_day
from openocop.core.harmless import served
from openocop.core.refusal import Refused
from openocop.core.spreadsheets import xlsx_of
from openocop.core.verdict import require
from openocop.misuse.domain.reports import OPEN, Outcome, Seen, Stage
from openocop.misuse.forms import AnswerForm
from openocop.misuse.models import MisusePhoto, MisuseReport
from openocop.misuse.permissions import may_handle, may_list, reports_visible_to
from openocop.misuse.selectors.reports import PAGE_SIZE, reports_listed, sheet_rows, similar_to
from openocop.misuse.services.handling import answer_report, join_reports, name_product, note_report, take_up
from openocop.misuse.words import OUTCOMES, SEEN, STAGES
from openocop.recognition.models import Certificate
from openocop.recognition.permissions.withdrawals import may_list_withdrawals, may_open_case
from openocop.recognition.selectors.recognitions import current_recognitions
from openocop.recognition.words import section_tabs
from openocop.registry.models import Product

_HEADS = (
    *("Mã phản ánh", "Thấy gì", "Sản phẩm", "Ở đâu", "Ngày thấy", "Ngày gửi", "Tình trạng", "Kết quả"),
    *("Trả lời ngày", "Minh hoạ"),
)


@require_safe
@acting
def listing(request: ActingRequest) -> HttpResponse:
    require(may_list(request.post))
    stage, seen = (request.GET.get(name, "")[:20] for name in ("buoc", "thay"))
    page = Paginator(reports_listed(request.post, stage=stage, seen=seen), PAGE_SIZE).get_page(
        request.GET.get("trang", "")[:6]
    )
    context = {
        "page": page,
        "rows": [(one, SEEN[Seen(one.seen)], STAGES[Stage(one.stage)]) for one in page],
        "stages": [(one.value, name, one.value == stage) for one, name in STAGES.items()],
        "sights": [(one.value, name, one.value == seen) for one, name in SEEN.items()],
        "narrowed": bool(stage or seen),
        "tabs": section_tabs("misuse", request.post) if may_list_withdrawals(request.post) else [],
    }
    return render(request, "misuse/list.html", context)


@require_safe
@acting
def as_xlsx(request: ActingRequest) -> FileResponse:
    require(may_list(request.post))
    rows = sheet_rows(reports_listed(request.post, stage=request.GET.get("buoc", ""), seen=request.GET.get("thay", "")))
    return xlsx_of(_HEADS, rows, sheet="Phản ánh", name=f"phan-anh-{legal_day(timezone.now()):%Y%m%d}.xlsx")


@require_safe
@acting
def detail(request: ActingRequest, public_id: str) -> HttpResponse:
    report = _report(request, public_id)
    return _detail(request, report, AnswerForm(initial={"version": report.version}))


@require_safe
@acting
def photo(request: ActingRequest, public_id: str) -> FileResponse:
    require(may_list(request.post))
    visible = MisusePhoto.objects.filter(report__in=reports_visible_to(request.post)).select_related("file")
    return served(get_object_or_404(visible, public_id=public_id).file)


@require_POST
@acting
def take(request: ActingRequest, public_id: str) -> HttpResponse:
    report = _report(request, public_id)
    return _done(request, report, lambda: take_up(report=report, by=request.post, at=timezone.now()))


@require_POST
@acting
def note(request: ActingRequest, public_id: str) -> HttpResponse:
    report, text = _report(request, public_id), request.POST.get("text", "")
    return _done(request, report, lambda: note_report(report=report, text=text, by=request.post, at=timezone.now()))


@require_POST
@acting
def about(request: ActingRequest, public_id: str) -> HttpResponse:
    """Say which product it is about, by its code; left empty: none."""
    report, code = _report(request, public_id), request.POST.get("code", "").replace("\x00", "").strip()[:100]
    product = _named(request, code) if code else None
    if code and product is None:
        messages.error(request, _("No product of the province bears the code “%(code)s”.") % {"code": code})
        return redirect("misuse-office:report", report.public_id)
    return _done(
        request, report, lambda: name_product(report=report, product=product, by=request.post, at=timezone.now())
    )


@require_POST
@acting
def join(request: ActingRequest, public_id: str) -> HttpResponse:
    report = _report(request, public_id)
    other = _report(request, request.POST.get("other", "").strip()[:20] or "-")
    return _done(request, report, lambda: join_reports(report=report, other=other, by=request.post, at=timezone.now()))


@require_POST
@acting
def answer(request: ActingRequest, public_id: str) -> HttpResponse:
    report, form = _report(request, public_id), AnswerForm(request.POST)
    require(may_handle(request.post))
    if form.is_valid():
        data = form.cleaned_data
        try:
            answer_report(
                report=report,
                outcome=form.chosen(),
                reason=data["reason"],
                answer=data["answer"],
                seen_version=data["version"],
                by=request.post,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.show_refusal(refusal)
        else:
            messages.success(request, _("Answered. Whoever reported it reads the answer at their address."))
            return redirect("misuse-office:report", report.public_id)
    return _detail(request, report, form)


def _detail(request: ActingRequest, report: MisuseReport, form: AnswerForm) -> HttpResponse:
    handles = may_handle(request.post)
    speaking = current_recognitions([report.product_id], legal_day(timezone.now())) if report.product_id else {}
    recognition = speaking.get(report.product_id or 0)
    opens = recognition is not None and bool(may_open_case(request.post, recognition))
    context = {
        "report": report,
        "seen": SEEN[Seen(report.seen)],
        "stage": STAGES[Stage(report.stage)],
        "outcome": OUTCOMES[Outcome(report.outcome)] if report.outcome else "",
        "open": report.stage in OPEN,
        "handles": handles,
        "photos": report.photos.all(),
        "notes": report.notes.all(),
        "joined": report.joined.all(),
        "similar": similar_to(report, request.post),
        "recognition": recognition if opens and report.outcome == Outcome.FOUNDED else None,
        "form": form,
        "illustrative": report.is_illustrative,
        "crumbs": [(_("Reports of misuse"), reverse("misuse-office:list")), (report.public_id, "")],
    }
    return render(request, "misuse/office_report.html", context, status=422 if form.errors else 200)


def _report(request: ActingRequest, public_id: str) -> MisuseReport:
    require(may_list(request.post))
    visible = reports_visible_to(request.post).select_related("product__producer", "in_charge", "joined_to")
    return get_object_or_404(visible, public_id=public_id)


def _done(request: ActingRequest, report: MisuseReport, act: Callable[[], object]) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    if not reports_visible_to(request.post).filter(pk=report.pk).exists():
        return redirect("misuse-office:list")
    return redirect("misuse-office:report", report.public_id)


def _named(request: ActingRequest, code: str) -> Product | None:
    certificate = certificate_id(code)
    bears = Certificate.objects.filter(public_id=certificate or "-").values("recognition__product")
    here = Product.objects.filter(province=request.post.province)
    return here.filter(public_id=code.lower()).first() or here.filter(pk__in=bears).first()
