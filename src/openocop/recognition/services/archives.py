"""Closing a round as an electronic file that can be handed over and checked again."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import OfficeLevel, Post, Role
from openocop.core.documents.frame import Letterhead, Marking, place_name
from openocop.core.documents.official import official_pdf
from openocop.core.domain.canonical import sha256_hex
from openocop.core.domain.legal_time import VIETNAM, legal_day
from openocop.core.domain.text import nfc
from openocop.core.services.files import path_of, store_file, store_written
from openocop.core.services.journal import SYSTEM, record
from openocop.core.services.packing import pack
from openocop.core.verdict import require
from openocop.dossiers.models import Round
from openocop.evaluation.selectors.sheet_papers import round_name
from openocop.geography.selectors.tenants import province_title
from openocop.recognition.documents.archive_index import ArchiveFile, handover_record, index_pdf
from openocop.recognition.documents.bases import agriculture
from openocop.recognition.domain.round_archive import INDEX_CSV, INDEX_PDF, SUMS, IndexRow, index_csv, page_count, sums
from openocop.recognition.models import RoundArchive
from openocop.recognition.permissions import may_close
from openocop.recognition.services.archive_items import OURS, ArchiveItem, archive_items, content_of

ZIP, PDF = "application/zip", "application/pdf"
_DECLARED = b"pdfaid:part"


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
        written, rows, document = _written(round, reader, today, retention, retention_basis)
    file = store_written(province=round.province, name=f"ho-so-dot-{round.code}.zip", media_type=ZIP, written=written)
    former = round.archives.select_related("file").first()
    if former and former.file.sha256 == file.sha256:
        return former
    record_of = handover_record(
        document,
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
        papers=sum(not row.missing for row in rows),
        missing=sum(row.missing for row in rows),
        closed_by=by.name if by else "OpenOCOP",
        closed_at=timezone.now(),
    )
    facts = {"round": round.code, "sha256": file.sha256, "papers": archive.papers, "missing": archive.missing}
    actor = by.as_actor() if by else SYSTEM
    record(province=round.province, actor=actor, verb="round.closed", subject=archive, facts=facts)
    return archive


def _written(
    round: Round, reader: Post, today: date, retention: str, basis: str
) -> tuple[Path, list[IndexRow], ArchiveFile]:
    """Write the pack to a file of its own; papers go in one after another, the index at the end."""
    folder = Path(settings.OPENOCOP_HOME) / "files"
    folder.mkdir(parents=True, exist_ok=True)
    filling = _Filling(round, reader, today, retention, basis)
    with tempfile.NamedTemporaryFile(dir=folder, prefix="dot-", suffix=".zip", delete=False) as target:
        written = Path(target.name)
        try:
            pack(target, filling.entries(), filling.moment)
        except BaseException:
            written.unlink(missing_ok=True)
            raise
    return written, filling.rows, filling.document


class _Filling:
    """Yields the papers of a round for its pack and writes down what each is; the index follows from that."""

    def __init__(self, round: Round, reader: Post, today: date, retention: str, basis: str) -> None:
        self._round, self._reader, self._today = round, reader, today
        self._retention, self._basis = retention, basis
        self.rows: list[IndexRow] = []
        # Of the round, not of the hour, so that the same content makes the same pack.
        day = round.evaluate_before or round.opened_on or date(2000, 1, 1)
        self.moment = datetime.combine(day, time(0), VIETNAM)

    def entries(self) -> Iterator[tuple[str, bytes | Path]]:
        for item in archive_items(self._round, self._reader, on=self._today):
            yield from self._entry(item)
        index, listed = index_csv(self.rows), index_pdf(self.document)
        yield INDEX_CSV, index
        yield INDEX_PDF, listed
        pairs = [(row.path, row.sha256) for row in self.rows if not row.missing]
        yield SUMS, sums([*pairs, (INDEX_CSV, sha256_hex(index)), (INDEX_PDF, sha256_hex(listed))])

    def _entry(self, item: ArchiveItem) -> Iterator[tuple[str, bytes | Path]]:
        said = (item.group, item.title, item.number, item.dated)
        made, file = content_of(item)
        if made is None and file is None:
            note = item.note if item.content is None else _("The file is not in the system.")
            self.rows.append(IndexRow(*said, note=note))
            return
        content = made if made is not None else path_of(file.sha256).read_bytes() if file else b""
        note = item.note
        if file is not None and note != OURS and _DECLARED in content:
            declared = _("it calls itself PDF/A")
            note = f"{note}; {declared}"
        digest = sha256_hex(content)
        self.rows.append(
            IndexRow(*said, path=item.path, size=len(content), sha256=digest, pages=page_count(content), note=note)
        )
        yield item.path, path_of(file.sha256) if file else content

    @property
    def document(self) -> ArchiveFile:
        round, territory = self._round, province_title(self._round.province, self.moment.date())
        return ArchiveFile(
            marking=Marking(illustrative=round.is_illustrative),
            created_at=self.moment,
            letterhead=Letterhead(
                (f"ỦY BAN NHÂN DÂN {territory.upper()}",),
                (f"SỞ {agriculture(self.moment.date()).upper()}",),
                "",
                place_name(territory),
                None,
            ),
            round_name=round_name(round.name),
            code=round.code,
            rows=tuple(self.rows),
            retention=self._retention,
            retention_basis=self._basis,
        )


def _operator(province: str) -> Post:
    """Return who reads for the console: whoever holds the database reads what the provincial office reads."""
    return Post("", 0, "system", "OpenOCOP", Role.PROVINCIAL_OFFICER, province, "", OfficeLevel.PROVINCE, "")
