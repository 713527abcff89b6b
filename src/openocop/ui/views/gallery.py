"""Every part in every state, for those who build pages. Nothing shown here comes from the database."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from openocop.ui.gallery import SampleForm, levels, sample_rows
from openocop.ui.words import CERTIFICATE_SIGNS, MOTIF_TINTS, VERDICT_CLASSES


def public_parts(request: HttpRequest) -> HttpResponse:
    messages.info(request, _("This page is for those who build pages: every part in every state."))
    context = {
        "certificate_states": list(CERTIFICATE_SIGNS),
        "verdicts": list(VERDICT_CLASSES),
        "motifs": list(MOTIF_TINTS),
        "page": Paginator(range(151), 12).page(2),
        "crumbs": [(_("Front page"), "/"), (_("Parts"), "")],
        "form": SampleForm({"lot": "TK2611070I", "product": ""}),
        "score": Decimal(62),
    }
    return render(request, "ui/gallery/public.html", context)


def office_parts(request: HttpRequest) -> HttpResponse:
    messages.success(request, _("This page is for those who build pages: every part in every state."))
    context = {
        "illustrative": True,
        "crumbs": [(_("Front page"), "/"), (_("Parts"), "")],
        "stages": [("Mở phiên", "done"), ("Chấm độc lập", "current"), ("Công bố điểm", ""), ("Biên bản", "")],
        "tabs": [("Đang ở xã", "#", 8, True), ("Chờ chủ thể", "#", 1, False), ("Đã chuyển tỉnh", "#", 1204, False)],
        "rows": sample_rows(),
        "levels": levels(),
        "form": SampleForm({"lot": "TK2611070I", "product": ""}),
        "blank_form": SampleForm(prefix="moi"),
        "page": Paginator(range(1204), 50).page(3),
        "missing": {4: 2},
        "score": Fraction(634, 9),
        "second_round": [
            ("1.5", "Liên kết chuỗi", 3, 1, "Hợp đồng chỉ ghi 62% sản lượng"),
            ("2.1", "Nguồn gốc ý tưởng", 2, 2, ""),
        ],
        "keys": [("J", "tiêu chí sau"), ("K", "tiêu chí trước"), ("/", "tìm")],
    }
    return render(request, "ui/gallery/office.html", context)


def scoring_sheet(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery/scoring.html", {"levels": levels(), "missing": {4: 2}, "score": 65})


def projector_screen(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery/projector.html", {"score": Fraction(634, 9), "missing": {4: 1}})
