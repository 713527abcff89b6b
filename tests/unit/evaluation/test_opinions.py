"""When opinions in writing agree (26/2026/QĐ-TTg art. 7.6d), by the options of the council's procedure."""

from __future__ import annotations

import pytest

from openocop.criteria.domain.regulation import regulation_of
from openocop.criteria.domain.releases import criteria_set
from openocop.criteria.domain.scoring import floors
from openocop.criteria.domain.sheet import SheetScore, score_sheet
from openocop.evaluation.domain.opinions import Opinions, divergences
from openocop.evaluation.domain.procedure import procedure_of
from tests.factories.evaluation import SET, levels_of

PRINTED = criteria_set("26-2026", SET)
REGULATION = regulation_of("26-2026", {"max_spread": "10"})


def sheets(*totals: int) -> list[SheetScore]:
    return [score_sheet(PRINTED, f"seat-{n}", levels_of(total)) for n, total in enumerate(totals)]


@pytest.mark.parametrize(
    ("totals", "asked", "proposing", "options", "reasons"),
    [
        # Everybody agrees, all in one band and on one side of each minimum requirement.
        ((60, 60, 60), 3, 0, {}, ()),
        # One of three is silent: two thirds of three are two answers, enough.
        ((60, 60), 3, 0, {}, ()),
        ((60, 60), 3, 0, {"silent_member": "meeting"}, ("silent",)),
        ((60,), 3, 0, {}, ("too_few",)),
        ((60,), 3, 0, {"quorum": "none"}, ()),
        # Nobody answered: there is no result to adopt, whatever the quorum.
        ((), 3, 0, {"quorum": "none"}, ("too_few",)),
        ((60, 60, 60), 3, 1, {}, ("proposed",)),
        # 49 and 50 lie one point apart and in two bands (art. 3.3: 50 begins three stars).
        ((49, 50, 50), 3, 0, {"written_agreement": "within_spread"}, ()),
        ((49, 60, 60), 3, 0, {"written_agreement": "within_spread"}, ("spread",)),
        # One of these three sheets alone reaches the three-star floor of criterion 5.3 (its level of 1 point).
        ((60, 62, 61), 3, 0, {"written_agreement": "within_spread"}, ()),
        ((60, 62, 61), 3, 0, {"written_agreement": "within_spread", "gate_conclusion": "council"}, ("gate",)),
    ],
)
def test_when_the_council_meets(
    totals: tuple[int, ...], asked: int, proposing: int, options: dict[str, str], reasons: tuple[str, ...]
) -> None:
    given = Opinions(asked, sheets(*totals), proposing)
    assert divergences(PRINTED, REGULATION, procedure_of(options), given) == reasons


def test_sheets_of_two_bands_do_not_agree_however_near() -> None:
    found = divergences(PRINTED, REGULATION, procedure_of(), Opinions(3, sheets(49, 50, 50), 0))
    assert "star" in found


def test_a_single_vote_to_exclude_does_not_agree_with_the_others() -> None:
    whole = sheets(60, 60)
    out = score_sheet(PRINTED, "seat-9", levels_of(60), ["dossier"])
    assert "star" in divergences(PRINTED, REGULATION, procedure_of(), Opinions(3, [*whole, out], 0))


def test_sheets_on_both_sides_of_a_minimum_requirement_do_not_agree() -> None:
    """The first minimum requirement of three stars, met on one sheet and not on the other."""
    floor = next(one for one in floors(PRINTED, REGULATION.heading_mark) if min(one.stars) == 3)
    high, low = dict(levels_of(60)), dict(levels_of(60))
    levels = PRINTED.criterion(floor.code).levels
    high[floor.code] = next(n for n, level in enumerate(levels) if level.points >= floor.points)
    low[floor.code] = None if all(level.points >= floor.points for level in levels) else 0
    given = [score_sheet(PRINTED, "seat-1", high), score_sheet(PRINTED, "seat-2", low)]
    assert "gate" in divergences(PRINTED, REGULATION, procedure_of({"quorum": "none"}), Opinions(2, given, 0))
