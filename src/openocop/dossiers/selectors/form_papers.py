"""What the forms of Annex III of 26/2026/QĐ-TTg state about a dossier, from what is recorded and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from openocop.accounts.domain.roles import Post
from openocop.core.documents.frame import CHAIR_FOR_COMMITTEE, Letterhead, Marking, Signature
from openocop.core.documents.vietnamese import date_short, stars_text
from openocop.core.domain.legal_time import legal_day
from openocop.criteria.documents.citations import cited_sheet, printed_number
from openocop.criteria.domain.releases import release
from openocop.dossiers.documents.entry import Entry
from openocop.dossiers.documents.form_01 import Form01Document
from openocop.dossiers.documents.form_02 import Form02Document, ScoredCriterion, ScoredGroup, ScoredPart
from openocop.dossiers.documents.form_03 import Form03Document
from openocop.dossiers.domain.form_03 import HEADINGS
from openocop.dossiers.domain.helping import Way
from openocop.dossiers.domain.lifecycle import EDITABLE
from openocop.dossiers.models import Dossier, Evidence, HelpConsent, LocalReport
from openocop.dossiers.selectors.difference_words import difference_sentences, stated_words
from openocop.dossiers.selectors.differences import differences_of
from openocop.dossiers.selectors.form_entries import NOT_SHOWN, entry_of, local_unit, place_of
from openocop.dossiers.selectors.helping import helps_with_acts
from openocop.dossiers.selectors.sheets import CriterionRow, GroupRow, SheetView, claimed_words, sheet_of
from openocop.geography.selectors.units import full_name

_UNRANKED = "chưa đủ điều kiện xếp hạng"
_WAYS = {Way.COUNTER: "ký giấy đồng ý", Way.CODE: "bằng mã đồng ý", Way.TELEPHONE: "qua điện thoại"}
_COMMITTEE = "ỦY BAN NHÂN DÂN"


def latest_report(dossier: Dossier) -> LocalReport | None:
    return dossier.local_reports.order_by("-version").first()


def form_01(dossier: Dossier, reader: Post, *, on: date) -> Form01Document:
    """Return the registration slip; it is a draft until the dossier is filed."""
    entry = entry_of(dossier, reader, on=on)
    evidence = dossier.evidence.filter(removed_at=None).count()
    return Form01Document(entry=entry, evidence=evidence, **_filing(dossier, entry))


def form_02(dossier: Dossier, reader: Post, *, on: date) -> Form02Document:
    """Return the self-assessment report; it is a draft until the dossier is filed."""
    entry = entry_of(dossier, reader, on=on)
    view = sheet_of(dossier)
    progress = view.progress
    found = differences_of(dossier, view, on=on)
    return Form02Document(
        entry=entry,
        description=dossier.product.description,
        packaging=dossier.product.packaging,
        set_title=f"{cited_sheet(release(dossier.release), view.criteria_set.no)}: {view.criteria_set.title}",
        parts=_scored_parts(view),
        total=progress.score.total if progress.complete else None,
        max_total=view.criteria_set.total,
        rank=(stars_text(progress.result.star) or _UNRANKED) if progress.complete else "",
        loose_papers=tuple(map(_titled, view.loose_papers)),
        matters=stated_words(found),
        differences=difference_sentences(found),
        helped=tuple(map(_helped, helps_with_acts(dossier))),
        **_filing(dossier, entry),
    )


def _scored_parts(view: SheetView) -> tuple[ScoredPart, ...]:
    sums = dict(view.progress.score.parts)
    return tuple(
        ScoredPart(
            part.code,
            part.label,
            part.max,
            sums[part.code] if view.progress.complete else None,
            tuple(_scored_group(group) for group in view.groups if group.part is part),
        )
        for part in view.criteria_set.parts
    )


def _scored_group(row: GroupRow) -> ScoredGroup:
    return ScoredGroup(row.group.code, row.group.label, row.group.max, tuple(map(_scored, row.criteria)))


def _scored(row: CriterionRow) -> ScoredCriterion:
    return ScoredCriterion(
        code=printed_number(row.criterion.code),
        label=row.criterion.caption,
        level=claimed_words(row),
        points=row.points if row.marked and row.applies else None,
        papers=tuple(map(_titled, row.papers)),
    )


def _titled(paper: Evidence) -> str:
    return f"{paper.title} (trang {paper.page})" if paper.page else paper.title


def _helped(consent: HelpConsent) -> str:
    """Say who filled in for the producer, when, and how the producer agreed, as a paper states it."""
    first, last = (date_short(day or consent.given_on) for day in (consent.first_act_on, consent.last_act_on))
    days = f"ngày {first}" if first == last else f"từ ngày {first} đến ngày {last}"
    return (
        f"{consent.helper_name} ({consent.helper_office}) điền giúp {days} theo sự đồng ý của chủ thể "
        f"({consent.given_by}, {_WAYS[Way(consent.way)]}, ngày {date_short(consent.given_on)})."
    )


def form_03(dossier: Dossier, report: LocalReport, reader: Post, *, on: date) -> Form03Document:
    """Return the report of the local office. The clerk's office gives it number and day."""
    unit = local_unit(dossier)
    entry = entry_of(dossier, reader, on=on)
    return Form03Document(
        marking=Marking(illustrative=dossier.is_illustrative),
        created_at=report.reported_at,
        letterhead=Letterhead(
            superior_agency=(),
            agency=(_COMMITTEE, full_name(unit).upper()) if unit else (report.office.upper(),),
            symbol="BC-UBND",
            place=place_of(unit),
            year=legal_day(report.reported_at).year,
        ),
        # The day of a later filing is not the one reported on.
        entry=entry if report.version == dossier.version else replace(entry, received_on=None),
        contents={name: getattr(report, name) for name in HEADINGS},
        conclusion=report.conclusion,
        helped=f"{report.reported_by}, đã điền giúp hồ sơ cho chủ thể" if report.reporter_helped else "",
        recipients=("Cơ quan tham mưu quản lý OCOP cấp tỉnh;", "Chủ thể;", "Lưu: VT."),
        signature=Signature(CHAIR_FOR_COMMITTEE, note="(Ký, ghi rõ họ tên, đóng dấu)"),
    )


def _filing(dossier: Dossier, entry: Entry) -> dict[str, Any]:
    """Return what the applicant's own papers say of their filing: as drafts they are not dated."""
    draft = dossier.submitted_at is None or dossier.stage in EDITABLE
    known = entry.applicant.representative != NOT_SHOWN
    unit = local_unit(dossier)
    return {
        "marking": Marking(draft=draft, illustrative=dossier.is_illustrative),
        "created_at": dossier.submitted_at or dossier.opened_at,
        "signature": Signature(
            ("ĐẠI DIỆN CHỦ THỂ",),
            name=entry.applicant.representative if known else "",
            note="(Ký, ghi rõ họ tên, đóng dấu nếu có)",
        ),
        "place": place_of(unit),
        "filed_on": None if draft else dossier.received_on,
    }
