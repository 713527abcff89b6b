"""What the public may know of keys, and what a device takes along to check without a network."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils import timezone

from openocop.core.domain.legal_time import legal_day
from openocop.geography.selectors.tenants import province_title
from openocop.proofs.domain.credential import midnight, multikey
from openocop.proofs.models import Proof, SigningKey
from openocop.proofs.selectors.addresses import key_address, keys_address
from openocop.recognition.models import Certificate


def controller_document(province: str) -> dict[str, Any] | None:
    """Return the keys of a province as controlled identifier document (W3C), None where it has none.

    A retired key stays, so that what it signed can be checked; a revoked one stays with the day and the reason.
    """
    keys = list(SigningKey.objects.filter(province=province))
    if not keys:
        return None
    methods = [_method(key) for key in keys]
    return {
        "@context": ["https://www.w3.org/ns/cid/v1"],
        "id": keys_address(province),
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods if "revoked" not in method],
    }


def provinces_with_keys() -> list[str]:
    """Return the addresses of the keys of every province, in the order of their slugs."""
    found = SigningKey.objects.order_by("province").values_list("province", flat=True).distinct()
    return [keys_address(province) for province in found]


def knowledge() -> dict[str, Any]:
    """Return what decides on a proof: every key, and the certificates that no longer speak, as of now.

    "withdrawn" and "replaced" give, by the certificate's id, the first day on which it no longer holds, "kept" until
    before which day one holds that art. 12.3 keeps past its printed term.
    """
    now = timezone.now()
    today = legal_day(now)
    keys = list(SigningKey.objects.all())
    titles = {province: province_title(province, today) for province in {key.province for key in keys}}
    withdrawn = Certificate.objects.filter(recognition__withdrawn_on__isnull=False)
    replaced = Certificate.objects.filter(Q(replaced_on__isnull=False) | Q(recognition__superseded_on__isnull=False))
    kept = Certificate.objects.filter(recognition__kept_until__gt=today)
    return {
        "as_of": now.isoformat(timespec="seconds"),
        "keys": [_key(key, titles[key.province]) for key in keys],
        "withdrawn": {
            name: _earliest(day).isoformat()
            for name, day in withdrawn.values_list("public_id", "recognition__withdrawn_on")
        },
        "replaced": {
            name: _earliest(*days).isoformat()
            for name, *days in replaced.values_list("public_id", "replaced_on", "recognition__superseded_on")
        },
        "kept": {
            name: day.isoformat()
            for name, day in kept.values_list("public_id", "recognition__kept_until")
            if day is not None
        },
    }


def counting_proof(public_id: str) -> Proof | None:
    """Return the proof of a certificate by a key that was not revoked, the newest first, None where there is none."""
    rows = Proof.objects.filter(certificate__public_id=public_id, key__revoked_on=None)
    return rows.select_related("certificate", "key").first()


def _earliest(*days: date | None) -> date:
    return min(day for day in days if day is not None)


def _method(key: SigningKey) -> dict[str, Any]:
    method = {
        "id": key_address(key),
        "type": "Multikey",
        "controller": keys_address(key.province),
        "publicKeyMultibase": multikey(bytes.fromhex(key.public_key)),
        "activeFrom": key.active_from.isoformat(),
    }
    if key.retired_on is not None:
        method["retiredOn"] = key.retired_on.isoformat()
    if key.revoked_on is not None:
        method |= {"revoked": midnight(key.revoked_on), "revocationReason": key.revocation_reason}
    return method


def _key(key: SigningKey, title: str) -> dict[str, Any]:
    return {
        "id": key.public_id,
        "province": title,
        "public_key": key.public_key,
        "active_from": key.active_from.isoformat(),
        "retired_on": key.retired_on and key.retired_on.isoformat(),
        "revoked_on": key.revoked_on and key.revoked_on.isoformat(),
        "reason": key.revocation_reason,
    }
