"""The administrative frame of the shipped Word templates: head, marks, paragraphs, tables and signatures.

Source: Decree 30/2020/NĐ-CP on clerical work, Annex I.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import _Header
from docx.shared import Cm, Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

CENTER, LEFT, RIGHT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)

MOTTO = 57.0  # millimetres that the motto takes at 13 points

# WordArt as Word itself writes a watermark; the text stretches to the size, so one word is set larger than a sentence.
_WATERMARK = f"""<w:p {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office">
<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>
<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>
<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>
<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="watermark" type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;
width:{{{{ 500 if marks.watermark|length &gt; 1 else 360 }}}}pt;
height:{{{{ 34 if marks.watermark|length &gt; 1 else 90 }}}}pt;
rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;
mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#d9d9d9" stroked="f">
<v:textpath style="font-family:&quot;Times New Roman&quot;;font-size:1pt;font-weight:bold"
 string="{{{{ marks.watermark|join(' – ') }}}}"/></v:shape></w:pict></w:r></w:p>"""


def paper(*, landscape: bool = False, size: float = 13) -> WordDocument:
    document = Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), "Times New Roman")
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.get_or_add_rPr().append(language)
    style.paragraph_format.space_after = Pt(0)
    for name, points in (("Title", 14.0), ("Heading 1", size), ("Heading 2", size)):
        _plain_style(document, name, points)
    section = document.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    _header(section.header, page_number=True)
    _header(section.first_page_header, page_number=False)
    for footer in (section.footer, section.first_page_footer):
        line = footer.paragraphs[0]
        line.style = document.styles["Normal"]  # the style of footers brings tab stops of its own
        line.paragraph_format.tab_stops.add_tab_stop(section.page_width - Mm(45), WD_TAB_ALIGNMENT.RIGHT)
        line.add_run("{{ marks.foot }}\t{{ marks.fingerprint }}").font.size = Pt(9)
    return document


def _plain_style(document: WordDocument, name: str, points: float) -> None:
    """Make a style of the outline look as the Decree has it: the serif in bold black, no colours, no rules."""
    style = document.styles[name]
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    style.font.name, style.font.size, style.font.bold = "Times New Roman", Pt(points), True
    for script in ("w:eastAsia", "w:cs"):
        properties.get_or_add_rFonts().set(qn(script), "Times New Roman")
    for border in style.element.xpath("./w:pPr/w:pBdr"):
        border.getparent().remove(border)
    form = style.paragraph_format
    form.space_before, form.space_after, form.keep_with_next = Pt(4), Pt(0), True


def _header(header: _Header, *, page_number: bool) -> None:
    first = header.paragraphs[0]
    if page_number:
        first.alignment = CENTER
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        first._p.append(field)
    else:
        first.alignment = RIGHT
        label = first.add_run("{% if marks.label %}\u00a0{{ marks.label }}\u00a0{% endif %}")
        label.font.size = Pt(9.5)
        frame = OxmlElement("w:bdr")
        for attribute, value in (("w:val", "single"), ("w:sz", "4"), ("w:space", "0"), ("w:color", "auto")):
            frame.set(qn(attribute), value)
        label._r.get_or_add_rPr().append(frame)
    opening = header.add_paragraph("{%p if marks.watermark %}")
    opening._p.addnext(parse_xml(_WATERMARK))
    header.add_paragraph("{%p endif %}")


def letterhead(document: WordDocument, widths: tuple[float, float], *, with_about: bool = False) -> None:
    table = document.add_table(1, 2)
    table.autofit = False
    left, right = table.rows[0].cells
    left.width, right.width = Mm(widths[0]), Mm(widths[1])
    _cell_margins(table)
    _first(left, "{%p for line in head.superior_agency %}")
    add(left, "{{ line }}", CENTER, size=12)
    add(left, "{%p endfor %}")
    add(left, "{%p for line in head.agency %}")
    add(left, "{{ line }}", CENTER, bold=True, size=12)
    add(left, "{%p endfor %}")
    rule(add(left, "", CENTER), Mm(widths[0] * 0.33))
    add(left, "{{ head.number }}", CENTER)
    if with_about:
        add(left, "{%p if about %}")
        add(left, "{{ about }}", CENTER, size=12)
        add(left, "{%p endif %}")
    _first(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", CENTER, bold=True, size=12)
    add(right, "Độc lập - Tự do - Hạnh phúc", CENTER, bold=True, size=13)
    rule(add(right, "", CENTER), Mm((widths[1] - MOTTO) / 2))  # as long as the motto
    add(right, "{{ head.place_and_date }}", CENTER, italic=True)


def title(document: WordDocument, width: float) -> None:
    styled(document, "{{ title }}", "Title", CENTER).paragraph_format.space_before = Pt(14)
    add(document, "{%p for line in subject %}")
    add(document, "{{ line }}", CENTER, bold=True, size=14)
    add(document, "{%p endfor %}")
    rule(add(document, "", CENTER), Mm(width * 0.37))


def styled(
    document: WordDocument, text: str, style: str, alignment: WD_ALIGN_PARAGRAPH = LEFT, *, indent: float = 0
) -> Paragraph:
    """Add a paragraph of a named style, so that Word and screen readers know the outline. `indent` in centimetres."""
    paragraph = document.add_paragraph(text, style=style)
    paragraph.alignment = alignment
    if indent:
        paragraph.paragraph_format.first_line_indent = Cm(indent)
    return paragraph


def rule(paragraph: Paragraph, indent: int) -> None:
    """Make an empty paragraph a short rule: Word has no centred line but a border between indents."""
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("w:val", "single"), ("w:sz", "6"), ("w:space", "1"), ("w:color", "auto")):
        top.set(qn(name), value)
    borders.append(top)
    paragraph._p.get_or_add_pPr().append(borders)
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = indent
    form.space_before, form.space_after, form.line_spacing = Pt(4), Pt(2), Pt(8)


def add(
    holder: WordDocument | _Cell,
    text: str,
    alignment: WD_ALIGN_PARAGRAPH = LEFT,
    *,
    bold: bool = False,
    italic: bool = False,
    size: float | None = None,
) -> Paragraph:
    return _write(holder.add_paragraph(), text, alignment, bold=bold, italic=italic, size=size)


def _first(
    cell: _Cell,
    text: str,
    alignment: WD_ALIGN_PARAGRAPH = LEFT,
    *,
    bold: bool = False,
    size: float | None = None,
) -> Paragraph:
    return _write(cell.paragraphs[0], text, alignment, bold=bold, italic=False, size=size)


def _write(
    paragraph: Paragraph, text: str, alignment: WD_ALIGN_PARAGRAPH, *, bold: bool, italic: bool, size: float | None
) -> Paragraph:
    paragraph.alignment = alignment
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    if size is not None:
        run.font.size = Pt(size)
    return paragraph


def indented(document: WordDocument, lead: str, text: str = "", *, italic: bool = False) -> Paragraph:
    """Add a justified paragraph; `lead` is bold and opens it."""
    paragraph = document.add_paragraph()
    paragraph.alignment = JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1)
    paragraph.paragraph_format.space_before = Pt(4)
    if lead:
        paragraph.add_run(lead).bold = True
    paragraph.add_run(text).italic = italic
    return paragraph


def kept(paragraph: Paragraph) -> Paragraph:
    """Keep a paragraph on the page of the next: nobody signs a page on which nothing is said."""
    paragraph.paragraph_format.keep_with_next = True
    return paragraph


def gap(document: WordDocument) -> None:
    """Leave a little air above the signatures, and keep it with them."""
    kept(add(document, " ", size=6))


def each(document: WordDocument, items: str, text: str, *, italic: bool = False) -> None:
    add(document, f"{{%p for item in {items} %}}")
    indented(document, "", text, italic=italic)
    add(document, "{%p endfor %}")


def when(document: WordDocument | _Cell, condition: str, body: Callable[[], object]) -> None:
    add(document, f"{{%p if {condition} %}}")
    body()
    add(document, "{%p endif %}")


def heading(document: WordDocument, text: str, level: int = 1) -> None:
    styled(document, text, f"Heading {level}", indent=1)


def table(
    document: WordDocument, heads: Sequence[str], items: str, cells: Sequence[str], widths: Sequence[float], size: float
) -> Table:
    """Add a table over the whole page with one row for each of `items`; its head is repeated on every page.

    Widths in millimetres, narrowed or widened together when a paper has more or fewer columns.
    """
    table = document.add_table(4, len(heads))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    share = table._tbl.tblPr.find(qn("w:tblW"))
    share.set(qn("w:type"), "pct")
    share.set(qn("w:w"), "5000")
    repeat = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    keep_whole(table, 2)
    _cell_margins(table)
    for column, (head, cell, width) in enumerate(zip(heads, cells, widths, strict=True)):
        for row in table.rows:
            row.cells[column].width = Mm(width)
            row.cells[column].vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _first(table.cell(0, column), head, CENTER, bold=True, size=size - 0.5)
        wide = any(name in cell for name in ("_name", "remark", "reason", "address"))
        result = any(name in cell for name in ("row.average", "row.stars"))
        _first(table.cell(2, column), cell, LEFT if wide else CENTER, size=size, bold=result)
    _first(table.cell(1, 0), f"{{%tr for row in {items} %}}")
    _first(table.cell(3, 0), "{%tr endfor %}")
    return table


def only_if(flag: str, *cells: str) -> tuple[str, ...]:
    """Return cells of a row that are printed only when `flag` holds; the tags take cells of their own."""
    return (f"{{%tc if {flag} %}}", *cells, "{%tc endif %}")


def keep_whole(table: Table, row: int) -> None:
    """Keep a row on one page."""
    table.rows[row]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _cell_margins(table: Table) -> None:
    """Narrow the space beside the text of each cell to one millimetre."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margin = OxmlElement(side)
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    look.addprevious(margins)


def signatures(document: WordDocument, width: float) -> None:
    """Signatures side by side, one cell for each, sharing `width` millimetres."""
    gap(document)
    table = document.add_table(1, 3)
    keep_whole(table, 0)
    for column in table.columns:
        for each in column.cells:
            each.width = Mm(width / 2)
    opening, cell, closing = table.rows[0].cells
    _first(opening, "{%tc for signature in signatures %}")
    signature(cell)
    _first(closing, "{%tc endfor %}")


def signature(cell: _Cell) -> None:
    _first(cell, "{%p for line in signature.capacity %}")
    add(cell, "{{ line }}", CENTER, bold=True)
    add(cell, "{%p endfor %}")
    add(cell, "{{ signature.note }}", CENTER, italic=True, size=12)
    for _ in range(3):
        add(cell, "", CENTER)
    add(cell, "{{ signature.name }}", CENTER, bold=True)


def recipients(holder: WordDocument | _Cell) -> None:
    add(holder, "Nơi nhận:", bold=True, italic=True, size=12)
    add(holder, "{%p for recipient in recipients %}")
    add(holder, "- {{ recipient }}", size=11)
    add(holder, "{%p endfor %}")
