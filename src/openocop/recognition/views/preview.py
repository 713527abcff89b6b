"""What the preview of a list shows, and what was settled on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from openocop.recognition.domain.list_import import BLANK, SKIP, PlannedRow
from openocop.recognition.domain.provincial_list.model import MAPPABLE_FIELDS
from openocop.recognition.models import UploadedList
from openocop.recognition.services.imports import ImportPreview
from openocop.recognition.words import FIELD_NAMES

# A form may send two thousand fields; more rows than this are settled in the file.
MOST_ROWS = 400
_VIEWS = ("can-xu-ly", "san-sang", "tat-ca")


@dataclass(frozen=True, slots=True)
class Settled:
    """What the reader decided: how to read the file, and what to do with single rows or with all that are unsettled."""

    mapping: Mapping[str, str] | None = None
    sheet: str | None = None
    header_row: int | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    rest: str = ""

    @property
    def reading(self) -> dict[str, Any]:
        return {"mapping": self.mapping, "sheet": self.sheet, "header_row": self.header_row}

    def applied_to(self, shown: ImportPreview) -> Settled:
        """Return the decisions with `rest` given to every row that still blocks the import."""
        if self.rest not in {SKIP, BLANK}:
            return self
        unsettled = {note.row for note in shown.plan.blocking} - self.choices.keys()
        return replace(self, choices={**dict.fromkeys(unsettled, self.rest), **self.choices})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file: its letter, its head as printed, and what it is read as."""

    letter: str
    head: str
    field: str


def settled_of(posted: QueryDict) -> Settled:
    """Read the form of the preview; an untouched page settles nothing."""
    columns = {name.removeprefix("m-"): str(posted[name]) for name in posted if name.startswith("m-")}
    choices = {name.removeprefix("c-"): str(posted[name]) for name in posted if name.startswith("c-") and posted[name]}
    head = posted.get("header_row", "")
    return Settled(
        mapping=_mapping(columns) if columns else None,
        sheet=posted.get("sheet") or None,
        header_row=int(head) if head.isdecimal() and len(head) <= len("100000") else None,
        choices={key[:200]: choice[:60] for key, choice in choices.items()},
        rest=posted.get("rest", ""),
    )


def preview_context(
    kept: UploadedList, shown: ImportPreview | None, settled: Settled, view: str, problem: str
) -> dict[str, Any]:
    context: dict[str, Any] = {"kept": kept, "problem": problem, "fields": list(FIELD_NAMES.items())}
    if shown is None:
        return context | {"columns": [], "rows": []}
    unsettled = [row for row in shown.plan.rows if row.notes or row.candidates]
    ready = [row for row in shown.plan.rows if not row.notes and not row.candidates]
    views = dict(zip(_VIEWS, (unsettled, ready, list(shown.plan.rows)), strict=True))
    view = view if view in views else (_VIEWS[0] if unsettled else _VIEWS[1])
    labels = dict(zip(_VIEWS, (_("To settle"), _("Ready"), _("All")), strict=True))
    return context | {
        "counts": shown.counts(),
        "listed": shown.listed,
        "columns": _columns(shown),
        "rows": views[view][:MOST_ROWS],
        "hidden": max(0, len(views[view]) - MOST_ROWS),
        "tabs": [(labels[name], f"?xem={name}", len(rows), name == view) for name, rows in views.items()],
        "blocking": len({note.row for note in shown.plan.blocking}),
        "unsettled": len(unsettled),
        "choices": settled.choices,
        "kept_choices": [(key, choice) for key, choice in settled.choices.items() if not _is_shown(key, views[view])],
        "why_not": _why_not(shown),
        "several_sheets": len(shown.listed.sheets) > 1,
    }


def _why_not(shown: ImportPreview) -> str:
    blocking = len({note.row for note in shown.plan.blocking})
    if blocking:
        return _("%(count)d rows have to be settled first: below each stands how.") % {"count": blocking}
    if not shown.counts()["recognitions"]:
        return _("Every row of this list is on record already or left out.")
    return ""


def _is_shown(key: str, rows: list[PlannedRow]) -> bool:
    return any(row.key == key for row in rows[:MOST_ROWS])


def _columns(shown: ImportPreview) -> list[Column]:
    read_as = {column: name for name, column in shown.listed.mapping.items()}
    return [Column(letter, head, read_as.get(letter, "")) for letter, head in shown.listed.headers.items()]


def _mapping(columns: Mapping[str, str]) -> dict[str, str]:
    """Turn "column B is the product" into "the product is column B"; fields nobody chose are left out."""
    chosen = {name: letter for letter, name in columns.items() if name in MAPPABLE_FIELDS}
    return {name: chosen.get(name, "") for name in MAPPABLE_FIELDS}
