"""What anybody may have: the keys, the credential of a certificate, its QR code for a label."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from openocop.core.documents.qr import qr_png, qr_svg
from openocop.proofs.models import Proof
from openocop.proofs.selectors.addresses import certificate_address
from openocop.proofs.selectors.published import controller_document, counting_proof, knowledge, provinces_with_keys

_MODULE = 12  # pixels: at 300 dots an inch a module is a millimetre wide, and printers only make it smaller


@require_safe
def keys(request: HttpRequest) -> JsonResponse:
    """The addresses of the keys of every province that signs here."""
    return JsonResponse({"provinces": provinces_with_keys()})


@require_safe
def province_keys(request: HttpRequest, province: str) -> JsonResponse:
    found = controller_document(province)
    if found is None:
        raise Http404
    return JsonResponse(found)


@require_safe
def known(request: HttpRequest) -> JsonResponse:
    """Keys, withdrawals and replacements as of now, for devices that check without a network."""
    response = JsonResponse(knowledge())
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
def credential(request: HttpRequest, public_id: str) -> HttpResponse:
    proof = _proof(public_id)
    response = JsonResponse(proof.credential, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Type"] = "application/vc"
    response["Content-Disposition"] = f'attachment; filename="{proof.certificate.product_code}.vc.json"'
    return response


@require_safe
def label_svg(request: HttpRequest, public_id: str) -> HttpResponse:
    proof = _proof(public_id)
    drawing = qr_svg(certificate_address(proof.certificate, proof.compact))
    return _file(drawing.encode(), "image/svg+xml", f"ocop-{proof.certificate.product_code}.svg")


@require_safe
def label_png(request: HttpRequest, public_id: str) -> HttpResponse:
    proof = _proof(public_id)
    picture = qr_png(certificate_address(proof.certificate, proof.compact), module=_MODULE)
    return _file(picture, "image/png", f"ocop-{proof.certificate.product_code}.png")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _proof(public_id: str) -> Proof:
    proof = counting_proof(public_id)
    if proof is None:
        raise Http404
    return proof
