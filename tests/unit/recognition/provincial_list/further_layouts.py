"""Layouts seen in other provinces, each with its own trap; the records are the same real ones."""

from __future__ import annotations

from datetime import date

from tests.unit.recognition.provincial_list.layouts import Builder, Case
from tests.unit.recognition.provincial_list.records import Record, by_district, by_producer
from tests.unit.recognition.provincial_list.writers import Paper

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")


def _case(mapping: dict[str, str], header_row: int | None) -> Case:
    return Case([Paper()], mapping, header_row)


def two_tables_with_other_columns(rows: list[Record]) -> Case:
    """The second table has its columns in another order: the mapping shown is that of the first."""
    case = _case({"product": "B", "producer": "C", "district": "D", "star": "A2"}, 3)
    paper = case.paper
    paper.add("DANH SÁCH SẢN PHẨM OCOP")
    paper.add("I. SẢN PHẨM 4 SAO")
    paper.add("TT", "Tên sản phẩm", "Chủ thể", "Huyện")
    half = len(rows) // 2
    for number, row in enumerate(rows[:half], 1):
        at = paper.add(number, row.product, row.producer, row.district)
        case.expect(at, row, district=row.district or None, star=4)
    paper.add()
    paper.add("II. SẢN PHẨM 3 SAO")
    paper.add("TT", "Chủ thể", "Tên sản phẩm", "Huyện", "Điện thoại")
    for number, row in enumerate(rows[half:], 1):
        at = paper.add(number, row.producer, row.product, row.district, "0290")
        case.expect(at, row, district=row.district or None, star=3)
    return case


def star_in_the_heading_of_the_products(rows: list[Record]) -> Case:
    case = _case({"product": "B", "producer": "C", "star": "B1"}, 1)
    case.paper.add("TT", "Sản phẩm OCOP đạt 3 sao", "Chủ thể")
    for number, row in enumerate(rows, 1):
        case.expect(case.paper.add(number, row.product, row.producer), row, star=3)
    return case


def asked_for_and_given(rows: list[Record]) -> Case:
    """Of two columns of stars and of points the result counts, not what was registered or given by the district."""
    case = _case({"product": "B", "producer": "C", "star": "G", "score": "F"}, 1)
    case.paper.add(
        "TT", "Tên sản phẩm", "Chủ thể", "Hạng sao đăng ký", "Điểm cấp huyện", "Điểm cấp tỉnh", "Hạng sao đạt"
    )
    for number, row in enumerate(rows, 1):
        at = case.paper.add(number, row.product, row.producer, "4 sao", 70, "62,5", "3 sao")
        case.expect(at, row, star=3)
    return case


def figures_above_the_list(rows: list[Record]) -> Case:
    case = _case({"product": "B", "producer": "C", "star": "D"}, 7)
    paper = case.paper
    paper.add("BÁO CÁO KẾT QUẢ")
    paper.add("TT", "Huyện", "Số sản phẩm", "3 sao", "4 sao")
    paper.add(1, "Đầm Dơi", 10, 10, 0)
    paper.add("Tổng", None, 10, 10, 0)
    paper.add()
    paper.add("DANH SÁCH CHI TIẾT")
    paper.add("TT", "Tên sản phẩm", "Chủ thể", "Sao")
    for number, row in enumerate(rows, 1):
        case.expect(paper.add(number, row.product, row.producer, 3), row, star=3)
    return case


def districts_numbered_like_chapters(rows: list[Record]) -> Case:
    """1 Đầm Dơi, 1.1 a product: the plain number heads the dotted ones."""
    case = _case({"product": "B", "producer": "C", "star": "D"}, 1)
    case.paper.add("TT", "Đơn vị/Sản phẩm", "Chủ thể", "Xếp hạng")
    for chapter, (district, block) in enumerate(by_district(rows), 1):
        case.paper.add(chapter, district)
        for number, row in enumerate(block, 1):
            at = case.paper.add(f"{chapter}.{number}", row.product, row.producer, "3 sao")
            case.expect(at, row, district=district, star=3)
    return case


def groups_inside_districts(rows: list[Record]) -> Case:
    case = _case({"product": "B", "producer": "C", "star": "D"}, 1)
    paper = case.paper
    paper.add("TT", "Tên sản phẩm", "Chủ thể", "Hạng")
    for letter, (district, block) in zip("ABCDEFG", by_district(rows), strict=False):
        name = f"HUYỆN {district.upper()}"
        paper.add(letter, name)
        half = len(block) // 2
        for roman, group, part in (("I", "Thực phẩm", block[:half]), ("II", "Đồ uống", block[half:])):
            paper.add(roman, group)
            for number, row in enumerate(part, 1):
                case.expect(paper.add(number, row.product, row.producer, 3), row, district=name, star=3)
    return case


def producers_with_address_as_headings(rows: list[Record]) -> Case:
    case = _case({"product": "B", "address": "C", "star": "D", "score": "E"}, 1)
    case.paper.add("STT", "Tên chủ thể/ Tên sản phẩm", "Địa chỉ", "Hạng sao", "Điểm")
    for number, block in enumerate(by_producer(rows), 1):
        case.paper.add(number, block[0].producer, "Ấp 3, xã Tân Ân")
        for row in block:
            case.expect(case.paper.add(None, f"- {row.product}", None, "3 sao", 61), row, star=3)
    return case


def district_and_producer_named_once(rows: list[Record]) -> Case:
    case = _case({"product": "C", "producer": "B", "district": "A", "star": "D"}, 1)
    case.paper.add("Huyện", "Chủ thể", "Sản phẩm", "Sao")
    for district, block in by_district(rows):
        left: str | None = district
        for part in by_producer(block):
            for place, row in enumerate(part):
                at = case.paper.add(left, row.producer if place == 0 else None, row.product, 3)
                left = None
                case.expect(at, row, district=district, star=3)
                if place == 0 and not case.paper.rows[at - 1][0]:
                    case.doubtful.append(f"A{at}")
    if len(case.doubtful) > 1:  # one blank alone does not show the layout, several do
        case.doubtful.clear()
    return case


def decision_and_dates(rows: list[Record]) -> Case:
    mapping = {"product": "B", "producer": "C", "star": "D", "recognised_on": "F", "decision_no": "E"}
    case = _case(mapping, 1)
    paper = case.paper
    paper.add("STT", "Tên sản phẩm", "Chủ thể", "Xếp hạng (sao)", "Quyết định công nhận", None, "Ngày hết hạn")
    paper.add(None, None, None, None, "Số QĐ", "Ngày, tháng")
    paper.merge(1, 4, 1, 5)
    printed = (date(2022, 12, 20), "20/12/2022", "20-12-22", "ngày 20 tháng 12 năm 2022", "2022-12-20", 44915)
    for number, row in enumerate(rows, 1):
        day = printed[number % len(printed)]
        at = paper.add(number, row.product, row.producer, 3, "375/QĐ-UBND", day, "20/12/2025")
        case.expect(at, row, star=3)
    return case


def product_merged_over_two_lines(rows: list[Record]) -> Case:
    """The second line of a row holds a second telephone number, not a second product."""
    case = _case({"product": "B", "producer": "C", "star": "E"}, 1)
    case.paper.add("TT", "Tên sản phẩm", "Chủ thể", "SĐT", "Sao")
    for number, row in enumerate(rows, 1):
        at = case.paper.add(number, row.product, row.producer, "0913", 3)
        case.paper.add(None, None, None, "0914", None)
        for column in (0, 1, 2, 4):
            case.paper.merge(at, column, at + 1, column)
        case.expect(at, row, star=3)
    return case


def heading_words_broken_over_two_rows(rows: list[Record]) -> Case:
    case = _case({"product": "B", "producer": "C", "star": "D"}, 1)
    case.paper.add("Số", "Tên", "Chủ thể", "Hạng")
    case.paper.add("TT", "sản phẩm", "sản xuất", "sao")
    for number, row in enumerate(rows, 1):
        case.expect(case.paper.add(number, row.product, row.producer, 3), row, star=3)
    return case


def no_heading_but_districts(rows: list[Record]) -> Case:
    case = _case({"product": "B", "producer": "C", "star": "D"}, None)
    paper = case.paper
    paper.add("DANH SÁCH SẢN PHẨM OCOP TỈNH CÀ MAU")
    paper.add()
    for roman, (district, block) in zip(ROMAN, by_district(rows), strict=False):
        paper.add(f"{roman}. Huyện {district}")
        for number, row in enumerate(block, 1):
            at = paper.add(number, row.product, row.producer, "3 sao")
            case.expect(at, row, district=f"Huyện {district}", star=3)
    return case


FURTHER: tuple[Builder, ...] = (
    two_tables_with_other_columns, star_in_the_heading_of_the_products, asked_for_and_given, figures_above_the_list,
    districts_numbered_like_chapters, groups_inside_districts, producers_with_address_as_headings,
    district_and_producer_named_once, decision_and_dates, product_merged_over_two_lines,
    heading_words_broken_over_two_rows, no_heading_but_districts,
)  # fmt: skip
