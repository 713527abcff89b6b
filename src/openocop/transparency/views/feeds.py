"""The log for programs: its signed head, its entries, and proofs. What cannot change may be kept for ever."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from openocop.transparency.models import LogHead
from openocop.transparency.selectors.logs import consistency_proof, entries_of, head_of, inclusion_proof
from openocop.transparency.services.signing import public_key

MOST_ENTRIES = 500
_FOR_EVER = "public, max-age=31536000, immutable"
_NOW = "public, max-age=30"


class _Wrong(Exception):
    """A number of the address that cannot be; its words say which and what it may be."""


@require_safe
def checkpoint(request: HttpRequest, province: str) -> HttpResponse:
    """The last signed head, or that of `?size=`; a note as C2SP witnesses read it."""
    try:
        size = _number(request, "size", 0, None) if "size" in request.GET else None
    except _Wrong as wrong:
        return _refused(wrong)
    head = head_of(province, size)
    if head is None:
        raise Http404
    return _plain(head.note, _NOW if size is None else _FOR_EVER)


@require_safe
def key(request: HttpRequest, province: str) -> HttpResponse:
    """The public key of the log, as witnesses keep it."""
    _head(province)
    return _plain(f"{public_key(province)}\n", _NOW)


@require_safe
def entries(request: HttpRequest, province: str) -> HttpResponse:
    """Entries `from` to before `to`, at most 500, each as the text that was hashed."""
    head = _head(province)
    try:
        start = _number(request, "from", 0, head.size)
        end = _number(request, "to", min(start + MOST_ENTRIES, head.size), head.size)
    except _Wrong as wrong:
        return _refused(wrong)
    end = min(end, start + MOST_ENTRIES)
    rows = entries_of(province).filter(index__gte=start, index__lt=end).values_list("leaf", flat=True)
    return _answer({"from": start, "to": end, "size": head.size, "leaves": list(rows)}, _NOW)


@require_safe
def inclusion(request: HttpRequest, province: str) -> HttpResponse:
    """The proof that an entry (`?index=` or `?hash=`) is in the tree of `size`, by default of the last signed head."""
    head = _head(province)
    try:
        size = _number(request, "size", head.size, head.size, least=1)
        if "hash" in request.GET:
            alike = entries_of(province).filter(leaf_hash=request.GET["hash"][:64])
            index = alike.values_list("index", flat=True).last()
            if index is None or index >= size:
                raise Http404
        else:
            index = _number(request, "index", 0, size - 1)
    except _Wrong as wrong:
        return _refused(wrong)
    proof = [one.hex() for one in inclusion_proof(province, index, size)]
    caching = _FOR_EVER if "size" in request.GET else _NOW
    return _answer({"index": index, "size": size, "proof": proof}, caching)


@require_safe
def consistency(request: HttpRequest, province: str) -> HttpResponse:
    """The proof that the tree of `to` begins with that of `from`."""
    head = _head(province)
    try:
        second = _number(request, "to", head.size, head.size)
        first = _number(request, "from", 0, second)
    except _Wrong as wrong:
        return _refused(wrong)
    proof = [one.hex() for one in consistency_proof(province, first, second)]
    return _answer({"from": first, "to": second, "proof": proof}, _FOR_EVER if "to" in request.GET else _NOW)


def _head(province: str) -> LogHead:
    head = head_of(province)
    if head is None:
        raise Http404
    return head


def _number(request: HttpRequest, name: str, default: int, most: int | None, least: int = 0) -> int:
    text = request.GET.get(name, str(default))
    number = int(text) if text.isascii() and text.isdecimal() and len(text) <= 15 else -1
    if number < least or (most is not None and number > most):
        words = {"least": least, "most": most}
        bound = _("a number from %(least)s to %(most)s") % words if most is not None else _("a number")
        raise _Wrong(_("“%(name)s” must be %(bound)s.") % {"name": name, "bound": bound})
    return number


def _refused(wrong: _Wrong) -> HttpResponse:
    return _answer({"problem": str(wrong)}, "no-store", status=400)


def _answer(data: Mapping[str, Any], caching: str, status: int = 200) -> HttpResponse:
    return _opened(JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False}), caching)


def _plain(text: str, caching: str) -> HttpResponse:
    return _opened(HttpResponse(text, content_type="text/plain; charset=utf-8"), caching)


def _opened(response: HttpResponse, caching: str) -> HttpResponse:
    """Let pages of other sites read it too: anybody may be a witness."""
    response["Cache-Control"] = caching
    response["Access-Control-Allow-Origin"] = "*"
    return response
