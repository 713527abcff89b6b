"""Kinds of papers that producers keep: data, in the order of the table of evidence beside Mẫu 02."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

_DATA = Path(__file__).resolve().parent.parent / "data" / "paper_kinds.yaml"


@dataclass(frozen=True, slots=True)
class PaperKind:
    """`has_term`: such a paper usually prints a last day; `term_source` is the text that gives its term, "" if none."""

    slug: str
    label: str
    has_term: bool = False
    term_source: str = ""


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What a paper says of itself; `valid_until` is exclusive, None without a term. "" for `title` takes the kind's."""

    kind: str
    title: str = ""
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    valid_until: date | None = None


@cache
def paper_kinds() -> dict[str, PaperKind]:
    """Return the kinds by slug, in the order offices expect them.

    Source: 26/2026/QĐ-TTg annex III, table of evidence beside Mẫu 02 (for reference).
    """
    rows = yaml.safe_load(_DATA.read_text(encoding="utf-8"))["kinds"]
    return {row["slug"]: PaperKind(**row) for row in rows}
