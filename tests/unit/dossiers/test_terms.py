"""Papers on the commune's term, what it checks, samples, the province's options: the rules without a database."""

from __future__ import annotations

from datetime import date

import pytest

from openocop.dossiers.domain.calendar import office_calendar
from openocop.dossiers.domain.components import Found, Line, components_of, missing, unanswered
from openocop.dossiers.domain.local_office import LocalLevel, local_level
from openocop.dossiers.domain.office_options import OfficeOptions, departures, options_of
from openocop.dossiers.domain.samples import Balance, Fate, balance, samples_required
from openocop.dossiers.domain.term_notices import NoticedTerm, NoticeKind, TermNotice, noticed_term

OFFICE = office_calendar()
# Received on Monday 01/3/2027: by article 7.2 due on Monday 22/3/2027, no holiday between.
RECEIVED = date(2027, 3, 1)


def pause(start: date, resumes: date | None = None) -> TermNotice:
    return TermNotice(NoticeKind.PAUSE, start, resumes)


def anew(start: date) -> TermNotice:
    return TermNotice(NoticeKind.RESTART, start)


@pytest.mark.parametrize(
    ("notices", "today", "expected"),
    [
        ([], date(2027, 3, 10), NoticedTerm(date(2027, 3, 22), 8, False)),
        # 02-03 counted (2), 04-10 not, from 11/3: 11-12 (4), 15-19 (9), 22-26 (14), 29/3
        ([pause(date(2027, 3, 4), date(2027, 3, 11))], date(2027, 3, 11), NoticedTerm(date(2027, 3, 29), 12, False)),
        # while paused nothing runs: two days are used up
        ([pause(date(2027, 3, 4))], date(2027, 3, 10), NoticedTerm(None, 13, True)),
        # a pause that begins after the term is over changes nothing
        ([pause(date(2027, 4, 1))], date(2027, 4, 5), NoticedTerm(date(2027, 3, 22), 0, True)),
        # begun anew on 10/3: 11-12 (2), 15-19 (7), 22-26 (12), 29-31/3
        ([anew(date(2027, 3, 10))], date(2027, 3, 10), NoticedTerm(date(2027, 3, 31), 15, False)),
        # a new beginning announced for later has not begun yet
        ([anew(date(2027, 3, 15))], date(2027, 3, 10), NoticedTerm(date(2027, 3, 22), 8, False)),
        # a pause over a weekend only costs nothing
        ([pause(date(2027, 3, 6), date(2027, 3, 8))], date(2027, 3, 10), NoticedTerm(date(2027, 3, 22), 8, False)),
        # two pauses that overlap are not counted twice: 04-10 off, as above
        (
            [pause(date(2027, 3, 4), date(2027, 3, 9)), pause(date(2027, 3, 8), date(2027, 3, 11))],
            date(2027, 3, 11),
            NoticedTerm(date(2027, 3, 29), 12, False),
        ),
    ],
)  # fmt: skip
def test_the_term_read_with_its_papers(notices: list[TermNotice], today: date, expected: NoticedTerm) -> None:
    assert noticed_term(OFFICE, received_on=RECEIVED, notices=notices, today=today) == expected


def test_what_article_6_asks_by_kind() -> None:
    # 26/2026/QĐ-TTg art. 6.1a-c, 6.2d, 7.1
    assert [c.slug for c in components_of("26-2026", "first", samples=True)] == [
        *("form_01", "form_02", "paper_set", "electronic_set", "samples")
    ]
    assert [c.slug for c in components_of("26-2026", "again", samples=False)] == [
        *("form_01", "form_02", "material", "technology", "packaging", "label", "quality_declaration", "test_report"),
        *("market", "output", "revenue", "renewed_papers", "paper_set", "electronic_set"),
    ]
    assert [c.slug for c in components_of("26-2026", "upgrade", samples=True)][2:] == [
        *("difference", "paper_set", "electronic_set", "samples")
    ]
    assert components_of("148-2023", "first", samples=True) == ()  # the text of its list was not read


def test_a_check_says_something_of_everything() -> None:
    first = components_of("26-2026", "first", samples=True)
    lines = {c.slug: Line(Found.PRESENT) for c in first}
    assert unanswered(first, lines) == missing(first, lines) == ()
    lines["samples"] = Line(Found.NOT_DUE)
    assert [c.slug for c in unanswered(first, lines)] == ["samples"]
    lines["samples"] = Line(Found.NOT_DUE, "Sản phẩm sống, xem tại chỗ")
    lines["paper_set"] = Line(Found.MISSING)
    del lines["form_01"]
    assert [c.slug for c in unanswered(first, lines)] == ["form_01"]
    assert [c.slug for c in missing(first, lines)] == ["paper_set"]


@pytest.mark.parametrize(
    ("set_no", "on_site", "required"),
    [(8, False, 5), (26, False, 0), (26, True, 0), (25, False, 5), (25, True, 0), (8, True, 5)],
)
def test_five_samples_but_not_for_tourism(set_no: int, on_site: bool, required: int) -> None:
    assert samples_required(set_no, living_on_site=on_site) == required


def test_what_is_at_hand() -> None:
    fates = [(Fate.STORED, 5), (Fate.CONSUMED, 2), (Fate.REPLACED, 1), (Fate.DISPOSED, 1)]
    assert balance(5, [3, 2], fates) == Balance(required=5, handed_over=5, at_hand=2)
    assert balance(5, [3], []).missing == 2
    assert balance(5, [7], []).missing == 0


def test_the_defaults_claim_nothing_and_need_no_paper() -> None:
    assert departures(OfficeOptions()) == ()
    assert departures(options_of({"term_notices": "recorded"})) == ("term_notices",)
    with pytest.raises(ValueError, match="late_filers"):
        options_of({"late_filers": "nobody"})
    with pytest.raises(ValueError, match="colour"):
        options_of({"colour": "red"})


@pytest.mark.parametrize(
    ("release", "on", "level"),
    [
        ("1048-2019", date(2022, 11, 30), LocalLevel.DISTRICT),
        ("1048-2019", None, LocalLevel.DISTRICT),
        ("148-2023", date(2025, 6, 30), LocalLevel.DISTRICT),  # the last day of districts
        ("148-2023", date(2025, 7, 1), LocalLevel.COMMUNE),
        ("26-2026", date(2026, 5, 22), LocalLevel.COMMUNE),
        ("26-2026", None, LocalLevel.COMMUNE),
    ],
)
def test_the_office_that_takes_a_dossier(release: str, on: date | None, level: LocalLevel) -> None:
    assert local_level(release, on) == level
