"""Layouts of other offices, gathered from published annexes and from what their importers have to cope with.

The records are real: An Giang's list of 10/10/2022 and those of Cà Mau. A builder lays them out and says what must be
read; a field it does not name is not compared.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.unit.recognition.provincial_list.records import GOLDEN, by_district, by_producer, records
from tests.unit.recognition.provincial_list.writers import Paper, Value


@dataclass
class Seen:
    """A workbook and what must be read of it: a row for each product, in the order of the paper."""

    papers: list[Paper]
    rows: list[dict[str, Any]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)  # what a person must be told of

    @property
    def paper(self) -> Paper:
        return self.papers[0]

    def add(self, cells: Sequence[Value], **expected: Any) -> int:
        """Append a row of the list and what must be read of it."""
        at = self.paper.add(*cells)
        self.rows.append({"row": at, **expected})
        return at


Builder = Callable[[], Seen]


@dataclass(frozen=True)
class Product:
    """A product of An Giang's list, with address and points as printed ("71,00")."""

    product: str
    producer: str
    address: str
    score: str
    star: int


def an_giang() -> list[Product]:
    with (GOLDEN / "an-giang-2022-1.csv").open(encoding="utf-8", newline="") as file:
        return [
            Product(row["product"], row["producer"], row["address"], row["score"], int(row["star"]))
            for row in csv.DictReader(file)
        ]


def _points(printed: str) -> str:
    return printed.replace(",", ".").rstrip("0").rstrip(".")


def annex_of_an_giang() -> Seen:
    """STT, SẢN PHẨM, CHỦ THỂ, ĐỊA CHỈ, ĐIỂM SỐ, PHÂN HẠNG, the maker named once, as published."""
    seen = Seen([Paper("Phụ lục")])
    paper = seen.paper
    paper.add("Phụ lục")
    paper.add("DANH SÁCH SẢN PHẨM ĐẠT CHỨNG NHẬN “SẢN PHẨM OCOP”")
    paper.add("(Ban hành kèm theo Quyết định số 2497/QĐ-UBND ngày 10 tháng 10 năm 2022 của UBND tỉnh)")
    paper.add()
    paper.add("STT", "SẢN PHẨM", "CHỦ THỂ", "ĐỊA CHỈ", "ĐIỂM SỐ", "PHÂN HẠNG")
    last = None
    for number, row in enumerate(an_giang(), 1):
        again = row.producer == last
        last = row.producer
        seen.add(
            (number, row.product, None if again else row.producer, None if again else row.address, row.score,
             f"{row.star} sao"),
            product=row.product, producer=row.producer, address=row.address, score=_points(row.score), star=row.star,
            recognised_on="2022-10-10", decision_no="2497/QĐ-UBND",
        )  # fmt: skip
    return seen


def names_under_the_star() -> Seen:
    """No column of products: the name stands in the column of its star."""
    seen = Seen([Paper()])
    seen.paper.add("TT", "Chủ thể", "Sản phẩm 3 sao", "Sản phẩm 4 sao", "Ghi chú")
    for number, row in enumerate(an_giang(), 1):
        cells = (row.product, None) if row.star == 3 else (None, row.product)
        seen.add((number, row.producer, *cells, None), product=row.product, producer=row.producer, star=row.star)
    return seen


def names_under_both_stars() -> Seen:
    """A maker's line may name a product under each star: two products, one line."""
    seen = Seen([Paper()])
    seen.paper.add("TT", "Tên chủ thể", "Địa chỉ", "Sản phẩm đạt", None)
    seen.paper.add(None, None, None, "3 sao", "4 sao")
    seen.paper.merge(1, 3, 1, 4)
    for column in range(3):
        seen.paper.merge(1, column, 2, column)
    for number, block in enumerate(by_maker(an_giang()), 1):
        for three, four in _paired(block):
            at = len(seen.paper.rows) + 1
            names = (three.product if three else None, four.product if four else None)
            seen.paper.add(number, block[0].producer, block[0].address, *names)
            for row in filter(None, (three, four)):
                seen.rows.append({"row": at, "product": row.product, "producer": row.producer, "star": row.star})
    return seen


def by_maker(rows: Sequence[Product]) -> list[list[Product]]:
    blocks: list[list[Product]] = []
    for row in rows:
        if blocks and blocks[-1][0].producer == row.producer:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def _paired(block: list[Product]) -> list[tuple[Product | None, Product | None]]:
    threes = [row for row in block if row.star == 3]
    fours = [row for row in block if row.star == 4]
    length = max(len(threes), len(fours))
    return list(zip(threes + [None] * (length - len(threes)), fours + [None] * (length - len(fours)), strict=True))


def register_of_all_rounds() -> Seen:
    """A department's register: 22 columns, two rounds side by side, broken formulas under merged makers."""
    seen = Seen([Paper("Loc")])
    paper = seen.paper
    paper.add("DANH SÁCH SẢN PHẨM OCOP LŨY KẾ")
    paper.add()
    paper.add(
        "TT", "Tên sản phẩm", "Nhóm sản phẩm", "Loại hình", "Tên chủ thể", "Xã/phường", "Địa chỉ", "Người đại diện",
        "Số điện thoại", "Hạng sao hiện tại", "Ngày hết hạn", "Đánh giá lần 1", None, None, None, None,
        "Đánh giá lần 2/nâng hạng", None, None, None, None, "Ghi chú",
    )  # fmt: skip
    heads = ("Hạng sao", "Ngày công nhận", "Năm", "Số QĐ", "Cơ quan ban hành")
    paper.add(*[None] * 11, *heads, *heads)
    for column in (*range(11), 21):
        paper.merge(3, column, 4, column)
    paper.merge(3, 11, 3, 15)
    paper.merge(3, 16, 3, 20)
    number = 0
    for block in by_maker(an_giang()):
        top = len(paper.rows) + 1
        for place, row in enumerate(block):
            number += 1
            commune = row.address.split(",")[0]
            maker = ("Hộ kinh doanh", row.producer, commune, row.address, "Nguyễn Văn A", "0900000000")
            below = (None, "#REF!", None, "#REF!", None, None)
            first = (3, "10/10/2022", 2022, "2497/QĐ-UBND", "UBND tỉnh")
            again = (4, "20/12/2023", 2023, "3001/QĐ-UBND", "UBND tỉnh") if row.star == 4 else ()
            own = maker if place == 0 else below
            cells = (number, row.product, "Thực phẩm", *own, row.star, "10/10/2025", *first, *again)
            seen.add(
                cells,
                product=row.product,
                producer=row.producer,
                commune=commune,
                star=row.star,
                recognised_on="2023-12-20" if again else "2022-10-10",
                decision_no="3001/QĐ-UBND" if again else "2497/QĐ-UBND",
            )
        if len(block) > 1:
            for column in range(3, 9):
                paper.merge(top, column, top + len(block) - 1, column)
    return seen


def marks_that_say_the_same() -> Seen:
    """A maker on the line above is not named again but marked: -nt-, a ditto mark."""
    seen = Seen([Paper()])
    seen.paper.add("Stt", "Tên chủ thể (HTX, DN, hộ KD)", "Địa chỉ", "Tên sản phẩm", "Kết quả phân hạng")
    marks = ("-nt-", '"', "nt", "″")
    for turn, block in enumerate(by_maker(an_giang())):
        for place, row in enumerate(block):
            mark = marks[turn % 4]
            cells = (row.producer, row.address) if place == 0 else (mark, mark)
            seen.add(
                (len(seen.rows) + 1, *cells, row.product, f"Đạt {row.star} sao"),
                product=row.product, producer=row.producer, address=row.address, star=row.star,
            )  # fmt: skip
    return seen


def star_written_behind_the_name() -> Seen:
    """No column of stars: the star stands in parentheses behind the product."""
    seen = Seen([Paper()])
    seen.paper.add("TT", "Tên sản phẩm", "Tên cơ sở")
    for number, row in enumerate(an_giang(), 1):
        name = f"{row.product} ({row.star} sao)"
        seen.add((number, name, row.producer), product=name, producer=row.producer, star=row.star)
    return seen


def figures_head_the_star_columns() -> Seen:
    """Under "Xếp hạng (sao)" the columns are headed 3, 4, 5, and ticked with signs of a symbol font."""
    seen = Seen([Paper()])
    paper = seen.paper
    paper.add("STT", "Tên sản phẩm", "Chủ thể", "Xếp hạng (sao)", None, None)
    paper.add(None, None, None, 3, 4, 5)
    paper.merge(1, 3, 1, 5)
    for column in range(3):
        paper.merge(1, column, 2, column)
    ticks = ("ü", "√", "P", "x")
    for number, row in enumerate(an_giang(), 1):
        marks: list[Value] = [ticks[number % 4] if row.star == star else None for star in (3, 4, 5)]
        seen.add((number, row.product, row.producer, *marks), product=row.product, producer=row.producer, star=row.star)
    return seen


def points_under_the_star() -> Seen:
    """The points stand in the column of the star they earned."""
    seen = Seen([Paper()])
    seen.paper.add("TT", "Sản phẩm", "Đơn vị/cơ sở sản xuất", "Điểm và hạng sao", None, None)
    seen.paper.add(None, None, None, "3 sao", "4 sao", "5 sao")
    seen.paper.merge(1, 3, 1, 5)
    for number, row in enumerate(an_giang(), 1):
        marks = [row.score if row.star == star else None for star in (3, 4, 5)]
        seen.add((number, row.product, row.producer, *marks), product=row.product, producer=row.producer, star=row.star)
    return seen


def district_standing_in_an_unheaded_column() -> Seen:
    """The district is merged down the first column, turned on its side, without a heading."""
    seen = Seen([Paper()])
    seen.paper.add(None, "TT", "Tên sản phẩm", "Chủ thể", "Hạng sao")
    for district, block in by_district(records("2022-1")):
        top = len(seen.paper.rows) + 1
        for number, row in enumerate(block, 1):
            seen.add(
                (district.upper() if number == 1 else None, number, row.product, row.producer, "3 sao"),
                product=row.product, producer=row.producer, star=3, district=district.upper(),
            )  # fmt: skip
        if len(block) > 1:
            seen.paper.merge(top, 0, top + len(block) - 1, 0)
    return seen


def two_running_numbers() -> Seen:
    """A number over all and one inside the district."""
    seen = Seen([Paper()])
    seen.paper.add("TT chung", "TT", "Huyện, thị xã, thành phố", "Tên sản phẩm OCOP", "Tên chủ thể OCOP", "Thứ hạng")
    total = 0
    for district, block in by_district(records("2021-2")):
        for number, row in enumerate(block, 1):
            total += 1
            seen.add(
                (total, number, district if number == 1 else None, row.product, row.producer, "★★★"),
                product=row.product, producer=row.producer, star=3, district=district,
            )  # fmt: skip
    return seen


def maker_and_products_in_chapters() -> Seen:
    """1 HTX A, a) product, b) product; the star beside the product, the place beside the maker."""
    seen = Seen([Paper()])
    seen.paper.add("TT", "Tên đơn vị, tên sản phẩm", "Huyện", "Xếp hạng")
    for number, block in enumerate(by_producer(records("2021-1")), 1):
        seen.paper.add(number, block[0].producer, block[0].district or "U Minh")
        for place, row in enumerate(block):
            seen.add(
                ("abcdefghij"[place], row.product, None, "3 sao"), product=row.product, producer=row.producer, star=3
            )
    return seen


FIRST: tuple[Builder, ...] = (
    annex_of_an_giang, names_under_the_star, names_under_both_stars, register_of_all_rounds, marks_that_say_the_same,
    star_written_behind_the_name, figures_head_the_star_columns, points_under_the_star,
    district_standing_in_an_unheaded_column, two_running_numbers, maker_and_products_in_chapters,
)  # fmt: skip
