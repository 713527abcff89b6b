"""The engine behind the Word papers: data stays data, and a template may do nothing but print."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from docx import Document

from openocop.core.documents.frame import Marking
from openocop.core.documents.word import WordTemplateRefused, render_word
from openocop.evaluation.documents.minutes import minutes_docx
from openocop.evaluation.documents.summary import summary_docx
from openocop.recognition.documents.decision import decision_docx
from tests.unit.documents.samples import CREATED_AT, HOSTILE, decision, minutes, one_line, summary, word_text

PAPERS: dict[str, tuple[Callable[..., bytes], Callable[..., Any]]] = {
    "minutes": (minutes_docx, minutes),
    "summary": (summary_docx, summary),
    "decision": (decision_docx, decision),
}
each_paper = pytest.mark.parametrize("kind", PAPERS)


def make(kind: str, **changes: Any) -> bytes:
    render, sample = PAPERS[kind]
    return render(sample(**changes))


def template(body: str, *, header: str = "", title: str = "") -> bytes:
    document = Document()
    document.add_paragraph(body)
    document.sections[0].header.paragraphs[0].text = header
    document.core_properties.title = title
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def render(source: bytes, **context: object) -> bytes:
    return render_word(source, context, created_at=CREATED_AT)


def headers(made: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        return "".join(package.read(name).decode() for name in package.namelist() if "/header" in name)


@each_paper
def test_same_facts_make_the_same_bytes(kind: str) -> None:
    assert make(kind) == make(kind)


@each_paper
def test_properties_carry_the_instant_of_making_and_no_machine(kind: str) -> None:
    properties = Document(io.BytesIO(make(kind))).core_properties
    assert properties.created.replace(tzinfo=None) == CREATED_AT.replace(tzinfo=None)
    assert properties.author == ""


@each_paper
@pytest.mark.parametrize("draft", [False, True])
@pytest.mark.parametrize("illustrative", [False, True])
def test_watermarks_stand_in_both_headers_exactly_when_flagged(kind: str, draft: bool, illustrative: bool) -> None:
    drawn = headers(make(kind, marking=Marking(draft=draft, illustrative=illustrative)))
    lines = ["DỰ THẢO"] * draft + ["MINH HOẠ", "KHÔNG CÓ GIÁ TRỊ PHÁP LÝ"] * illustrative
    assert drawn.count(f'string="{" – ".join(lines)}"') == (2 if lines else 0)
    assert drawn.count("textpath style=") == (2 if lines else 0)


@each_paper
def test_text_that_looks_like_code_is_printed_as_typed(kind: str) -> None:
    place = {"minutes": {"place": HOSTILE}, "summary": {"regulation": HOSTILE}, "decision": {"authority": HOSTILE}}
    assert one_line(HOSTILE) in word_text(make(kind, **place[kind]))


@each_paper
def test_the_outline_is_made_of_real_styles(kind: str) -> None:
    document = Document(io.BytesIO(make(kind)))
    named = {paragraph.style.name: paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()}
    assert named["Title"] in {"BIÊN BẢN", "BẢNG TỔNG HỢP ĐIỂM", "QUYẾT ĐỊNH"}
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    expected = {"minutes": ["I. THỜI GIAN, ĐỊA ĐIỂM", "II. THÀNH PHẦN"], "summary": [], "decision": ["Phụ lục"]}
    assert headings[:2] == expected[kind]
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        assert document.styles[name].font.name == "Times New Roman"


@each_paper
def test_pages_are_numbered_by_a_field_and_nothing_stands_in_a_text_box(kind: str) -> None:
    assert 'w:instr="PAGE"' in headers(make(kind))
    with zipfile.ZipFile(io.BytesIO(make(kind))) as package:
        body = package.read("word/document.xml").decode()
        styles = package.read("word/styles.xml").decode()
    assert "txbxContent" not in body
    assert 'w:lang w:val="vi-VN"' in styles


@each_paper
def test_the_table_of_products_repeats_its_head_and_keeps_rows_whole(kind: str) -> None:
    products = Document(io.BytesIO(make(kind))).tables[{"minutes": 2, "summary": 1, "decision": 2}[kind]]
    assert products.style.name == "Table Grid"
    assert products.rows[0].cells[0].text == "TT"
    assert products.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in products.rows[1:])


def test_an_office_may_bring_its_own_template() -> None:
    own = template("Họp tại {{ place }}, chủ trì {{ chair }}")
    assert word_text(minutes_docx(minutes(place="A & B <C>"), own)) == "Họp tại A & B <C>, chủ trì ông Nguyễn Văn A"


ESCAPE = "{{ ''.__class__.__mro__[1].__subclasses__() }}"


@pytest.mark.parametrize(
    "source",
    [
        template(ESCAPE),
        template("", header=ESCAPE),
        template("", title=ESCAPE),
        template("{{ rows.append(1) }}"),
        template("{{ cycler.__init__.__globals__.os }}"),
    ],
    ids=["body", "header", "properties", "change of data", "globals"],
)
def test_template_code_is_stopped_wherever_it_stands(source: bytes) -> None:
    with pytest.raises(WordTemplateRefused):
        render(source, rows=["Tôm khô"])


@pytest.mark.parametrize(
    "source",
    [template("{{ plcae }}"), template("{% for %}"), template("{{ 1 / 0 }}"), b"not a Word file"],
    ids=["misspelt", "broken", "failing", "no document"],
)
def test_a_template_that_cannot_be_filled_is_refused(source: bytes) -> None:
    with pytest.raises(WordTemplateRefused):
        render(source, place="Cà Mau")
