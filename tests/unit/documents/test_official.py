"""The one layout of all administrative papers: what it prints, in print and in Word, and what it leaves to the pen."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from openocop.core.documents.frame import DEPUTY_FOR_COMMITTEE, Marking, Signature
from openocop.core.documents.official import (
    Heading,
    Line,
    OfficialPaper,
    Open,
    Table,
    Text,
    official_docx,
    official_pdf,
)
from tests.unit.documents.samples import COUNCIL, CREATED_AT, HOSTILE, one_line, pdf_text, word_text

BODY = (
    Heading("I. MỤC ĐÍCH"),
    Text("Công nhận sản phẩm.", lead="Điều 1."),
    Line("Thời gian"),
    Line("Địa điểm", "Cà Mau"),
    Open(2),
    Table(("Sản phẩm", "Chủ thể"), ("Điểm",), (("Tôm khô", "HTX Minh Đức", "75,00"), ("", "", ""))),
    Text("Kính trình./."),
)


def official(**changes: Any) -> OfficialPaper:
    document = OfficialPaper(
        marking=Marking(),
        created_at=CREATED_AT,
        letterhead=replace(COUNCIL, symbol="TTr", dated_on=None),
        title="TỜ TRÌNH",
        subject=("Về kết quả đánh giá, phân hạng",),
        addressees=("Chủ tịch Ủy ban nhân dân tỉnh Cà Mau",),
        body=BODY,
        signatures=(Signature(DEPUTY_FOR_COMMITTEE, "Nguyễn Văn A"),),
        recipients=("Như trên;", "Lưu: VT."),
    )
    return replace(document, **changes)


SAID = (
    "I. MỤC ĐÍCH Điều 1. Công nhận sản phẩm. Thời gian: Địa điểm: Cà Mau TT Sản phẩm Chủ thể Điểm "
    "1 Tôm khô HTX Minh Đức 75,00 2 Kính trình./. Nơi nhận: - Như trên; - Lưu: VT. "
    "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Nguyễn Văn A"
)


def test_print_and_word_say_the_same() -> None:
    assert pdf_text(official_pdf(official())).endswith(SAID)
    assert word_text(official_docx(official())).endswith(SAID)


def test_the_same_facts_make_the_same_bytes() -> None:
    assert official_pdf(official()) == official_pdf(official())
    assert official_docx(official()) == official_docx(official())


def test_a_letter_says_what_it_is_about_under_its_number_and_has_no_title() -> None:
    letter = official(title="", subject=(), about="V/v đề nghị đánh giá, phân hạng")
    for text in (pdf_text(official_pdf(letter)), word_text(official_docx(letter))):
        assert "/TTr V/v đề nghị đánh giá, phân hạng" in text
        assert "TỜ TRÌNH" not in text


def test_an_annex_begins_a_page_of_its_own() -> None:
    paper = official(annex_title="DANH SÁCH", annex=(Table(("Họ và tên",), (), (("Người A",),)),))
    for text in (pdf_text(official_pdf(paper)), word_text(official_docx(paper))):
        assert text.endswith("DANH SÁCH TT Họ và tên 1 Người A")


def test_several_signatures_stand_side_by_side_above_the_recipients() -> None:
    paper = official(signatures=(Signature(("BÊN GIAO",)), Signature(("BÊN NHẬN",))))
    for text in (pdf_text(official_pdf(paper)), word_text(official_docx(paper))):
        assert text.endswith("BÊN GIAO BÊN NHẬN Nơi nhận: - Như trên; - Lưu: VT.")


@pytest.mark.parametrize("make", [official_pdf, official_docx])
def test_text_that_looks_like_code_is_printed_as_typed(make: Any) -> None:
    made = make(official(body=(Text(HOSTILE),)))
    text = word_text(made) if make is official_docx else pdf_text(made)
    assert one_line(HOSTILE).replace(" ", "") in text.replace(" ", "")
