"""Closing a round as an electronic file that can be handed over and checked again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone, translation

from openocop.accounts.domain.roles import OfficeLevel, Post, Role
from openocop.core.documents.frame import Letterhead, Marking, place_name
from openocop.core.documents.official import official_pdf
from openocop.core.domain.legal_time import VIETNAM, legal_day
from openocop.core.domain.text import nfc
from openocop.core.services.files import store_file, store_written
from openocop.core.services.journal import SYSTEM, record
from openocop.core.verdict import require
from openocop.dossiers.models import Round
from openocop.evaluation.selectors.sheet_papers import round_name
from openocop.geography.selectors.tenants import province_title
from openocop.recognition.documents.archive_index import ArchiveFile, handover_record
from openocop.recognition.documents.bases import agriculture
from openocop.recognition.domain.round_archive import IndexRow
from openocop.recognition.models import RoundArchive
from openocop.recognition.permissions.records import may_close
from openocop.recognition.services.archive_items import archive_items
from openocop.recognition.services.filling import Filling

ZIP, PDF = "application/zip", "application/pdf"


@transaction.atomic
def close_round(*, round: Round, retention: str, retention_basis: str, by: Post | None) -> RoundArchive:
    """Pack everything of the round with its index, keep the pack and the record of its hand-over.

    What is not there is listed as missing; it stops nothing. The same content and retention as last time make the same
    pack, and the former archive is returned.

    Args:
        by: None is the operator at the console.

    Raises:
        NotPermitted: not the provincial office, or one who stepped aside from a product of the round.
    """
    round = Round.objects.select_for_update().get(pk=round.pk)
    require(may_close(by, round))
    reader, today = by or _operator(round.province), legal_day(timezone.now())
    retention, retention_basis = nfc(retention).strip(), nfc(retention_basis).strip()
    with translation.override("vi"):  # the index is a paper, whoever closes the file
        filling = _filling(round, reader, today, retention, retention_basis)
        written = filling.written()
    file = store_written(province=round.province, name=f"ho-so-dot-{round.code}.zip", media_type=ZIP, written=written)
    former = round.archives.select_related("file").first()
    if former and former.file.sha256 == file.sha256:
        return former
    record_of = handover_record(
        filling.document,
        pack_name=file.name,
        pack_size=file.size,
        pack_sha256=file.sha256,
        giver=by.office if by else "",
        on=today,
    )
    archive = RoundArchive.objects.create(
        province=round.province,
        round=round,
        file=file,
        handover=store_file(
            province=round.province,
            name=f"bien-ban-giao-nhan-{round.code}.pdf",
            media_type=PDF,
            content=official_pdf(record_of),
        ),
        retention=retention,
        retention_basis=retention_basis,
        papers=sum(not row.missing for row in filling.rows),
        missing=sum(row.missing for row in filling.rows),
        closed_by=by.name if by else "OpenOCOP",
        closed_at=timezone.now(),
    )
    facts = {"round": round.code, "sha256": file.sha256, "papers": archive.papers, "missing": archive.missing}
    actor = by.as_actor() if by else SYSTEM
    record(province=round.province, actor=actor, verb="round.closed", subject=archive, facts=facts)
    return archive


def _filling(round: Round, reader: Post, today: date, retention: str, basis: str) -> Filling:
    day = round.evaluate_before or round.opened_on or date(2000, 1, 1)
    moment = datetime.combine(day, time(0), VIETNAM)
    territory = province_title(round.province, day)

    def document(rows: Sequence[IndexRow]) -> ArchiveFile:
        return ArchiveFile(
            marking=Marking(illustrative=round.is_illustrative),
            created_at=moment,
            letterhead=Letterhead(
                (f"ỦY BAN NHÂN DÂN {territory.upper()}",),
                (f"SỞ {agriculture(day).upper()}",),
                "",
                place_name(territory),
                None,
            ),
            round_name=round_name(round.name),
            code=round.code,
            rows=tuple(rows),
            retention=retention,
            retention_basis=basis,
        )

    return Filling(archive_items(round, reader, on=today), moment, document)


def _operator(province: str) -> Post:
    """Return who reads for the console: whoever holds the database reads what the provincial office reads."""
    return Post("", 0, "system", "OpenOCOP", Role.PROVINCIAL_OFFICER, province, "", OfficeLevel.PROVINCE, "")
