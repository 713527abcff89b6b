"""Write the shipped Word template of the report of a round.

Run it after changing the layout here: `PYTHONPATH=src python scripts/build_report_template.py`. What stands in double
braces is filled in; see `build_word_templates.py`, which writes the templates of the council and of the decision.
"""

from __future__ import annotations

from build_word_templates import PACKAGE, _save
from docx.document import Document as WordDocument
from docx.shared import Pt
from word_layout import (
    CENTER,
    LEFT,
    add,
    gap,
    heading,
    indented,
    keep_whole,
    kept,
    letterhead,
    only_if,
    paper,
    recipients,
    signature,
    table,
    title,
    when,
)


def main() -> None:
    _save(_report(), PACKAGE / "monitoring/documents/templates/round_report.docx")


def _report() -> WordDocument:
    document = paper()
    letterhead(document, (74, 91))
    title(document, 165)
    add(document, "{{ addressee }}", CENTER, italic=True)
    heading(document, "I. KẾT QUẢ")
    indented(document, "", "{{ paragraph }}").paragraph_format.space_after = Pt(6)
    table(
        document,
        ("Chỉ tiêu", "Đếm trong hệ thống", *only_if("with_declared", "Nguồn công bố")),
        "rows",
        ("{{ row.figure_name }}", "{{ row.counted }}", *only_if("with_declared", "{{ row.declared }}")),
        (85, 40, 9, 40, 9),
        12,
    )
    heading(document, "II. VIỆC CÒN LẠI VÀ ĐIỀU CHƯA RÕ")
    add(document, "{%p for item in open_points %}")
    kept(indented(document, "", "{{ item }}"))
    add(document, "{%p endfor %}")
    when(document, "sources", lambda: _sources(document))
    gap(document)
    closing = document.add_table(1, 2)
    keep_whole(closing, 0)
    left, right = closing.rows[0].cells
    recipients(left)
    left._tc.remove(left.paragraphs[0]._p)
    signature(right)
    return document


def _sources(document: WordDocument) -> None:
    """Addresses break anywhere, so that lines set flush on both sides would tear apart."""
    kept(indented(document, "Nguồn công bố: ", "{{ sources|join('; ') }}.")).alignment = LEFT


if __name__ == "__main__":
    main()
