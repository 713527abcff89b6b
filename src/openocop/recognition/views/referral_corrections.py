"""What the page of a product for the ministry shows of corrections: proposed, confirmed, and what can be corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from openocop.accounts.domain.roles import Post
from openocop.core.documents.vietnamese import date_short
from openocop.core.verdict import Verdict
from openocop.recognition.domain.central_correction import COMPARED, Of
from openocop.recognition.domain.referral import points_written
from openocop.recognition.models import CentralCorrection
from openocop.recognition.permissions.records import may_confirm_central, may_drop_central, may_refer
from openocop.recognition.selectors.central_corrections import corrections_of, stands_on
from openocop.recognition.selectors.referrals import Case
from openocop.recognition.words import CHOICE_NAMES, CORRECTED_NAMES, NO_CHOICE

_DIGITS = 12  # of a check sum, enough to tell two files apart


@dataclass(frozen=True, slots=True)
class Compared:
    """One field that a correction changes, as people read it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One correction with what it changes."""

    correction: CentralCorrection
    rows: list[Compared]

    @property
    def seen(self) -> str:
        return self.correction.proposed_at.isoformat()


@dataclass(frozen=True, slots=True)
class Correcting:
    """`cannot` says of result and choice why it is too late, "" where it is not; `shown` names the page's forms."""

    proposed: Shown | None
    confirmed: list[Shown]
    cannot: Mapping[str, str]
    confirms: Verdict
    drops: Verdict
    shown: frozenset[str]


def correcting(case: Case, post: Post) -> Correcting:
    """Return the corrections on a product and what its reader may do about them."""
    found = [_shown(one) for one in corrections_of(case)]
    proposed = next((one for one in found if one.correction.confirmed_at is None), None)
    kinds = [of for of in Of if (case.result if of == Of.RESULT else case.choice) is not None]
    cannot = {of.value: stands_on(case, of) for of in kinds}
    if proposed is not None:
        forms = {"confirm", "drop"}
    elif may_refer(post, case.dossier.round):
        forms = {f"correct_{of}" for of, why in cannot.items() if not why}
    else:
        forms = set()
    return Correcting(
        proposed=proposed,
        confirmed=[one for one in found if one.correction.confirmed_at is not None],
        cannot=cannot,
        confirms=may_confirm_central(post, case.dossier.round, proposed.correction if proposed else None),
        drops=may_drop_central(post, case.dossier.round),
        shown=frozenset(forms),
    )


def initial_words(case: Case) -> dict[str, dict[str, Any]]:
    """Return what the forms of correction are filled with: the result and the choice as recorded."""
    filled: dict[str, dict[str, Any]] = {}
    if case.result is not None:
        filled["correct_result"] = {
            "points": points_written(Fraction(case.result.points)),
            "star": case.result.star,
            "number": case.result.number,
            "decided_on": case.result.decided_on,
            "issued_on": case.result.issued_on,
        }
    if case.choice is not None:
        filled["correct_choice"] = {"choice": case.choice.choice, "reason": case.choice.reason}
    return filled


def _shown(correction: CentralCorrection) -> Shown:
    before, after = correction.before, correction.after
    rows = [
        Compared(str(CORRECTED_NAMES[name]), _read(name, before.get(name)), _read(name, after.get(name)))
        for name in COMPARED[Of(correction.of)]
        if before.get(name) != after.get(name)
    ]
    return Shown(correction, rows)


def _read(name: str, value: Any) -> str:
    if name == "choice":
        return str(CHOICE_NAMES.get(value, NO_CHOICE))
    if value in (None, ""):
        return "–"
    if name == "points":
        return points_written(Fraction(value))
    if name == "sha256":
        return str(value)[:_DIGITS]
    if name in {"decided_on", "issued_on"}:
        return date_short(date.fromisoformat(value))
    return str(value)
