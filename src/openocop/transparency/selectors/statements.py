"""How recognitions stand now, as the log states it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.db.models.functions import Coalesce

from openocop.core.keys import among
from openocop.recognition.models import Certificate, Recognition
from openocop.transparency.domain.statement import Facts, Names, Statement

_BEGUN = Coalesce("valid_from", "council_on")


def statements_now(product_ids: Iterable[int], on: date) -> list[Statement]:
    """Return a statement for each recognition of these products that has begun, the oldest first, in one query."""
    begun = Recognition.objects.filter(product__in=among(product_ids)).annotate(begun=_BEGUN)
    found = begun.filter(Q(begun=None) | Q(begun__lte=on))
    found = found.select_related("product__producer", "decision", "certificate__file", "superseded_by")
    return [_statement(one) for one in found.order_by("pk")]


def not_begun(product_ids: Iterable[int], on: date) -> list[int]:
    """Return which of these products have a recognition of a later day: until then it is not public, here neither."""
    found = Recognition.objects.filter(product__in=among(product_ids)).annotate(begun=_BEGUN).filter(begun__gt=on)
    return list(found.order_by("product_id").values_list("product_id", flat=True).distinct())


def _statement(one: Recognition) -> Statement:
    producer = one.product.producer
    return Statement(
        about=one.public_id,
        product=one.product.public_id,
        facts=_facts(one),
        names=Names(one.product.name, producer.name if producer else ""),
    )


def _facts(one: Recognition) -> Facts:
    certificate: Certificate | None = getattr(one, "certificate", None)
    return {
        "star": one.star,
        "council_on": _day(one.council_on),
        "decision": one.decision.number if one.decision else one.decision_no_as_printed,
        "valid_from": _day(one.valid_from),
        "valid_until": _day(one.valid_until),
        **_kept(one),
        "withdrawn_on": _day(one.withdrawn_on),
        "withdrawal_ground": one.withdrawal_ground,
        "withdrawal_decision": one.withdrawal_decision,
        "superseded_on": _day(one.superseded_on),
        "superseded_by": one.superseded_by.public_id if one.superseded_by else "",
        "certificate": _certificate(certificate) if certificate else None,
        "illustrative": one.is_illustrative,
    }


def _kept(one: Recognition) -> Facts:
    """State the term of art. 12.3 where there is one: elsewhere what was entered before stays as it reads."""
    return {"kept_until": _day(one.kept_until)} if one.kept_until else {}


def _certificate(certificate: Certificate) -> Facts:
    return {
        "number": certificate.number,
        "product_code": certificate.product_code,
        "issued_on": _day(certificate.issued_on),
        "sha256": certificate.file.sha256 if certificate.file else "",
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
