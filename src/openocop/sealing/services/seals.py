"""The system's own digital signature on papers: made by a command, put on automatically, retired."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from openocop.core.domain.canonical import sha256_hex
from openocop.core.domain.chain import Actor
from openocop.core.domain.legal_time import legal_day
from openocop.core.models.public_id import new_public_id
from openocop.core.services.journal import SYSTEM, record
from openocop.geography.selectors.tenants import province_title
from openocop.proofs.services import key_files
from openocop.sealing.domain.authority import (
    TEST_MARK,
    Identity,
    as_pem,
    common_name,
    fingerprint,
    give_certificate,
    make_authority,
    read,
    written,
)
from openocop.sealing.models import SealedPaper, SystemSeal

if TYPE_CHECKING:
    from openocop.sealing.documents.seal import Seal

NOTICE = f"Tệp mang chữ ký số {TEST_MARK} của hệ thống; không thay chữ ký và con dấu"
FIELD, REASON = "chu-ky-he-thong", f"Chữ ký số {TEST_MARK} của hệ thống OpenOCOP, không thay chữ ký và con dấu"
_AUTHORITY = "seal-authority"  # name of the file


@dataclass(frozen=True, slots=True)
class OfSystem:
    """A province's seal at hand, as recognition.services.sealed asks for it."""

    row: SystemSeal
    seal: Seal
    notice: str = NOTICE

    def sign(self, paper: bytes) -> bytes:
        now = timezone.now()
        signed = self.seal.sign(paper, field=FIELD, reason=REASON, at=now)
        kept = SealedPaper.objects.create(
            province=self.row.province, seal=self.row, sha256=sha256_hex(signed), signed_at=now
        )
        facts = {"seal": self.row.public_id, "sha256": kept.sha256}
        record(province=self.row.province, actor=SYSTEM, verb="paper.sealed", subject=kept, facts=facts)
        return signed


def seal_of(province: str) -> OfSystem | None:
    """Return the seal with which papers of a province are signed now.

    None where none was made, where it ended, or where its private half is not on this machine (a restored backup):
    papers are then printed without it rather than not at all.
    """
    row = SystemSeal.objects.filter(province=province, retired_at=None, ends_at__gt=timezone.now()).first()
    if row is None:
        return None
    try:
        return OfSystem(row, _seal_at_hand(row.public_id, row.authority, str(settings.OPENOCOP_KEYS)))
    except (FileNotFoundError, ValueError):
        return None


@transaction.atomic
def make_seal(*, province: str, actor: Actor) -> SystemSeal:
    """Let the test authority certify a new seal, which signs from now on; the former signs no more.

    The authority is made with the first seal and kept beside the other keys; without its file, as after a restored
    backup, another is made.
    """
    retire_seal(province=province, actor=actor)
    now, public_id = timezone.now(), new_public_id()
    authority = _authority()
    title = province_title(province, legal_day(now))
    identity = give_certificate(authority, f"OpenOCOP ({TEST_MARK}), {title}", now)
    key_files.keep(public_id, written(identity))
    row = SystemSeal.objects.create(
        public_id=public_id,
        province=province,
        name=common_name(identity.certificate),
        certificate=as_pem(identity.certificate),
        authority=as_pem(authority.certificate),
        fingerprint=fingerprint(identity.certificate),
        made_at=now,
        ends_at=identity.certificate.not_valid_after_utc,
    )
    facts = {"name": row.name, "fingerprint": row.fingerprint}
    record(province=province, actor=actor, verb="system_seal.made", subject=row, facts=facts)
    return row


@transaction.atomic
def retire_seal(*, province: str, actor: Actor) -> SystemSeal | None:
    """Let the seal of a province sign no more and erase its private half; return it, None where there was none."""
    row = SystemSeal.objects.select_for_update().filter(province=province, retired_at=None).first()
    if row is None:
        return None
    row.retired_at = timezone.now()
    row.save(update_fields=["retired_at"])
    record(province=province, actor=actor, verb="system_seal.retired", subject=row)
    transaction.on_commit(partial(key_files.forget, row.public_id))
    return row


def _authority() -> Identity:
    path = Path(settings.OPENOCOP_KEYS) / _AUTHORITY
    if not path.exists():
        with suppress(FileExistsError):  # another process made it just now
            key_files.keep(_AUTHORITY, written(make_authority(timezone.now())))
    return read(path.read_bytes())


@lru_cache(maxsize=8)
def _seal_at_hand(public_id: str, authority: str, folder: str) -> Seal:
    # pyHanko takes most of a second to load: only who signs waits for it.
    from cryptography.x509 import load_pem_x509_certificate

    from openocop.sealing.documents.seal import Seal

    return Seal(read((Path(folder) / public_id).read_bytes()), load_pem_x509_certificate(authority.encode()))
