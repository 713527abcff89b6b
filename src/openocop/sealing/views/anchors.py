"""The administrator's pages of the authorities that are believed."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.sealing.forms import AnchorForm, WithdrawForm
from openocop.sealing.models import SystemSeal, TrustAnchor
from openocop.sealing.permissions import may_keep_anchors
from openocop.sealing.selectors.papers import anchors_listed
from openocop.sealing.services.anchors import add_anchor, withdraw_anchor
from openocop.sealing.words import SIGNERS_NAMES


@acting
def anchors(request: ActingRequest) -> HttpResponseBase:
    require(may_keep_anchors(request.post))
    response: HttpResponseBase = _anchors(request)
    return response


@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth has no type information
def _anchors(request: ActingRequest) -> HttpResponse:
    """The authorities with whom they certify, the system's own signature, and a form to add an authority."""
    province, form = request.post.province, AnchorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_anchor(province=province, by=request.post, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("Certificates of this authority are believed from now on."))
            return redirect("sealing:anchors")
    context = {
        "anchors": [(one, SIGNERS_NAMES[one.signers]) for one in anchors_listed(province)],
        "seal": SystemSeal.objects.filter(province=province, retired_at=None).first(),
        "form": form,
    }
    return render(request, "sealing/anchors.html", context, status=422 if form.errors else 200)


@acting
def withdraw(request: ActingRequest, public_id: str) -> HttpResponseBase:
    require(may_keep_anchors(request.post))
    anchor = get_object_or_404(TrustAnchor, province=request.post.province, public_id=public_id)
    response: HttpResponseBase = _withdraw(request, anchor)
    return response


@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth has no type information
def _withdraw(request: ActingRequest, anchor: TrustAnchor) -> HttpResponse:
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        withdraw_anchor(anchor=anchor, reason=form.cleaned_data["reason"], by=request.post)
        messages.success(request, _("Certificates of this authority are believed no more."))
        return redirect("sealing:anchors")
    context = {"form": form, "anchor": anchor}
    return render(request, "sealing/withdraw_anchor.html", context, status=422 if form.errors else 200)
