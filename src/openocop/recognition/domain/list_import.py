"""What importing a provincial list would do, row by row; nothing is merged unless a person says so.

Exactly equal folded names are one producer, and under it one product. What only resembles is shown and left to the
reader. A row that repeats a recognition already on record makes nothing new.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from openocop.recognition.domain.provincial_list.model import ListRow, Problem, ProvincialList
from openocop.recognition.domain.provincial_list.sheet import key as folded

NEW, SKIP, BLANK = "new", "skip", "blank"
SAME_PRODUCT, SAME_PRODUCER = "product:", "producer:"
LOWEST_STAR = 3
# What no empty cell settles: the row is left out, or a record is chosen for it.
_NEVER_BLANK = frozenset({"star_not_recognised", "producer_ambiguous", "choice_gone"})


class Action(StrEnum):
    """`REPEAT`: the recognition is on record already; `SKIP`: a person left the row out."""

    NEW_PRODUCT = "new_product"
    KNOWN_PRODUCT = "known_product"
    REPEAT = "repeat"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Place:
    """A unit of a day as the register knows it; both empty when the list names none that is found."""

    code: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class KnownProducer:
    id: int
    public_id: str
    name: str
    keys: tuple[str, ...]
    unit_code: str


@dataclass(frozen=True, slots=True)
class KnownProduct:
    """`spoken_for`: (star, day) of the recognitions it has already; the day is that of the act, else of the council."""

    id: int
    public_id: str
    name: str
    key: str
    producer_id: int | None
    spoken_for: frozenset[tuple[int | None, date | None]] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that a row probably means; `choice` is what the reader answers to say so."""

    choice: str
    name: str
    detail: str
    likeness: int

    @property
    def is_producer(self) -> bool:
        return self.choice.startswith(SAME_PRODUCER)


@dataclass(frozen=True, slots=True)
class Note:
    """Something to say under a row; `blocking` keeps the whole list from being imported until it is settled."""

    row: str
    cell: str
    field: str
    code: str
    message: str
    blocking: bool


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row and what would become of it; `key` names the row in choices: "12", "Đầm Dơi!12" among several sheets.

    `producer` is the id of a known one, or the name of a new one in `ImportPlan.new_producers`; `product` the id of a
    known product, or `first_row` the key of the row whose new product this row shares. `record` names the known
    product, else the known producer, to which the row adds something.
    """

    key: str
    row: ListRow
    action: Action
    place: Place = Place()
    producer: int | str | None = None
    product: int | None = None
    first_row: str = ""
    notes: tuple[Note, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    record: str = ""

    @property
    def may_stay_blank(self) -> bool:
        """Tell whether the row could be imported with what is unreadable left empty."""
        codes = {note.code for note in self.notes if note.blocking}
        return bool(codes) and not codes & _NEVER_BLANK and self.row.product is not None


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """`new_producers` maps a key to the row that first names the producer, and its place."""

    rows: tuple[PlannedRow, ...]
    new_producers: Mapping[str, tuple[ListRow, Place]] = field(default_factory=dict)

    def count(self, *actions: Action) -> int:
        return sum(planned.action in actions for planned in self.rows)

    @property
    def notes(self) -> list[Note]:
        return [note for planned in self.rows for note in planned.notes]

    @property
    def blocking(self) -> list[Note]:
        return [note for note in self.notes if note.blocking]


@dataclass(frozen=True, slots=True)
class Register:
    """What is on record before the import."""

    producers: Sequence[KnownProducer] = ()
    products: Sequence[KnownProduct] = ()


def plan_import(
    listed: ProvincialList,
    register: Register,
    *,
    places: Mapping[tuple[str | None, str | None], Place],
    choices: Mapping[str, str],
    today: date,
) -> ImportPlan:
    """Return what importing `listed` would do.

    Args:
        places: the unit of every (commune, district) that the list prints.
        choices: what the reader decided by the key of the row: "new", "skip", "blank" (leave unreadable values empty),
            "product:<public id>", "producer:<public id>".
    """
    planner = _Planner(listed, register, places, choices, today)
    return ImportPlan(tuple(planner.planned(row) for row in listed.rows), planner.new_producers)


class _Planner:
    def __init__(
        self,
        listed: ProvincialList,
        register: Register,
        places: Mapping[tuple[str | None, str | None], Place],
        choices: Mapping[str, str],
        today: date,
    ) -> None:
        self.listed, self.places, self.choices, self.today = listed, places, choices, today
        self.new_producers: dict[str, tuple[ListRow, Place]] = {}
        self._by_name: dict[str, list[KnownProducer]] = {}
        for producer in register.producers:
            for key in producer.keys:
                self._by_name.setdefault(key, []).append(producer)
        self._producers = {producer.public_id: producer for producer in register.producers}
        self._products = {product.public_id: product for product in register.products}
        self._owned = {(p.producer_id, p.key): p for p in register.products if p.producer_id is not None}
        self._first_rows: dict[tuple[int | str, str], str] = {}
        self._made: set[tuple[str, int | None, date | None]] = set()
        self._errors = _errors_by_row(listed)
        self._said_producers = self._producers_said()

    def planned(self, row: ListRow) -> PlannedRow:
        key = row_key(self.listed, row)
        choice = self.choices.get(key, "")
        if choice == SKIP:
            return PlannedRow(key, row, Action.SKIP)
        notes = [*self._errors.get(key, ()), *_impossible(row, self.listed, self.today)]
        if choice == BLANK and row.product is not None:
            notes = [replace(note, blocking=note.blocking and note.code in _NEVER_BLANK) for note in notes]
        if row.product is None:
            return PlannedRow(key, row, Action.SKIP, notes=tuple(notes))
        place = self.places.get((row.commune, row.district), Place())
        producer, told = self._producer(row, place, choice)
        return self._product(key, row, place, producer, choice, (*notes, *told))

    def _producers_said(self) -> dict[str, str]:
        """Return by folded name what the reader said of a producer: once said, it holds for all rows that print it."""
        said: dict[str, str] = {}
        for row in self.listed.rows if self.choices else ():
            choice = self.choices.get(row_key(self.listed, row), "")
            if row.producer is not None and choice.startswith(SAME_PRODUCER):
                said.setdefault(_folded(row.producer), choice)
        return said

    def _producer(self, row: ListRow, place: Place, choice: str) -> tuple[int | str | None, list[Note]]:
        if self._said_producers and row.producer is not None and not choice.startswith(SAME_PRODUCER):
            choice = self._said_producers.get(_folded(row.producer), choice)
        if choice.startswith(SAME_PRODUCER):
            chosen = self._producers.get(choice.removeprefix(SAME_PRODUCER))
            return (chosen.id, []) if chosen else (None, [self._stale(row)])
        if row.producer is None:
            return None, []
        key = _folded(row.producer)
        known = self._by_name.get(key, [])
        fitting = [p for p in known if p.unit_code == place.code] if len(known) > 1 else known
        if len(fitting) == 1:
            return fitting[0].id, []
        if known:
            message = f"Có {len(known)} chủ thể tên “{row.producer}”. Chọn đúng chủ thể cho dòng này."
            return None, [self._note(row, "producer", "producer_ambiguous", message, blocking=True)]
        self.new_producers.setdefault(key, (row, place))
        if place.code and not self.new_producers[key][1].code:
            self.new_producers[key] = (self.new_producers[key][0], place)
        return key, []

    def _product(
        self,
        row_name: str,
        row: ListRow,
        place: Place,
        producer: int | str | None,
        choice: str,
        notes: tuple[Note, ...],
    ) -> PlannedRow:
        key = _folded(row.product or "")
        day = day_of(row)
        known = self._owned.get((producer, key)) if isinstance(producer, int) else None
        if choice.startswith(SAME_PRODUCT):
            known = self._products.get(choice.removeprefix(SAME_PRODUCT))
            notes = notes if known else (*notes, self._stale(row))
        if known is not None:
            spoken = (row.star, day) in known.spoken_for
            action = Action.REPEAT if spoken else Action.KNOWN_PRODUCT
            return PlannedRow(row_name, row, action, place, known.producer_id, known.id, "", notes)
        first = row_name
        if producer is not None:
            first = self._first_rows.setdefault((producer, key), row_name)
        told = (first, row.star, day)
        action = Action.REPEAT if first != row_name and told in self._made else Action.NEW_PRODUCT
        self._made.add(told)
        return PlannedRow(row_name, row, action, place, producer, None, first, notes)

    def _stale(self, row: ListRow) -> Note:
        message = "Bản ghi đã chọn cho dòng này không còn. Chọn lại."
        return self._note(row, "product", "choice_gone", message, blocking=True)

    def _note(self, row: ListRow, field: str, code: str, message: str, *, blocking: bool) -> Note:
        return Note(row_key(self.listed, row), cell_of(self.listed, row, field), field, code, message, blocking)


def _folded(name: str) -> str:
    """Return what equal names have in common; a name without a letter or figure is equal to itself."""
    return folded(name) or name


def day_of(row: ListRow) -> date | None:
    """Return the day by which recognitions of a product are told apart: of the act, else of the council."""
    if row.recognised_day is not None:
        return row.recognised_day
    whole = row.council_on is not None and len(row.council_on) == len("2022-11-30")
    return date.fromisoformat(row.council_on) if whole and row.council_on else None


def cell_of(listed: ProvincialList, row: ListRow, field: str) -> str:
    """Return the address of a row's cell: "F9", "'Đầm Dơi'!F9" among several sheets, "A2" for one cell for all."""
    column = listed.mapping.get(field, "") or listed.mapping.get("product", "")
    address = column if any(c.isdigit() for c in column) else f"{column}{row.row}"
    return f"'{row.sheet}'!{address}" if len(listed.sheets_read) > 1 else address


def row_key(listed: ProvincialList, printed: ListRow | Problem) -> str:
    """Return the name of a row that is unique in what was read: "12", "12.2" for the second product of its line."""
    number = str(printed.row) if printed.part == 1 else f"{printed.row}.{printed.part}"
    return f"{printed.sheet}!{number}" if len(listed.sheets_read) > 1 else number


def _errors_by_row(listed: ProvincialList) -> dict[str, list[Note]]:
    found: dict[str, list[Note]] = {}
    for problem in listed.problems:
        blocking = problem.severity == "error"
        key = row_key(listed, problem)
        note = Note(key, problem.cell, problem.field, problem.code, problem.message, blocking)
        found.setdefault(key, []).append(note)
    return found


def _impossible(row: ListRow, listed: ProvincialList, today: date) -> Iterable[Note]:
    if row.star is not None and row.star < LOWEST_STAR:
        message = f"Hạng {row.star} sao không có quyết định công nhận (Điều 4.1a). Bỏ dòng này."
        key = row_key(listed, row)
        yield Note(key, cell_of(listed, row, "star"), "star", "star_not_recognised", message, blocking=True)
    day = day_of(row)
    if day is not None and day > today:
        field = "recognised_on" if row.recognised_day else "council_on"
        message = f"Ngày {day:%d/%m/%Y} chưa tới: sản phẩm chỉ hiện công khai từ ngày đó. Xem lại ngày trong tệp."
        key = row_key(listed, row)
        yield Note(key, cell_of(listed, row, field), field, "day_in_future", message, blocking=False)
