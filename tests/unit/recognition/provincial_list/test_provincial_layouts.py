"""Every layout, in every format, with every real list: all rows right, none too many."""

from __future__ import annotations

import pytest

from openocop.recognition.domain.provincial_list.reader import read_list
from tests.unit.recognition.provincial_list.further_layouts import FURTHER
from tests.unit.recognition.provincial_list.layouts import BUILDERS, Builder
from tests.unit.recognition.provincial_list.records import LISTS, records
from tests.unit.recognition.provincial_list.writers import TEXTS, WORKBOOKS

FORMATS = {**WORKBOOKS, **TEXTS}


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("build", BUILDERS + FURTHER, ids=lambda build: build.__name__)
def test_every_row_of_every_list_is_read_as_printed(build: Builder, ending: str) -> None:
    for name in LISTS:
        case = build(records(name))

        found = read_list(FORMATS[ending](*case.papers), filename=f"danh-sach.{ending}")

        read = [(row.row, row.product, row.producer, row.district, row.star) for row in found.rows]
        assert read == case.read
        assert dict(found.mapping) == case.mapping
        assert found.header_row == case.header_row
        assert [problem.cell for problem in found.problems] == case.doubtful


@pytest.mark.parametrize(
    ("name", "products", "producers"), [("2021-1", 18, 11), ("2021-2", 26, 14), ("2022-1", 24, 11)]
)
def test_counts_are_those_the_council_announced(name: str, products: int, producers: int) -> None:
    # Figures of the sessions of 2021 (rounds 1 and 2) and 30/11/2022; sources in the golden files.
    case = BUILDERS[0](records(name))

    found = read_list(FORMATS["xlsx"](*case.papers), filename="danh-sach.xlsx")

    assert (found.products, found.producers) == (products, producers)
