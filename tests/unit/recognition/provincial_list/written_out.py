"""Sheets written out in a test, a line for each row, a bar between cells."""

from __future__ import annotations

from openocop.recognition.domain.provincial_list.model import ProvincialList
from openocop.recognition.domain.provincial_list.reader import read_list
from tests.unit.recognition.provincial_list.writers import Paper, as_xlsx


def written(name: str, lines: str) -> Paper:
    paper = Paper(name)
    for line in lines.strip().splitlines():
        paper.add(*(text.strip() or None for text in line.split("|")))
    return paper


def read(*papers: Paper) -> ProvincialList:
    return read_list(as_xlsx(*papers), filename="a.xlsx")


def read_lines(lines: str) -> ProvincialList:
    return read(written("DS", lines))
