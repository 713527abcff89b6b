"""More layouts of other offices: what paper, PDF and habit do to a list."""

from __future__ import annotations

from datetime import date

from tests.unit.recognition.provincial_list.elsewhere import Builder, Seen, an_giang, by_maker
from tests.unit.recognition.provincial_list.records import by_district, records
from tests.unit.recognition.provincial_list.writers import Paper


def lines_of_a_pdf_on_rows_of_their_own() -> Seen:
    """Taken out of a PDF: each printed line has become a row; only the first has a number and a star."""
    seen = Seen([Paper()], warnings=["lines_joined"])
    seen.paper.add("TT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Hạng")
    for number, row in enumerate(an_giang(), 1):
        columns = [_lines(text) for text in (row.product, row.producer, row.address)]
        at = len(seen.paper.rows) + 1
        for line in range(max(map(len, columns))):
            texts = [column[line] if line < len(column) else None for column in columns]
            seen.paper.add(number if line == 0 else None, *texts, f"{row.star} sao" if line == 0 else None)
        seen.rows.append({"row": at, "product": row.product, "producer": row.producer, "star": row.star})
    return seen


def _lines(text: str, width: int = 18) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def grid_of_a_pdf() -> Seen:
    """A converter has laid a finer grid: headings and cells are merged over other columns than the data stand in."""
    seen = Seen([Paper()])
    paper = seen.paper
    paper.add("STT", "Tên sản phẩm", None, None, "Chủ thể sản xuất", None, "Xếp hạng", None)
    for left, right in ((1, 3), (4, 5), (6, 7)):
        paper.merge(1, left, 1, right)
    for number, row in enumerate(an_giang(), 1):
        at = seen.add(
            (number, None, row.product, None, row.producer, None, None, f"{row.star} sao"),
            product=row.product, producer=row.producer, star=row.star,
        )  # fmt: skip
        paper.merge(at, 2, at, 3)
        paper.merge(at, 4, at, 5)
    return seen


def groups_of_the_law_as_headings() -> Seen:
    """Groups and sub-groups of Decision 148/2023 head the blocks, numbered like chapters, with counts."""
    seen = Seen([Paper()])
    seen.paper.add("TT", "Tên sản phẩm", "Chủ thể", "Huyện/Thị xã", "Điểm TB", "Phân hạng (sao)")
    rows = an_giang()
    headings: tuple[tuple[str | None, str, int, int], ...] = (
        ("I", "NHÓM SẢN PHẨM THỰC PHẨM: 08 SẢN PHẨM", 0, 0), ("1", "Phân nhóm: Thực phẩm chế biến", 2, 6),
        ("2", "Phân nhóm: Gia vị", 8, 12), ("II", "Nhóm: Đồ uống (04 sản phẩm)", 0, 0),
        (None, "Phân nhóm: Đồ uống không cồn", 0, 2), (None, "Phân nhóm: Đồ uống có cồn", 6, 8),
    )  # fmt: skip
    for roman, title, start, end in headings:
        seen.paper.add(roman, title)
        for number, row in enumerate(rows[start:end], 1):
            seen.add(
                (number, row.product, row.producer, row.address.split(", ")[1], row.score, row.star),
                product=row.product, producer=row.producer, star=row.star, district=row.address.split(", ")[1],
            )  # fmt: skip
    return seen


def results_as_headings() -> Seen:
    """New, upgraded and hoped for: what heads a block gives a star only when it was given."""
    seen = Seen([Paper()])
    seen.paper.add("TT", "Tên sản phẩm", "Chủ thể", "Địa chỉ")
    rows = an_giang()
    blocks = (
        ("A. CÔNG NHẬN MỚI", None, []),
        ("I. Sản phẩm đạt 04 sao (03 sản phẩm)", 4, [row for row in rows if row.star == 4]),
        ("II. Sản phẩm hạng 3 sao: 03 sản phẩm", 3, rows[3:6]),
        ("B. NÂNG HẠNG", None, []),
        ("I. Từ 3 sao lên 4 sao", 4, rows[6:8]),
        ("C. Sản phẩm tiềm năng 5 sao, đề nghị Trung ương đánh giá", None, rows[8:10]),
    )
    for title, star, block in blocks:
        at = seen.paper.add(title)
        seen.paper.merge(at, 0, at, 3)
        for number, row in enumerate(block, 1):
            seen.add((number, row.product, row.producer, row.address), product=row.product, producer=row.producer,
                     star=star)  # fmt: skip
    return seen


def everything_under_the_table() -> Seen:
    """Totals in several forms, notes, the end mark ./., recipients and three signatures."""
    seen = Seen([Paper()])
    paper = seen.paper
    paper.add("UBND TỈNH AN GIANG", None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    paper.add("HỘI ĐỒNG ĐÁNH GIÁ, PHÂN HẠNG", None, "Độc lập - Tự do - Hạnh phúc")
    paper.add("SẢN PHẨM OCOP", None, None, "An Giang, ngày 10 tháng 10 năm 2022")
    paper.add("DANH SÁCH")
    paper.add("Sản phẩm đạt hạng sao OCOP đợt 01 năm 2022")
    paper.add()
    paper.add("Số thứ tự", "Sản phẩm/dịch vụ", "Tổ chức, cá nhân", "Tổng điểm bình quân", "Hạng sao đạt được", "GCN số")
    for number, row in enumerate(an_giang(), 1):
        seen.add(
            (f"{number:02d}", row.product, row.producer, float(row.score.replace(",", ".")), f"{row.star} sao",
             f"{number:03d}/GCN"),
            product=row.product, producer=row.producer, star=row.star, score=_points(row.score),
        )  # fmt: skip
    paper.add("Tổng số: 12 sản phẩm", None, "09 chủ thể", None, "03 SP 4 sao; 09 SP 3 sao")
    paper.add(None, "Cộng 4 sao", None, None, 3)
    paper.add(None, "Cộng 3 sao", None, None, 9)
    paper.add("Danh sách này có 12 sản phẩm./.")
    paper.add("* Ghi chú: điểm là điểm bình quân của các thành viên Hội đồng.")
    paper.add("Nơi nhận:", None, None, "TM. HỘI ĐỒNG")
    paper.add("- Như trên;", None, None, "KT. CHỦ TỊCH")
    paper.add("- Sở NN và PTNT;", None, None, "PHÓ CHỦ TỊCH")
    paper.add("- Lưu: VT, KTN.")
    paper.add(None, None, None, "(Đã ký)")
    paper.add(None, None, None, "Nguyễn Văn A")
    return seen


def _points(printed: str) -> str:
    return printed.replace(",", ".").rstrip("0").rstrip(".")


def days_in_every_form() -> Seen:
    seen = Seen([Paper()])
    seen.paper.add(
        "STT", "Tên sản phẩm", "Chủ thể", "Sao", "Số, ngày quyết định", "Ngày được công nhận", "Hết hạn ngày"
    )
    forms: tuple[tuple[object, str | None], ...] = (
        ("10/10/2022", "2022-10-10"), (44844, "2022-10-10"), (date(2022, 10, 10), "2022-10-10"),
        ("Tháng 12/2022", "2022-12"), ("10.10.22", "2022-10-10"), ("Ngày 10/10/2022", "2022-10-10"),
        ("10 - 10 - 2022", "2022-10-10"), ("năm 2022", "2022"), ("10-Oct-22", "2022-10-10"),
        ("2022-10-10T00:00:00", "2022-10-10"), ("10 Tháng Mười 2022", "2022-10-10"), (None, None),
    )  # fmt: skip
    for number, (row, (printed, day)) in enumerate(zip(an_giang(), forms, strict=True), 1):
        cells = (number, row.product, row.producer, row.star, "2497/QĐ-UBND", printed, "10/10/2025")
        seen.add(cells, product=row.product, star=row.star, recognised_on=day, decision_no="2497/QĐ-UBND")
    return seen


def years_on_sheets_of_their_own() -> Seen:
    """One sheet a year; the later one has a column more."""
    seen = Seen([Paper("Năm 2021"), Paper("Năm 2022")])
    first, second = seen.papers
    first.add("TT", "Tên sản phẩm", "Chủ thể", "Hạng sao")
    for number, old in enumerate(records("2021-1"), 1):
        at = first.add(number, old.product, old.producer, "3 sao")
        seen.rows.append({"row": at, "product": old.product, "producer": old.producer, "star": 3})
    second.add("TT", "Tên sản phẩm", "Chủ thể", "Địa chỉ", "Điểm", "Hạng sao")
    for number, row in enumerate(an_giang(), 1):
        at = second.add(number, row.product, row.producer, row.address, row.score, f"{row.star} sao")
        seen.rows.append({"row": at, "product": row.product, "producer": row.producer, "star": row.star})
    return seen


def several_names_in_one_cell() -> Seen:
    """A maker's products in one cell, apart by commas or lines: the cell stays as printed."""
    seen = Seen([Paper()])
    seen.paper.add("TT", "Chủ thể", "Sản phẩm được công nhận", "Số SP", "Hạng")
    for number, block in enumerate(by_maker(an_giang()), 1):
        names = ", ".join(row.product for row in block)
        seen.add((number, block[0].producer, names, len(block), "3 sao"), product=names, producer=block[0].producer,
                 star=3)  # fmt: skip
    return seen


def two_tables_side_by_side() -> Seen:
    """To save paper the list goes on to the right of itself."""
    seen = Seen([Paper()])
    head = ("TT", "Tên sản phẩm", "Chủ thể", "Sao")
    seen.paper.add(*head, None, *head)
    rows = an_giang()
    for number in range(6):
        left, right = rows[number], rows[number + 6]
        at = seen.paper.add(number + 1, left.product, left.producer, left.star, None, number + 7, right.product,
                            right.producer, right.star)  # fmt: skip
        for row in (left, right):
            seen.rows.append({"row": at, "product": row.product, "producer": row.producer, "star": row.star})
    return seen


def district_above_each_table() -> Seen:
    """Every district has its own small table with its own heading of columns."""
    seen = Seen([Paper()])
    seen.paper.add("TỔNG HỢP SẢN PHẨM OCOP CÁC HUYỆN, THÀNH PHỐ")
    for roman, (district, block) in zip(
        ("I", "II", "III", "IV", "V", "VI"), by_district(records("2021-2")), strict=False
    ):
        name = district if district.startswith("TP") else f"Huyện {district}"
        seen.paper.add()
        seen.paper.add(f"{roman}. {name.upper()} ({len(block):02d} sản phẩm)")
        seen.paper.add("TT", "Tên sản phẩm", "Chủ thể", "Hạng sao")
        for number, row in enumerate(block, 1):
            seen.add((number, row.product, row.producer, "03 sao"), product=row.product, producer=row.producer, star=3,
                     district=name.upper())  # fmt: skip
        seen.paper.add("Cộng", None, None, f"{len(block)} SP")
    return seen


def bare_places_on_rows_of_their_own() -> Seen:
    """A place alone in the column of products; "Tịnh Biên" begins, without its marks, like "tỉnh"."""
    seen = Seen([Paper()])
    seen.paper.add("TT", "Tên sản phẩm", "Chủ thể", "Hạng sao")
    last = ""
    for number, row in enumerate(an_giang(), 1):
        place = " ".join(row.address.split(", ")[1].split()[-2:])
        if place != last:
            seen.paper.add(None, place)
            last = place
        seen.add((number, row.product, row.producer, row.star), product=row.product, producer=row.producer,
                 star=row.star, district=place)  # fmt: skip
    return seen


def points_of_every_member() -> Seen:
    """A column of points for each member, and the mean: only the mean is the product's."""
    seen = Seen([Paper()])
    paper = seen.paper
    paper.add("TT", "Tên sản phẩm", "Chủ thể", "Điểm của thành viên Hội đồng", None, None, "Kết quả", None)
    paper.add(None, None, None, "TV1", "TV2", "TV3", "Điểm TB", "Xếp hạng")
    paper.merge(1, 3, 1, 5)
    paper.merge(1, 6, 1, 7)
    for column in range(3):
        paper.merge(1, column, 2, column)
    for number, row in enumerate(an_giang(), 1):
        seen.add((number, row.product, row.producer, 60, "61,5", 99, row.score, f"{row.star}-sao"), product=row.product,
                 producer=row.producer, star=row.star, score=_points(row.score))  # fmt: skip
    return seen


def stars_on_sheets_with_other_columns() -> Seen:
    """The sheet's name gives the star; the two sheets have their columns in another order."""
    seen = Seen([Paper("DS 3 sao"), Paper("DS 4 sao")])
    three, four = seen.papers
    three.add("TT", "Tên sản phẩm", "Chủ thể", "Địa chỉ")
    four.add("STT", "Chủ thể", "Tên sản phẩm", "Điểm")
    for star, paper in ((3, three), (4, four)):
        for number, row in enumerate((row for row in an_giang() if row.star == star), 1):
            cells = (row.product, row.producer, row.address) if star == 3 else (row.producer, row.product, row.score)
            at = paper.add(number, *cells)
            seen.rows.append({"row": at, "product": row.product, "producer": row.producer, "star": star})
    return seen


SECOND: tuple[Builder, ...] = (
    lines_of_a_pdf_on_rows_of_their_own, grid_of_a_pdf, groups_of_the_law_as_headings, results_as_headings,
    everything_under_the_table, days_in_every_form, years_on_sheets_of_their_own, several_names_in_one_cell,
    two_tables_side_by_side, district_above_each_table, bare_places_on_rows_of_their_own, points_of_every_member,
    stars_on_sheets_with_other_columns,
)  # fmt: skip
