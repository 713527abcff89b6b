"""A sheet as a rectangle of printed text, whatever file it came from."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import zip_longest
from re import compile as pattern

from openocop.core.domain.text import search_key
from openocop.recognition.domain.provincial_list.legacy_letters import in_unicode

Raw = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta

# Zero-width and direction marks, soft hyphens and byte-order marks that copying from web pages leaves behind.
_INVISIBLE = pattern("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
BROKEN = "#ERROR!"
_ERRORS = pattern(r"^#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|ERROR!)$|^Err:\d{3}$")
_AS_ABOVE = ("nt", "-nt-", "- nt -", "-nt", "nt-", "n.t", "như trên", "-như trên-", '-"-', "-//-")
# What a cell says instead of repeating the one above.
DITTO = frozenset(
    {'"', "''", "“", "”", "″", "〃"}.union(*((text, text.upper(), text.capitalize()) for text in _AS_ABOVE))
)
_DASHES = frozenset({"-", "–", "—", "--", "---", "…", "...", "/", ".", "_"})


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, all four bounds 0-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Printed text of a sheet from A1 on; every row is as long as the widest.

    `merges` are the merged ranges. A cell that shows an error of the spreadsheet reads "#ERROR!", whatever the error.
    `converted` has the letters, as the file has them, of every cell that was written in a set from before Unicode.
    """

    name: str
    rows: list[list[str]]
    merges: tuple[Merge, ...] = ()
    visible: bool = True
    converted: Mapping[tuple[int, int], str] = field(default_factory=dict)

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return len(self.rows[0]) if self.rows else 0


class _Printed(dict[Raw, str]):
    """Text of each distinct value, made once."""

    def __missing__(self, value: Raw) -> str:
        text = printed(value)
        self[value] = text
        return text


def printed(value: Raw) -> str:
    """Return `value` as text in NFC, white space collapsed, without invisible characters; numbers without ".0"."""
    if isinstance(value, str):
        if value.isascii():  # nothing in it is invisible or could be composed
            return " ".join(value.split())
        visible = _INVISIBLE.sub("", value) if _INVISIBLE.search(value) else value
        return " ".join(unicodedata.normalize("NFC", visible).split())
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")
    if isinstance(value, dt.datetime | dt.date):
        return value.strftime("%d/%m/%Y")
    return str(int(value)) if isinstance(value, int) else str(value)


def sheet_of(
    name: str,
    raw: list[list[Raw]],
    merges: tuple[Merge, ...] = (),
    broken: frozenset[tuple[int, int]] = frozenset(),
    visible: bool = True,
) -> Sheet:
    """Return the sheet with every value printed and every row padded to the same width."""
    converted = _to_unicode(raw)
    cache = _Printed()
    width = max(map(len, raw), default=0)
    width = max(width, max((merge.right + 1 for merge in merges if merge.right < width + 50), default=0))
    rows = [[cache[value] for value in row] + [""] * (width - len(row)) for row in raw]
    for row, column in broken:
        if row < len(rows) and column < width:
            rows[row][column] = BROKEN
    return Sheet(name, rows, merges, visible, {place: printed(text) for place, text in converted.items()})


def _to_unicode(raw: list[list[Raw]]) -> dict[tuple[int, int], str]:
    """Put cells written in a set from before Unicode into Unicode, in place; return what they were."""
    columns = [
        list({value for value in column if isinstance(value, str) and not value.isascii()})
        for column in zip_longest(*raw)
    ]
    made = in_unicode(columns)
    found: dict[tuple[int, int], str] = {}
    if any(made):
        for number, row in enumerate(raw):
            for column, value in enumerate(row):
                if isinstance(value, str) and value in made[column]:
                    found[number, column] = value
                    row[column] = made[column][value]
    return found


def shows_error(text: str) -> bool:
    """Tell whether a cell shows an error of the spreadsheet instead of a value."""
    return text[:1] in ("#", "E") and _ERRORS.match(text) is not None


def blank(text: str) -> bool:
    """Tell whether a cell says nothing: empty, or only a dash or dots as offices print for "none"."""
    return not text or text in _DASHES


@lru_cache(maxsize=65_536)
def key(text: str) -> str:
    """Return the folded words of a cell: lower case, no marks, single spaces."""
    return search_key(text)


def letter(column: int) -> str:
    """Return the letter of a 0-based column: 0 is "A", 26 is "AA"."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_number(letters: str) -> int:
    """Return the 0-based number of a column letter such as "C" or "AB"."""
    number = 0
    for char in letters.upper():
        number = number * 26 + ord(char) - ord("A") + 1
    return number - 1


def address(row: int, column: int) -> str:
    """Return the address of a 0-based cell: (8, 5) is "F9"."""
    return f"{letter(column)}{row + 1}"
