"""What a correction of a fixed result comes to, and what replaces what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from openocop.core.documents.vietnamese import average_text, count_text, date_short
from openocop.core.domain.legal_time import legal_day
from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.regulation import regulation_of
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.sheet import SheetScore
from openocop.evaluation.domain.agreement import agreed_ballot
from openocop.evaluation.domain.correction import Change, change_from, corrected_sheets, council_points
from openocop.evaluation.domain.lifecycle import PaperKind
from openocop.evaluation.domain.procedure import procedure_of
from openocop.evaluation.domain.results import ballot, ballot_from, fixed_result
from openocop.evaluation.models import Conclusion, Entry, Paper, ResultCorrection, Session
from openocop.evaluation.selectors.sheets import sent_sheets


@dataclass(frozen=True, slots=True)
class Replaced:
    """What a paper made after a correction says of the one it replaces; empty on a first paper."""

    instead_of: str = ""
    notes: tuple[str, ...] = ()


NOTHING_REPLACED = Replaced()


@dataclass(frozen=True, slots=True)
class Compared:
    """One criterion before and after: the council's exact points, the average of the marks given."""

    code: str
    label: str
    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class Outlook:
    """A result before and after a change, as it is stored, with the criteria that change."""

    before: Mapping[str, Any]
    after: Mapping[str, Any]
    criteria: tuple[Compared, ...]

    @property
    def star_changes(self) -> bool:
        return bool(self.before["star"] != self.after["star"])


def counted_sheets(entry: Entry, *, before: int | None = None) -> tuple[SheetScore, ...]:
    """Return the sheets as the standing result counts them: as they were sent, with every correction made since.

    `before` counts only the corrections before the one of that number.
    """
    printed = criteria_set(entry.dossier.release, entry.dossier.set_no)
    sheets = sent_sheets(entry.session_id, only=[entry.pk])[entry.pk][entry.ballot]
    made = entry.corrections.order_by("number")
    made = made if before is None else made.filter(number__lt=before)
    return corrected_sheets(printed, sheets, [change_from(row) for row in made.values_list("change", flat=True)])


def outlook_of(entry: Entry, change: Change) -> Outlook:
    """Return what a fixed result would become by a change, by the engine that made it. Writes nothing."""
    printed = criteria_set(entry.dossier.release, entry.dossier.set_no)
    now = counted_sheets(entry)
    then = corrected_sheets(printed, now, [change])
    return Outlook(entry.result, _result(entry, printed, then), _compared(printed, change, now, then))


def _result(entry: Entry, printed: CriteriaSet, sheets: Sequence[SheetScore]) -> dict[str, Any]:
    """Return the result of these sheets as it is fixed; what the council agreed on still counts where they divide."""
    council = entry.session.council
    regulation = regulation_of(council.round.release, council.regulation)
    held = ballot(printed, regulation, entry.ballot, sheets)
    if procedure_of(council.procedure).council_concludes_on_gates:
        agreed = Conclusion.objects.filter(entry=entry).values_list("points", flat=True).first()
        held = agreed_ballot(printed, regulation, held, sheets, agreed or {})
    return fixed_result(printed, regulation, held, sheets)


def _compared(
    printed: CriteriaSet, change: Change, now: Sequence[SheetScore], then: Sequence[SheetScore]
) -> tuple[Compared, ...]:
    return tuple(
        Compared(
            code,
            printed.criterion(code).caption,
            council_points(printed, now, code),
            council_points(printed, then, code),
        )
        for code in printed.position
        if code in change.points
    )


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction with the results before and after it in words."""

    made: ResultCorrection
    before: str
    after: str


def correction_rows(entry: Entry) -> list[CorrectionRow]:
    """Return the corrections of an entry, the latest first, in one query."""
    made = entry.corrections.order_by("-number")
    return [CorrectionRow(one, result_in_words(one.before), result_in_words(one.after)) for one in made]


def replaced_papers(session: Session) -> list[Paper]:
    """Return the papers of a session that a correction replaced, the latest first."""
    rows = Paper.objects.filter(session=session, sheet=None, superseded_at__isnull=False).select_related("file")
    return list(rows.order_by("-superseded_at", "kind"))


def result_in_words(stored: Mapping[str, Any]) -> str:
    """Return a stored result as papers say it: "72,33 điểm, 4 sao"."""
    average = average_text(ballot_from(stored).average)
    if stored["disqualified"]:
        return f"{average} điểm, bị loại"
    star = stored["star"]
    if star is None:
        return f"{average} điểm, không xếp hạng"
    return f"{average} điểm, " + ("tiềm năng 5 sao" if star == 5 else f"{star} sao")


def replaced_words(session: Session, kind: PaperKind) -> Replaced:
    """Return what a paper says of the one it replaces: day, check sum, and each correction made since."""
    former = (
        Paper.objects.filter(session=session, kind=kind, sheet=None, superseded_at__isnull=False)
        .select_related("file")
        .order_by("-superseded_at", "-pk")
        .first()
    )
    if former is None:
        return NOTHING_REPLACED
    made_on = date_short(legal_day(former.made_at))
    instead = f"(Bản lập lại sau đính chính, thay bản lập ngày {made_on}, mã SHA-256 {former.file.sha256[:16]}…)"
    rows = ResultCorrection.objects.filter(entry__session=session).select_related("entry__dossier__product")
    return Replaced(instead, tuple(_note(row) for row in rows.order_by("corrected_at", "pk")))


def _note(row: ResultCorrection) -> str:
    codes = ", ".join(row.change["points"])
    what = f"ở tiêu chí {codes}" if codes else "về điều kiện loại"
    return (
        f"Sản phẩm {count_text(row.entry.position)}, “{row.entry.dossier.product.name}”: đính chính {what} theo"
        f" Quyết định số {row.document_no} ngày {date_short(row.dated_on)}. Trước: {result_in_words(row.before)}."
        f" Sau: {result_in_words(row.after)}. Tổng điểm từng phiếu trong bảng tính theo mức đã đính chính; phiếu của"
        " thành viên giữ nguyên như đã gửi."
    )
