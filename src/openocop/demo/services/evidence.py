"""A paper that proves nothing, for dossiers that nobody filed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from openocop.core.documents.frame import Marking, marking_context
from openocop.core.documents.pdf import render_pdf

_TEMPLATE = Path(__file__).resolve().parent.parent / "documents" / "sample_paper.typ"


def sample_paper(title: str, *, product: str, producer: str, at: datetime) -> bytes:
    """Return a one-page PDF that says of itself that it was invented."""
    marks = marking_context(Marking(illustrative=True))
    context = {"title": title, "product": product, "producer": producer, "marks": marks}
    return render_pdf(_TEMPLATE, context, created_at=at)
