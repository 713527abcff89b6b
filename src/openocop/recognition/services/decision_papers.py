"""Printing a decision, as draft or as issued, from what the council fixed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils import timezone

from openocop.accounts.domain.roles import Post
from openocop.core.documents.frame import Letterhead, Marking, Signature, capacity_lines
from openocop.core.documents.vietnamese import count_text, date_long, stars_text
from openocop.core.domain.legal_time import legal_day
from openocop.core.services.files import store_file
from openocop.core.services.journal import record
from openocop.core.services.word_templates import template_for
from openocop.criteria.documents.citations import cited
from openocop.criteria.domain.releases import release
from openocop.evaluation.models import Council, Session
from openocop.geography.selectors.tenants import province_title
from openocop.recognition.documents.bases import agriculture, executors, local_government_law, recipients
from openocop.recognition.documents.decision import (
    AnnexRow,
    DecisionDocument,
    decision_docx,
    decision_pdf,
    standard_articles,
)
from openocop.recognition.documents.letterheads import committee_head
from openocop.recognition.domain.product_code import CERTIFYING_RELEASE
from openocop.recognition.models import Decision, DecisionKind, DecisionPaper
from openocop.recognition.selectors.decisions import Award, central_choices
from openocop.recognition.services.sealed import seal_of
from openocop.registry.selectors.places import written_places

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LONGEST_DRAFTING = 1  # years between session and decision; a draft of older sessions leaves the year open


def store_papers(
    *, decision: Decision, awards: Sequence[Award], session: Session, by: Post, codes: Mapping[int, str] | None = None
) -> list[DecisionPaper]:
    """Print the decision as PDF and Word and keep both; runs inside the transaction of its caller.

    Args:
        codes: the product code of each dossier, by its key; empty while no certificate is made.
    """
    document = decision_document(decision, awards, session, codes or {})
    # A draft goes on to be edited; what is signed is the decision as it was issued.
    seal = seal_of(decision.province) if decision.issued_at is not None else None
    printed = decision_pdf(replace(document, marking=replace(document.marking, seal=seal.notice if seal else "")))
    name = f"quyet-dinh-{decision.round.code}-{decision.kind}"
    template, own = template_for(decision.province, "decision")
    papers = []
    for content, media_type, ending in (
        (seal.sign(printed) if seal else printed, "application/pdf", "pdf"),
        (decision_docx(document, own), DOCX, "docx"),
    ):
        file = store_file(province=decision.province, name=f"{name}.{ending}", media_type=media_type, content=content)
        paper = DecisionPaper(province=decision.province, decision=decision, file=file)
        paper.is_draft, paper.made_at = decision.issued_at is None, timezone.now()
        paper.template = template if ending == "docx" else None
        paper.save()
        papers.append(paper)
    facts = {"sha256": [paper.file.sha256 for paper in papers], "draft": decision.issued_at is None}
    record(province=decision.province, actor=by.as_actor(), verb="paper.printed", subject=decision, facts=facts)
    return papers


def decision_document(
    decision: Decision, awards: Sequence[Award], session: Session, codes: Mapping[int, str]
) -> DecisionDocument:
    """Return everything the decision states; number and day stay blank in a draft."""
    on = decision.decided_on or session.held_on
    territory = province_title(decision.province, on)
    rows = _annex_rows(awards, codes, territory)
    name = decision.round.name
    return DecisionDocument(
        marking=Marking(draft=decision.issued_at is None, illustrative=decision.is_illustrative),
        created_at=timezone.now(),
        letterhead=_letterhead(decision, session, territory),
        subject=(f"{_subject(decision)}, {name[0].lower()}{name[1:]}",),
        authority=f"CHỦ TỊCH ỦY BAN NHÂN DÂN {territory.upper()}",
        signatory=f"Chủ tịch Ủy ban nhân dân {territory}",
        legal_bases=_legal_bases(decision, session),
        articles=_articles(decision, rows, territory, on),
        recipients=recipients(territory, on),
        signature=Signature(capacity_lines(decision.signer_capacity), decision.signer),
        annex_title=f"DANH SÁCH SẢN PHẨM, {name}".upper(),
        annex_rows=rows,
        potential=decision.kind == DecisionKind.APPROVAL,
    )


def _letterhead(decision: Decision, session: Session, territory: str) -> Letterhead:
    drafted_in = legal_day(decision.drafted_at).year
    year = drafted_in if drafted_in - session.held_on.year <= _LONGEST_DRAFTING else None
    return committee_head(territory, number=decision.number, year=year, dated_on=decision.decided_on)


def _annex_rows(awards: Sequence[Award], codes: Mapping[int, str], territory: str) -> tuple[AnnexRow, ...]:
    products = [award.dossier.product for award in awards]
    places = written_places(p.producer for p in products if p.producer is not None)
    return tuple(
        AnnexRow(
            number=number,
            product_name=product.name,
            product_code=codes.get(award.dossier.pk, ""),
            producer_name=product.producer.name if product.producer else "",
            # The whole list lies in the province that the decision names.
            producer_address=places.get(product.producer_id or 0, "").removesuffix(f", {territory}"),
            stars=award.star or 0,
        )
        for number, (award, product) in enumerate(zip(awards, products, strict=True), start=1)
    )


def _subject(decision: Decision) -> str:
    if decision.kind == DecisionKind.APPROVAL:
        return "Về việc phê duyệt kết quả đánh giá sản phẩm tiềm năng 5 sao"
    if decision.kind == DecisionKind.CENTRAL:
        return "Về việc công nhận sản phẩm OCOP theo kết quả đánh giá, phân hạng cấp trung ương"
    return "Về việc công nhận kết quả đánh giá, phân hạng sản phẩm OCOP cấp tỉnh"


def _legal_bases(decision: Decision, session: Session) -> tuple[str, ...]:
    on = decision.decided_on or session.held_on
    return (
        f"Căn cứ {local_government_law(on)};",
        f"Căn cứ {cited(release(decision.round.release), on)};",
        f"Căn cứ {_result(decision, session, on)};",
        f"Theo đề nghị của Giám đốc Sở {agriculture(on)}.",
    )


def _result(decision: Decision, session: Session, on: date) -> str:
    """Return the result that the decision rests on: the council's, or the central ones that the province uses."""
    if decision.kind != DecisionKind.CENTRAL:
        how = "lấy ý kiến bằng văn bản kết thúc" if session.is_written else "đánh giá"
        return f"kết quả {how} {date_long(session.held_on)} của {_appointed(session.council)}"
    results = [choice.referral.result for choice in central_choices(decision)]
    papers = dict.fromkeys(f"văn bản số {one.number} {date_long(one.decided_on)}" for one in results)
    return f"kết quả đánh giá cấp trung ương tại {', '.join(papers)} của Bộ {agriculture(on)}"


def _appointed(council: Council) -> str:
    if not council.appointment_no:
        return council.name
    day = f" {date_long(council.appointed_on)}" if council.appointed_on else ""
    return f"{council.name} (thành lập theo Quyết định số {council.appointment_no}{day})"


def _articles(decision: Decision, rows: tuple[AnnexRow, ...], territory: str, on: date) -> tuple[tuple[str, ...], ...]:
    standard = standard_articles(rows=rows, territory=territory, executors=executors(territory, on))
    if decision.kind == DecisionKind.APPROVAL:
        return (_approved(rows, territory), _to_the_ministry(territory, on), standard[2])
    if decision.round.release == CERTIFYING_RELEASE:
        return standard
    term = "Kết quả công nhận có giá trị 36 tháng kể từ ngày cấp giấy chứng nhận."
    return (standard[0], (term,), standard[2])


def _approved(rows: tuple[AnnexRow, ...], territory: str) -> tuple[str, ...]:
    producers = Counter((row.producer_name, row.producer_address) for row in rows)
    return (
        f"Phê duyệt kết quả đánh giá {count_text(len(rows))} sản phẩm của {count_text(len(producers))} chủ thể "
        f"trên địa bàn {territory} đạt từ 90 điểm trở lên, là sản phẩm tiềm năng {stars_text(5)}. "
        "Danh sách tại Phụ lục kèm theo.",
    )


def _to_the_ministry(territory: str, on: date) -> tuple[str, ...]:
    return (
        f"Ủy ban nhân dân {territory} chuyển hồ sơ đề nghị Bộ {agriculture(on)} đánh giá, phân hạng theo quy định. "
        "Quyết định này không phải là quyết định công nhận hạng sao.",
    )
