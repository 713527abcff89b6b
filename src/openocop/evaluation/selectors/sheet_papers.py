"""What the sheets of members and of the advisory team state, from what was sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from openocop.core.documents.frame import Marking, place_name
from openocop.core.domain.canonical import canonical_json, sha256_hex
from openocop.core.domain.legal_time import legal_day
from openocop.criteria.documents.citations import cited_sheet, printed_number
from openocop.criteria.domain.criteria_set import WHOLE_DOSSIER, CriteriaSet, Criterion
from openocop.criteria.domain.regulation import regulation_of
from openocop.criteria.domain.releases import criteria_set, release
from openocop.criteria.domain.scoring import evaluate
from openocop.criteria.domain.sheet import SheetScore
from openocop.dossiers.models import Dossier
from openocop.evaluation.documents.score_sheet import (
    ADVISED,
    ADVISORY_FORM,
    CLAIMED,
    ScoreSheetDocument,
    SheetCriterion,
    SheetGroup,
    SheetLevel,
    SheetPart,
    SheetReason,
)
from openocop.evaluation.domain.filling import points_of
from openocop.evaluation.domain.lifecycle import Answer
from openocop.evaluation.domain.procedure import procedure_of
from openocop.evaluation.models import AdvisorySheet, ScoreSheet, Session
from openocop.evaluation.selectors.drafts import Levels
from openocop.evaluation.selectors.scoring import advice_on, proposed_levels
from openocop.geography.selectors.tenants import province_title
from openocop.registry.selectors.places import written_places

_BEFORE_LEVELS = frozenset({"requirement", "applies_only_if", "choose_case"})
_LEFT = "Để lại: ngoài lĩnh vực chuyên môn của người đánh giá."
_HEAD = "điều kiện ghi ở đầu phiếu"


def score_sheet_document(sheet: ScoreSheet) -> ScoreSheetDocument:
    """Return one sent sheet of a member as the law's form has it. It bears the digest of what was sent."""
    dossier, session = sheet.entry.dossier, sheet.entry.session
    council = session.council
    printed = criteria_set(dossier.release, dossier.set_no)
    score = SheetScore.from_json(sheet.score)
    result = evaluate(printed, regulation_of(council.round.release, council.regulation), [score])
    sent_at = _sent_at(sheet)
    signed_on = session.held_on if is_replayed(session, sent_at) else legal_day(sent_at)
    advice = advice_on(dossier)
    return ScoreSheetDocument(
        marking=Marking(illustrative=sheet.is_illustrative or council.is_illustrative, fingerprint=_fingerprint(sheet)),
        created_at=sent_at,
        **_head_and_parts(dossier, printed, sheet.levels, score, signed_on),
        signed_on=signed_on,
        stars=None if score.outside else result.star,
        notes=_notes(sheet, score),
        council=f"{council.name}, {round_name(council.round.name)}",
        ballot=sheet.ballot,
        reasons=_reasons(sheet, printed, proposed_levels(dossier, advice)),
        reasons_against=ADVISED if advice else CLAIMED,
        opinion=_answered(sheet) + _opinion(sheet.disqualified, sheet.opinion),
        assessor_name=sheet.seat.name,
        assessor_body=sheet.seat.body,
    )


def _notes(sheet: ScoreSheet, score: SheetScore) -> tuple[str, ...]:
    """Return how the council's procedure shows on this sheet: criteria left to others, the producer masked."""
    notes = []
    if score.outside:
        codes = ", ".join(printed_number(code) for code in score.outside)
        notes.append(
            f"Tiêu chí {codes}: người đánh giá để lại vì ngoài lĩnh vực chuyên môn; khi tổng hợp, phần này lấy theo"
            " điểm trung bình của các phiếu có chấm, theo Quy chế của Hội đồng. Phiếu này vì vậy chưa xếp hạng."
        )
    if procedure_of(sheet.entry.session.council.procedure).is_blind:
        notes.append("Chấm khi thông tin của chủ thể được che, theo Quy chế của Hội đồng.")
    return tuple(notes)


def advisory_sheet_document(sheet: AdvisorySheet) -> ScoreSheetDocument:
    """Return the sent sheet of the advisory team with its remarks. It bears the digest of what was sent."""
    dossier = sheet.dossier
    printed = criteria_set(dossier.release, dossier.set_no)
    sent_at = _sent_at(sheet)
    score = SheetScore.from_json(sheet.score)
    day = legal_day(sent_at)
    # An invented sheet written after the session it was invented for leaves its day open.
    late = sheet.is_illustrative and Session.objects.filter(council__round=dossier.round, held_on__lt=day).exists()
    return ScoreSheetDocument(
        marking=Marking(illustrative=sheet.is_illustrative, fingerprint=_fingerprint(sheet)),
        created_at=sent_at,
        **_head_and_parts(dossier, printed, sheet.levels, score, day),
        signed_on=None if late else day,
        stars=None,
        form=ADVISORY_FORM,
        council=f"Hồ sơ thuộc {round_name(dossier.round.name)}",
        remarks=tuple(
            (printed_number(code), sheet.remarks[code]) for code in printed.position if code in sheet.remarks
        ),
        opinion=_opinion(sheet.disqualified, sheet.conclusion),
        assessor_name=sheet.adviser,
        assessor_body="Tổ tư vấn",
    )


def _head_and_parts(
    dossier: Dossier, printed: CriteriaSet, levels: Levels, score: SheetScore, on: date
) -> dict[str, Any]:
    product, producer = dossier.product, dossier.product.producer
    return {
        "legal_reference": cited_sheet(release(dossier.release), printed.no),
        "set_title": printed.title,
        "product_name": product.name,
        "product_code": "",
        "producer_name": producer.name if producer else "",
        "producer_phone": "",
        "producer_address": written_places([producer])[producer.pk] if producer else "",
        "rejected_if": printed.rejected_if,
        "parts": _parts(printed, levels, score),
        "total": Decimal(score.total),
        "max_total": printed.total,
        "place": place_name(province_title(dossier.province, on)),
    }


def _opinion(disqualified: Sequence[str], opinion: str) -> str:
    """Return the opinion, opened by the conclusion that the product is disqualified where it says so."""
    if not disqualified:
        return opinion
    grounds = [_HEAD if code == WHOLE_DOSSIER else f"mục {printed_number(code)}" for code in disqualified]
    return f"Kết luận: loại sản phẩm theo {', '.join(grounds)}.\n{opinion}"


def _answered(sheet: ScoreSheet) -> str:
    """Return what the member answered in writing on a re-assessment, as a line of its own; "" at a meeting."""
    if not sheet.answer:
        return ""
    if sheet.answer == Answer.AGREE:
        return "Ý kiến bằng văn bản: thống nhất với kết quả đề xuất.\n"
    return f"Ý kiến bằng văn bản: đề nghị Hội đồng họp. Lý do: {' '.join(sheet.answer_reason.split()).rstrip('.')}.\n"


def round_name(name: str) -> str:
    """Return the name of a round as it stands inside a sentence."""
    return name[0].lower() + name[1:]


def _sent_at(sheet: ScoreSheet | AdvisorySheet) -> datetime:
    assert sheet.sent_at is not None  # noqa: S101  # only sent sheets become papers
    return sheet.sent_at


def is_replayed(session: Session, instant: datetime) -> bool:
    """Whether an invented session of one day was really acted on another: its hours say nothing."""
    return session.is_illustrative and not session.is_written and legal_day(instant) != session.held_on


def _fingerprint(sheet: ScoreSheet | AdvisorySheet) -> str:
    kept = {"levels": sheet.levels, "disqualified": sheet.disqualified, "score": sheet.score, "sheet": sheet.public_id}
    if isinstance(sheet, AdvisorySheet):
        said = {"remarks": sheet.remarks, "conclusion": sheet.conclusion}
    else:
        said = {"reasons": sheet.reasons, "opinion": sheet.opinion}
        if sheet.answer:
            said |= {"answer": sheet.answer, "answer_reason": sheet.answer_reason}
        if sheet.outside:
            said |= {"outside": sheet.outside}
    return sha256_hex(canonical_json(kept | said))[:16]


def _parts(printed: CriteriaSet, levels: Levels, score: SheetScore) -> tuple[SheetPart, ...]:
    sums = dict(score.parts)
    return tuple(
        SheetPart(
            part.code,
            part.label,
            part.max,
            Decimal(sums[part.code]),
            tuple(
                SheetGroup(
                    group.code,
                    group.label,
                    group.max,
                    tuple(_criterion(printed, levels, criterion, score) for criterion in group.criteria),
                )
                for group in part.groups
            ),
        )
        for part in printed.parts
    )


def _criterion(printed: CriteriaSet, levels: Levels, criterion: Criterion, score: SheetScore) -> SheetCriterion:
    left = criterion.code in score.outside
    mark = levels.get(criterion.code)
    above = tuple(rule.text for rule in criterion.rules if rule.kind in _BEFORE_LEVELS)
    below = tuple(rule.text for rule in criterion.rules if rule.kind not in _BEFORE_LEVELS)
    return SheetCriterion(
        printed_number(criterion.code),
        criterion.label,
        tuple(
            SheetLevel(level.points, level.text, level.star, criterion.cases.get(level.case or 0, ""))
            for level in criterion.levels
        ),
        mark if isinstance(mark, int) else None,
        None if left else Decimal(points_of(printed, levels, criterion.code)),
        criterion.description or "",
        above,
        (*below, _LEFT) if left else below,
    )


def _reasons(sheet: ScoreSheet, printed: CriteriaSet, proposed: Levels) -> tuple[SheetReason, ...]:
    return tuple(
        SheetReason(
            printed_number(code),
            Decimal(points_of(printed, proposed, code)) if code in proposed else None,
            Decimal(points_of(printed, sheet.levels, code)),
            sheet.reasons[code],
        )
        for code in printed.position
        if code in sheet.reasons
    )
