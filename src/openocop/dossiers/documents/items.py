"""What the forms of Annex III are made of: numbered items with lines to fill in, boxes to tick, and running text.

What is not known is a dotted line to write on, in print and in Word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

WRITING_LINES = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One line; an empty `value` is dotted."""

    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A box; one without a tick is left to the pen. `note` stands behind the label, dotted where it is ""."""

    label: str
    ticked: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One item. `title` is printed above what stands under it; `open_lines` counts dotted lines of the whole width."""

    title: str = ""
    lines: tuple[Line, ...] = ()
    boxes: tuple[Box, ...] = ()
    paragraphs: tuple[str, ...] = ()
    open_lines: int = 0


def written(title: str, paragraphs: tuple[str, ...] = ()) -> Item:
    """Return an item of running text, or of lines to write on where nothing was said."""
    return Item(title, paragraphs=paragraphs, open_lines=0 if paragraphs else WRITING_LINES)


def items_context(items: Sequence[Item]) -> list[dict[str, Any]]:
    return [
        {
            "title": item.title,
            "lines": [{"label": line.label, "value": line.value} for line in item.lines],
            "boxes": [{"label": box.label, "ticked": box.ticked, "note": box.note} for box in item.boxes],
            "paragraphs": item.paragraphs,
            "open_lines": list(range(item.open_lines)),
        }
        for item in items
    ]
