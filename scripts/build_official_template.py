"""Write the shipped Word template of all administrative papers of a round and of the letter to a producer.

Run it after changing the layout here: `PYTHONPATH=src python scripts/build_official_template.py`. An office replaces it
for one kind of paper at a time; see `build_word_templates.py` for the notation.
"""

from __future__ import annotations

from build_word_templates import PACKAGE, _save
from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Cm, Mm, Pt
from docx.text.paragraph import Paragraph
from word_layout import (
    CENTER,
    add,
    each,
    gap,
    indented,
    keep_whole,
    kept,
    letterhead,
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

ROOM = 165  # millimetres between the margins of an upright page


def main() -> None:
    _save(_official(), PACKAGE / "core/documents/templates/official.docx")


def _official() -> WordDocument:
    document = paper()
    letterhead(document, (71, 94), with_about=True)
    when(document, "title", lambda: title(document, ROOM))
    when(document, "addressees", lambda: _addressees(document))
    when(document, "opening", lambda: add(document, "{{ opening }}", CENTER, bold=True))
    each(document, "bases", "{{ item }}", italic=True)
    when(document, "order", lambda: _order(document))
    _blocks(document, "body")
    when(document, "signatures|length == 1", lambda: _one_signature(document))
    when(document, "signatures|length > 1", lambda: _side_by_side(document))
    when(document, "annex", lambda: _annex(document))
    return document


def _addressees(document: WordDocument) -> None:
    gap(document)
    when(document, "addressees|length == 1", lambda: add(document, "Kính gửi: {{ addressees|join }}", CENTER))
    add(document, "{%p if addressees|length > 1 %}")
    for words, indent in (("Kính gửi:", 3.0), ("– {{ item }}", 3.8)):
        if indent > 3:
            add(document, "{%p for item in addressees %}")
        add(document, words).paragraph_format.left_indent = Cm(indent)
    add(document, "{%p endfor %}")
    add(document, "{%p endif %}")
    gap(document)


def _order(document: WordDocument) -> None:
    order = add(document, "{{ order }}", CENTER, bold=True)
    order.paragraph_format.space_before = order.paragraph_format.space_after = Pt(8)


def _blocks(document: WordDocument, blocks: str) -> None:
    """Print the run of blocks; each is a heading, a paragraph, a line to fill in, open lines or a table."""
    add(document, f"{{%p for block in {blocks} %}}")
    when(document, "block.heading", lambda: styled(document, "{{ block.heading }}", "Heading 1", indent=1))
    when(document, "block.lead or block.text", lambda: _paragraph(document))
    line = "{{ block.label }}: {% if block.value %}{{ block.value }}{% else %}\t{% endif %}"
    when(document, "block.label", lambda: _dotted(indented(document, "", line)))
    add(document, "{%p for line in block.open_lines %}")
    _dotted(add(document, "\t"))
    add(document, "{%p endfor %}")
    when(document, "block.rows", lambda: _table(document))
    add(document, "{%p endfor %}")


def _paragraph(document: WordDocument) -> None:
    when(document, "block.italic", lambda: indented(document, "", "{{ block.text }}", italic=True))
    lead = "{% if block.lead %}{{ block.lead }} {% endif %}"
    when(document, "not block.italic", lambda: indented(document, lead, "{{ block.text }}"))


def _dotted(paragraph: Paragraph) -> None:
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(ROOM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _table(document: WordDocument) -> None:
    gap(document)
    many = ("{%tc for cell in %s %}", "{{ cell }}", "{%tc endfor %}")

    def cells(wide: str, narrow: str) -> tuple[str, ...]:
        return tuple(one.replace("%s", source) for source in (wide, narrow) for one in many)

    heads = ("TT", *cells("block.wide", "block.narrow"))
    rows = ("{{ row.number }}", *cells("row.wide", "row.narrow"))
    table(document, heads, "block.rows", rows, (10, 1, 45, 1, 1, 22, 1), 11.5)
    gap(document)


def _one_signature(document: WordDocument) -> None:
    gap(document)
    closing = document.add_table(1, 2)
    keep_whole(closing, 0)
    left, right = closing.rows[0].cells
    when(left, "recipients", lambda: recipients(left))
    left._tc.remove(left.paragraphs[0]._p)
    signature(right)


def _side_by_side(document: WordDocument) -> None:
    signatures(document, ROOM)
    when(document, "recipients", lambda: recipients(document))


def _annex(document: WordDocument) -> None:
    opening = kept(add(document, "{{ annex_title }}", CENTER, bold=True, size=14))
    opening.paragraph_format.page_break_before = True
    when(document, "annex_reference", lambda: kept(add(document, "{{ annex_reference }}", CENTER, italic=True)))
    rule(add(document, "", CENTER), Mm(61))
    _blocks(document, "annex")


if __name__ == "__main__":
    main()
