"""What holds for all papers alike."""

import io
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from openocop.core.documents import pdf
from openocop.core.documents.frame import Marking
from openocop.dossiers.documents.form_01 import form_01_pdf
from openocop.dossiers.documents.form_02 import form_02_pdf
from openocop.dossiers.documents.form_03 import form_03_pdf
from openocop.dossiers.documents.handover import handover_pdf
from openocop.dossiers.documents.receipt import receipt_pdf
from openocop.evaluation.documents.minutes import minutes_pdf
from openocop.evaluation.documents.score_sheet import score_sheet_pdf
from openocop.evaluation.documents.summary import summary_pdf
from openocop.recognition.documents.certificate import certificate_pdf
from openocop.recognition.documents.decision import decision_pdf
from tests.unit.documents.form_samples import form_01, form_02, form_03, with_product
from tests.unit.documents.office_samples import handover, receipt
from tests.unit.documents.samples import (
    CREATED_AT,
    HOSTILE,
    certificate,
    decision,
    minutes,
    minutes_row,
    one_line,
    pdf_text,
    sheet,
    summary,
)

PAPERS: dict[str, tuple[Callable[[Any], bytes], Callable[..., Any]]] = {
    "sheet": (score_sheet_pdf, sheet),
    "summary": (summary_pdf, summary),
    "minutes": (minutes_pdf, minutes),
    "decision": (decision_pdf, decision),
    "certificate": (certificate_pdf, certificate),
    "form_01": (form_01_pdf, form_01),
    "form_02": (form_02_pdf, form_02),
    "form_03": (form_03_pdf, form_03),
    "handover": (handover_pdf, handover),
    "receipt": (receipt_pdf, receipt),
}
each_paper = pytest.mark.parametrize("kind", PAPERS)


def make(kind: str, **changes: Any) -> bytes:
    render, sample = PAPERS[kind]
    return render(sample(**changes))


def with_name(kind: str, name: str) -> bytes:
    """Make the paper with `name` as the name of a product."""
    if kind in {"sheet", "certificate", "handover", "receipt"}:
        return make(kind, product_name=name)
    if kind.startswith("form_"):
        return make(kind, entry=with_product(name))
    if kind == "minutes":
        return make(kind, rows=(minutes_row(1, product_name=name),))
    if kind == "summary":
        return make(kind, rows=(replace(summary().rows[0], product_name=name),))
    return make(kind, annex_rows=(replace(decision().annex_rows[0], product_name=name),))


@each_paper
def test_same_facts_make_the_same_bytes(kind: str) -> None:
    assert make(kind) == make(kind)


@each_paper
def test_the_instant_of_making_is_in_the_file_and_not_the_clock(kind: str) -> None:
    later = make(kind, created_at=CREATED_AT + timedelta(days=1))
    stamp = PdfReader(io.BytesIO(later)).metadata
    assert stamp is not None
    assert stamp.creation_date == CREATED_AT + timedelta(days=1)


@each_paper
def test_archivable_accessible_and_titled(kind: str) -> None:
    reader = PdfReader(io.BytesIO(make(kind)))
    xmp = reader.xmp_metadata
    assert xmp is not None
    raw = xmp.stream.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in raw
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in raw
    assert "<pdfuaid:part>1</pdfuaid:part>" in raw
    assert reader.root_object["/Lang"] == "vi-VN"
    assert reader.root_object["/MarkInfo"]["/Marked"].value is True
    assert reader.metadata is not None
    assert reader.metadata.title
    assert "\u00a0" not in reader.metadata.title


@each_paper
def test_only_the_shipped_serif_is_used(kind: str) -> None:
    names = {
        font.get_object()["/BaseFont"].split("+")[1]
        for page in PdfReader(io.BytesIO(make(kind))).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert names <= {
        "LiberationSerif",
        "LiberationSerif-Bold",
        "LiberationSerif-Italic",
        "LiberationSerif-BoldItalic",
    }


@each_paper
def test_text_that_looks_like_code_is_printed_as_typed(kind: str) -> None:
    # A narrow column may break between any two signs, so spaces are left out of the comparison.
    assert HOSTILE.replace(" ", "") in pdf_text(with_name(kind, HOSTILE)).replace(" ", "")


@each_paper
def test_decomposed_input_is_printed_composed(kind: str) -> None:
    text = pdf_text(with_name(kind, unicodedata.normalize("NFD", "Bánh phồng tôm Đầm Dơi")))
    assert "Bánh phồng tôm Đầm Dơi" in text
    assert unicodedata.is_normalized("NFC", text)


@each_paper
def test_a_name_without_spaces_stays_on_the_paper(kind: str) -> None:
    made = with_name(kind, "W" * 300)
    assert pdf_text(made).replace(" ", "").count("W" * 300) == (2 if kind == "form_02" else 1)


@each_paper
@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("illustrative", [False, True])
def test_watermarks_stand_on_every_page_exactly_when_flagged(kind: str, draft: bool, illustrative: bool) -> None:
    made = make(kind, marking=Marking(draft=draft, illustrative=illustrative))
    for page in PdfReader(io.BytesIO(made)).pages:
        text = one_line(page.extract_text())
        assert ("DỰ THẢO" in text) is draft
        assert ("MINH HOẠ" in text) is illustrative
        assert ("KHÔNG CÓ GIÁ TRỊ PHÁP LÝ" in text) is illustrative


@each_paper
def test_fingerprint_is_printed_when_there_is_one(kind: str) -> None:
    assert "Dấu kiểm: 7F3A-91C2" in pdf_text(make(kind, marking=Marking(fingerprint="7F3A-91C2")))
    assert "Dấu kiểm" not in pdf_text(make(kind))


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ('#set text(font: "No Such Font")\n#set document(title: "x")\nTôm khô', "unknown font family"),
        ('#set text(font: "Liberation Serif")\n#panic()', "panicked"),
        ('#set text(font: "Liberation Serif")\n#set document(title: "x")\n蝦', "could not be displayed"),
    ],
    ids=["missing font", "failing", "missing letter"],
)
def test_a_template_with_a_flaw_makes_no_paper(
    source: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "TEMPLATE_ROOT", tmp_path)  # templates are read from this folder alone
    template = tmp_path / "flawed.typ"
    template.write_text(source)
    with pytest.raises(pdf.PdfNotMade, match=complaint):
        pdf.render_pdf(template, {}, created_at=CREATED_AT)
