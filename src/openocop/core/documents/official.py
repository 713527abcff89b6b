"""An administrative paper of any kind: decision, report, submission, letter, invitation, slip.

Its content is a run of plain blocks, so that one layout serves all kinds; an office that wants other words replaces the
Word template of the kind and uses `facts`. What is not known is a dotted line, never an invented text.

Source: Decree 30/2020/NĐ-CP on clerical work, Annex I (layout of administrative documents).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openocop.core.documents.frame import (
    Letterhead,
    Marking,
    Signature,
    letterhead_context,
    marking_context,
    signature_context,
    signatures_context,
)
from openocop.core.documents.pdf import render_pdf
from openocop.core.documents.text import bound
from openocop.core.documents.word import render_word

TEMPLATES = Path(__file__).resolve().parent / "templates"
WORD_TEMPLATE = TEMPLATES / "official.docx"


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `lead` opens it in bold."""

    text: str
    lead: str = ""
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A labelled line; without a `value` it is dotted, to be written by hand."""

    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """Dotted lines of the whole width."""

    lines: int = 2


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column counts. `wide` heads share the room, `narrow` ones stand behind them.

    Each row is its wide cells, then its narrow cells; a row of empty cells is left to the pen.
    """

    wide: tuple[str, ...]
    narrow: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Text | Line | Open | Table


@dataclass(frozen=True, slots=True)
class Issue:
    """What the clerk's office gave a paper: whole number with symbol, day, who signs and as what."""

    number: str = ""
    dated_on: date | None = None
    signer: str = ""
    capacity: tuple[str, ...] = ()


UNNUMBERED = Issue()


@dataclass(frozen=True, slots=True)
class OfficialPaper:
    """Everything such a paper states.

    It has one signature at least; a single one stands beside the recipients. `title` is its kind in capitals; a letter
    has none and says what it is `about` under its number ("V/v …").
    `opening` stands above the legal bases of a decision ("CHỦ TỊCH ỦY BAN NHÂN DÂN …"), `order` below them. An
    `annex` begins a page of its own, with the paper it belongs to in `annex_reference`. `facts` are single values by
    name, for templates of an office.
    """

    marking: Marking
    created_at: datetime
    letterhead: Letterhead
    title: str
    subject: tuple[str, ...]
    body: tuple[Block, ...]
    signatures: tuple[Signature, ...]
    recipients: tuple[str, ...] = ()
    about: str = ""
    addressees: tuple[str, ...] = ()
    opening: str = ""
    bases: tuple[str, ...] = ()
    order: str = ""
    annex_title: str = ""
    annex_reference: str = ""
    annex: tuple[Block, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


def official_pdf(doc: OfficialPaper) -> bytes:
    return render_pdf(TEMPLATES / "official.typ", official_context(doc), created_at=doc.created_at)


def official_docx(doc: OfficialPaper, template: bytes | None = None) -> bytes:
    """Return the paper for Word; `template` is an office's own `.docx`, None the shipped one."""
    source = WORD_TEMPLATE.read_bytes() if template is None else template
    return render_word(source, official_context(doc), created_at=doc.created_at)


def official_context(doc: OfficialPaper) -> dict[str, object]:
    """Return what both templates print."""
    return {
        "marks": marking_context(doc.marking),
        "head": letterhead_context(doc.letterhead),
        "title": doc.title,
        "about": bound(doc.about),
        "subject": [bound(line) for line in doc.subject],
        "addressees": doc.addressees,
        "opening": doc.opening,
        "bases": doc.bases,
        "order": doc.order,
        "body": _blocks(doc.body),
        "recipients": doc.recipients,
        "signatures": signatures_context(doc.signatures),
        "signature": signature_context(doc.signatures[0]),
        "annex_title": bound(doc.annex_title),
        "annex_reference": bound(doc.annex_reference),
        "annex": _blocks(doc.annex),
        "facts": dict(doc.facts),
    }


_BARE: Mapping[str, Any] = {
    "heading": "",
    "lead": "",
    "text": "",
    "italic": False,
    "label": "",
    "value": "",
    "open_lines": [],
    "wide": [],
    "narrow": [],
    "rows": [],
}


def _blocks(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    return [{**_BARE, **_block(block)} for block in blocks]


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"heading": block.text}
    if isinstance(block, Text):
        return {"lead": block.lead, "text": block.text, "italic": block.italic}
    if isinstance(block, Line):
        return {"label": block.label, "value": block.value}
    if isinstance(block, Open):
        return {"open_lines": list(range(block.lines))}
    first_narrow = len(block.wide)
    return {
        "wide": block.wide,
        "narrow": block.narrow,
        "rows": [
            {"number": str(number), "wide": row[:first_narrow], "narrow": row[first_narrow:]}
            for number, row in enumerate(block.rows, start=1)
        ],
    }
