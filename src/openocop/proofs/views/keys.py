"""The administrator's pages of the signing keys."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from openocop.accounts.acting import ActingRequest, acting
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.proofs.forms import RevokeForm
from openocop.proofs.models import SigningKey
from openocop.proofs.permissions import may_keep_keys
from openocop.proofs.selectors.listed import keys_listed, lacking_proofs
from openocop.proofs.services.keys import revoke_key, rotate_key
from openocop.proofs.services.proving import prove_lacking


@acting
def listing(request: ActingRequest) -> HttpResponse:
    """The keys of the province with what each signed, and the certificates that still lack a proof."""
    require(may_keep_keys(request.post))
    context = {
        "keys": keys_listed(request.post.province),
        "lacking": lacking_proofs(request.post.province).count(),
        "province": request.post.province,
    }
    return render(request, "proofs/keys.html", context)


@acting
def rotate(request: ActingRequest) -> HttpResponseBase:
    require(may_keep_keys(request.post))
    response: HttpResponseBase = _rotate(request)
    return response


@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth has no type information
def _rotate(request: ActingRequest) -> HttpResponse:
    """Say what a new key means, and let it sign once that is confirmed."""
    if request.method != "POST":
        return render(request, "proofs/rotate.html")
    rotate_key(province=request.post.province, by=request.post)
    messages.success(request, _("A new key signs from now on. What the earlier one signed still holds."))
    return redirect("proofs:keys")


@acting
def revoke(request: ActingRequest, public_id: str) -> HttpResponseBase:
    require(may_keep_keys(request.post))
    key = get_object_or_404(SigningKey, province=request.post.province, public_id=public_id)
    response: HttpResponseBase = _revoke(request, key)
    return response


@reauthentication_required(allow_get=True)  # type: ignore[untyped-decorator]  # allauth has no type information
def _revoke(request: ActingRequest, key: SigningKey) -> HttpResponse:
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revoke_key(key=key, reason=form.cleaned_data["reason"], by=request.post)
        except Refused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("The key is revoked. Sign new proofs for the certificates it had signed."))
            return redirect("proofs:keys")
    context = {"form": form, "key": key, "signed": key.proofs.count()}
    return render(request, "proofs/revoke.html", context, status=422 if form.errors else 200)


@acting
@require_POST
def prove(request: ActingRequest) -> HttpResponse:
    """Sign the proofs that are lacking."""
    made = prove_lacking(province=request.post.province, by=request.post)
    messages.success(request, _("%(made)d proofs were signed.") % {"made": made})
    return redirect("proofs:keys")
