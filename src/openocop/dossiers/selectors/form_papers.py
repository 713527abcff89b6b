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
from openocop.criteria.domain.legal_release import ProductClass
from openocop.criteria.domain.releases import release
from openocop.dossiers.documents.entry import Applicant, Entry
from openocop.dossiers.documents.form_01 import Form01Document
from openocop.dossiers.documents.form_02 import Form02Document, ScoredCriterion, ScoredGroup, ScoredPart
from openocop.dossiers.documents.form_03 import Form03Document
from openocop.dossiers.domain.form_03 import HEADINGS
from openocop.dossiers.domain.lifecycle import EDITABLE
from openocop.dossiers.domain.tourism import TOURISM_SET
from openocop.dossiers.models import Dossier, Evidence, LocalReport
from openocop.dossiers.selectors.sheets import CriterionRow, GroupRow, SheetView, sheet_of
from openocop.geography.models import AdministrativeUnit
from openocop.geography.selectors.units import full_name, unit_at
from openocop.registry.domain.identifiers import IDENTIFIER_KINDS
from openocop.registry.models import Producer, ProducerIdentifier
from openocop.registry.permissions import may_see_private
from openocop.registry.selectors.places import written_places

NOT_SHOWN = "(không hiển thị)"  # said of private data to a reader who does not work with the producer
_UNRANKED = "chưa đủ điều kiện xếp hạng"
_COMMITTEE = "ỦY BAN NHÂN DÂN"


def latest_report(dossier: Dossier) -> LocalReport | None:
    return dossier.local_reports.order_by("-version").first()


def form_01(dossier: Dossier, reader: Post, *, on: date) -> Form01Document:
    """Return the registration slip; it is a draft until the dossier is filed."""
    entry = _entry(dossier, reader, on=on)
    evidence = dossier.evidence.filter(removed_at=None).count()
    return Form01Document(entry=entry, evidence=evidence, **_filing(dossier, entry))


def form_02(dossier: Dossier, reader: Post, *, on: date) -> Form02Document:
    """Return the self-assessment report; it is a draft until the dossier is filed."""
    entry = _entry(dossier, reader, on=on)
    view = sheet_of(dossier)
    progress = view.progress
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
    chosen = "; ".join(level.text for level in row.levels if level.chosen)
    open_mark = "" if row.applies else "Không áp dụng"
    return ScoredCriterion(
        code=printed_number(row.criterion.code),
        label=row.criterion.caption,
        level=chosen or ("Không đạt mức nào" if row.none_chosen and row.applies else open_mark),
        points=row.points if row.marked and row.applies else None,
        papers=tuple(map(_titled, row.papers)),
    )


def _titled(paper: Evidence) -> str:
    return f"{paper.title} (trang {paper.page})" if paper.page else paper.title


def form_03(dossier: Dossier, report: LocalReport, reader: Post, *, on: date) -> Form03Document:
    """Return the report of the local office. The clerk's office gives it number and day."""
    unit = _local_unit(dossier)
    entry = _entry(dossier, reader, on=on)
    return Form03Document(
        marking=Marking(illustrative=dossier.is_illustrative),
        created_at=report.reported_at,
        letterhead=Letterhead(
            superior_agency=(),
            agency=(_COMMITTEE, full_name(unit).upper()) if unit else (report.office.upper(),),
            symbol="BC-UBND",
            place=_place(unit),
            year=legal_day(report.reported_at).year,
        ),
        # The day of a later filing is not the one reported on.
        entry=entry if report.version == dossier.version else replace(entry, received_on=None),
        contents={name: getattr(report, name) for name in HEADINGS},
        conclusion=report.conclusion,
        recipients=("Cơ quan tham mưu quản lý OCOP cấp tỉnh;", "Chủ thể;", "Lưu: VT."),
        signature=Signature(CHAIR_FOR_COMMITTEE, note="(Ký, ghi rõ họ tên, đóng dấu)"),
    )


def _filing(dossier: Dossier, entry: Entry) -> dict[str, Any]:
    """Return what the applicant's own papers say of their filing: as drafts they are not dated."""
    draft = dossier.submitted_at is None or dossier.stage in EDITABLE
    known = entry.applicant.representative != NOT_SHOWN
    unit = _local_unit(dossier)
    return {
        "marking": Marking(draft=draft, illustrative=dossier.is_illustrative),
        "created_at": dossier.submitted_at or dossier.opened_at,
        "signature": Signature(
            ("ĐẠI DIỆN CHỦ THỂ",),
            name=entry.applicant.representative if known else "",
            note="(Ký, ghi rõ họ tên, đóng dấu nếu có)",
        ),
        "place": _place(unit),
        "filed_on": None if draft else dossier.received_on,
    }


def _entry(dossier: Dossier, reader: Post, *, on: date) -> Entry:
    producer = dossier.product.producer
    return Entry(
        applicant=_applicant(producer, reader, on=on) if producer else Applicant("", ""),
        product_name=dossier.product.name,
        classification=_classification(dossier),
        evaluation=dossier.kind,
        tourism=dossier.set_no == TOURISM_SET,
        local_number=dossier.local_number,
        province_number=dossier.province_number,
        received_on=dossier.received_on,
    )


def _applicant(producer: Producer, reader: Post, *, on: date) -> Applicant:
    """Return the producer; contact, representative and numbers only to those who work with it."""
    private = bool(may_see_private(reader, producer, on=on))
    return Applicant(
        name=producer.name,
        kind=producer.kind,
        address=written_places([producer])[producer.pk],
        phone=producer.phone if private else NOT_SHOWN,
        email=producer.email if private else NOT_SHOWN,
        representative=producer.representative if private else NOT_SHOWN,
        founded_on=producer.founded_on,
        numbers=tuple(map(_number, producer.identifiers.order_by("kind"))) if private else (),
    )


def _number(identifier: ProducerIdentifier) -> tuple[str, str]:
    label = IDENTIFIER_KINDS[identifier.kind].label.partition(" (")[0]
    issued_on = f", cấp ngày {date_short(identifier.issued_on)}" if identifier.issued_on else ""
    issued_by = f", nơi cấp: {identifier.issued_by}" if identifier.issued_by else ""
    return label, f"{identifier.value}{issued_on}{issued_by}"


def _classification(dossier: Dossier) -> tuple[str, ...]:
    """Return the headings of Annex I down to the leaf that the dossier's set scores."""
    found: tuple[str, ...] = ()
    for node in release(dossier.release).classification:
        found = found or _path(node, dossier.set_no)
    return found


def _path(node: ProductClass, set_no: int) -> tuple[str, ...]:
    if node.set_no == set_no:
        return (node.label,)
    below = next((path for child in node.children if (path := _path(child, set_no))), ())
    return (node.label, *below) if below else ()


def _local_unit(dossier: Dossier) -> AdministrativeUnit | None:
    return unit_at(dossier.local_unit_code, dossier.local_unit_on) if dossier.local_unit_on else None


def _place(unit: AdministrativeUnit | None) -> str:
    """Return the commune before the date: one named by a number keeps its kind (Decree 30/2020/NĐ-CP, Annex I)."""
    if unit is None:
        return ""
    return full_name(unit) if unit.name[:1].isdigit() else unit.name
