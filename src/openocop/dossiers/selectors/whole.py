"""The whole dossier as one PDF states it to one reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from openocop.accounts.domain.roles import Post
from openocop.core.documents.frame import Marking
from openocop.core.documents.vietnamese import date_short, number_text, stars_text
from openocop.core.domain.canonical import sha256_hex
from openocop.criteria.documents.citations import printed_number
from openocop.dossiers.documents.entry import EVALUATIONS
from openocop.dossiers.documents.form_01 import form_01_pdf
from openocop.dossiers.documents.form_02 import form_02_pdf
from openocop.dossiers.documents.form_03 import form_03_pdf
from openocop.dossiers.documents.whole import Chapter, Proof, Proven, WholeDossier
from openocop.dossiers.domain.form_03 import WITH_FORMS
from openocop.dossiers.domain.lifecycle import EDITABLE
from openocop.dossiers.models import Dossier, Evidence
from openocop.dossiers.selectors.form_papers import form_01, form_02, form_03, latest_report
from openocop.dossiers.selectors.listings import with_places
from openocop.dossiers.selectors.sheets import CriterionRow, GroupRow, SheetView, claimed_words, sheet_of

_EDITION = 1  # counts up when the same dossier is to be drawn differently, so that what was kept is built anew
_LOOSE = "Giấy tờ chung của hồ sơ"


@dataclass(frozen=True, slots=True)
class Whole:
    """The PDF to be, with the SHA-256 of all that goes into it; one that `is_filed` changes only with its version."""

    document: WholeDossier
    contents: str
    is_filed: bool


def whole_of(dossier: Dossier, reader: Post, *, on: date) -> Whole:
    """Return what the PDF says to `reader`: private data of the producer only to those who work with it."""
    view = sheet_of(dossier)
    stated, forms = _forms(dossier, reader, on)
    is_filed = dossier.submitted_at is not None and dossier.stage not in EDITABLE
    document = WholeDossier(
        marking=Marking(draft=not is_filed, illustrative=dossier.is_illustrative),
        created_at=dossier.submitted_at or dossier.opened_at,
        product=dossier.product.name,
        facts=tuple((label, value) for label, value in _facts(dossier, view) if value),
        chapters=_chapters(view),
        forms=forms,
    )
    return Whole(document, sha256_hex(repr((_EDITION, document, stated)).encode()), is_filed)


def _forms(
    dossier: Dossier, reader: Post, on: date
) -> tuple[tuple[object, ...], tuple[tuple[str, Callable[[], bytes]], ...]]:
    """Return what the forms state, and how each is made."""
    if dossier.release not in WITH_FORMS:
        return (), ()
    first, second = form_01(dossier, reader, on=on), form_02(dossier, reader, on=on)
    own = (
        ("Mẫu số 01. Phiếu đăng ký", lambda: form_01_pdf(first)),
        ("Mẫu số 02. Báo cáo tự đánh giá", lambda: form_02_pdf(second)),
    )
    report = latest_report(dossier)
    if report is None:
        return (first, second), own
    third = form_03(dossier, report, reader, on=on)
    return (first, second, third), (*own, ("Mẫu số 03. Báo cáo của UBND cấp xã", lambda: form_03_pdf(third)))


def _facts(dossier: Dossier, view: SheetView) -> list[tuple[str, str]]:
    progress = view.progress
    total = f"{number_text(progress.score.total)}/{number_text(view.criteria_set.total)} điểm"
    received = date_short(dossier.received_on) if dossier.received_on else ""
    return [
        ("Chủ thể", dossier.product.producer.name if dossier.product.producer else ""),
        ("Địa phương", with_places([dossier])[0].place),
        ("Đăng ký", EVALUATIONS[dossier.kind]),
        ("Đợt đánh giá", dossier.round.name),
        ("Bộ tiêu chí", f"{view.criteria_set.no}. {view.criteria_set.title}"),
        ("Tự chấm", f"{total}, {stars_text(progress.result.star) or 'chưa xếp hạng'}" if progress.complete else ""),
        ("Phiếu của xã", dossier.local_number),
        ("Phiếu của tỉnh", dossier.province_number),
        ("Ngày nhận", f"{received} (lần nộp {dossier.version})" if received and dossier.version > 1 else received),
    ]


def _chapters(view: SheetView) -> tuple[Chapter, ...]:
    proven = [_chapter(row) for row in view.groups if any(criterion.papers for criterion in row.criteria)]
    if view.loose_papers:
        loose = Proven("", "", "", "", tuple(map(_proof, view.loose_papers)))
        proven.append(Chapter("Hồ sơ sản phẩm", _LOOSE, (loose,)))
    return tuple(proven)


def _chapter(row: GroupRow) -> Chapter:
    return Chapter(
        part=f"Phần {row.part.code}. {row.part.caption}",
        title=f"{row.group.code}. {row.group.caption}",
        criteria=tuple(map(_proven, row.criteria)),
    )


def _proven(row: CriterionRow) -> Proven:
    claimed = claimed_words(row)
    points = f"{number_text(row.points)}/{number_text(row.criterion.max)} điểm" if row.marked and row.applies else ""
    return Proven(
        code=printed_number(row.criterion.code),
        label=row.criterion.caption,
        level=f"Mức tự chấm: {claimed}" if claimed else "Chưa tự chấm",
        points=points,
        proofs=tuple(map(_proof, row.papers)),
    )


def _proof(paper: Evidence) -> Proof:
    file = paper.file
    return Proof(paper.title, paper.note, paper.page, file.sha256, file.name, file.media_type, file.size)
