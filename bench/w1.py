"""W1: ranked results of 1,000 products by 9 members on 25 criteria, beside SQL over the 225,000 marks."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from functools import partial

import psycopg
from django.urls import reverse

from bench.council import RELEASE, SET, a_panel, signed_in, write_sheets
from bench.data import Marks, sheets
from bench.load import get
from bench.measure import Goal, Line, interleave, milliseconds
from bench.serving import OURS, served
from bench.stage import Stage
from openocop.criteria.domain.releases import criteria_set
from openocop.evaluation.services.sessions import reveal_scores

ENTRIES, SCORERS, PAGE = 1000, 9, 50
_RANKING = """
    SELECT entry, avg(total), stddev_samp(total)
    FROM (SELECT entry, reviewer, sum(points) AS total FROM score GROUP BY 1, 2) AS sheet
    GROUP BY 1 ORDER BY 2 DESC, 1
"""
_TIMES = 5  # runs within a round, of which the median counts
_GOAL = Goal(2.0, is_time=True)


def run(stage: Stage) -> list[Line]:
    given = sheets(stage.scaled(ENTRIES), SCORERS, len(criteria_set(RELEASE, SET).criteria))
    panel = a_panel(province="do-w1", scorers=SCORERS, entries=stage.scaled(ENTRIES))
    write_sheets(panel, given)
    reveal_scores(session=panel.session, by=panel.secretary)
    headers = [f"Cookie: {signed_in(panel.officer)}"]
    page = reverse("evaluation:results", args=[panel.session.public_id])
    table = reverse("evaluation:results-csv", args=[panel.session.public_id])
    with psycopg.connect(stage.limits_url) as connection, served(OURS) as port:
        _fill_limits(connection, given)
        _check(port, page, table, headers, stage.scaled(ENTRIES))
        rank = partial(milliseconds, lambda: connection.execute(_RANKING).fetchall(), times=_TIMES)
        return interleave(
            stage.rounds,
            (_line("page of 50 rows, figures of all"), partial(_got, port, page, headers), rank),
            (_line("CSV of all"), partial(_got, port, table, headers), rank),
        )


def _line(name: str) -> Line:
    return Line("W1", name, "SQL over every mark", "ms", _GOAL)


def _got(port: int, path: str, headers: Sequence[str]) -> float:
    return milliseconds(lambda: get(port, path, headers=headers), times=_TIMES)


def _check(port: int, page: str, table: str, headers: Sequence[str], entries: int) -> None:
    """Make sure that what is measured is the whole answer."""
    rows = list(csv.reader(io.StringIO(get(port, table, headers=headers).decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == entries + 1
    shown = get(port, page, headers=headers).decode()
    named = sum(row[1].replace("'", "") in shown for row in rows[1 : PAGE + 1])
    assert named == min(PAGE, entries), named


def _fill_limits(connection: psycopg.Connection, given: Sequence[Marks]) -> None:
    with connection.cursor().copy("COPY score FROM STDIN") as copy:
        for sheet in given:
            for criterion, points in enumerate(sheet.points, start=1):
                copy.write_row((sheet.entry, sheet.reviewer, criterion, points))
    connection.execute("ANALYZE score")
    connection.commit()
