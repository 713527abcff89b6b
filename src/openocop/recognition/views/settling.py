"""What the reader of a preview settled: how the file is read, and what becomes of single rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from openocop.core.refusal import Refused
from openocop.recognition.domain.list_import import BLANK, SKIP
from openocop.recognition.domain.provincial_list.model import MAPPABLE_FIELDS
from openocop.recognition.services.imports import ImportPreview
from openocop.recognition.words import FIELD_NAMES


class ColumnTwice(Refused):
    """Two columns were read as the same thing."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The reader's decisions. `found` is how the columns were read by themselves, `chosen` how they are to be read.

    Only what differs between the two is fixed, so that whatever the layout tells by other means (headings, a star in
    the title, tables side by side) is still found.
    """

    sheet: str = ""
    header_row: int | None = None
    found: Mapping[str, str] = field(default_factory=dict)
    chosen: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    rest: str = ""

    @property
    def changed(self) -> bool:
        return any(name != self.found.get(letter, "") for letter, name in self.chosen.items())

    @property
    def reading(self) -> dict[str, Any]:
        """Return the arguments of `preview_import` that say how the file is read.

        Raises:
            ColumnTwice: two columns are to be the same thing.
        """
        return {"sheet": self.sheet or None, "header_row": self.header_row, "mapping": self._mapping()}

    def _mapping(self) -> dict[str, str] | None:
        columns: dict[str, list[str]] = {}
        for letter, name in self.chosen.items():
            if name in MAPPABLE_FIELDS:
                columns.setdefault(name, []).append(letter)
        twice = next((name for name, letters in columns.items() if len(letters) > 1), None)
        if twice is not None:
            message = _("Columns %(columns)s are all read as “%(field)s”. Keep one of them and leave the others out.")
            raise ColumnTwice(message % {"columns": ", ".join(columns[twice]), "field": FIELD_NAMES[twice]})
        moved = {letter: name for letter, name in self.chosen.items() if name != self.found.get(letter, "")}
        fixed = {name: letter for letter, name in moved.items() if name in MAPPABLE_FIELDS}
        gone = {self.found[letter] for letter in moved if self.found.get(letter)} - columns.keys()
        return {**fixed, **dict.fromkeys(gone, "")} or None

    @property
    def decides_rest(self) -> bool:
        return self.rest in {SKIP, BLANK}

    def applied_to(self, shown: ImportPreview) -> Settled:
        """Return the decisions with `rest` given to every row that still blocks the import."""
        unsettled = {note.row for note in shown.plan.blocking} - self.choices.keys()
        return replace(self, choices={**dict.fromkeys(unsettled, self.rest), **self.choices})


def settled_of(posted: QueryDict) -> Settled:
    """Read the form of the preview. Another sheet or heading row is read anew, whatever the columns said before."""
    choices = {name.removeprefix("c-"): str(posted[name]) for name in posted if name.startswith("c-") and posted[name]}
    kept = {key[:200]: choice[:60] for key, choice in choices.items()}
    sheet, head = posted.get("sheet", ""), _number(posted.get("header_row", ""))
    if sheet != posted.get("was_sheet", ""):
        return Settled(sheet=sheet)
    if head != _number(posted.get("was_header_row", "")):
        return Settled(sheet=sheet, header_row=head)
    return Settled(
        sheet=sheet,
        header_row=head if posted.get("fixed_header_row") else None,
        found=_columns(posted, "b-"),
        chosen=_columns(posted, "m-"),
        choices=kept,
        rest=posted.get("rest", ""),
    )


def columns_by_letter(mapping: Mapping[str, str]) -> dict[str, str]:
    """Turn "the product is column B" into "column B is the product"; cells and headings are no columns."""
    counted = Counter(mapping.values())
    return {column: name for name, column in mapping.items() if column.isalpha() and counted[column] == 1}


def _columns(posted: QueryDict, prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix)[:3]: str(posted[name]) for name in posted if name.startswith(prefix)}


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= len("100000") else None
