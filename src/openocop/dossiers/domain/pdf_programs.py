"""A PDF that is a program: it holds scripts, starts something, carries files, or hides behind a password."""

from __future__ import annotations

import io

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from openocop.dossiers.domain.papers import Fault, UnacceptablePaper

# A file made to be broken breaks a reader anywhere: each of these means no more than that it cannot be read.
UNREADABLE = (
    *(PyPdfError, ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, OSError),
    *(RecursionError, TypeError, ValueError),
)
_ACTIONS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition"})
_CARRIED = ("/JS", "/JavaScript", "/EmbeddedFiles", "/EmbeddedFile", "/EF", "/RichMediaContent", "/XFA")
_MAX_OBJECTS = 200_000  # a scan of 500 pages has some thousands


def refuse_program(content: bytes) -> None:
    """Pass a PDF that only shows pages.

    Every object is looked at, whether anything refers to it or not: a viewer may mend what a reader here would skip.

    Raises:
        UnacceptablePaper: PROGRAM, LOCKED by a password, or BROKEN so that it cannot be told.
    """
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnacceptablePaper(Fault.LOCKED)
        if not len(reader.pages):
            raise UnacceptablePaper(Fault.BROKEN)
        numbers = [(number, generation) for generation, row in reader.xref.items() for number in row]
        numbers += [(number, 0) for number in reader.xref_objStm]
        if len(numbers) > _MAX_OBJECTS:
            raise UnacceptablePaper(Fault.BROKEN)
        objects = (reader.get_object(IndirectObject(number, generation, reader)) for number, generation in numbers)
        if any(_acts(found) for found in (reader.trailer, *objects)):
            raise UnacceptablePaper(Fault.PROGRAM)
    except UnacceptablePaper:
        raise
    except UNREADABLE as broken:
        raise UnacceptablePaper(Fault.BROKEN) from broken


def _acts(found: object) -> bool:
    """Tell whether an object, with what is written out inside it, does or carries something."""
    ahead = [found]
    while ahead:
        here = ahead.pop()
        if isinstance(here, DictionaryObject):
            acts = "/S" in here and str(here["/S"]) in _ACTIONS
            if acts or any(name in here for name in _CARRIED) or here.get("/Type") == "/EmbeddedFile":
                return True
            ahead += [value for value in here.values() if isinstance(value, DictionaryObject | ArrayObject)]
        elif isinstance(here, ArrayObject):
            ahead += [value for value in here if isinstance(value, DictionaryObject | ArrayObject)]
    return False
