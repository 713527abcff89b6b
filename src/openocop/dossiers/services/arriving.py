"""A file as it arrives becomes a paper as a dossier keeps it, or is refused in words."""

from __future__ import annotations

import io
from typing import BinaryIO

from django.utils.translation import gettext as _

from openocop.core.refusal import Refused
from openocop.dossiers.domain.papers import (
    HEAD_BYTES,
    Fault,
    Paper,
    UnacceptablePaper,
    limit_of,
    picture_type,
    recognise,
)
from openocop.dossiers.domain.pdf_programs import refuse_program
from openocop.dossiers.services.pictures import rewritten


def accepted_paper(file: BinaryIO) -> Paper:
    """Return what is kept of `file`: a photograph upright, of sensible size and without notes; others as they came.

    A photograph is decoded from the file and never stands in memory as it came. This may take seconds, so it is done
    before a transaction begins.

    Raises:
        Refused: the file is not acceptable; `field` is "file".
    """
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    head = file.read(HEAD_BYTES)
    file.seek(0)
    try:
        _refuse(head, size)
        if media_type := picture_type(head):
            return rewritten(file, media_type)
        paper = recognise(file.read())
        if paper.media_type == "application/pdf":
            refuse_program(paper.content)
    except UnacceptablePaper as wrong:
        raise refusal_of(wrong) from wrong
    return paper


def as_paper(content: bytes | Paper) -> Paper:
    """Return the paper that was made of a file already, or make it of its bytes; raises as `accepted_paper`."""
    return content if isinstance(content, Paper) else accepted_paper(io.BytesIO(content))


def refuse_head(head: bytes, size: int) -> None:
    """Refuse a file by its first bytes and its whole size, before the others travel."""
    try:
        _refuse(head[:HEAD_BYTES], size)
    except UnacceptablePaper as wrong:
        raise refusal_of(wrong) from wrong


def _refuse(head: bytes, size: int) -> None:
    if not size:
        raise UnacceptablePaper(Fault.EMPTY)
    if size > limit_of(head):
        raise UnacceptablePaper(Fault.TOO_LARGE)


def refusal_of(wrong: UnacceptablePaper) -> Refused:
    return Refused(_FAULTS[wrong.fault](), field="file")


_FAULTS = {
    Fault.EMPTY: lambda: _("The file is empty. Choose it again, or take the photograph again."),
    Fault.TOO_LARGE: lambda: _(
        "The file is larger than 20 MB (a photograph: 60 MB). Scan with fewer dots, or split it in parts."
    ),
    Fault.UNKNOWN_TYPE: lambda: _("Only PDF, photographs (JPEG, PNG, WebP), Word and Excel files are taken."),
    Fault.BROKEN: lambda: _("The file is damaged or came only in part. Send it again."),
    Fault.MACROS: lambda: _("The file contains macros. Save it without macros, or as PDF."),
    Fault.PROGRAM: lambda: _(
        "This PDF is more than pages: it holds a script, starts something or carries files. Print it to PDF anew, or "
        "photograph the paper."
    ),
    Fault.LOCKED: lambda: _("This PDF is locked by a password. Save it without a password, then send it again."),
    Fault.TOO_MANY_PIXELS: lambda: _(
        "The picture has more than 60 million dots. Take it with a smaller setting of the camera, or scan with fewer "
        "dots."
    ),
}
