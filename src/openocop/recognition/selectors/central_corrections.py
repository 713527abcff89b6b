"""What is recorded of the ministry's result and of the choice on it, and what stands on them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from openocop.core.documents.vietnamese import date_short
from openocop.recognition.domain.central_correction import Of
from openocop.recognition.domain.referral import Choice
from openocop.recognition.models import CentralChoice, CentralCorrection, CentralResult
from openocop.recognition.selectors.referrals import Case


def result_now(result: CentralResult) -> dict[str, Any]:
    """Return the central result as recorded, by the names of `domain/central_correction.py`; points exact, days ISO."""
    return {
        "points": result.points,
        "star": result.star,
        "number": result.number,
        "decided_on": result.decided_on.isoformat(),
        "issued_on": result.issued_on.isoformat() if result.issued_on else None,
        "sha256": result.file.sha256,
    }


def choice_now(choice: CentralChoice) -> dict[str, Any]:
    """Return the choice as recorded, with who made it and when: a correction keeps both."""
    return {
        "choice": choice.choice,
        "reason": choice.reason,
        "chosen_by": choice.chosen_by,
        "chosen_at": choice.chosen_at.isoformat(),
    }


def stands_on(case: Case, of: Of) -> str:
    """Return why the result or the choice cannot be corrected any more and what to do instead; "" where it can."""
    if case.result is None:
        return _("No central result is recorded yet.")
    if case.choice is not None:
        acted = _acted_on(case.choice)
        if acted or of == Of.CHOICE:
            return acted
        return _(
            "A leader chose on this result. First correct the choice: have it taken back, then correct the result."
        )
    if of == Of.CHOICE:
        return _("No choice is recorded yet.")
    found = case.result.recognition
    if found is not None and found.withdrawn_on is not None:
        facts = {"number": found.withdrawal_decision, "day": date_short(found.withdrawn_on)}
        return (
            _("The five stars were withdrawn by decision %(number)s of %(day)s; the result stays as recorded.") % facts
        )
    if found is not None and found.withdrawal_cases.exists():
        return _("Acts of the provincial office rest on these five stars; the result stays as recorded.")
    if found is not None and found.superseded_on is not None:
        return _("A later recognition took the place of these five stars; the result stays as recorded.")
    return ""


def _acted_on(choice: CentralChoice) -> str:
    decision = choice.decision
    if decision is not None and decision.issued_at is not None and decision.decided_on is not None:
        facts = {"number": decision.number, "day": date_short(decision.decided_on)}
        return (
            _(
                "Decision %(number)s of %(day)s recognises the product by it. A name in it is put right by a decision "
                "of correction; the recognition itself is taken away only by a decision of withdrawal (Article 8)."
            )
            % facts
        )
    if choice.choice == Choice.AGAIN and choice.again is not None:
        return _(
            "The product stands in %(round)s to be assessed again: the result there counts, and nothing is corrected "
            "here any more."
        ) % {"round": choice.again.round.name}
    return ""


def corrections_of(case: Case) -> list[CentralCorrection]:
    """Return the corrections on a product's central result and choice, the first one first, the open one last."""
    if case.referral is None:
        return []
    return list(case.referral.corrections.select_related("file", "former_file"))
