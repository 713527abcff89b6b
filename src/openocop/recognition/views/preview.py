"""What the preview of a list shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from openocop.recognition.domain.list_import import Action, PlannedRow
from openocop.recognition.domain.provincial_list.glance import Glance
from openocop.recognition.models import UploadedList
from openocop.recognition.services.imports import ImportPreview
from openocop.recognition.views.settling import Settled, columns_by_letter
from openocop.recognition.words import FIELD_NAMES

# A form may send two thousand fields; more rows than this are settled in the file.
MOST_ROWS = 400
_VIEWS = ("can-xu-ly", "san-sang", "tat-ca")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file: its letter, its head as printed, what it is read as, and was read as by itself.

    A field that no column holds, but a heading or one cell, has no letter.
    """

    letter: str
    head: str
    field: str
    found: str = ""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the preview: a text and a mark ("bad", "warn" or "") for each column, and what would be written."""

    planned: PlannedRow
    cells: Sequence[tuple[str, str]]
    chosen: str

    @property
    def blocked(self) -> bool:
        return any(note.blocking for note in self.planned.notes)

    @property
    def open(self) -> bool:
        """Tell whether there is something to look at or to decide."""
        return bool(self.planned.notes or self.planned.candidates or self.chosen)

    @property
    def of_producer(self) -> bool:
        """Tell whether the question is about the producer, not the product."""
        return any(one.is_producer for one in self.planned.candidates)

    @property
    def effect(self) -> str:
        planned = self.planned
        if self.blocked:
            return _("nothing yet")
        if planned.action == Action.SKIP:
            return _("row left out")
        if planned.action == Action.REPEAT:
            return _("nothing: on record already")
        if planned.action == Action.KNOWN_PRODUCT:
            return _("one more recognition of “%(name)s”") % {"name": planned.record}
        if planned.first_row != planned.key:
            return _("one more recognition of the product in row %(row)s") % {"row": planned.first_row}
        if planned.record:
            return _("new product of “%(name)s”") % {"name": planned.record}
        return _("new product, new producer") if planned.producer else _("new product, producer not known")


def unread_context(kept: UploadedList, seen: Glance | None, settled: Settled, problem: str) -> dict[str, Any]:
    """Return what is shown of a file in which no list is found: its first rows, for naming the columns."""
    context: dict[str, Any] = {"kept": kept, "problem": problem, "fields": list(FIELD_NAMES.items())}
    if seen is None:
        return context
    columns = [Column(name, "", settled.chosen.get(name, "")) for name in seen.letters]
    return context | {
        "sheets": seen.sheets,
        "sheet": settled.sheet,
        "header_row": settled.header_row,
        "fixed_header_row": settled.header_row is not None,
        "columns": columns,
        "first_rows": seen.first_rows(),
    }


def preview_context(
    kept: UploadedList, seen: Glance, shown: ImportPreview, settled: Settled, view: str, problem: str
) -> dict[str, Any]:
    listed, rows = shown.listed, shown.plan.rows
    unsettled = [row for row in rows if row.notes or row.candidates]
    ready = [row for row in rows if not row.notes and not row.candidates]
    views = dict(zip(_VIEWS, (unsettled, ready, list(rows)), strict=True))
    view = view if view in views else (_VIEWS[0] if unsettled else _VIEWS[1])
    labels = dict(zip(_VIEWS, (_("To settle"), _("Ready"), _("All")), strict=True))
    listed_rows = views[view][:MOST_ROWS]
    columns = _columns(seen, shown, settled)
    blocking = len({note.row for note in shown.plan.blocking})
    return {
        "kept": kept,
        "problem": problem,
        "fields": list(FIELD_NAMES.items()),
        "counts": shown.counts(),
        "sheets": listed.sheets,
        "sheet": settled.sheet,
        "sheets_read": listed.sheets_read,
        "header_row": settled.header_row or listed.header_row,
        "fixed_header_row": settled.header_row is not None,
        "columns": columns,
        "rows": [ShownRow(row, _cells(row, columns, seen), settled.choices.get(row.key, "")) for row in listed_rows],
        "hidden": len(views[view]) - len(listed_rows),
        "view": view,
        "views": [(name, labels[name], len(of_view), name == view) for name, of_view in views.items()],
        "all_rows": len(rows),
        "ready": len(ready),
        "to_look_at": len(unsettled) - blocking,
        "blocking": blocking,
        "kept_choices": _not_shown(settled.choices, listed_rows),
        "why_not": _why_not(shown, blocking),
    }


def _columns(seen: Glance, shown: ImportPreview, settled: Settled) -> list[Column]:
    listed = shown.listed
    read_as = columns_by_letter(listed.mapping)
    found = settled.found if settled.changed else read_as
    letters = [*seen.letters, *(name for name in read_as if name not in seen.letters)]
    columns = [Column(n, listed.headers.get(n, ""), read_as.get(n, ""), found.get(n, "")) for n in letters]
    cells = [Column("", place, name) for name, place in listed.mapping.items() if not place.isalpha()]
    headings = [Column("", _("heading rows"), name) for name in listed.headings if name not in listed.mapping]
    return [*columns, *(one for one in (*cells, *headings) if one.field in FIELD_NAMES)]


def _cells(planned: PlannedRow, columns: Sequence[Column], seen: Glance) -> list[tuple[str, str]]:
    marks = {note.field: "bad" if note.blocking else "warn" for note in reversed(planned.notes)}
    row, values = planned.row, planned.row.as_json()
    found = []
    for column in columns:
        text = _text(column.field, values.get(column.field))
        if not text and column.letter:
            text = seen.printed(row.sheet, row.row, column.letter)
        found.append((f"{text[:160]}…" if len(text) > 160 else text, marks.get(column.field, "")))
    return found


def _text(name: str, value: object) -> str:
    """Write a value as people read it: days and months the Vietnamese way, a score with a comma."""
    text = "" if value is None else str(value)
    if name in {"recognised_on", "council_on"}:
        return "/".join(reversed(text.split("-")))
    return text.replace(".", ",") if name == "score" else text


def _not_shown(choices: Mapping[str, str], rows: Sequence[PlannedRow]) -> list[tuple[str, str]]:
    shown = {row.key for row in rows}
    return [(key, choice) for key, choice in choices.items() if key not in shown]


def _why_not(shown: ImportPreview, blocking: int) -> str:
    if blocking:
        return _("%(count)d rows have to be settled first: below each stands how.") % {"count": blocking}
    if not shown.counts()["recognitions"]:
        return _("Every row of this list is on record already or left out.")
    return ""
