"""The index of a closed round's file (mục lục hồ sơ) as a paper, and the record of its hand-over.

No form is prescribed for either; Decree 30/2020/NĐ-CP gives the frame.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openocop.core.documents.frame import (
    Letterhead,
    Marking,
    Signature,
    letterhead_context,
    marking_context,
)
from openocop.core.documents.official import Line, OfficialPaper, Table, Text
from openocop.core.documents.pdf import render_pdf
from openocop.core.documents.text import bound
from openocop.core.documents.vietnamese import count_text, date_long, number_text
from openocop.recognition.domain.round_archive import IndexRow

_TEMPLATE = Path(__file__).resolve().parent / "templates" / "archive_index.typ"


@dataclass(frozen=True, slots=True)
class ArchiveFile:
    """What the index and the record say of the whole file. `retention` and its basis are the office's words.

    `subject` replaces the round's where the file is of one product that leaves the house; nothing is said of retention
    then.
    """

    marking: Marking
    created_at: datetime
    letterhead: Letterhead
    round_name: str
    code: str
    rows: tuple[IndexRow, ...]
    retention: str = ""
    retention_basis: str = ""
    subject: str = ""


def index_pdf(doc: ArchiveFile) -> bytes:
    held = [row for row in doc.rows if not row.missing]
    missing = [row for row in doc.rows if row.missing]
    return render_pdf(
        _TEMPLATE,
        {
            "marks": marking_context(doc.marking),
            "head": letterhead_context(doc.letterhead),
            "title": "MỤC LỤC HỒ SƠ",
            "subject": [bound(doc.subject or f"Đánh giá, phân hạng sản phẩm OCOP, {doc.round_name} (mã {doc.code})")],
            "retention": "" if doc.subject else retention_words(doc),
            "rows": [_row(number, row) for number, row in enumerate(held, start=1)],
            "missing": [[row.group, row.title, row.note] for row in missing],
        },
        created_at=doc.created_at,
    )


def retention_words(doc: ArchiveFile) -> str:
    """Return how long the file is kept and by what, with dots where the office has not said so."""
    basis = f" (theo {doc.retention_basis})" if doc.retention_basis else " (căn cứ: ……………………)"
    return f"Thời hạn bảo quản: {doc.retention or '……………'}{basis}."


def handover_record(
    doc: ArchiveFile, *, pack_name: str, pack_size: int, pack_sha256: str, giver: str, on: date
) -> OfficialPaper:
    """Return the record of the hand-over (biên bản giao nhận hồ sơ): what the pack holds, and how to know it again."""
    held = [row for row in doc.rows if not row.missing]
    groups = list(dict.fromkeys(row.group for row in held))
    table = tuple(
        (
            group.partition(". ")[2],
            count_text(sum(row.group == group for row in held)),
            number_text(sum(row.pages or 0 for row in held if row.group == group)),
        )
        for group in groups
    )
    missing = sum(row.missing for row in doc.rows)
    return OfficialPaper(
        marking=doc.marking,
        created_at=doc.created_at,
        letterhead=doc.letterhead,
        title="BIÊN BẢN GIAO NHẬN HỒ SƠ",
        subject=(f"Đánh giá, phân hạng sản phẩm OCOP, {doc.round_name}",),
        body=(
            Text(f"Hôm nay, {date_long(on)}, hai bên giao, nhận hồ sơ điện tử sau đây:"),
            Line("Bên giao", giver),
            Line("Đại diện bên giao, chức vụ"),
            Line("Bên nhận"),
            Line("Đại diện bên nhận, chức vụ"),
            Line("Tệp", f"{pack_name}, {number_text(pack_size)} byte"),
            Line("Mã SHA-256 của tệp", " ".join(pack_sha256[at : at + 8] for at in range(0, 64, 8))),
            Table(("Nhóm văn bản",), ("Số văn bản", "Số trang đếm được"), table),
            Text(f"Văn bản ghi là chưa có trong mục lục: {number_text(missing)}."),
            Text(retention_words(doc)),
            Text(
                "Kiểm tra lại bằng lệnh “openocop round verify” hoặc “sha256sum -c SHA256SUMS”. Biên bản lập "
                "thành 02 bản, mỗi "
                "bên giữ 01 bản./."
            ),
        ),
        signatures=(
            Signature(("BÊN GIAO",), note="(Ký, ghi rõ họ tên)"),
            Signature(("BÊN NHẬN",), note="(Ký, ghi rõ họ tên)"),
        ),
    )


def _row(number: int, row: IndexRow) -> Sequence[str]:
    pages = "–" if row.pages is None else number_text(row.pages)
    written = " ".join(part for part in (row.number, row.dated) if part)
    digest = f"{row.sha256[:32]} {row.sha256[32:]}"
    return [str(number), row.title, written, pages, digest, row.path, row.note]
