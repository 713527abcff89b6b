"""What a label is held against: the rules of `data/label_rules.yaml`, each with the text it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_DATA = Path(__file__).resolve().parent.parent / "data" / "label_rules.yaml"


@dataclass(frozen=True, slots=True)
class LabelRule:
    """One rule; `read` tells whether the text in `source` was read, `words` by what a statement is found in a text."""

    slug: str
    title: str
    source: str
    read: bool
    words: tuple[str, ...] = ()


@cache
def label_rules(part: str) -> dict[str, LabelRule]:
    """Return the rules of "mark" (the sign and its certificate) or of "label" (what every label states) by slug."""
    rows = yaml.safe_load(_DATA.read_text(encoding="utf-8"))[part]
    return {row["slug"]: LabelRule(**{**row, "words": tuple(row.get("words", ()))}) for row in rows}
