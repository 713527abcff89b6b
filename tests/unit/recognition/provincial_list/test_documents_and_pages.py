"""Lists that are no spreadsheet inside: web pages saved as .xls, Word annexes, XML Spreadsheet 2003."""

from __future__ import annotations

import pytest

from openocop.recognition.domain.provincial_list.errors import ListUnreadable
from openocop.recognition.domain.provincial_list.reader import read_list
from tests.unit.recognition.provincial_list.elsewhere import FIRST, an_giang, by_maker
from tests.unit.recognition.provincial_list.elsewhere import Builder as Elsewhere
from tests.unit.recognition.provincial_list.elsewhere_too import SECOND
from tests.unit.recognition.provincial_list.further_layouts import FURTHER
from tests.unit.recognition.provincial_list.layouts import BUILDERS, Builder
from tests.unit.recognition.provincial_list.marked_up_writers import (
    as_spreadsheet_xml,
    as_web_page,
    as_word,
    paragraph,
    table,
    word,
    word_table,
)
from tests.unit.recognition.provincial_list.records import records
from tests.unit.recognition.provincial_list.writers import Paper

WRITERS = {"html.xls": as_web_page, "docx": as_word, "xml": as_spreadsheet_xml}


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("build", BUILDERS + FURTHER, ids=lambda build: build.__name__)
def test_every_layout_is_read_from_them_as_from_a_spreadsheet(build: Builder, ending: str) -> None:
    case = build(records("2022-1"))

    found = read_list(WRITERS[ending](*case.papers), filename=f"danh-sach.{ending}")

    assert [(row.row, row.product, row.producer, row.district, row.star) for row in found.rows] == case.read
    assert dict(found.mapping) == case.mapping


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("build", FIRST + SECOND, ids=lambda build: build.__name__)
def test_so_are_the_lists_of_other_offices(build: Elsewhere, ending: str) -> None:
    case = build()
    if len(case.papers) > 1 and ending != "xml":
        pytest.skip("a page has one sheet")

    found = read_list(WRITERS[ending](*case.papers), filename=f"danh-sach.{ending}")

    read = [row.as_json() for row in found.rows]
    assert [{field: row[field] for field in case.rows[n]} for n, row in enumerate(read)] == case.rows


def _tables() -> list[tuple[int, Paper]]:
    """A table for each star, each with its own heading of columns as on every new page of a document."""
    papers = []
    for star in (4, 3):
        paper = Paper()
        paper.add("TT", "Tên sản phẩm", "Tên chủ thể", "Địa chỉ")
        for number, row in enumerate((row for row in an_giang() if row.star == star), 1):
            paper.add(number, row.product, row.producer, row.address)
        papers.append((star, paper))
    return papers


EXPECTED = [(row.product, row.producer, star) for star in (4, 3) for row in an_giang() if row.star == star]


def test_stars_stand_in_the_paragraphs_between_the_tables_of_a_document() -> None:
    body = paragraph("PHỤ LỤC") + paragraph("DANH SÁCH SẢN PHẨM OCOP")
    body += paragraph("(Kèm theo Quyết định số 2497/QĐ-UBND ngày 10/10/2022 của UBND tỉnh)")
    for roman, (star, paper) in zip(("I", "II"), _tables(), strict=True):
        body += paragraph(f"{roman}. SẢN PHẨM ĐẠT {star} SAO") + word_table(paper)
    body += paragraph("Danh sách này có 12 sản phẩm./.") + paragraph("Nơi nhận:") + paragraph("- Như trên;")

    found = read_list(word(body), filename="phu-luc.docx")

    assert [(row.product, row.producer, row.star) for row in found.rows] == EXPECTED
    assert {row.recognised_on for row in found.rows} == {"2022-10-10"}
    assert found.problems == ()


def test_a_page_may_set_its_tables_inside_another_for_the_looks_of_it() -> None:
    tables = [(star, table(paper)) for star, paper in _tables()]
    inner = "".join(f"<h3>{star} sao</h3>{rows}<p>Cộng: sản phẩm {star} sao" for star, rows in tables)
    page = (
        "<!DOCTYPE html><html><head><title>Danh sách</title><script>var x = '<table>'</script></head><body>"
        f"<table><tr><td>Trang chủ</td><td>{inner}</td></tr></table>Bản quyền</body></html>"
    )

    found = read_list(page.encode("utf-16"), filename="danh-sach.xls")

    assert [(row.product, row.producer, row.star) for row in found.rows] == EXPECTED


def test_a_maker_merged_over_a_page_break_stands_for_all_its_products() -> None:
    paper = Paper()
    paper.add("TT", "Chủ thể", "Sản phẩm", "Sao")
    expected = []
    for number, block in enumerate(by_maker(an_giang()), 1):
        top = len(paper.rows) + 1
        for place, row in enumerate(block):
            paper.add(number if place == 0 else None, row.producer if place == 0 else None, row.product, row.star)
            expected.append((row.product, row.producer, row.star))
        if len(block) > 1:
            paper.merge(top, 0, top + len(block) - 1, 0)
            paper.merge(top, 1, top + len(block) - 1, 1)

    for data in (as_word(paper), as_web_page(paper), as_spreadsheet_xml(paper)):
        found = read_list(data, filename="danh-sach")
        assert [(row.product, row.producer, row.star) for row in found.rows] == expected


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"<html><body><p>Kh\xc3\xb4ng c\xc3\xb3 b\xe1\xba\xa3ng</p></body></html>", "no_product_column"),
     (b"<?xml version='1.0'?><a>", "not_a_spreadsheet"), (word("<w:p>").replace(b"x", b"y"), "not_a_spreadsheet"),
     (b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><Workbook '
      b'xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "not_a_spreadsheet"),
     (b"<table>" + b"<tr><td rowspan=99999 colspan=99999>x</td></tr>" * 5 + b"</table>", "no_product_column")],
)  # fmt: skip
def test_what_has_no_list_is_refused_in_one_line(data: bytes, code: str) -> None:
    with pytest.raises(ListUnreadable) as refused:
        read_list(data, filename="a.xls")

    assert refused.value.code == code
    assert "\n" not in str(refused.value)


def test_a_row_numbered_200000_is_refused_with_the_limit() -> None:
    spaces = (
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    )
    book = f'<?xml version="1.0"?><Workbook {spaces}><Worksheet ss:Name="A"><Table><Row ss:Index="200000"/>'

    with pytest.raises(ListUnreadable) as refused:
        read_list(f"{book}</Table></Worksheet></Workbook>".encode(), filename="a.xls")

    assert refused.value.code == "too_many_rows"
