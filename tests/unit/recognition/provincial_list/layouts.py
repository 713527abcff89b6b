"""Layouts in which provinces keep their lists; each builder is named after its mess.

A builder lays real records out on a paper and says what must be read: (row, product, producer, district, star).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import cycle

from tests.unit.recognition.provincial_list.records import Record, by_district, by_producer
from tests.unit.recognition.provincial_list.writers import Paper

Read = tuple[int, str, str | None, str | None, int | None]


@dataclass
class Case:
    papers: list[Paper]
    mapping: dict[str, str]
    header_row: int | None
    read: list[Read] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)  # cells read on little evidence, which must be named

    @property
    def paper(self) -> Paper:
        return self.papers[0]

    def expect(self, row: int, record: Record, *, district: str | None = None, star: int | None = None) -> None:
        self.read.append((row, record.product, record.producer, district, star))


Builder = Callable[[list[Record]], Case]


def _case(mapping: dict[str, str], header_row: int | None, name: str = "Sheet1") -> Case:
    return Case([Paper(name)], mapping, header_row)


def plain(rows: list[Record]) -> Case:
    case = _case({"product": "B", "producer": "C", "district": "D", "star": "E"}, 1)
    case.paper.add("STT", "Tên sản phẩm", "Chủ thể", "Huyện", "Hạng sao")
    for number, row in enumerate(rows, 1):
        at = case.paper.add(number, row.product, row.producer, row.district, row.star)
        case.expect(at, row, district=row.district or None, star=row.star)
    return case


def annex_of_a_decision(rows: list[Record]) -> Case:
    """Agency and motto, title, reference to the decision, column numbers, total, footnote, signatures."""
    case = _case({"product": "C", "producer": "B", "star": "E", "note": "F"}, 7)
    paper = case.paper
    paper.add("ỦY BAN NHÂN DÂN", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    paper.add("TỈNH CÀ MAU", None, None, "Độc lập - Tự do - Hạnh phúc")
    paper.add()
    paper.add("PHỤ LỤC I")
    paper.add("DANH SÁCH CHỦ THỂ CÓ SẢN PHẨM ĐƯỢC ĐÁNH GIÁ, PHÂN HẠNG")
    paper.add("(Kèm theo Quyết định số …/QĐ-UBND ngày … tháng … năm 2022 của Chủ tịch UBND tỉnh)")
    for row in (4, 5, 6):
        paper.merge(row, 0, row, 5)
    paper.add("TT", "Tên chủ thể", "Sản phẩm OCOP", "Điện thoại", "Kết quả\nphân hạng", "Ghi chú")
    paper.add("(1)", "(2)", "(3)", "(4)", "(5)", "(6)")
    for number, row in enumerate(rows, 1):
        at = paper.add(number, row.producer, row.product, None, f"{row.star} sao")
        case.expect(at, row, star=row.star)
    paper.add("Tổng cộng:", None, f"{len(rows)} sản phẩm")
    paper.add("Ghi chú: (*) Sản phẩm đề nghị nâng hạng.")
    paper.add()
    paper.add(None, None, None, "Cà Mau, ngày 30 tháng 11 năm 2022")
    paper.add("NGƯỜI LẬP BIỂU", None, "THƯ KÝ HỘI ĐỒNG", None, "CHỦ TỊCH HỘI ĐỒNG")
    paper.add()
    paper.add("Nguyễn Văn A", None, "Trần Thị B", None, "Lê Văn C")
    return case


def heading_in_two_storeys(rows: list[Record]) -> Case:
    case = _case({"product": "B", "producer": "C", "district": "E", "star": "G", "score": "F"}, 3)
    paper = case.paper
    paper.add("DANH SÁCH SẢN PHẨM THAM GIA ĐÁNH GIÁ")
    paper.merge(1, 0, 1, 6)
    paper.add()
    paper.add("TT", "Tên sản phẩm", "Thông tin chủ thể", None, None, "Kết quả đánh giá", None)
    paper.add(None, None, "Tên", "Người đại diện", "Huyện/TP", "Điểm", "Hạng")
    for column in (0, 1):
        paper.merge(3, column, 4, column)
    paper.merge(3, 2, 3, 4)
    paper.merge(3, 5, 3, 6)
    for number, row in enumerate(rows, 1):
        at = paper.add(number, row.product, row.producer, None, row.district, 61.5, row.star)
        case.expect(at, row, district=row.district or None, star=row.star)
    return case


def heading_on_every_page(rows: list[Record]) -> Case:
    case = _case({"product": "C", "producer": "B", "star": "D"}, 1)
    heading = ("Số TT", "Cơ sở sản xuất", "Tên SP", "Xếp hạng")
    for page in range(0, len(rows), 7):
        case.paper.add(*heading)
        case.paper.add(1, 2, 3, 4)
        for number, row in enumerate(rows[page : page + 7], page + 1):
            case.expect(case.paper.add(number, row.producer, row.product, "★" * row.star), row, star=row.star)
        case.paper.add()
    return case


def producer_merged_over_products(rows: list[Record]) -> Case:
    case = _case({"product": "D", "producer": "B", "district": "C", "star": "E"}, 2)
    paper = case.paper
    paper.add("Danh sách sản phẩm OCOP được công nhận")
    paper.add("TT", "Chủ thể", "Địa chỉ", "Sản phẩm", "Đạt sao")
    for number, block in enumerate(by_producer(rows), 1):
        top = len(paper.rows) + 1
        for place, row in enumerate(block):
            head = (number, row.producer, row.district) if place == 0 else (None, None, None)
            case.expect(
                paper.add(*head, row.product, f"Hạng {row.star}"), row, district=row.district or None, star=row.star
            )
        if len(block) > 1:
            for column in range(3):
                paper.merge(top, column, top + len(block) - 1, column)
    return case


def producer_named_once(rows: list[Record]) -> Case:
    case = _case({"product": "D", "producer": "B", "star": "E"}, 1)
    case.paper.add("STT", "HTX/DN/CSSX", "SĐT", "Sản phẩm tham gia", "Hạng sao")
    number = 0
    for block in by_producer(rows):
        for place, row in enumerate(block):
            number += 1
            at = case.paper.add(number, row.producer if place == 0 else None, None, row.product, f"{row.star}*")
            case.expect(at, row, star=row.star)
    return case


def districts_as_roman_headings(rows: list[Record]) -> Case:
    case = _case({"product": "B", "producer": "C", "star": "D", "note": "E"}, 1)
    paper = case.paper
    paper.add("TT", "Tên sản phẩm", "Chủ thể sản xuất", "Số sao", "Ghi chú")
    for roman, (district, block) in zip(("I", "II", "III", "IV", "V", "VI", "VII"), by_district(rows), strict=False):
        name = district if district.startswith("TP") else f"Huyện {district}"
        paper.add(roman, name, None, None, f"{len(block)} sản phẩm")
        for number, row in enumerate(block, 1):
            case.expect(paper.add(number, row.product, row.producer, "Ba sao"), row, district=name, star=3)
        paper.add(None, "Cộng", None, len(block))
    paper.add(None, "Tổng cộng", None, len(rows))
    return case


def districts_as_merged_headings(rows: list[Record]) -> Case:
    case = _case({"product": "B", "producer": "C", "star": "D"}, 1)
    paper = case.paper
    paper.add("STT", "TÊN SẢN PHẨM", "CHỦ THỂ", "HẠNG")
    number = 0
    for district, block in by_district(rows):
        at = paper.add(f"HUYỆN {district.upper()}: {len(block):02d} SẢN PHẨM")
        paper.merge(at, 0, at, 3)
        for row in block:
            number += 1
            at = paper.add(number, row.product, row.producer, f"OCOP {row.star} sao")
            case.expect(at, row, district=f"HUYỆN {district.upper()}", star=row.star)
    return case


def bare_districts_as_headings(rows: list[Record]) -> Case:
    """Headings that only number and name the place, as "I | Đầm Dơi"."""
    case = _case({"product": "B", "producer": "C", "star": "D"}, 1)
    case.paper.add("TT", "Tên sản phẩm", "Tên cơ sở", "Sao")
    for roman, (district, block) in zip(("I", "II", "III", "IV", "V", "VI", "VII"), by_district(rows), strict=False):
        case.paper.add(roman, district)
        for number, row in enumerate(block, 1):
            case.expect(case.paper.add(number, row.product, row.producer, 3), row, district=district, star=3)
    return case


def one_column_for_each_star(rows: list[Record]) -> Case:
    case = _case({"product": "B", "producer": "C", "star_3": "D", "star_4": "E", "star_5": "F"}, 1)
    paper = case.paper
    paper.add("STT", "Tên sản phẩm", "Tên đơn vị", "Phân hạng", None, None)
    paper.add(None, None, None, "3 sao", "4 sao", "5 sao")
    paper.merge(1, 3, 1, 5)
    for number, (row, mark) in enumerate(zip(rows, cycle(("x", "X", 1)), strict=False), 1):
        star = 3 + number % 3
        marks = [mark if star == other else None for other in (3, 4, 5)]
        case.expect(paper.add(number, row.product, row.producer, *marks), row, star=star)
    paper.add("Tổng", None, None, len(rows), 0, 0)
    return case


def stars_as_headings(rows: list[Record]) -> Case:
    case = _case({"product": "B", "producer": "C"}, 2)
    paper = case.paper
    paper.add("DANH MỤC SẢN PHẨM OCOP ĐẠT 3 SAO, 4 SAO")
    paper.add("TT", "Tên sản phẩm", "Chủ thể", "Điện thoại")
    half = len(rows) // 2
    for title, star, block in (("A", 4, rows[:half]), ("B", 3, rows[half:])):
        paper.add(title, f"Sản phẩm đạt {star} sao ({len(block)} sản phẩm)")
        for number, row in enumerate(block, 1):
            case.expect(paper.add(number, row.product, row.producer, "0290"), row, star=star)
    return case


def star_only_in_the_title(rows: list[Record]) -> Case:
    case = _case({"product": "B", "producer": "C", "star": "A1"}, 3)
    case.paper.add("DANH SÁCH SẢN PHẨM ĐẠT 3 SAO")
    case.paper.add()
    case.paper.add("TT", "Tên sản phẩm", "Chủ thể")
    for number, row in enumerate(rows, 1):
        case.expect(case.paper.add(number, row.product, row.producer), row, star=3)
    return case


def no_heading_at_all(rows: list[Record]) -> Case:
    case = _case({"product": "B", "producer": "C", "star": "D"}, None)
    for number, row in enumerate(rows, 1):
        case.expect(case.paper.add(number, row.product, row.producer, f"{row.star} sao"), row, star=row.star)
    return case


def decomposed_letters_and_stray_spaces(rows: list[Record]) -> Case:
    case = _case({"product": "C", "producer": "B", "star": "D"}, 2)

    def messy(text: str) -> str:
        words = unicodedata.normalize("NFD", text).split(" ")
        return "\u00a0" + "  ".join(words[:1]) + "".join(f" \u200b{word}" for word in words[1:]) + "\u00a0 "

    case.paper.add(messy("Danh sách"))
    case.paper.add("S T T", messy("Chủ thể\nsản xuất"), messy("TÊN  SẢN\nPHẨM"), messy("Xếp hạng sao"))
    for number, row in enumerate(rows, 1):
        at = case.paper.add(number, messy(row.producer), messy(row.product), messy(f"{row.star}  sao"))
        case.expect(at, row, star=row.star)
    return case


def heading_without_marks_in_capitals(rows: list[Record]) -> Case:
    case = _case({"product": "B", "producer": "D", "district": "C", "star": "F"}, 1)
    case.paper.add("STT", "TEN SAN PHAM", "DIA BAN", "CHU THE", "DON VI TINH", "SO SAO")
    for number, row in enumerate(rows, 1):
        at = case.paper.add(number, row.product, row.district, row.producer, "hộp", "*" * row.star)
        case.expect(at, row, district=row.district or None, star=row.star)
    return case


def many_columns_that_are_not_ours(rows: list[Record]) -> Case:
    case = _case({"product": "D", "producer": "C", "star": "L", "address": "F", "group": "B"}, 1)
    case.paper.add(
        "STT", "Nhóm sản phẩm", "Tên chủ thể", "Tên sản phẩm", "Mã sản phẩm", "Địa chỉ sản xuất", "Người đại diện",
        "SĐT", "Giá bán", "Doanh thu", "Hình ảnh sản phẩm", "Kết quả xếp hạng",
    )  # fmt: skip
    for number, row in enumerate(rows, 1):
        at = case.paper.add(
            number, "Thực phẩm", row.producer, row.product, f"96-{number}", "Ấp 1, xã A, huyện B", "Ông C",
            "0290 3831 000", 50_000, "1,2 tỷ", "anh.jpg", f"{row.star:02d} sao",
        )  # fmt: skip
        case.expect(at, row, star=row.star)
    return case


def producers_as_headings(rows: list[Record]) -> Case:
    """One column for both: the producer on a row of its own, its products below."""
    case = _case({"product": "B", "star": "C"}, 1)
    case.paper.add("TT", "Chủ thể/sản phẩm", "Hạng sao")
    for number, block in enumerate(by_producer(rows), 1):
        case.paper.add(number, block[0].producer)
        for place, row in enumerate(block, 1):
            case.expect(case.paper.add(f"{number}.{place}", row.product, f"{row.star} sao"), row, star=row.star)
    return case


def table_away_from_the_corner(rows: list[Record]) -> Case:
    case = _case({"product": "E", "producer": "G", "star": "I"}, 9)
    for _ in range(8):
        case.paper.add()
    case.paper.add(None, None, None, "TT", "Sản phẩm", None, "Đơn vị sản xuất", None, "Hạng")
    case.paper.add()
    for number, row in enumerate(rows, 1):
        at = case.paper.add(None, None, None, number, row.product, None, row.producer, None, f"hạng {row.star} sao")
        case.expect(at, row, star=row.star)
        if number % 5 == 0:
            case.paper.add()
    return case


def groups_as_headings(rows: list[Record]) -> Case:
    case = _case({"product": "B", "producer": "C", "district": "D", "star": "E"}, 1)
    paper = case.paper
    paper.add("TT", "Tên sản phẩm", "Chủ thể", "Địa phương", "Kết quả")
    half = len(rows) // 2
    for title, block in (("I. Nhóm thực phẩm", rows[:half]), ("II. ĐỒ UỐNG", rows[half:])):
        at = paper.add(title)
        paper.merge(at, 0, at, 4)
        for number, row in enumerate(block, 1):
            at = paper.add(number, row.product, row.producer, row.district, "Đạt 3 sao")
            case.expect(at, row, district=row.district or None, star=3)
    return case


BUILDERS: tuple[Builder, ...] = (
    plain, annex_of_a_decision, heading_in_two_storeys, heading_on_every_page, producer_merged_over_products,
    producer_named_once, districts_as_roman_headings, districts_as_merged_headings, bare_districts_as_headings,
    one_column_for_each_star, stars_as_headings, star_only_in_the_title, no_heading_at_all,
    decomposed_letters_and_stray_spaces, heading_without_marks_in_capitals, many_columns_that_are_not_ours,
    producers_as_headings, table_away_from_the_corner, groups_as_headings,
)  # fmt: skip
