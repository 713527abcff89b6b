"""Rows that head the rows below them by how both are numbered: "3 | Bà Lan" over "3.1 | Mắm" and "3.2 | Khô"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from openocop.recognition.domain.provincial_list.headings import Heading, heading
from openocop.recognition.domain.provincial_list.kinds import producer_kind
from openocop.recognition.domain.provincial_list.numbering import number_before, style_of
from openocop.recognition.domain.provincial_list.sheet import blank
from openocop.recognition.domain.provincial_list.vocabulary import INDEX

_BULLETS = ("-", "–", "+", "•", "*")


class Levels:
    """The rows right above products that hold a producer, in a list that has no column of producers.

    Such a row has a number and no result; the row below has a result and another number. That the names on these rows
    are producers is told by most of them: what is left, persons and bare names, are then producers too.
    """

    def __init__(self, rows: Sequence[Sequence[str]], columns: Mapping[str, int], start: int) -> None:
        self._rows, self._product, self._index = rows, columns["product"], columns.get(INDEX)
        self._results = [column for field, column in columns.items() if field.startswith(("star", "score"))]
        named = [number for number in range(start, len(rows)) if rows[number][self._product]]
        pairs = pairwise(named) if "producer" not in columns and self._results else ()
        self._heads = {head: style for head, row in pairs if (style := self._heads_by(head, row))}
        heads = Counter(self._heads.values())
        makers = Counter(style for head, style in self._heads.items() if producer_kind(rows[head][self._product]))
        self._of_producers = {style for style, count in heads.items() if makers[style] >= max(2, count / 2)}

    def _heads_by(self, head: int, row: int) -> str | None:
        """Return the style of the number with which a row heads the next one, None when it does not."""
        style = self._style(head)
        return style if style != self._style(row) and self._rated(row) and not self._rated(head) else None

    def _rated(self, number: int) -> bool:
        return any(not blank(self._rows[number][column]) for column in self._results)

    def _style(self, number: int) -> str | None:
        row = self._rows[number]
        name = row[self._product]
        own = style_of(row[self._index]) if self._index is not None else None
        return own or style_of(number_before(name)) or ("bullet" if name.startswith(_BULLETS) else None)

    def producer(self, number: int) -> Heading | None:
        """Return the producer that row `number` (0-based) names for the rows below it, None when it names none."""
        if self._heads.get(number) not in self._of_producers:
            return None
        known = heading(self._rows[number][self._product])
        return Heading("producer", known.text) if known.kind in ("producer", "group", "other") else None
