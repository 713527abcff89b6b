"""Template filters of the pages of recognition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django import template

from openocop.recognition.domain.list_import import PlannedRow
from openocop.recognition.views.preview import Column
from openocop.recognition.words import VERB_NAMES

register = template.Library()


@register.filter
def verb_name(verb: str) -> str:
    """Name what a journal entry says was done."""
    return str(VERB_NAMES.get(verb, verb))


@register.filter
def choice_of(choices: Mapping[str, str], key: str) -> str:
    return choices.get(key, "")


@register.filter
def shown_cells(planned: PlannedRow, columns: Sequence[Column]) -> list[tuple[str, str]]:
    """Return what was read of each column, with "bad" or "warn" where a note stands on it."""
    marks = {note.field: "bad" if note.blocking else "warn" for note in reversed(planned.notes)}
    values = planned.row.as_json()
    return [(_text(values.get(column.field)), marks.get(column.field, "")) for column in columns]


def _text(value: object) -> str:
    text = "" if value is None else str(value)
    return f"{text[:160]}…" if len(text) > 160 else text
