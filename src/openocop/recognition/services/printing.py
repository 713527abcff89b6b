"""Printing the one paper of a ruling, a correction or a withdrawal, as PDF and as Word: to look at, or to keep."""

from __future__ import annotations

from typing import Protocol

from openocop.core.documents.official import OfficialPaper, official_docx, official_pdf
from openocop.core.models import StoredFile, WordTemplate
from openocop.core.services.files import store_file
from openocop.core.services.word_templates import template_for
from openocop.evaluation.services.papers import PDF, WORD


class Printed(Protocol):
    """A ruling, a correction or a case of withdrawal: what has one paper."""

    province: str
    printed: StoredFile | None
    word: StoredFile | None
    template: WordTemplate | None


def print_both(row: Printed, document: OfficialPaper, *, kind: str, name: str) -> None:
    """Print `document` as `name` and put both files into `row`, which its caller saves.

    Args:
        kind: the kind of paper, by which an office keeps a template of its own.
    """
    template, own = template_for(row.province, kind)
    row.printed = store_file(province=row.province, name=f"{name}.pdf", media_type=PDF, content=official_pdf(document))
    row.word = store_file(
        province=row.province, name=f"{name}.docx", media_type=WORD, content=official_docx(document, own)
    )
    row.template = template


def draft_of(document: OfficialPaper, *, province: str, kind: str, ending: str) -> bytes:
    """Return `document` as it would be printed now, "pdf" or "docx"; nothing is kept."""
    if ending == "pdf":
        return official_pdf(document)
    return official_docx(document, template_for(province, kind)[1])
