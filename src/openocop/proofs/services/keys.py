"""Making, rotating and revoking the signing keys of a province."""

from __future__ import annotations

from datetime import date
from functools import partial

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.chain import Actor
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.models.public_id import new_public_id
from openocop.core.refusal import Refused
from openocop.core.services.journal import SYSTEM, record
from openocop.core.verdict import require
from openocop.proofs.models import SigningKey
from openocop.proofs.permissions import may_keep_keys
from openocop.proofs.services import key_files


def signing_key(province: str) -> tuple[SigningKey, Ed25519PrivateKey]:
    """Return the key that signs today, and its private half; runs inside the transaction of its caller.

    The first is made when it is needed. So is another where the private half is lost, as after a restored backup.
    """
    key = _signing(province)
    if key is not None:
        private = key_files.private_key(key.public_id, key.public_key)
        if private is not None:
            return key, private
        _retire(key, SYSTEM, legal_day(timezone.now()))
    key = _made(province, SYSTEM)
    private = key_files.private_key(key.public_id, key.public_key)
    assert private is not None  # noqa: S101  # written just now, or by whoever came first
    return key, private


def rotate_key(*, province: str, by: Post) -> SigningKey:
    """Let a new key sign from now on. `NotPermitted` unless an administrator."""
    require(may_keep_keys(by))
    return change_key(province=province, actor=by.as_actor())


@transaction.atomic
def change_key(*, province: str, actor: Actor) -> SigningKey:
    """Retire the key that signs and make another, for whoever keeps the machine or was asked permission."""
    former = _signing(province)
    if former is not None:
        _retire(former, actor, legal_day(timezone.now()))
    return _made(province, actor)


def revoke_key(*, key: SigningKey, reason: str, by: Post) -> SigningKey:
    """Refuse from today what the key signed. `NotPermitted` unless an administrator of its province."""
    require(may_keep_keys(by))
    return withdraw_key(key=key, reason=reason, actor=by.as_actor())


@transaction.atomic
def withdraw_key(*, key: SigningKey, reason: str, actor: Actor) -> SigningKey:
    """Revoke a key, for good; another signs where this one did. A second call changes nothing.

    Certificates stay valid: they need new proofs (services.proving.prove_all) and new prints.

    Raises:
        Refused: no reason given.
    """
    key = SigningKey.objects.select_for_update().get(pk=key.pk)
    if key.revoked_on is not None:
        return key
    reason = nfc(reason).strip()
    if not reason:
        raise Refused(_("Say why the key is revoked: whoever checks a certificate reads it."), field="reason")
    key.revoked_on, key.revocation_reason = legal_day(timezone.now()), reason
    key.save(update_fields=["revoked_on", "revocation_reason"])
    record(province=key.province, actor=actor, verb="signing_key.revoked", subject=key, facts={"reason": reason})
    transaction.on_commit(partial(key_files.forget, key.public_id))
    if _signing(key.province) is None:
        _made(key.province, actor)
    return key


def _signing(province: str) -> SigningKey | None:
    running = SigningKey.objects.select_for_update().filter(province=province, retired_on=None, revoked_on=None)
    return running.first()


def _retire(key: SigningKey, actor: Actor, on: date) -> None:
    key.retired_on = on
    key.save(update_fields=["retired_on"])
    record(province=key.province, actor=actor, verb="signing_key.retired", subject=key)
    transaction.on_commit(partial(key_files.forget, key.public_id))


def _made(province: str, actor: Actor) -> SigningKey:
    """Make a key, or return that of whoever came first."""
    public_id = new_public_id()
    key = SigningKey(
        public_id=public_id,
        province=province,
        public_key=key_files.make(public_id),
        active_from=legal_day(timezone.now()),
    )
    try:
        with transaction.atomic():
            key.save()
    except IntegrityError:
        key_files.forget(public_id)
        return SigningKey.objects.get(province=province, retired_on=None, revoked_on=None)
    facts = {"public_key": key.public_key}
    record(province=province, actor=actor, verb="signing_key.made", subject=key, facts=facts)
    return key
