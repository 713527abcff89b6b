"""Write the shipped Word templates of minutes, summary table and decision.

Run it after changing the layout here: `PYTHONPATH=src python scripts/build_word_templates.py`. An office may open any
of the three files in Word, change words and layout, and load its copy as its own template. What stands in double
braces is filled in; `{%p … %}` and `{%tr … %}` repeat or drop a paragraph or a row (see the docxtpl manual).
"""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from word_layout import (
    CENTER,
    add,
    each,
    gap,
    heading,
    indented,
    keep_whole,
    kept,
    letterhead,
    only_if,
    paper,
    recipients,
    rule,
    signature,
    signatures,
    styled,
    table,
    title,
    when,
)

from openocop.core.documents.word import with_fixed_times

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "openocop"
MADE_AT = datetime(2026, 11, 24, tzinfo=UTC)


def main() -> None:
    _save(_minutes(), PACKAGE / "evaluation/documents/templates/minutes.docx")
    _save(_summary(), PACKAGE / "evaluation/documents/templates/summary.docx")
    _save(_decision(), PACKAGE / "recognition/documents/templates/decision.docx")


def _save(document: WordDocument, path: Path) -> None:
    properties = document.core_properties
    properties.title = "{{ title }}"
    properties.author = properties.comments = properties.last_modified_by = ""
    properties.language = "vi-VN"
    written = io.BytesIO()
    document.save(written)
    path.write_bytes(with_fixed_times(written.getvalue(), MADE_AT))


def _minutes() -> WordDocument:
    document = paper()
    letterhead(document, (71, 94))
    title(document, 165)
    heading(document, "{{ words.when }}")
    indented(document, "{{ words.started }}: ", "{{ started }}.")
    when(document, "place", lambda: indented(document, "{{ words.place }}: ", "{{ place }}."))
    heading(document, "II. THÀNH PHẦN")
    indented(document, "1. {{ words.present }}: ", "{{ attendance }}.")
    each(document, "present", "{{ item }}")
    indented(document, "2. {{ words.absent }}:", "{% if not absent %} không.{% endif %}")
    each(document, "absent", "{{ item }}")
    when(document, "guests", lambda: indented(document, "3. Mời dự: ", "{{ guests|join('; ') }}."))
    people = indented(document, "Chủ trì: ", "{{ chair }}. ")
    people.add_run("Thư ký: ").bold = True
    people.add_run("{{ secretary }}.")
    heading(document, "III. CĂN CỨ VÀ QUY CHẾ")
    each(document, "legal_bases", "– {{ item }}")
    listed = "{{ regulation }}{% if options %}, với các lựa chọn:{% else %}.{% endif %}"
    indented(document, "Quy chế áp dụng: ", listed)
    each(document, "options", "– {{ item.label }}: {{ item.value }}.")
    heading(document, "IV. NỘI DUNG")
    heading(document, "1. Khai báo xung đột lợi ích", 2)
    each(document, "recusals", "{{ item }}")
    heading(document, "2. {{ words.scoring }}", 2)
    each(document, "scoring", "{{ item }}")
    heading(document, "3. {{ words.discussion }}", 2)
    each(document, "discussion", "{{ item }}")
    when(document, "not second_ballots and words.no_second", lambda: indented(document, "", "{{ words.no_second }}"))
    when(document, "second_ballots", lambda: _second_ballots(document))
    heading(document, "4. Kết quả", 2)
    indented(document, "", "{{ outcome }}").paragraph_format.space_after = Pt(6)
    _minutes_results(document)
    starred = "* Theo phiếu chấm lần 2."
    when(document, "second_ballots", lambda: indented(document, "", starred, italic=True))
    when(document, "gates_note", lambda: indented(document, "", "{{ gates_note }}", italic=True))
    heading(document, "5. Ý kiến bảo lưu", 2)
    each(document, "reservations", "{{ item }}")
    heading(document, "V. KẾT LUẬN")
    add(document, "{%p for item in conclusion %}")
    kept(indented(document, "", "{{ item }}"))
    add(document, "{%p endfor %}")
    kept(indented(document, "", "{{ closing }}"))
    signatures(document, 165)
    when(document, "recipients", lambda: recipients(document))
    return document


def _second_ballots(document: WordDocument) -> None:
    kept = "Các sản phẩm sau đây được chấm lại độc lập sau thảo luận; phiếu của cả hai lần lưu kèm biên bản này."
    indented(document, "", kept).paragraph_format.space_after = Pt(6)
    averages = ("Lần 1: trung bình", "Lần 1: chênh lệch", "Lần 2: trung bình", "Lần 2: chênh lệch")
    fields = ("number", "product_name", "producer_name", "first_average", "first_spread", "second_average")
    table(
        document,
        ("TT", "Sản phẩm", "Chủ thể", *averages, "Lý do"),
        "second_ballots",
        _cells(*fields, "second_spread", "reason"),
        (9, 32, 34, 15, 15, 15, 15, 30),
        11,
    )


def _minutes_results(document: WordDocument) -> None:
    fields = ("number", "product_name", "producer_name", "sheets", "average", "spread", "band")
    heads = ("TT", "Sản phẩm", "Chủ thể", "Số phiếu", "Trung bình", "Chênh lệch", "Khung điểm")
    table(
        document,
        (*heads, *_remark("{{ remark_head }}"), "Hạng"),
        "rows",
        (*_cells(*fields), *_remark("{{ row.remark }}"), *_cells("stars")),
        (9, 30, 33, 12, 16, 14, 14, 9, 25, 9, 13),
        11,
    )


def _summary() -> WordDocument:
    document = paper(landscape=True)
    letterhead(document, (125, 127))
    title(document, 252)
    table(
        document,
        (
            *("TT", "Sản phẩm", "Chủ thể", "{%tc for column in columns %}", "{{ column }}", "{%tc endfor %}"),
            *("Trung bình", "Chênh lệch", "Khung điểm", *_remark("{{ remark_head }}"), "Hạng"),
        ),
        "rows",
        (
            *_cells("number", "product_name", "producer_name"),
            *("{%tc for total in row.totals %}", "{{ total }}", "{%tc endfor %}"),
            *_cells("average", "spread", "band"),
            *(*_remark("{{ row.remark }}"), *_cells("stars")),
        ),
        (9, 40, 44, 9, 9, 9, 16, 16, 17.5, 9, 29, 9, 15),
        10.5,
    )
    starred = "* Theo phiếu chấm lần 2."
    when(document, "second_ballots", lambda: indented(document, "", starred, italic=True))
    columns = "{% for member in members %}{{ member.label }}{% if not loop.last %}; {% endif %}{% endfor %}."
    when(document, "by_member", lambda: indented(document, "Thành viên theo số cột: ", columns))
    when(document, "gates_note", lambda: indented(document, "", "{{ gates_note }}", italic=True))
    each(document, "notes", "{{ item }}", italic=True)
    kept(indented(document, "Quy chế áp dụng: ", "{{ regulation }}"))
    signatures(document, 252)
    return document


def _cells(*fields: str) -> tuple[str, ...]:
    return tuple(f"{{{{ row.{field} }}}}" for field in fields)


def _remark(cell: str) -> tuple[str, ...]:
    return only_if("remark_head", cell)


def _decision() -> WordDocument:
    document = paper()
    letterhead(document, (71, 94))
    title(document, 165)
    add(document, "{{ authority }}", CENTER, bold=True).paragraph_format.space_after = Pt(4)
    each(document, "legal_bases", "{{ item }}", italic=True)
    order = add(document, "QUYẾT ĐỊNH:", CENTER, bold=True)
    order.paragraph_format.space_before = order.paragraph_format.space_after = Pt(8)
    add(document, "{%p for article in articles %}")
    heading, opening = "{{ article.heading }} ", "{{ article.opening }}"
    when(document, "loop.last", lambda: kept(indented(document, heading, opening)))
    when(document, "not loop.last", lambda: indented(document, heading, opening))
    each(document, "article.paragraphs", "{{ item }}")
    add(document, "{%p endfor %}")
    gap(document)
    table = document.add_table(1, 2)
    keep_whole(table, 0)
    left, right = table.rows[0].cells
    recipients(left)
    left._tc.remove(left.paragraphs[0]._p)
    signature(right)
    _annex(document)
    return document


def _annex(document: WordDocument) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    ending = document.paragraphs[-1]  # carries the break; at full height it could claim a page for itself
    ending.paragraph_format.line_spacing = Pt(1)
    section.different_first_page_header_footer = True
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    section._sectPr.append(numbering)
    styled(document, "Phụ lục", "Heading 1", CENTER)
    add(document, "{{ annex_title }}", CENTER, bold=True, size=14)
    add(document, "{%p for line in annex_reference %}")
    add(document, "{{ line }}", CENTER, italic=True)
    add(document, "{%p endfor %}")
    rule(add(document, "", CENTER), Mm(61))
    table(
        document,
        (
            *("TT", "Tên sản phẩm", *only_if("with_codes", "Mã số sản phẩm"), "Chủ thể"),
            *(*only_if("with_addresses", "Địa chỉ"), "{{ rank_head }}"),
        ),
        "rows",
        (
            *(*_cells("number", "product_name"), *only_if("with_codes", *_cells("product_code"))),
            *(*_cells("producer_name"), *only_if("with_addresses", *_cells("producer_address")), *_cells("stars")),
        ),
        (10, 36, 9, 38, 9, 34, 9, 36, 9, 14),
        12,
    )


if __name__ == "__main__":
    main()
