"""Write the shipped Word templates of the forms of Annex III of Decision 26/2026/QĐ-TTg.

Run it after changing the layout here: `PYTHONPATH=src python scripts/build_form_templates.py`. What stands in double
braces is filled in; see `build_word_templates.py`, which writes the templates of the council and of the decision.
"""

from __future__ import annotations

from collections.abc import Callable

from build_word_templates import PACKAGE, _save
from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from word_layout import (
    CENTER,
    LEFT,
    MOTTO,
    RIGHT,
    add,
    gap,
    indented,
    keep_whole,
    kept,
    letterhead,
    paper,
    recipients,
    rule,
    signature,
    styled,
    table,
    title,
    when,
)

TEMPLATES = PACKAGE / "dossiers/documents/templates"
ROOM = Mm(165)  # between the margins of an upright page
_OR_DOTS = "{%% if %(value)s %%}{{ %(value)s }}{%% else %%}\t{%% endif %%}"
_LINE = "{{ line.label }}: " + _OR_DOTS % {"value": "line.value"}
_NOTE = "{% if box.note is not none %}: " + _OR_DOTS % {"value": "box.note"} + "{% endif %}"
_TICKED = "{% if box.ticked %}☒{% else %}☐{% endif %}"


def main() -> None:
    _save(_form_01(), TEMPLATES / "form_01.docx")
    _save(_form_02(), TEMPLATES / "form_02.docx")
    _save(_form_03(), TEMPLATES / "form_03.docx")


def _form_01() -> WordDocument:
    document = paper()
    _label(document)
    _motto(document)
    title(document, 165)
    _items(document, "general", strong=False)
    kept(indented(document, "", "{{ pledge }}"))
    _applicant_signature(document)
    kept(styled(document, "PHẦN DÀNH CHO CƠ QUAN TIẾP NHẬN", "Heading 1")).paragraph_format.space_before = Pt(14)
    _offices(document)
    return document


def _offices(document: WordDocument) -> None:
    """One cell for each office that receives the slip, with room to sign."""
    received = document.add_table(1, 3)
    received.style = "Table Grid"
    keep_whole(received, 0)
    opening, cell, closing = received.rows[0].cells
    opening.paragraphs[0].add_run("{%tc for office in offices %}")
    cell.paragraphs[0].add_run("{{ office.name }}").bold = True
    add(cell, "{%p for line in office.lines %}")
    _dotted(cell, _LINE, room=Mm(78))
    add(cell, "{%p endfor %}")
    for _ in range(3):
        add(cell, "")
    closing.paragraphs[0].add_run("{%tc endfor %}")
    for each in (opening, cell, closing):
        each.width = ROOM // 2


def _applicant_signature(document: WordDocument) -> None:
    """The applicant signs on the right, below the day."""
    gap(document)
    closing = document.add_table(1, 2)
    keep_whole(closing, 0)
    right = closing.rows[0].cells[1]
    signature(right)
    dated = right.paragraphs[0].insert_paragraph_before()
    dated.alignment = CENTER
    dated.add_run("{{ place_and_date }}").italic = True


def _motto(document: WordDocument) -> None:
    add(document, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", CENTER, bold=True, size=12)
    add(document, "Độc lập - Tự do - Hạnh phúc", CENTER, bold=True)
    rule(add(document, "", CENTER), Mm((165 - MOTTO) / 2))


def _form_02() -> WordDocument:
    document = paper()
    _label(document)
    _motto(document)
    title(document, 165)
    _part(document, "PHẦN I. THÔNG TIN CHUNG")
    _items(document, "general")
    _part(document, "PHẦN II. KẾT QUẢ SẢN XUẤT, KINH DOANH")
    _items(document, "business")
    _part(document, "PHẦN III. KẾT QUẢ TỰ CHẤM ĐIỂM")
    kept(add(document, "{{ set_title }}"))
    _scores(document)
    _items(document, "result")
    _part(document, "PHẦN IV. KẾ HOẠCH PHÁT TRIỂN SẢN PHẨM")
    _items(document, "plan")
    _applicant_signature(document)
    return document


def _scores(document: WordDocument) -> None:
    """The score in one table: headings and sums over its whole width, and a row for each criterion."""
    heads = ("TT", "Tiêu chí", "Mức tự chấm", "Điểm", "Minh chứng")
    fields = ("code", "criterion_name", "level", "points", "papers|join('; ')")
    cells = [f"{{{{ row.{field} }}}}" for field in fields]
    scores = table(document, heads, "rows", cells, (11, 37, 56, 13, 48), 11)
    filled, ending = scores.rows[2], scores.rows[3]
    for place, cell in enumerate(filled.cells):
        cell.paragraphs[0].alignment = CENTER if heads[place] in ("TT", "Điểm") else LEFT
    for words in ("{%tr if row.across %}", "{{ row.across }}", "{%tr else %}", "{%tr endif %}"):
        added = scores.add_row()
        keep_whole(scores, len(scores.rows) - 1)
        across = kept(added.cells[0].merge(added.cells[-1]).paragraphs[0]).add_run(words)
        across.bold, across.font.size = True, Pt(11)
        (ending if "endif" in words else filled)._tr.addprevious(added._tr)


def _form_03() -> WordDocument:
    document = paper()
    _label(document)
    letterhead(document, (74, 91))
    title(document, 165)
    _part(document, "I. THÔNG TIN CHUNG")
    _items(document, "general")
    _part(document, "II. ĐÁNH GIÁ CỦA ỦY BAN NHÂN DÂN CẤP XÃ")
    _items(document, "contents")
    when(document, "conclusion", lambda: _concluded(document))
    gap(document)
    closing = document.add_table(1, 2)
    keep_whole(closing, 0)
    left, right = closing.rows[0].cells
    recipients(left)
    left._tc.remove(left.paragraphs[0]._p)
    signature(right)
    return document


def _concluded(document: WordDocument) -> None:
    _part(document, "III. KẾT LUẬN")
    _items(document, "conclusion")


def _part(document: WordDocument, text: str) -> None:
    styled(document, text, "Heading 1").paragraph_format.space_before = Pt(10)


def _label(document: WordDocument) -> None:
    """The number of the form, where the law prints it."""
    add(document, "{{ form_number }}", RIGHT, bold=True, size=11)
    add(document, "{{ legal_reference }}", RIGHT, italic=True, size=10.5).paragraph_format.space_after = Pt(4)


def _items(document: WordDocument, name: str, *, strong: bool = True) -> None:
    """Write what `items_context` gives: a title, lines, boxes, running text, lines to write on."""
    add(document, f"{{%p for item in {name} %}}")
    when(document, "item.title", lambda: _spaced(kept(add(document, "{{ item.title }}", bold=strong))))
    add(document, "{%p for line in item.lines %}")
    _dotted(document, _LINE)
    add(document, "{%p endfor %}")
    add(document, "{%p for box in item.boxes %}")
    _box(document)
    add(document, "{%p endfor %}")
    _repeated(document, "words in item.paragraphs", lambda: indented(document, "", "{{ words }}"))
    _repeated(document, "line in item.open_lines", lambda: _dotted(document, "\t"))
    add(document, "{%p endfor %}")


def _repeated(document: WordDocument, loop: str, write: Callable[[], Paragraph]) -> None:
    """Write a paragraph again and again; the last stays on the page of what follows, which may be the signature."""
    add(document, f"{{%p for {loop} %}}")
    add(document, "{%p if loop.last %}")
    kept(write())
    add(document, "{%p else %}")
    write()
    add(document, "{%p endif %}")
    add(document, "{%p endfor %}")


def _dotted(holder: WordDocument | _Cell, text: str, *, room: int = ROOM) -> Paragraph:
    """Add a line on which a tab is dotted up to the margin."""
    paragraph = _spaced(add(holder, text, LEFT))
    paragraph.paragraph_format.tab_stops.add_tab_stop(room, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    return paragraph


def _box(document: WordDocument) -> None:
    paragraph = _dotted(document, "")
    paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Cm(0.6), Cm(-0.6)
    drawn = paragraph.add_run(_TICKED)
    # The serif has no boxes; this is the face in which Word draws its own.
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        drawn._r.get_or_add_rPr().get_or_add_rFonts().set(qn(script), "Segoe UI Symbol")
    paragraph.add_run("  {{ box.label }}" + _NOTE)


def _spaced(paragraph: Paragraph) -> Paragraph:
    paragraph.paragraph_format.space_before = Pt(4)
    return paragraph


if __name__ == "__main__":
    main()
