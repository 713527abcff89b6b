"""The list for buyers as a paper: supermarkets, kitchens and offices that buy take it to a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from openocop.core.documents.pdf import render_pdf

_TEMPLATE = Path(__file__).resolve().parent / "templates" / "buyers_list.typ"


@dataclass(frozen=True, slots=True)
class BuyersRow:
    """One product; each text a paragraph of its cell. `packs` one line each."""

    name: str
    maker: str
    standing: str
    packs: tuple[str, ...]
    supply: tuple[str, ...]
    papers: str
    is_illustrative: bool


@dataclass(frozen=True, slots=True)
class BuyersList:
    """Everything the list states. `narrowed` says by what it was narrowed; `foot` where it comes from and when."""

    title: str
    narrowed: str
    heads: tuple[str, ...]
    rows: Sequence[BuyersRow]
    foot: str
    illustrative: str
    created_at: datetime


def buyers_list_pdf(doc: BuyersList) -> bytes:
    """Return the list as PDF, landscape, its heads repeated on every page."""
    return render_pdf(_TEMPLATE, _context(doc), created_at=doc.created_at)


def _context(doc: BuyersList) -> dict[str, object]:
    return {
        "title": doc.title,
        "narrowed": doc.narrowed,
        "heads": list(doc.heads),
        "foot": doc.foot,
        "illustrative": doc.illustrative,
        "rows": [
            {
                "name": row.name,
                "maker": row.maker,
                "standing": row.standing,
                "packs": list(row.packs),
                "supply": list(row.supply),
                "papers": row.papers,
                "invented": row.is_illustrative,
            }
            for row in doc.rows
        ],
    }
