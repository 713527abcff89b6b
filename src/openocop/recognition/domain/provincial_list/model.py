"""What was read from a provincial list: rows, the mapping of columns, counts, and problems by cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from openocop.core.domain.text import search_key

Severity = Literal["error", "warning"]

# Every field a column may be mapped to; `star_3` and its like are one column per star, marked with an "x".
STAR_COLUMNS = ("star_1", "star_2", "star_3", "star_4", "star_5")
MAPPABLE_FIELDS = (
    "product",
    "producer",
    "producer_kind",
    "district",
    "commune",
    "address",
    "group",
    "star",
    *STAR_COLUMNS,
    "score",
    "recognised_on",
    "council_on",
    "year",
    "decision_no",
    "note",
)

# The one table of problem codes: "error" = a value is missing or could not be read (it is null in the row),
# "warning" = the row was read, but a person should look at the cell.
PROBLEM_CODES: Mapping[str, Severity] = {
    "product_missing": "error",  # the row has other values but no product name
    "star_unreadable": "error",  # not a star, or more than one
    "star_out_of_range": "error",  # a number that is not 1 to 5
    "score_unreadable": "error",  # not a number
    "score_out_of_range": "error",  # not from 0 to 100
    "date_unreadable": "error",  # no such day, or not a date
    "name_too_long": "error",  # longer than 300 characters
    "cell_error": "error",  # the spreadsheet itself shows an error (#N/A) or a formula it never calculated
    "text_damaged": "error",  # letters lost, read in a wrong encoding, or in a pre-Unicode font
    "producer_missing": "warning",  # blank where the other rows name one and the layout does not carry it down
    "carried_down": "warning",  # blank, read as the cell above although few rows show that this is the layout
    "text_converted": "warning",  # written in a font from before Unicode, and converted
    "lines_joined": "warning",  # printed on several rows, as a PDF leaves them, and read as one
    "duplicate_row": "warning",  # same product, producer, star and date as a row above
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One cell that a person has to look at; `cell` is an address such as "F9" ("'Đầm Dơi'!F9" among sheets).

    `row` and `part` are those of the product it belongs to.
    """

    cell: str
    row: int
    sheet: str
    field: str
    code: str
    message: str
    part: int = 1

    @property
    def severity(self) -> Severity:
        """Return "error" when the value was lost, "warning" when it was read."""
        return PROBLEM_CODES[self.code]

    def as_json(self) -> dict[str, Any]:
        """Return the promised keys (`cell`, `code`, `message`) and more beside them."""
        return {
            "cell": self.cell,
            "code": self.code,
            "message": self.message,
            "severity": self.severity,
            "field": self.field,
            "row": self.row,
        }


@dataclass(frozen=True, slots=True)
class ListRow:
    """One product as the list prints it; whatever is blank or unreadable is None.

    `row` is 1-based, as the spreadsheet numbers it; where one line prints several products (one under each star, or two
    tables side by side), `part` counts them from 1. `district` and `commune` are printed text, not units of the
    register. `recognised_on` and `council_on` are ISO 8601 in the precision printed: "2022-11-30", "2022-11", "2022".
    """

    row: int
    sheet: str
    product: str | None
    producer: str | None = None
    producer_kind: str | None = None
    district: str | None = None
    commune: str | None = None
    address: str | None = None
    group: str | None = None
    star: int | None = None
    score: Decimal | None = None
    recognised_on: str | None = None
    council_on: str | None = None
    decision_no: str | None = None
    note: str | None = None
    part: int = 1

    @property
    def recognised_day(self) -> date | None:
        """Return the day of recognition when the list names a full day, else None."""
        whole = self.recognised_on is not None and len(self.recognised_on) == len("2022-11-30")
        return date.fromisoformat(self.recognised_on) if whole and self.recognised_on else None

    def as_json(self) -> dict[str, Any]:
        """Return the row with the keys of the command's promise."""
        return {
            "row": self.row,
            "product": self.product,
            "producer": self.producer,
            "producer_kind": self.producer_kind,
            "district": self.district,
            "commune": self.commune,
            "address": self.address,
            "group": self.group,
            "star": self.star,
            "score": None if self.score is None else str(self.score),
            "recognised_on": self.recognised_on,
            "council_on": self.council_on,
            "decision_no": self.decision_no,
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class ProvincialList:
    """A list of recognised products as read: nothing is guessed and nothing is written.

    `mapping` names the column ("C") of each field, or the one cell ("A2") whose value stands for every row, such as a
    star printed in the title. `headings` are the fields that heading rows set for the block below them.
    `headers` gives the header text of every column, for the page on which a person changes the mapping.
    """

    sheet: str
    sheets: tuple[str, ...]
    sheets_read: tuple[str, ...]
    header_row: int | None
    mapping: Mapping[str, str]
    headings: tuple[str, ...]
    headers: Mapping[str, str]
    rows: tuple[ListRow, ...]
    problems: tuple[Problem, ...]

    @property
    def products(self) -> int:
        """Return how many rows name a product."""
        return sum(row.product is not None for row in self.rows)

    @property
    def producers(self) -> int:
        """Return how many producers are named, told apart by search key (case, marks and punctuation ignored)."""
        names = {row.producer for row in self.rows if row.producer is not None}
        return len({search_key(name) or name for name in names})

    def as_json(self, *, written: bool = False) -> dict[str, Any]:
        """Return the object that `openocop import recognitions --json` prints."""
        several = len(self.sheets_read) > 1
        return {
            "sheet": self.sheet,
            "sheets": list(self.sheets),
            "sheets_read": list(self.sheets_read),
            "header_row": self.header_row,
            "mapping": dict(self.mapping),
            "headings": list(self.headings),
            "rows": [{**row.as_json(), "sheet": row.sheet} if several else row.as_json() for row in self.rows],
            "counts": {"products": self.products, "producers": self.producers},
            "problems": [problem.as_json() for problem in self.problems],
            "written": written,
        }
