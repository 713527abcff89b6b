"""Writes the same sheet as a web page, a Word document or XML Spreadsheet 2003."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from html import escape

from tests.unit.recognition.provincial_list.writers import Paper, Value


def _printed(value: Value) -> str:
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else "" if value is None else str(value)


def _span(paper: Paper, row: int, column: int) -> tuple[int, int] | None:
    """Return how many columns and rows a cell covers, None for one that is covered."""
    for top, left, bottom, right in paper.merges:
        if (row, column) == (top, left):
            return right - left + 1, bottom - top + 1
        if top <= row <= bottom and left <= column <= right:
            return None
    return 1, 1


def _width(paper: Paper) -> int:
    return max([len(row) for row in paper.rows] + [right + 1 for _, _, _, right in paper.merges])


def table(paper: Paper) -> str:
    lines = []
    for number, row in enumerate(paper.rows):
        cells = []
        for column in range(_width(paper)):
            span = _span(paper, number, column)
            if span is not None:
                text = escape(_printed(row[column] if column < len(row) else None)).replace("\n", "<br>")
                cells.append(
                    f"<td colspan={span[0]} rowspan='{span[1]}' style='mso-number-format:\"@\"'>{text}&nbsp;</td>"
                )
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table border=1>{''.join(lines)}</table>"


def as_web_page(*papers: Paper) -> bytes:
    head = (
        "<html><head><meta http-equiv=Content-Type content='text/html; charset=utf-8'><style>td {x: y}</style></head>"
    )
    return f"{head}<body>{table(papers[0])}</body></html>".encode()


def paragraph(text: str) -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:p><w:r>{lines}</w:r></w:p>"


def word_table(paper: Paper) -> str:
    rows = []
    for number, row in enumerate(paper.rows):
        cells, column = [], 0
        while column < _width(paper):
            top = next((m for m in paper.merges if m[0] <= number <= m[2] and m[1] == column), None)
            across = top[3] - top[1] + 1 if top else 1
            merged = ""
            if top and top[2] > top[0]:
                merged = '<w:vMerge w:val="restart"/>' if number == top[0] else "<w:vMerge/>"
            text = _printed(row[column] if column < len(row) else None)
            cells.append(f'<w:tc><w:tcPr><w:gridSpan w:val="{across}"/>{merged}</w:tcPr>{paragraph(text)}</w:tc>')
            column += across
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def word(body: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f"<w:body>{body}</w:body></w:document>",
        )
    return buffer.getvalue()


def as_word(*papers: Paper) -> bytes:
    return word(word_table(papers[0]))


def as_spreadsheet_xml(*papers: Paper) -> bytes:
    sheets = []
    for paper in papers:
        rows = []
        for number, row in enumerate(paper.rows):
            cells = []
            for column, value in enumerate(row):
                span = _span(paper, number, column)
                if span is None or value is None:
                    continue
                kind = "Number" if isinstance(value, int | float) else "String"
                across, down = f' ss:MergeAcross="{span[0] - 1}"', f' ss:MergeDown="{span[1] - 1}"'
                cells.append(
                    f'<Cell ss:Index="{column + 1}"{across}{down}><Data ss:Type="{kind}">{escape(_printed(value))}'
                    "</Data></Cell>"
                )
            rows.append(f'<Row ss:Index="{number + 1}">{"".join(cells)}</Row>' if cells else "")
        sheets.append(f'<Worksheet ss:Name="{paper.name}"><Table>{"".join(rows)}</Table></Worksheet>')
    spaces = (
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    )
    return f'<?xml version="1.0"?>\n<Workbook {spaces}>{"".join(sheets)}</Workbook>'.encode()
