"""The results of a session as a table: figures of all products, rows of one page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from openocop.core.documents.vietnamese import average_text
from openocop.criteria.domain.regulation import Regulation, regulation_of
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.scoring import floors
from openocop.evaluation.domain.attention import is_short, near_threshold
from openocop.evaluation.domain.procedure import procedure_of
from openocop.evaluation.domain.results import Ballot
from openocop.evaluation.models import Entry, Session
from openocop.evaluation.selectors.sheets import Standing, standings

ALL, OVER, SHORT, NEAR = "tat-ca", "chenh", "thieu", "sat-moc"
_WANTED: dict[str, Callable[[Ballot], bool]] = {
    ALL: lambda held: True,
    OVER: lambda held: held.result.rescoring_required,
    SHORT: is_short,
    NEAR: lambda held: near_threshold(held.average) is not None,
}


@dataclass(frozen=True)
class ResultRow:
    """One product. `held` is its current ballot, `first` the first one where there were two."""

    entry: Entry
    held: Ballot | None
    first: Ballot | None
    regulation: Regulation
    scored_again: bool
    decimals: int

    @property
    def shown_as(self) -> str:
        """Return all that the drawn row depends on: what is drawn once is kept until a ballot or a name changes."""
        product = self.entry.dossier.product
        maker = product.producer.name if product.producer else ""
        state = (self.entry.public_id, self.entry.ballot, self.entry.ballot_open, self.entry.position)
        return repr(
            (state, product.name, maker, self.held, self.first, self.regulation, self.scored_again, self.decimals)
        )

    @property
    def scores(self) -> list[int | Fraction]:
        return sorted(self.held.totals.values()) if self.held else []

    @property
    def first_scores(self) -> list[int | Fraction]:
        return sorted(self.first.totals.values()) if self.first else []

    @property
    def near(self) -> int | None:
        return near_threshold(self.held.average) if self.held else None

    @property
    def gate_star(self) -> int:
        return _gate_star(self.held) if self.held else 3

    @property
    def missed(self) -> tuple[str, ...]:
        return _missed(self.held) if self.held else ()

    @cached_property
    def gate_count(self) -> int:
        printed = criteria_set(self.entry.dossier.release, self.entry.dossier.set_no)
        return sum(1 for floor in floors(printed, self.regulation.heading_mark) if self.gate_star in floor.stars)

    @property
    def gates_met(self) -> int:
        return self.gate_count - len(self.missed)

    @property
    def over(self) -> bool:
        return self.held is not None and self.held.result.rescoring_required

    @property
    def awaits_second(self) -> bool:
        return self.over and self.scored_again and self.entry.ballot == 1


@dataclass(frozen=True)
class Results:
    """The standings of every product this person may know of, in the order of the agenda.

    `scored_again` tells that the council's procedure allows a product to be scored more than once.
    """

    session: Session
    regulation: Regulation
    scored_again: bool
    standings: Sequence[Standing]

    @cached_property
    def held(self) -> list[Ballot]:
        return [standing.current for standing in self.standings if standing.current]

    @cached_property
    def stars(self) -> list[tuple[int | None, int]]:
        """Return how many products come to each star, highest first; those without one last."""
        counted = Counter(held.result.star for held in self.held)
        return sorted(counted.items(), key=lambda pair: -(pair[0] or 0))

    @cached_property
    def counts(self) -> dict[str, int]:
        return {name: sum(map(wanted, self.held)) for name, wanted in _WANTED.items()}

    @cached_property
    def unsettled(self) -> list[int]:
        """Return the keys of the entries that still owe the second ballot their regulation demands."""
        return [
            one.entry_pk
            for one in self.standings
            if self.scored_again and one.current and one.current.result.rescoring_required and one.current.number == 1
        ]

    @property
    def sheets(self) -> int:
        return sum(len(held.totals) for held in self.held)

    def chosen(self, name: str) -> list[Standing]:
        """Return the standings a filter lets through; an unknown filter is none."""
        wanted = _WANTED.get(name, _WANTED[ALL])
        return [standing for standing in self.standings if standing.current is None or wanted(standing.current)]

    @cached_property
    def decimals(self) -> int:
        """Return with how many decimals this council shows averages; the exact ones alone decide."""
        return procedure_of(self.session.council.procedure).display_decimals

    def rows(self, shown: Sequence[Standing]) -> list[ResultRow]:
        """Return the rows of one page in one query."""
        related = Entry.objects.select_related("dossier__product__producer")
        entries = related.in_bulk([standing.entry_pk for standing in shown])
        return [
            ResultRow(
                entries[standing.entry_pk],
                standing.current,
                standing.first if standing.second else None,
                self.regulation,
                self.scored_again,
                self.decimals,
            )
            for standing in shown
        ]


def results_of(session: Session, visible: set[int]) -> Results:
    """Return the results of a session; `visible` are the entries this person may know of."""
    council = session.council
    regulation = regulation_of(council.round.release, council.regulation)
    again = procedure_of(council.procedure).most_ballots > 1
    found = [one for one in standings(session) if one.entry_pk in visible]
    if session.is_written:  # what goes before a meeting has no result here
        found = [one for one in found if one.current is not None]
    return Results(session, regulation, again, found)


def csv_rows(results: Results) -> Iterator[list[str]]:
    """Yield every product for a spreadsheet; averages exact and to two places, decimal comma."""
    yield [
        "TT",
        "Sản phẩm",
        "Chủ thể",
        "Bộ",
        "Số phiếu",
        "Điểm trung bình",
        "Trung bình chính xác",
        "Chênh lệch",
        "Khung điểm",
        "Yêu cầu tối thiểu chưa đạt",
        "Hạng sao",
        "Lần chấm",
    ]
    related = ("position", "dossier__set_no", "dossier__product__name", "dossier__product__producer__name")
    printed = {key: rest for key, *rest in results.session.entries.values_list("pk", *related)}
    for standing in results.standings:
        position, set_no, name, producer = printed[standing.entry_pk]
        head = [str(position), name, producer or "", str(set_no)]
        yield head + (_figures(standing.current) if standing.current else ["0", *[""] * 7])


def _figures(held: Ballot) -> list[str]:
    return [
        str(len(held.totals)),
        average_text(held.average),
        str(Fraction(held.average)),
        str(held.spread),
        str(held.result.band),
        ", ".join(_missed(held)),
        str(held.result.star or ""),
        str(held.number),
    ]


def _gate_star(held: Ballot) -> int:
    """Return the star whose minimum conditions are told: that of the band, at least three."""
    return max(held.result.band, 3)


def _missed(held: Ballot) -> tuple[str, ...]:
    return next((gate.missed for gate in held.result.gates if gate.star == _gate_star(held)), ())
