"""What arrived and what the papers say, held against the plan and the independent count; a line for each difference."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from openocop.core.models import JournalEntry
from openocop.core.selectors.journal import verify_chains
from openocop.core.services.files import path_of
from openocop.dossiers.models import Round
from openocop.evaluation.models import Entry, Recusal, ScoreSheet, Session
from openocop.recognition.models import DecisionPaper
from openocop.recognition.services.decisions import draft_decision
from rehearsal.counting import Outcome, total, written
from rehearsal.papers import csv_rows, table_rows, words
from rehearsal.plan import Plan
from rehearsal.round import OFFICE, Rehearsed, login_of, post_of

_STARS = {2: "2 sao", 3: "3 sao", 4: "4 sao", 5: "tiềm năng 5 sao"}
Download = Callable[[str], bytes]


def mismatches(plan: Plan, facts: Rehearsed, download: Download) -> Iterator[str]:
    """Yield every difference, in words."""
    yield from _sheets(plan)
    yield from _journal(plan)
    yield from _results(plan)
    papers = f"/hoi-dong/giay/{facts.session}"
    yield from _table(plan, facts, csv_rows(download(f"/hoi-dong/phien/{facts.session}/ket-qua.csv")))
    yield from _summary(plan, facts, table_rows(download(f"{papers}/summary.docx")))
    yield from _minutes(plan, facts, download(f"{papers}/minutes.docx"))
    yield from _decision(plan, facts)


def _sheets(plan: Plan) -> Iterator[str]:
    """Every sheet is there once, sent, with the levels its member gave."""
    found = Counter[tuple[int, int, int]]()
    for sheet in ScoreSheet.objects.select_related("entry", "seat__user"):
        member = int(str(sheet.seat.user.username).rsplit("-", 1)[1]) if sheet.seat.user else 0
        key = (member, sheet.entry.position, sheet.ballot)
        found[key] += 1
        if sheet.sent_at is None:
            yield f"sheet {key} was not sent"
        given = plan.gives(*key)
        if sheet.levels != given:
            yield f"sheet {key} holds other levels than its member gave"
        if sheet.score.get("total") != total(plan.set_of(sheet.entry.position), given):
            yield f"sheet {key} comes to {sheet.score.get('total')}"
    yield from _differing("sheets", Counter(plan.sheets()), found)
    aside = [(int(one.seat.user.username.rsplit("-", 1)[1]), one.dossier.entry.position) for one in _recusals()]
    if aside != [plan.aside]:
        yield f"stepped aside: {aside}"


def _recusals() -> list[Recusal]:
    return list(Recusal.objects.select_related("seat__user", "dossier__entry"))


def _journal(plan: Plan) -> Iterator[str]:
    """The journal tells of each sheet once, and its chain holds."""
    entries = {entry.public_id: entry.position for entry in Entry.objects.all()}
    told = Counter(
        (entries[entry.facts["entry"]], entry.facts["ballot"], entry.facts["total"])
        for entry in JournalEntry.objects.filter(verb="sheet.sent")
    )
    planned = Counter(
        (position, ballot, total(plan.set_of(position), plan.gives(member, position, ballot)))
        for member, position, ballot in plan.sheets()
    )
    yield from _differing("journal", planned, told)
    if not verify_chains().valid:
        yield "the journal's chain is broken"


def _results(plan: Plan) -> Iterator[str]:
    for entry in Entry.objects.order_by("position"):
        counted = plan.final(entry.position)
        kept = (entry.average, entry.result["spread"], entry.result["band"], entry.star)
        if kept != (str(counted.average), counted.spread, counted.band, counted.star):
            yield f"product {entry.position}: kept {kept}, counted {counted}"


def _table(plan: Plan, facts: Rehearsed, rows: list[list[str]]) -> Iterator[str]:
    expected = []
    for position in plan.positions():
        one, name = plan.final(position), facts.entries[position][1]
        ballot = "2" if position in plan.scored_again() else "1"
        figures = [str(one.sheets), written(one.average), str(one.average), str(one.spread), str(one.band)]
        expected.append([str(position), name, *figures, str(one.star), ballot])
    got = [[*row[:2], *row[4:9], *row[10:]] for row in rows]
    yield from _lines("table of results", expected, got)


def _summary(plan: Plan, facts: Rehearsed, rows: list[list[str]]) -> Iterator[str]:
    for position in plan.positions():
        one = plan.final(position)
        ballot = 2 if position in plan.scored_again() else 1
        totals = [
            str(total(plan.set_of(position), plan.gives(member, position, ballot)))
            if member in plan.scorers(position)
            else "–"
            for member in range(1, plan.members + 1)
        ]
        yield from _row("summary", rows, position, facts, [*totals, *_printed(one, ballot)])


def _minutes(plan: Plan, facts: Rehearsed, paper: bytes) -> Iterator[str]:
    rows, text = table_rows(paper), words(paper)
    again = plan.scored_again()
    for position in plan.positions():
        one = plan.final(position)
        yield from _row(
            "minutes", rows, position, facts, [str(one.sheets), *_printed(one, 2 if position in again else 1)]
        )
    for position in again:
        before, after = plan.first(position), plan.final(position)
        figures = [written(before.average), str(before.spread), written(after.average), str(after.spread)]
        yield from _row("second ballots of the minutes", rows, position, facts, figures)
    member, position = plan.aside
    for wanted in (facts.names[login_of(member)], facts.entries[position][1]):
        if wanted not in text:
            yield f"minutes: {wanted} is not told"
    if f"{plan.members + 1:02d}/{plan.members + 1:02d} thành viên" not in text:
        yield "minutes: attendance is told otherwise"


def _decision(plan: Plan, facts: Rehearsed) -> Iterator[str]:
    """The draft names the products of three and four stars, no other."""
    expected = [
        (facts.entries[position][1], f"{plan.final(position).star} sao")
        for position in plan.positions()
        if plan.final(position).star in {3, 4}
    ]
    if not expected:
        return
    round = Round.objects.get(council__session=Session.objects.get(public_id=facts.session))
    draft = draft_decision(round=round, by=post_of(OFFICE))
    paper = DecisionPaper.objects.select_related("file").filter(decision=draft, file__name__endswith=".docx").get()
    rows = table_rows(path_of(paper.file.sha256).read_bytes())
    names = {name for _, name in facts.entries.values()}
    got = [(row[1], row[-1]) for row in rows if len(row) > 2 and row[1] in names]
    yield from _lines("draft decision", expected, got)


def _printed(one: Outcome, ballot: int) -> list[str]:
    average = written(one.average) + ("*" if ballot == 2 else "")
    return [average, str(one.spread), f"{one.band} sao", _STARS[one.star]]


def _row(paper: str, rows: list[list[str]], position: int, facts: Rehearsed, figures: list[str]) -> Iterator[str]:
    """Some row of the paper bears the product's number and name, and the figures one after the other."""
    name = facts.entries[position][1]
    for row in rows:
        if row[0] == str(position) and any(cell.startswith(name) for cell in row[1:3]):
            left = iter(row[2:])
            if all(figure in left for figure in figures):
                return
    yield f"{paper}: product {position} is not told as {figures}"


def _lines(paper: str, expected: list[object], got: list[object]) -> Iterator[str]:  # type: ignore[type-arg]
    if len(expected) != len(got):
        yield f"{paper}: {len(got)} rows instead of {len(expected)}"
    for wanted, read in zip(expected, got, strict=False):
        if wanted != read:
            yield f"{paper}: {read} instead of {wanted}"


def _differing(
    what: str, planned: Counter[tuple[int, int, int]], found: Counter[tuple[int, int, int]]
) -> Iterator[str]:
    for key, count in sorted((planned - found).items()):
        yield f"{what}: {key} is missing {count} times"
    for key, count in sorted((found - planned).items()):
        yield f"{what}: {key} is there {count} times too often"
