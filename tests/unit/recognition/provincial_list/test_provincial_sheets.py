"""Which sheet is read, what its name and title say, and what a person may fix by hand."""

from __future__ import annotations

import pytest

from openocop.recognition.domain.provincial_list.errors import ListUnreadable
from openocop.recognition.domain.provincial_list.reader import read_list
from tests.unit.recognition.provincial_list.further_layouts import FURTHER
from tests.unit.recognition.provincial_list.layouts import BUILDERS, Builder, annex_of_a_decision, plain
from tests.unit.recognition.provincial_list.records import by_district, records
from tests.unit.recognition.provincial_list.writers import Paper, as_xlsx


def _part(name: str, number: int = 0) -> Paper:
    paper = Paper(name)
    paper.add("TT", "Tên sản phẩm", "Chủ thể", "Sao")
    for place, row in enumerate(records("2022-1")[number : number + 4], 1):
        paper.add(place, row.product, row.producer, 3)
    return paper


def test_sheets_that_each_hold_a_district_are_read_together() -> None:
    papers, expected = [], []
    for district, block in by_district(records("2022-1")):
        paper = Paper(district)
        paper.add("TT", "Tên sản phẩm", "Chủ thể", "Sao")
        for number, row in enumerate(block, 1):
            expected.append((paper.add(number, row.product, row.producer, 3), district, row.product, district))
        papers.append(paper)

    found = read_list(as_xlsx(*papers), filename="a.xlsx")

    assert [(row.row, row.sheet, row.product, row.district) for row in found.rows] == expected
    assert found.sheets_read == ("Ngọc Hiển", "TP Cà Mau", "Trần Văn Thời", "Đầm Dơi")
    assert found.headings == ("district",)


def test_a_problem_among_several_sheets_names_its_sheet() -> None:
    first, second = _part("4 sao"), _part("3 sao", 8)
    second.rows[2][3] = "9"
    first.rows[0], second.rows[0] = (["TT", "Tên sản phẩm", "Chủ thể", "Hạng"] for _ in range(2))

    found = read_list(as_xlsx(first, second), filename="a.xlsx")

    assert [(problem.cell, problem.code) for problem in found.problems] == [("'3 sao'!D3", "star_out_of_range")]


def test_names_of_sheets_give_the_star_where_no_column_does() -> None:
    first, second = _part("4 sao"), _part("3 sao", 8)
    for paper in (first, second):
        for row in paper.rows:
            del row[3]

    found = read_list(as_xlsx(first, second), filename="a.xlsx")

    assert [row.star for row in found.rows] == [4] * 4 + [3] * 4


def test_the_list_is_found_among_other_sheets() -> None:
    figures = Paper("Tổng hợp")
    figures.add("TT", "Huyện", "Số sản phẩm", "3 sao")
    figures.add(1, "Đầm Dơi", 10, 10)
    failed = _part("Không đạt", 4)
    case = annex_of_a_decision(records("2022-1"))
    case.paper.name = "Công nhận"

    found = read_list(as_xlsx(figures, failed, case.paper), filename="a.xlsx")

    assert found.sheet == "Công nhận"
    assert found.sheets == ("Tổng hợp", "Không đạt", "Công nhận")
    assert len(found.rows) == 24


def test_a_sheet_that_holds_all_is_read_alone() -> None:
    whole = plain(records("2022-1")).paper
    whole.name = "Tất cả"
    part = plain(records("2022-1")[:5]).paper
    part.name = "Đợt 1"

    found = read_list(as_xlsx(part, whole), filename="a.xlsx")

    assert found.sheets_read == ("Tất cả",)
    assert len(found.rows) == 24


def test_a_sheet_may_be_named() -> None:
    data = as_xlsx(_part("A"), _part("B", 4))

    assert read_list(data, filename="a.xlsx", sheet="B").sheets_read == ("B",)
    with pytest.raises(ListUnreadable, match="không có trang “C”") as refused:
        read_list(data, filename="a.xlsx", sheet="C")
    assert refused.value.code == "no_such_sheet"


def test_the_decision_in_the_title_stands_for_every_row() -> None:
    case = annex_of_a_decision(records("2022-1"))
    case.paper.rows[5][0] = "(Kèm theo Quyết định số 1234/QĐ-UBND ngày 30 tháng 11 năm 2022 của UBND tỉnh)"

    found = read_list(as_xlsx(case.paper), filename="a.xlsx")

    assert {(row.decision_no, row.recognised_on) for row in found.rows} == {("1234/QĐ-UBND", "2022-11-30")}
    assert found.mapping["decision_no"] == "A6"


def test_a_mapping_given_wins_over_what_is_found() -> None:
    data = as_xlsx(plain(records("2022-1")).paper)

    found = read_list(data, filename="a.xlsx", mapping={"product": "C", "producer": "B", "district": "", "star": "E2"})

    assert dict(found.mapping) == {"product": "C", "producer": "B", "star": "E2"}
    assert (found.rows[0].product, found.rows[0].producer) == ("Hộ kinh doanh Lê Kim Tuyền", "Bánh phồng tôm")
    assert {(row.district, row.star) for row in found.rows} == {(None, 3)}


@pytest.mark.parametrize("build", BUILDERS + FURTHER, ids=lambda build: build.__name__)
def test_the_mapping_shown_reads_the_same_list_again(build: Builder) -> None:
    data = as_xlsx(build(records("2022-1")).paper)
    shown = read_list(data, filename="a.xlsx")

    again = read_list(data, filename="a.xlsx", mapping=shown.mapping, sheet=shown.sheet, header_row=shown.header_row)

    assert again == shown


def test_a_heading_row_given_is_where_the_list_begins() -> None:
    paper = _part("A")
    paper.rows.insert(0, ["TT", "Tên sản phẩm", "Chủ thể", "Sao"])
    paper.rows.insert(1, [1, "Không thuộc danh sách", "HTX A", 3])

    found = read_list(as_xlsx(paper), filename="a.xlsx", header_row=3)

    assert found.header_row == 3
    assert [row.row for row in found.rows] == [4, 5, 6, 7]


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"foo": "A"}, "Không có trường “foo”"),
        ({"product": "1"}, "phải là chữ cái"),
        ({"product": "B", "producer": "B"}, "hai trường"),
    ],
)
def test_a_wrong_mapping_is_refused(mapping: dict[str, str], words: str) -> None:
    with pytest.raises(ListUnreadable, match=words) as refused:
        read_list(as_xlsx(_part("A")), filename="a.xlsx", mapping=mapping)
    assert refused.value.code == "bad_mapping"
