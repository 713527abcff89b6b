"""A PDF shows pages and does nothing else."""

from __future__ import annotations

import pytest

from openocop.dossiers.domain.papers import Fault, UnacceptablePaper
from openocop.dossiers.domain.pdf_programs import refuse_program
from tests.factories.papers import a_pdf


def test_a_pdf_of_pages_passes() -> None:
    refuse_program(a_pdf("Bảng kê thu mua"))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (a_pdf(action="/JavaScript"), Fault.PROGRAM),
        (a_pdf(action="/Launch"), Fault.PROGRAM),
        (a_pdf(action="/JavaScript").replace(b"/JavaScript", b"/JavaScrip#74"), Fault.PROGRAM),  # the name written so
        (a_pdf(inside=True), Fault.PROGRAM),
        (a_pdf(password="bí mật"), Fault.LOCKED),
        (b"%PDF-1.7\n%%EOF\n", Fault.BROKEN),
        (a_pdf()[:200], Fault.BROKEN),
        (a_pdf(password="x").replace(b"/Filter /Standard", b"/Filter /Adobe.PubSec"), Fault.BROKEN),  # by certificate
    ],
)
def test_what_does_something_is_refused(content: bytes, fault: Fault) -> None:
    with pytest.raises(UnacceptablePaper) as refused:
        refuse_program(content)
    assert refused.value.fault == fault
