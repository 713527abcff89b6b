"""W6: a certificate as PDF, as it is printed and with the signature of the system; minutes of 300 rows."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import typst

from bench.measure import Goal, Line, interleave, milliseconds
from bench.stage import Stage
from openocop.core.documents.fonts import FONT_FOLDER
from openocop.core.documents.frame import Letterhead, Marking, Signature
from openocop.core.documents.qr import qr_svg
from openocop.evaluation.documents.minutes import Attendee, MinutesDocument, MinutesRow, minutes_pdf
from openocop.recognition.documents.certificate import CertificateDocument, certificate_pdf
from openocop.sealing.documents.seal import Seal
from openocop.sealing.domain.authority import give_certificate, make_authority
from openocop.sealing.services.seals import FIELD, NOTICE, REASON

ROWS = 300
_AT, _ON = datetime(2026, 11, 30, 9, tzinfo=UTC), date(2026, 11, 30)
_PLAIN = Marking()
# As long as the address with the signed proof behind it.
_URL = "https://ocop.example.vn/chung-nhan/23456789abcd/#" + "1234567890" * 40
_LIMITS = Path(__file__).parent / "limits"
_FONTS = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_FOLDER])


def run(stage: Stage) -> list[Line]:
    """Print everything anew each time; the first of each warms fonts and templates up and is not counted."""
    authority = make_authority(_AT)
    seal = Seal(give_certificate(authority, "Hệ thống, đo", _AT), authority.certificate)
    paper, minutes = _certificate(), _minutes(stage.scaled(ROWS))

    def signed() -> bytes:
        return seal.sign(certificate_pdf(paper), field=FIELD, reason=REASON, at=_AT)

    def unsigned() -> bytes:
        return certificate_pdf(paper)

    bare = {"data": json.dumps([paper.product_name, paper.producer_name, paper.authority]), "qr": qr_svg(_URL)}
    table = {"data": json.dumps([_cells(row) for row in minutes.rows])}
    twice, times = Goal(2, is_time=True), 20
    pairs = (
        (
            _line("certificate", "typst alone, the words and the code", None),
            unsigned,
            lambda: _typst("certificate", bare),
        ),
        (_line("certificate, signed (PAdES-B-B)", "certificate", twice), signed, unsigned),
        (_line("certificate, signed, in all", "", Goal(60, is_time=True)), signed, None),
    )
    for work in (
        signed,
        lambda: _typst("certificate", bare),
        lambda: _typst("minutes", table),
        lambda: minutes_pdf(minutes),
    ):
        work()
    found = interleave(
        stage.rounds,
        *(
            (line, _timed(ours, times), _timed(reference, times) if reference else None)
            for line, ours, reference in pairs
        ),
        (
            _line(f"minutes of {ROWS} rows", "typst alone, the table", None),
            _timed(lambda: minutes_pdf(minutes), 3),
            _timed(lambda: _typst("minutes", table), 3),
        ),
    )
    assert signed().startswith(unsigned())
    return found


def _line(name: str, reference: str, goal: Goal | None) -> Line:
    return Line("W6", name, reference, "ms", goal)


def _timed(work: Any, times: int) -> Any:
    return lambda: milliseconds(work, times=times)


def _typst(name: str, inputs: dict[str, str]) -> bytes:
    return typst.compile(_LIMITS / f"{name}.typ", font_paths=_FONTS, sys_inputs=inputs, format="pdf")


def _certificate() -> CertificateDocument:
    return CertificateDocument(
        marking=Marking(seal=NOTICE),
        created_at=_AT,
        agency=("ỦY BAN NHÂN DÂN", "TỈNH ĐO"),
        authority="Chủ tịch Ủy ban nhân dân tỉnh Đo",
        certificate_number="12/GCN-OCOP",
        product_name="Mắm tôm chua ngọt",
        product_code="96-32152-01-2026",
        producer_name="Hợp tác xã dùng để đo",
        producer_address="ấp Một, xã Hai",
        stars=4,
        decision_number="1234/QĐ-UBND",
        decision_on=_ON,
        issued_on=_ON,
        last_valid_on=date(2029, 11, 30),
        place="Đo",
        signature=Signature(("CHỦ TỊCH",), "Người Ký"),
        status_url=_URL,
    )


def _minutes(rows: int) -> MinutesDocument:
    return MinutesDocument(
        marking=_PLAIN,
        created_at=_AT,
        letterhead=Letterhead(("ỦY BAN NHÂN DÂN TỈNH ĐO",), ("HỘI ĐỒNG OCOP",), "BB-HĐ", "Đo", 2026),
        council_name="Hội đồng đánh giá, phân hạng sản phẩm OCOP cấp tỉnh",
        round_name="đợt đo",
        held_on=_ON,
        started_at=_AT,
        ended_at=_AT,
        place="Phòng họp",
        chair="ông A",
        secretary="bà B",
        present=(Attendee("A", "Ủy ban nhân dân tỉnh", "Chủ tịch Hội đồng"),),
        absent=(),
        guests=(),
        legal_bases=("Quyết định số 26/2026/QĐ-TTg.",),
        regulation="Quy chế hoạt động của Hội đồng",
        options=(),
        recusals=(),
        scoring=(),
        second_ballots=(),
        rows=tuple(_row(number) for number in range(1, rows + 1)),
        discussion=(),
        reservations=(),
        conclusion=("Trình Chủ tịch Ủy ban nhân dân tỉnh.",),
        signatures=(Signature(("CHỦ TỊCH",), "A"), Signature(("THƯ KÝ",), "B")),
        recipients=("Lưu: HĐ.",),
    )


def _row(number: int) -> MinutesRow:
    return MinutesRow(
        number, f"Sản phẩm đo số {number}", f"Hộ kinh doanh {number}", 9, Fraction(586, 9), Decimal(6), 3, (), 3
    )


def _cells(row: MinutesRow) -> list[str]:
    return [str(row.number), row.product_name, row.producer_name, "9", "65,11", "6", "3"]
