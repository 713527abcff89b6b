"""What the papers of the offices around a dossier state: the counter's receipt, the record of a hand-over."""

from __future__ import annotations

from datetime import date

from openocop.accounts.domain.roles import Post
from openocop.core.documents.frame import Letterhead, Marking
from openocop.dossiers.documents.entry import EVALUATIONS
from openocop.dossiers.documents.handover import HandoverDocument, later_line
from openocop.dossiers.documents.receipt import ReceiptDocument
from openocop.dossiers.domain.components import Found
from openocop.dossiers.domain.samples import Fate, Purpose
from openocop.dossiers.models import CounterReceipt, Dossier, SampleHandover
from openocop.dossiers.selectors.checks import check_of, checked_lines
from openocop.dossiers.selectors.form_entries import entry_of, local_unit, place_of
from openocop.dossiers.selectors.options import latest_choice
from openocop.dossiers.selectors.samples import samples_of

_COMMITTEE = "ỦY BAN NHÂN DÂN"
_PURPOSES = {Purpose.PROVINCE: "Đánh giá cấp tỉnh", Purpose.MINISTRY: "Đánh giá cấp trung ương"}
_FATES = {
    Fate.STORED: "bảo quản",
    Fate.REPLACED: "thay thế",
    Fate.CONSUMED: "sử dụng khi đánh giá",
    Fate.DISPOSED: "xử lý",
}


def receipt_document(receipt: CounterReceipt, reader: Post, *, on: date) -> ReceiptDocument:
    """Return the counter's receipt as it was given; the components as they were checked, unticked before."""
    dossier = receipt.dossier
    entry = entry_of(dossier, reader, on=on)
    choice = latest_choice(dossier.province)
    published = choice is not None and choice.options.get("procedure") == "published"
    return ReceiptDocument(
        marking=Marking(illustrative=dossier.is_illustrative),
        created_at=receipt.recorded_at,
        letterhead=_letterhead(dossier, receipt.office, "GTN", receipt.received_on),
        procedure=choice.procedure_name if published and choice else "",
        number=receipt.number,
        slip=dossier.local_number,
        product_name=dossier.product.name,
        producer_name=entry.applicant.name,
        address=entry.applicant.address,
        phone=entry.applicant.phone,
        evaluation=EVALUATIONS[dossier.kind],
        components=tuple(
            (row.component.label, row.line.found == Found.PRESENT if row.line else None)
            for row in checked_lines(dossier, check_of(dossier))
            if row.component.slug not in {"paper_set", "electronic_set"}
        ),
        electronic_papers=dossier.evidence.filter(removed_at=None).count(),
        paper_set=receipt.paper_set,
        received_on=receipt.received_on,
        appointment_on=receipt.appointment_on,
        received_by=receipt.received_by,
        office=receipt.office,
    )


def handover_document(handover: SampleHandover) -> HandoverDocument:
    """Return the record of one hand-over, with what became of its samples so far."""
    dossier = handover.dossier
    producer = dossier.product.producer
    return HandoverDocument(
        marking=Marking(illustrative=dossier.is_illustrative),
        created_at=handover.recorded_at,
        letterhead=_letterhead(dossier, handover.office, "BB", handover.handed_on),
        product_name=dossier.product.name,
        producer_name=producer.name if producer else "",
        slip=dossier.local_number,
        round_name=dossier.round.name,
        purpose=_PURPOSES[Purpose(handover.purpose)],
        count=handover.count,
        required=samples_of(dossier).required,
        handed_on=handover.handed_on,
        handed_by=handover.handed_by,
        received_by=handover.received_by,
        office=handover.office,
        condition=handover.condition,
        temperature=_temperature(handover),
        later=tuple(
            later_line(fate.happened_on, _FATES[Fate(fate.fate)], fate.count, fate.note)
            for fate in handover.fates.all()
        ),
    )


def _temperature(handover: SampleHandover) -> str:
    if not handover.cold_chain:
        return "Sản phẩm không cần bảo quản lạnh."
    return "Nhiệt độ được giữ trong suốt quá trình vận chuyển." if handover.kept_cold else "Nhiệt độ không được giữ."


def _letterhead(dossier: Dossier, office: str, symbol: str, on: date) -> Letterhead:
    """Return the head of a paper of `office`: a People's Committee stands by its full name, another body as it is."""
    committee = office.startswith("UBND ")
    return Letterhead(
        superior_agency=(),
        agency=(_COMMITTEE, office.removeprefix("UBND ").upper()) if committee else (office.upper(),),
        symbol=symbol,
        place=place_of(local_unit(dossier)),
        year=on.year,
        dated_on=on,
    )
