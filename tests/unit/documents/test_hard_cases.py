"""Long names, many products, many members, every letter: the paper still stands and nobody signs an empty page."""

import io
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from pypdf import PdfReader

from openocop.core.documents.frame import Marking
from openocop.evaluation.documents.minutes import Attendee, minutes_docx, minutes_pdf
from openocop.evaluation.documents.score_sheet import score_sheet_pdf
from openocop.evaluation.documents.summary import SummaryMember, summary_docx, summary_pdf
from openocop.recognition.documents.decision import AnnexRow, decision_docx, decision_pdf
from tests.unit.documents.samples import (
    decision,
    minutes,
    minutes_row,
    one_line,
    page_texts,
    pdf_text,
    sheet,
    summary,
    word_text,
)
from tests.unit.documents.test_every_pdf import each_paper, make, with_name
from tests.unit.documents.test_text import VIETNAMESE

LONG_NAME = (
    "Bánh phồng tôm truyền thống chế biến từ tôm đất tự nhiên vùng nước lợ rừng ngập mặn Năm Căn, đóng gói hút chân "
    "không, không dùng hàn the và phẩm màu, phơi nắng theo cách làm của người dân ven biển này"
)
MILLIMETRE = 72 / 25.4


@each_paper
def test_every_letter_of_vietnamese_comes_back_from_the_page(kind: str) -> None:
    read = pdf_text(with_name(kind, " ".join(VIETNAMESE)))
    assert " ".join(VIETNAMESE).replace(" ", "") in read.replace(" ", "")


@each_paper
def test_every_font_is_in_the_file(kind: str) -> None:
    for page in PdfReader(io.BytesIO(make(kind))).pages:
        for font in page["/Resources"]["/Font"].values():
            descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


@each_paper
def test_a_name_of_two_hundred_letters_is_printed_whole(kind: str) -> None:
    assert LONG_NAME.replace(" ", "") in pdf_text(with_name(kind, LONG_NAME)).replace(" ", "")


def sixty_products_fifteen_members() -> Any:
    totals = tuple(Decimal(60 + number % 9) for number in range(15))
    rows = tuple(
        replace(summary().rows[0], number=n, product_name=f"Sản phẩm {n} {LONG_NAME}", totals=totals)
        for n in range(1, 61)
    )
    members = tuple(SummaryMember(f"Ủy viên thứ {n}", "Sở Văn hóa, Thể thao và Du lịch") for n in range(1, 16))
    return summary(rows=rows, members=members)


def test_sixty_products_and_fifteen_members_fit_the_summary() -> None:
    made = sixty_products_fifteen_members()
    pages = page_texts(summary_pdf(made))
    for page in pages[1:-1]:
        assert page.splitlines()[1].startswith("TT Sản phẩm")
    for text in (one_line(" ".join(pages)), word_text(summary_docx(made))):
        assert all(f"Sản phẩm {n} Bánh" in text for n in range(1, 61))
        assert "60 61 62 63 64 65 66 67 68 60 61 62 63 64 65 75,25" in text
        assert "15. Ủy viên thứ 15 – Sở Văn hóa, Thể thao và Du lịch." in text


def test_sixty_products_fill_an_annex_with_a_head_on_each_page() -> None:
    rows = tuple(
        AnnexRow(n, f"{n} {LONG_NAME}", "96-32152-01-2026", LONG_NAME, "xã Tân Duyệt", 3) for n in range(1, 61)
    )
    made = decision(annex_rows=rows)
    pages = page_texts(decision_pdf(made))
    assert all("TT Tên sản phẩm Mã số sản phẩm Chủ thể Địa chỉ Hạng" in one_line(page) for page in pages[1:])
    text = word_text(decision_docx(made))
    assert all(f"{n} {LONG_NAME}" in text for n in range(1, 61))


@pytest.mark.parametrize("products", range(16, 34, 3))
def test_the_minutes_are_never_signed_on_an_empty_page(products: int) -> None:
    pages = page_texts(minutes_pdf(minutes(rows=tuple(minutes_row(n) for n in range(1, products + 1)))))
    signed = next(one_line(page) for page in pages if "CHỦ TỌA" in page)
    assert "V. KẾT LUẬN Trình Chủ tịch Ủy ban nhân dân tỉnh. Cuộc họp kết thúc vào 16 giờ 40 phút" in signed
    assert "Nơi nhận:" in signed


@pytest.mark.parametrize("members", range(1, 32, 6))
def test_a_crowd_of_members_is_listed_and_does_not_push_the_signatures_away(members: int) -> None:
    present = tuple(Attendee(f"Ủy viên {n}", "Sở Y tế") for n in range(members))
    pages = page_texts(minutes_pdf(minutes(present=present, absent=())))
    assert "Cuộc họp kết thúc" in one_line(next(page for page in pages if "CHỦ TỌA" in page))


@pytest.mark.parametrize("paragraphs", range(2, 14, 2))
def test_a_decision_is_never_signed_on_an_empty_page(paragraphs: int) -> None:
    articles = (("Công nhận.", *(LONG_NAME for _ in range(paragraphs))), ("Chịu trách nhiệm thi hành./.",))
    pages = page_texts(decision_pdf(decision(articles=articles)))
    assert "Điều 2. Chịu trách nhiệm thi hành./." in one_line(next(page for page in pages if "PHÓ CHỦ TỊCH" in page))


@pytest.mark.parametrize("lines", range(5, 30, 5))
def test_a_sheet_is_never_signed_on_an_empty_page(lines: int) -> None:
    opinion = "\n".join([*(f"Ý thứ {n}." for n in range(lines)), "Ý sau cùng."])
    pages = page_texts(score_sheet_pdf(sheet(opinion=opinion)))
    assert "Ý sau cùng." in next(page for page in pages if "NGƯỜI ĐÁNH GIÁ" in page)


def starts_of_lines(made: bytes) -> Iterator[float]:
    """Yield how far from the left edge, in millimetres, each piece of upright text begins."""
    for page in PdfReader(io.BytesIO(made)).pages:
        found: list[float] = []

        def visit(text: str, cm: list[float], tm: list[float], *_: Any, found: list[float] = found) -> None:
            if text.strip() and cm[1] == 0:
                found.append((tm[4] * cm[0] + cm[4]) / MILLIMETRE)

        page.extract_text(visitor_text=visit)
        yield from found


@pytest.mark.parametrize("kind", ["sheet", "summary", "minutes", "decision"])
def test_nothing_is_printed_in_the_margin_for_binding(kind: str) -> None:
    assert min(starts_of_lines(make(kind, marking=Marking(draft=True, illustrative=True)))) > 29.9


def test_word_minutes_of_forty_products_say_all() -> None:
    made = minutes(rows=tuple(minutes_row(n, product_name=LONG_NAME) for n in range(1, 41)))
    assert word_text(minutes_docx(made)).count(LONG_NAME) == 40
