"""Legal kinds told by a mark under "HTX", "THT", "DN", "Hộ": read as one column that names the kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from openocop.recognition.domain.provincial_list.headers import Header
from openocop.recognition.domain.provincial_list.kinds import names_kind
from openocop.recognition.domain.provincial_list.sheet import blank
from openocop.recognition.domain.provincial_list.spans import Spread
from openocop.recognition.domain.provincial_list.values import marked

_LONGEST_MARK = 2


def kind_columns(header: Header | None, columns: Sequence[Sequence[str]]) -> dict[int, str]:
    """Return the columns that are headed by nothing but a legal kind and hold nothing but marks, with their heading."""
    words = header.lowest if header else ()
    found = {column: text for column, text in enumerate(words) if names_kind(text) and _ticks(columns[column])}
    return found if len(found) > 1 else {}


def _ticks(cells: Sequence[str]) -> bool:
    return all(len(text) <= _LONGEST_MARK for text in cells)


def kind_named(spread: Spread, kinds: Mapping[int, str], start: int) -> Spread:
    """Return the rows with the heading of the ticked kind in the first of the columns `kinds`, blank where none is."""
    if not kinds:
        return spread
    first = min(kinds)
    rows = list(spread.rows)
    for number in range(start, len(rows)):
        row = list(rows[number])
        ticked = [word for column, word in kinds.items() if not blank(row[column]) and marked(row[column])]
        row[first] = ticked[0] if len(ticked) == 1 else ""
        rows[number] = row
    return replace(spread, rows=rows)
