"""What cannot be read is null in its row and named by its cell; what is doubtful is read and named."""

from __future__ import annotations

import io

import openpyxl
import pytest

from openocop.recognition.domain.provincial_list.model import PROBLEM_CODES, ProvincialList
from openocop.recognition.domain.provincial_list.reader import read_list
from tests.unit.recognition.provincial_list.writers import Paper, as_csv, as_xlsx

HEADING = ("STT", "Tên sản phẩm", "Chủ thể", "Hạng sao", "Điểm", "Ngày công nhận")


def _read(*rows: tuple[object, ...]) -> ProvincialList:
    paper = Paper()
    paper.add(*HEADING)
    for row in rows:
        paper.add(*row)  # type: ignore[arg-type]
    return read_list(as_xlsx(paper), filename="a.xlsx")


SOUND = (1, "Tôm khô", "HTX Minh Đức", "3 sao", 62, "30/11/2022")


@pytest.mark.parametrize(
    ("row", "cell", "code"),
    [((2, "Mắm", "HTX A", "6", 62, "30/11/2022"), "D3", "star_out_of_range"),
     ((2, "Mắm", "HTX A", "đạt", 62, "30/11/2022"), "D3", "star_unreadable"),
     ((2, "Mắm", "HTX A", 3, "cao", "30/11/2022"), "E3", "score_unreadable"),
     ((2, "Mắm", "HTX A", 3, 620, "30/11/2022"), "E3", "score_out_of_range"),
     ((2, "Mắm", "HTX A", 3, 62, "31/11/2022"), "F3", "date_unreadable"),
     ((2, None, "HTX A", 3, 62, "30/11/2022"), "B3", "product_missing"),
     ((2, "Mắm " * 100, "HTX A", 3, 62, "30/11/2022"), "B3", "name_too_long"),
     ((2, "A" * 10_000, "HTX A", 3, 62, "30/11/2022"), "B3", "name_too_long"),
     ((2, "Mắm", "A" * 301, 3, 62, "30/11/2022"), "C3", "name_too_long"),
     ((2, "M?m t?m", "HTX A", 3, 62, "30/11/2022"), "B3", "text_damaged"),
     ((2, "M¾m t«m", "HTX A", 3, 62, "30/11/2022"), "B3", "text_converted"),
     ((2, "#N/A", "HTX A", 3, 62, "30/11/2022"), "B3", "cell_error"),
     ((2, "tôm  KHÔ", "HTX Minh Đức", "3 sao", 62, "30/11/2022"), "B3", "duplicate_row"),
     ((2, "Mắm", None, 3, 62, "30/11/2022"), "C3", "carried_down")],
)  # fmt: skip
def test_each_problem_names_its_cell(row: tuple[object, ...], cell: str, code: str) -> None:
    found = _read(SOUND, row, (3, "Cá khô", "HTX B", 4, 75, "30/11/2022"))

    assert [(problem.cell, problem.code) for problem in found.problems] == [(cell, code)]
    assert len(found.rows) == 3
    assert code in PROBLEM_CODES


def test_a_message_says_field_value_and_what_to_do() -> None:
    found = _read(SOUND, (2, "Mắm", "HTX A", 3, 62, "31/11/2022"))

    (problem,) = found.problems
    assert problem.message == "Ngày công nhận ghi “31/11/2022”: tháng 11 không có ngày 31. Sửa ô này hoặc để trống."
    assert problem.severity == "error"
    assert found.rows[1].recognised_on is None


def test_a_missing_name_is_not_filled_where_names_are_printed_on_every_row() -> None:
    rows = [(n, f"Sản phẩm {n}", "HTX A" if n < 4 else "HTX B", 3, 60, "2022") for n in range(1, 8)]
    rows[4] = (5, "Sản phẩm 5", None, 3, 60, "2022")

    found = _read(*rows)

    assert found.rows[4].producer is None
    assert [(problem.cell, problem.code, problem.severity) for problem in found.problems] == [
        ("C6", "producer_missing", "warning")
    ]


def test_blanks_below_a_lone_name_in_a_sparse_column_stay_blank() -> None:
    # As in the list of 2020, where the source names one producer for sixteen products.
    rows = [(n, f"Sản phẩm {n}", "HTX A" if n == 1 else None, 3, 60, "2022") for n in range(1, 17)]

    found = _read(*rows)

    assert [row.producer for row in found.rows] == ["HTX A"] + [None] * 15
    assert found.problems == ()


def test_a_merged_star_stands_for_its_rows_and_a_blank_one_for_none() -> None:
    paper = Paper()
    paper.add("TT", "Tên sản phẩm", "Chủ thể", "Hạng sao")
    paper.add(1, "Tôm khô", "HTX A", "4 sao")
    paper.add(2, "Mắm", "HTX B", None)
    paper.add(3, "Cá khô", "HTX C", None)
    paper.merge(2, 3, 3, 3)

    found = read_list(as_xlsx(paper), filename="a.xlsx")

    assert [row.star for row in found.rows] == [4, 4, None]
    assert found.problems == ()


def test_two_marks_in_columns_of_stars_are_not_decided() -> None:
    paper = Paper()
    paper.add("TT", "Tên sản phẩm", "Chủ thể", "3 sao", "4 sao")
    paper.add(1, "Tôm khô", "HTX A", "x", "x")
    paper.add(2, "Mắm", "HTX B", None, "x")

    found = read_list(as_csv(paper), filename="a.csv")

    assert [row.star for row in found.rows] == [None, 4]
    assert [(problem.cell, problem.code) for problem in found.problems] == [("D2", "star_unreadable")]


def test_formulas_give_what_they_showed_or_are_named() -> None:
    book = openpyxl.Workbook()  # writes formulas without what they come to, as a program would
    sheet = book.active
    sheet.append(["TT", "Tên sản phẩm", "Chủ thể", "Hạng sao"])
    sheet.append([1, '="Tôm"&" khô"', "HTX A", 3])
    sheet.append([2, "Mắm", "#REF!", 3])
    buffer = io.BytesIO()
    book.save(buffer)

    found = read_list(buffer.getvalue(), filename="a.xlsx")

    assert [(row.product, row.producer) for row in found.rows] == [(None, "HTX A"), ("Mắm", None)]
    assert [(problem.cell, problem.code) for problem in found.problems] == [("B2", "cell_error"), ("C3", "cell_error")]


def test_a_list_without_producers_or_stars_is_read() -> None:
    paper = Paper()
    paper.add("STT", "Tên sản phẩm")
    for number, name in enumerate(("Tôm khô", "Mắm tôm", "Cá khô"), 1):
        paper.add(number, name)

    found = read_list(as_xlsx(paper), filename="a.xlsx")

    assert [(row.product, row.producer, row.star) for row in found.rows] == [
        ("Tôm khô", None, None), ("Mắm tôm", None, None), ("Cá khô", None, None)
    ]  # fmt: skip
    assert (found.products, found.producers, found.problems) == (3, 0, ())


def test_text_stays_as_printed() -> None:
    found = _read(
        (1, "Tôm khô - HTX Minh Đức", "CT TNHH  SX-TM Con Tôm", "3 sao", 62, "2022"),
        (2, "- Mắm tôm\n- Mắm cá", "HTX A", 3, 60, "2022"),
        (3, "3 Tình", "HTX B", 3, 60, "2022"),
    )

    assert [row.product for row in found.rows] == ["Tôm khô - HTX Minh Đức", "- Mắm tôm - Mắm cá", "3 Tình"]
    assert found.rows[0].producer == "CT TNHH SX-TM Con Tôm"


def test_the_json_keeps_its_promised_keys() -> None:
    found = _read(SOUND).as_json(written=True)

    assert {"sheet", "header_row", "mapping", "rows", "counts", "problems", "written"} <= found.keys()
    assert {"row", "product", "producer", "producer_kind", "district", "star"} <= found["rows"][0].keys()
    assert found["rows"][0]["producer_kind"] == "cooperative"
    assert found["rows"][0]["score"] == "62"
    assert found["rows"][0]["recognised_on"] == "2022-11-30"
    assert found["counts"] == {"products": 1, "producers": 1}
    assert found["written"] is True


@pytest.mark.parametrize(
    "row",
    [("Muối biển", "Tổng công ty Muối", "3 sao", "UBND huyện Đông Hải"), ("Xã tắc trà", "Hộ Tư", "3 sao", "UBND tỉnh"),
     ("Nhóm sản phẩm mây tre", "THT A", "4 sao", None), ("Hồ tiêu sọ", "TM Farm", "3 sao", "Chủ tịch UBND tỉnh ký")],
)  # fmt: skip
def test_a_full_row_is_a_product_whatever_its_words(row: tuple[str | None, ...]) -> None:
    paper = Paper()
    paper.add("Tên sản phẩm", "Chủ thể", "Hạng sao", "Cơ quan công nhận")
    paper.add("Tôm khô", "HTX A", "3 sao", "UBND tỉnh")
    paper.add(*row)
    paper.add("Cá khô", "HTX B", "3 sao", "UBND tỉnh")

    found = read_list(as_xlsx(paper), filename="a.xlsx")

    assert [item.product for item in found.rows] == ["Tôm khô", row[0], "Cá khô"]


def test_names_that_begin_small_are_no_lines_that_go_on() -> None:
    paper = Paper()
    paper.add("TT", "Tên sản phẩm", "Chủ thể", "Hạng sao")
    for number in range(1, 5):
        paper.add(number, f"tôm khô loại {number}", f"HTX số {number}", "3 sao")
        paper.add(None, f"mắm tôm loại {number}", None, None)

    found = read_list(as_csv(paper), filename="a.csv")

    assert [row.product for row in found.rows[:2]] == ["tôm khô loại 1", "mắm tôm loại 1"]
    assert len(found.rows) == 8
    assert "lines_joined" not in {problem.code for problem in found.problems}


def test_what_heads_or_ends_a_list_is_not_joined_to_a_product() -> None:
    paper = Paper()
    paper.add("TT", "Tên sản phẩm", "Chủ thể", "Hạng sao")
    for number, place in enumerate(("Huyện Đầm Dơi", "Huyện Cái Nước", "Huyện U Minh"), 1):
        paper.add(None, place)
        paper.add(number, "Tôm khô một nắng", "Hợp tác xã dịch vụ", "3 sao")
        paper.add(None, "rừng ngập mặn", f"nông nghiệp số {number}", None)
    paper.add("Tổng cộng", "3 sản phẩm", None, None)
    paper.add(None, None, "TM. HỘI ĐỒNG", None)
    paper.add(None, None, "Nguyễn Văn A", None)

    found = read_list(as_csv(paper), filename="a.csv")

    assert [(row.product, row.producer, row.district) for row in found.rows] == [
        ("Tôm khô một nắng rừng ngập mặn", "Hợp tác xã dịch vụ nông nghiệp số 1", "Huyện Đầm Dơi"),
        ("Tôm khô một nắng rừng ngập mặn", "Hợp tác xã dịch vụ nông nghiệp số 2", "Huyện Cái Nước"),
        ("Tôm khô một nắng rừng ngập mặn", "Hợp tác xã dịch vụ nông nghiệp số 3", "Huyện U Minh"),
    ]
    assert [(problem.cell, problem.code) for problem in found.problems] == [
        ("B3", "lines_joined"), ("B6", "lines_joined"), ("B9", "lines_joined")
    ]  # fmt: skip
