"""Lists laid out as other offices do: every product right, or its cell named."""

from __future__ import annotations

import pytest

from openocop.recognition.domain.provincial_list.reader import read_list
from tests.unit.recognition.provincial_list.elsewhere import FIRST, Builder
from tests.unit.recognition.provincial_list.elsewhere_too import SECOND
from tests.unit.recognition.provincial_list.writers import WORKBOOKS, as_csv

FORMATS = {**WORKBOOKS, "csv": as_csv}


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("build", FIRST + SECOND, ids=lambda build: build.__name__)
def test_every_product_is_read_as_printed_or_its_cell_is_named(build: Builder, ending: str) -> None:
    case = build()
    if ending == "csv" and len(case.papers) > 1:
        pytest.skip("a text file has one sheet")

    found = read_list(FORMATS[ending](*case.papers), filename=f"danh-sach.{ending}")

    named = {(problem.row, problem.part) for problem in found.problems if problem.severity == "error"}
    assert len(found.rows) == len(case.rows)
    for row, expected in zip(found.rows, case.rows, strict=True):
        read = row.as_json()
        assert (row.row, row.part) in named or {field: read[field] for field in expected} == expected
    assert len(named) <= (3 if ending == "csv" else 0)
    assert sorted({problem.code for problem in found.problems if problem.severity == "warning"}) == case.warnings
