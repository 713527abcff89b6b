"""Taking in a file piece by piece: begun, continued after a cut line or a killed server, and finished once.

Pieces are no deeds and stand in no journal; the paper made of them does.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol, Self
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.verdict import require
from openocop.dossiers.domain.papers import Paper
from openocop.dossiers.domain.uploading import KEPT_DAYS, MAX_OPEN, MAX_OPEN_BYTES, Standing
from openocop.dossiers.models import Dossier, Evidence, Upload
from openocop.dossiers.permissions import may_edit
from openocop.dossiers.selectors.uploads import upload_of
from openocop.dossiers.services.arriving import accepted_paper, refuse_head
from openocop.dossiers.services.evidence import attach_evidence
from openocop.dossiers.services.locks import locked


class Destination(Protocol):
    """What takes in a file that comes in pieces. `name` tells it from the dossier itself, which has none."""

    @property
    def dossier(self) -> Dossier: ...

    @property
    def name(self) -> str: ...

    def locked(self) -> Self:
        """Return it as it stands now, its row locked until the transaction ends."""

    def require_open(self, by: Post, at: datetime) -> None:
        """Raise unless `by` may put a paper in at `at`."""

    def known(self, client_id: UUID) -> Standing | None:
        """Return how a file stands that was put in before."""

    def put(self, by: Post, upload: Upload, content: Paper, at: datetime) -> Standing:
        """Put the paper in. Done twice, it is one."""


@dataclass(frozen=True, slots=True)
class AsEvidence:
    """A dossier takes the file in as evidence."""

    dossier: Dossier
    name: str = ""

    def locked(self) -> AsEvidence:
        return AsEvidence(locked(self.dossier))

    def require_open(self, by: Post, at: datetime) -> None:
        require(may_edit(by, self.dossier, on=legal_day(at)))

    def known(self, client_id: UUID) -> Standing | None:
        rows = Evidence.objects.filter(client_id=client_id, dossier=self.dossier).select_related("file")
        known = rows.first()
        return Standing(known.file.size, known.public_id) if known else None

    def put(self, by: Post, upload: Upload, content: Paper, at: datetime) -> Standing:
        given = {"client_id": upload.client_id, "name": upload.name, **upload.about}
        evidence = attach_evidence(by=by, dossier=self.dossier, content=content, at=at, **given)
        return Standing(evidence.file.size, evidence.public_id)


class WrongPlace(Exception):
    """The piece does not begin where the last one ended; `received` says where to go on."""

    def __init__(self, received: int) -> None:
        super().__init__(received)
        self.received = received


class TooManyOpen(Refused):
    """Earlier files of this person are still on their way."""


@transaction.atomic
def start_upload(
    *,
    by: Post,
    into: Destination,
    client_id: UUID,
    name: str,
    size: int,
    head: bytes,
    about: dict[str, Any],
    at: datetime | None = None,
) -> Standing:
    """Begin a file of `size` bytes, or say how far the one of this `client_id` has come.

    Args:
        head: the first bytes of the file; by them and its size it is judged before the others travel.
        about: what `into` is told of the paper beside its name and content.

    Raises:
        NotPermitted: not open to `by`, such as a dossier that was filed already.
        Refused: of a type or size that is not taken, or the `client_id` is another's; `TooManyOpen` for now.
    """
    at = at or timezone.now()
    into = into.locked()
    into.require_open(by, at)
    refuse_head(head, size)
    if known := into.known(client_id):
        return Standing(size, known.paper)
    if upload := Upload.objects.filter(client_id=client_id).first():
        own = upload.user_id == by.user_id and (upload.dossier_id, upload.destination) == (into.dossier.pk, into.name)
        if not own or upload.size != size:
            raise Refused(_("This upload belongs to another file. Choose the file again."), field="file")
        return Standing(_arrived(upload))
    begun = Upload.objects.filter(user=by.user_id).aggregate(count=Count("pk"), size=Sum("size"))
    if begun["count"] >= MAX_OPEN or (begun["size"] or 0) + size > MAX_OPEN_BYTES:
        raise TooManyOpen(_("Earlier files of yours are still on their way. This one waits for them."))
    Upload.objects.create(
        province=into.dossier.province,
        dossier=into.dossier,
        destination=into.name,
        user_id=by.user_id,
        client_id=client_id,
        name=nfc(name)[:255],
        size=size,
        about=about,
        touched_at=at,
    )
    return Standing(0)


@transaction.atomic
def append_piece(
    *, by: Post, into: Destination, client_id: UUID, offset: int, piece: bytes, at: datetime | None = None
) -> Standing:
    """Write `piece` behind the `offset` bytes that have arrived.

    What a killed process wrote without telling is written over: the row counts, and the file where it is shorter.

    Raises:
        WrongPlace: `offset` is another number.
        Refused: the first piece shows a type that is not taken or is too large; more came than was announced.
    """
    at = at or timezone.now()
    into.require_open(by, at)
    upload = Upload.objects.select_for_update(of=("self",)).get(pk=_own(by, into, client_id).pk)
    received = _arrived(upload)
    if offset != received:
        raise WrongPlace(received)
    if received + len(piece) > upload.size:
        raise Refused(_("The file is larger than was announced. Choose it again."), field="file")
    if not offset:
        refuse_head(piece, upload.size)
    path = _path(client_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("r+b" if offset else "wb") as file:
        file.seek(offset)
        file.truncate()
        file.write(piece)
    upload.received, upload.touched_at = offset + len(piece), at
    upload.save(update_fields=["received", "touched_at"])
    return Standing(upload.received)


def standing_of(*, by: Post, into: Destination, client_id: UUID) -> Standing:
    """Return how much of a file has arrived; `NotBegun` where nothing is known of it."""
    return into.known(client_id) or Standing(_arrived(_own(by, into, client_id)))


def finish_upload(*, by: Post, into: Destination, client_id: UUID, sha256: str, at: datetime | None = None) -> Standing:
    """Put the file that has arrived whole where it goes; again, it returns the same paper.

    Args:
        sha256: of the file on the device, in hexadecimal.

    Raises:
        WrongPlace: bytes are missing, or some came wrong and all are sent again.
        Refused: the file is not acceptable. It is dropped, and nothing that was there before is touched.
    """
    if known := into.known(client_id):
        return known
    upload = _own(by, into, client_id)
    received = _arrived(upload)
    if received != upload.size:
        raise WrongPlace(received)
    path = _path(client_id)
    if _digest(path) != sha256:
        path.unlink(missing_ok=True)
        raise WrongPlace(0)
    try:
        with path.open("rb") as file:
            paper = accepted_paper(file)
        standing = into.put(by, upload, paper, at or timezone.now())
    except Refused:
        drop_upload(by=by, into=into, client_id=client_id)
        raise
    drop_upload(by=by, into=into, client_id=client_id)
    return standing


def drop_upload(*, by: Post, into: Destination, client_id: UUID) -> None:
    """Forget what has arrived of a file; of one that is not there, nothing."""
    rows = Upload.objects.filter(user=by.user_id, dossier=into.dossier, destination=into.name)
    if rows.filter(client_id=client_id).delete()[0]:
        _path(client_id).unlink(missing_ok=True)


def drop_stale_uploads(now: datetime) -> int:
    """Forget files of which nothing has arrived for `KEPT_DAYS`; return how many."""
    limit = now - timedelta(days=KEPT_DAYS)
    gone = 0
    for upload in Upload.objects.filter(touched_at__lt=limit).iterator():
        gone += Upload.objects.filter(pk=upload.pk, touched_at__lt=limit).delete()[0]
        if not Upload.objects.filter(pk=upload.pk).exists():
            _path(upload.client_id).unlink(missing_ok=True)
    return gone


def _own(by: Post, into: Destination, client_id: UUID) -> Upload:
    return upload_of(by, into.dossier, client_id, destination=into.name)


def _arrived(upload: Upload) -> int:
    path = _path(upload.client_id)
    return min(upload.received, path.stat().st_size if path.exists() else 0)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _path(client_id: UUID) -> Path:
    """Return where the pieces lie; the name says, as for every file half written, that it is not part of a backup."""
    return Path(settings.OPENOCOP_HOME) / "uploads" / f"tmp-{client_id.hex}"
