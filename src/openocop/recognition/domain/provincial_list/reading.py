"""One row's cells read into values; what cannot be read becomes null and a problem with its cell named."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from openocop.recognition.domain.provincial_list.damage import damaged
from openocop.recognition.domain.provincial_list.headings import Heading, title_star
from openocop.recognition.domain.provincial_list.kinds import producer_kind
from openocop.recognition.domain.provincial_list.layout import Layout
from openocop.recognition.domain.provincial_list.model import STAR_COLUMNS, ListRow, Problem
from openocop.recognition.domain.provincial_list.sheet import Sheet, address, blank, key, shows_error
from openocop.recognition.domain.provincial_list.values import (
    Unreadable,
    day,
    decision_number,
    marked,
    score,
    star,
    star_behind_name,
)

MAX_NAME_LENGTH = 300
_NAMES = frozenset({"product", "producer", "district", "commune"})

_LABELS: Mapping[str, str] = {
    "product": "Tên sản phẩm",
    "producer": "Chủ thể",
    "producer_kind": "Loại hình chủ thể",
    "district": "Huyện",
    "commune": "Xã, phường",
    "address": "Địa chỉ",
    "group": "Nhóm sản phẩm",
    "star": "Hạng sao",
    "score": "Điểm",
    "recognised_on": "Ngày công nhận",
    "council_on": "Ngày họp Hội đồng",
    "year": "Năm công nhận",
    "decision_no": "Số quyết định",
    "note": "Ghi chú",
}
_NUMBERING = re.compile(r"^(\d{1,5})\s?[.)]\s*(?=\D)")
_BULLET = re.compile(r"^[-–•+*▪●]\s*(?=\w)")
_SEVERAL = re.compile(r"^([-–•+*▪●]) .* \1 |^1[.)] .* 2[.)] ")  # several products in one cell, each with its mark
_WHOLE_DAY = len("2022-11-30")
_MIN_NUMBERED = 3
_NUMBERED_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Printed:
    """Which product of a line is meant, `part` from 1; `column` and `star` where its name stands under a star.

    `at` are the columns (0-based) of fields that stand in a later round's.
    """

    part: int = 1
    column: int | None = None
    star: int | None = None
    at: Mapping[str, int] = dataclasses.field(default_factory=dict)


class CellReader:
    """Reads the rows of one table; the problems it meets gather in `problems`.

    `columns` are the texts of each field over all rows of the table, with what the layout carries down.
    """

    def __init__(self, sheet: Sheet, layout: Layout, columns: Mapping[str, Sequence[str]], name_sheet: bool) -> None:
        self._sheet, self._layout = sheet, layout
        self._place = Places(layout, sheet.name, name_sheet)
        self._strip = {field: numbering_of(columns[field]) for field in ("product", "producer") if field in columns}
        self._star_columns = [(name, int(name[-1])) for name in STAR_COLUMNS if name in layout.columns]
        named = sum(not blank(text) for text in columns.get("producer", ()))
        self._producers_expected = named > len(columns["product"]) / 2
        self._title_star: int | None = None
        self._title: dict[str, str] = {}
        self._told: set[tuple[int, str]] = set()
        self._printed = Printed()
        self.problems: list[Problem] = []
        self._read_title()

    def _read_title(self) -> None:
        for field, (row, column) in self._layout.cells.items():
            inside = row < len(self._sheet.rows) and column < self._sheet.width
            text = self._sheet.rows[row][column] if inside else ""
            if field == "star":
                value = title_star(text) or star(text)
                self._title_star = value if isinstance(value, int) else None
            elif field in ("recognised_on", "council_on", "year"):
                found = day(text)
                if isinstance(found, str):
                    self._title["recognised_on" if field == "year" else field] = found
            elif text:
                self._title[field] = (decision_number(text) or text) if field == "decision_no" else text

    def row(
        self,
        number: int,
        texts: Mapping[str, str],
        context: Mapping[str, Heading],
        *,
        doubtful: Sequence[str] = (),
        printed: Printed = Printed(),
    ) -> ListRow:
        """Return the row at `number` (0-based); `texts` are its cells by field, `context` the headings over it.

        `doubtful` are fields carried down from above though few rows show that this is the layout.
        """
        self._printed = printed
        texts = _with_beside(texts, context.get("producer"))
        product = self._text(number, "product", texts)
        if product is None and (number, "product") not in self._told:
            self._tell(number, "product", "product_missing", "để trống", "Ghi tên sản phẩm hoặc bỏ dòng này.")
        producer = self._text(number, "producer", texts, context.get("producer"))
        if producer is None and self._producers_expected and (number, "producer") not in self._told:
            hint = "Không thể đoán: ghi tên chủ thể, hoặc để trống nếu không rõ."
            self._tell(number, "producer", "producer_missing", "để trống", hint)
        for field in doubtful:
            reason = f"để trống, đọc theo dòng trên là “{_short(texts[field])}”"
            self._tell(number, field, "carried_down", reason, "Ghi vào ô này nếu không phải.")
        return ListRow(
            row=number + 1,
            sheet=self._sheet.name,
            product=product,
            producer=producer,
            producer_kind=self._kind(texts.get("producer_kind", ""), producer or "", context.get("producer_kind")),
            district=self._text(number, "district", texts, context.get("district")),
            commune=self._text(number, "commune", texts, context.get("commune")),
            address=self._text(number, "address", texts),
            group=self._text(number, "group", texts, context.get("group")),
            star=printed.star or self._star(number, texts, context.get("star")),
            score=self._score(number, texts),
            recognised_on=self._recognised_on(number, texts),
            council_on=self._date(number, "council_on", texts) or self._title.get("council_on"),
            decision_no=decision_number(self._text(number, "decision_no", texts) or ""),
            note=self._text(number, "note", texts),
            part=printed.part,
        )

    def _text(self, number: int, field: str, texts: Mapping[str, str], above: Heading | None = None) -> str | None:
        text = texts.get(field, "")
        if not text or blank(text):
            return above.text if above else self._title.get(field)
        if shows_error(text):
            self._name_broken(number, field)
            return None
        rule = self._strip.get(field)
        if rule is not None:
            text = rule.sub("", text, count=1)
        if len(text) > MAX_NAME_LENGTH and field in _NAMES:
            reason = f"dài {len(text)} ký tự, quá {MAX_NAME_LENGTH}"
            self._tell(number, field, "name_too_long", reason, "Rút gọn tên trong ô này.")
            return None
        if field != "note" and damaged(text):
            reason = f"ghi “{_short(text)}”: mất chữ hoặc sai bảng mã (TCVN3, VNI)"
            self._tell(number, field, "text_damaged", reason, "Gõ lại bằng phông Unicode.")
        return text

    def _kind(self, own: str, producer: str, above: Heading | None) -> str | None:
        """Return what the column of kinds says, else the name, else the heading."""
        return producer_kind(own) or producer_kind(producer) or (producer_kind(above.text) if above else None)

    def _name_broken(self, number: int, field: str) -> None:
        reason = "không đọc được: ô báo lỗi công thức, hoặc công thức chưa được tính"
        self._tell(number, field, "cell_error", reason, "Ghi giá trị vào ô này thay cho công thức.")

    def _star(self, number: int, texts: Mapping[str, str], above: Heading | None) -> int | None:
        ticked = [(name, stars) for name, stars in self._star_columns if marked(texts.get(name, ""))]
        if len(ticked) > 1:
            reason = f"đánh dấu cả {ticked[0][1]} sao và {ticked[1][1]} sao"
            self._tell(number, ticked[0][0], "star_unreadable", reason, "Chỉ giữ một dấu.")
            return None
        if ticked:
            return ticked[0][1]
        text = texts.get("star", "")
        if shows_error(text):
            self._name_broken(number, "star")
            return None
        value = star(text)
        if isinstance(value, Unreadable):
            self._refuse(number, "star", text, value)
            return None
        if value is not None:
            return value
        return above.star if above else self._title_star or star_behind_name(texts.get("product", ""))

    def _score(self, number: int, texts: Mapping[str, str]) -> Decimal | None:
        text = texts.get("score", "")
        if shows_error(text):
            self._name_broken(number, "score")
            return None
        value = score(text)
        if isinstance(value, Unreadable):
            self._refuse(number, "score", text, value)
            return None
        return value

    def _date(self, number: int, field: str, texts: Mapping[str, str]) -> str | None:
        text = texts.get(field, "")
        if shows_error(text):
            self._name_broken(number, field)
            return None
        value = day(text)
        if isinstance(value, Unreadable):
            self._refuse(number, field, text, value)
            return None
        return value

    def _recognised_on(self, number: int, texts: Mapping[str, str]) -> str | None:
        """The most precise of the day's own column, the year's, and the day printed with the decision's number."""
        own = self._date(number, "recognised_on", texts) or self._date(number, "year", texts)
        if own is None or len(own) < _WHOLE_DAY:
            decided = day(texts.get("decision_no", ""))
            if isinstance(decided, str) and len(decided) == _WHOLE_DAY and decided.startswith(own or ""):
                return decided
        return own or self._title.get("recognised_on")

    def converted(self, numbers: Sequence[int]) -> None:
        """Name the first cell of each column that came in letters from before Unicode, and how many did."""
        for field, column in self._layout.columns.items():
            found = [number for number in numbers if (number, column) in self._sheet.converted]
            if found and field in _LABELS:
                before, after = self._sheet.converted[found[0], column], self._sheet.rows[found[0]][column]
                example = f"“{_short(before)}” đọc là “{_short(after)}”"
                reason = f"ghi bằng phông cũ (TCVN3 hoặc VNI), đã chuyển sang Unicode ở {len(found)} ô: {example}"
                self._tell(found[0], field, "text_converted", reason, "Xem lại chữ trước khi nhập.")

    def joined(self, number: int, lines: int) -> None:
        """Say that row `number` (0-based) was put together from several printed lines."""
        if lines > 1:
            reason = f"đọc nối từ {lines} dòng của tệp"
            self._tell(number, "product", "lines_joined", reason, "Xem lại chữ của dòng này.")

    def _refuse(self, number: int, field: str, text: str, value: Unreadable) -> None:
        self._tell(number, field, value.code, f"ghi “{_short(text)}”: {value.reason}", "Sửa ô này hoặc để trống.")

    def _tell(self, number: int, field: str, code: str, reason: str, hint: str) -> None:
        self._told.add((number, field))
        self.problems.append(self._place.problem(number, field, code, reason, hint, self._printed))


class Places:
    """Where the fields of a table stand, for naming cells."""

    def __init__(self, layout: Layout, sheet: str, name_sheet: bool) -> None:
        self._layout, self._sheet = layout, sheet
        self._prefix = f"'{sheet}'!" if name_sheet else ""

    def problem(self, number: int, field: str, code: str, reason: str, hint: str, printed: Printed) -> Problem:
        """Return a problem of row `number` (0-based) with its cell and a message: field, value, what to do."""
        column = printed.at.get(field, self._layout.columns.get(field, self._layout.columns["product"]))
        if field == "product" and printed.column is not None:
            column = printed.column
        label = _LABELS.get(field, _LABELS["star"])
        cell = self._prefix + address(number, column)
        return Problem(cell, number + 1, self._sheet, field, code, f"{label} {reason}. {hint}", printed.part)


def duplicates(rows: Sequence[ListRow], layout: Layout, name_sheet: bool) -> list[Problem]:
    """Return a problem for each row that names the same product of the same known producer, star and date again."""
    seen: dict[tuple[object, ...], tuple[int, int]] = {}
    found = []
    for row in rows:
        if row.product is None or row.producer is None:
            continue
        same = (key(row.product), key(row.producer), row.star, row.recognised_on, row.district, row.commune)
        first = seen.setdefault(same, (row.row, row.part))
        if first != (row.row, row.part):
            reason = f"“{_short(row.product)}” của cùng chủ thể đã có ở dòng {first[0]}"
            place, printed = Places(layout, row.sheet, name_sheet), Printed(row.part)
            hint = "Bỏ một dòng nếu trùng."
            found.append(place.problem(row.row - 1, "product", "duplicate_row", reason, hint, printed))
    return found


def numbering_of(cells: Sequence[str]) -> re.Pattern[str] | None:
    """Return what to take off the head of every cell of a column that is numbered or bulleted throughout, else None.

    Numbers must run upwards, so that names that begin with a number keep it; a cell that lists several products keeps
    its marks.
    """
    filled = [text for text in cells if not blank(text)]
    several = sum(_SEVERAL.search(text) is not None for text in filled)
    if len(filled) < _MIN_NUMBERED or several > len(filled) * (1 - _NUMBERED_SHARE):
        return None
    if sum(_BULLET.match(text) is not None for text in filled) >= len(filled) * _NUMBERED_SHARE:
        return _BULLET
    numbers = [int(found[1]) for text in filled if (found := _NUMBERING.match(text))]
    steps = sum(later - earlier in (0, 1) or later == 1 for earlier, later in pairwise(numbers))
    if len(numbers) >= len(filled) * _NUMBERED_SHARE and steps >= (len(numbers) - 1) * _NUMBERED_SHARE:
        return _NUMBERING
    return None


def _with_beside(texts: Mapping[str, str], above: Heading | None) -> Mapping[str, str]:
    """Return a row's texts with what the row that heads its producer's block says, where its own cells say nothing."""
    beside = above.beside.items() if above else ()
    said = {field: text for field, text in beside if not blank(text) and blank(texts.get(field, ""))}
    return {**texts, **said} if said else texts


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
