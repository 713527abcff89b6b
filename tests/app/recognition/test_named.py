"""What a decision may still name after a result was corrected, and what is the ministry's alone."""

from __future__ import annotations

from datetime import date

import pytest

from openocop.core.refusal import Refused
from openocop.evaluation.models import Entry
from openocop.recognition.domain.appeals import Outcome
from openocop.recognition.domain.decision_correction import Follow
from openocop.recognition.models import Decision, Recognition
from openocop.recognition.selectors.appeals import consequence_of
from openocop.recognition.selectors.decisions import awards_of, named_counts, results_to_decide
from openocop.recognition.selectors.referrals import parts_of
from openocop.recognition.services.decisions import CannotDraft, CannotIssue
from tests.factories.appeals import a_proposal, a_received_appeal, corrected, whole
from tests.factories.dossiers import PROVINCE, some_units
from tests.factories.evaluation import a_fixed_panel
from tests.factories.recognition import FOUR, POTENTIAL, a_decision, issued
from tests.factories.referral import a_central_result, a_later_round, a_potential, at_the_ministry, chosen, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain_session_papers")]
TODAY = date(2026, 12, 10)
FIVE = {"points": "92,5", "star": 5, "issued_on": date(2026, 12, 10)}


@pytest.mark.parametrize("is_back", [True, False])
def test_what_was_sent_to_the_ministry_is_never_recognised_by_a_corrected_result(is_back: bool) -> None:
    """The sheets of the panel come to 60 points: the correction brings the product down to three stars."""
    panel, entry = at_the_ministry()
    if is_back:
        a_central_result(panel, entry, **FIVE)  # type: ignore[arg-type]  # as the paper has it
    corrected(panel)
    assert whole(panel).star == 3
    assert results_to_decide(PROVINCE) == []
    assert consequence_of(whole(panel)).follow == Follow.AT_MINISTRY
    with pytest.raises(CannotDraft):
        a_decision(panel, session=panel.session)
    assert list(Recognition.objects.values_list("star", "decision")) == ([(5, None)] if is_back else [])


def test_a_draft_that_names_the_ministers_product_is_not_issued_over_it() -> None:
    panel, entry = at_the_ministry()
    a_central_result(panel, entry, **FIVE)  # type: ignore[arg-type]  # as the paper has it
    draft = Decision.objects.get()  # as it could be before: a draft of recognition of the same session
    draft.pk, draft.public_id, draft.kind, draft.number, draft.issued_at = None, "cu0000000000", "recognition", "", None
    draft.save()
    corrected(panel)
    with pytest.raises(CannotIssue):
        issued(draft, number="130/QĐ-UBND")
    assert Recognition.objects.get().star == 5


def test_while_the_product_is_at_the_ministry_no_other_council_assesses_it() -> None:
    panel, _entry = at_the_ministry()
    with pytest.raises(Refused, match="đang ở Bộ"):
        a_proposal(panel, a_received_appeal(panel), outcome=Outcome.AGAIN, round=a_later_round())


@pytest.mark.parametrize("star", [5, 4])
def test_what_the_province_recognised_before_its_correction_gives_way_and_stays_as_it_was(star: int) -> None:
    panel, entry = at_the_ministry(POTENTIAL, FOUR)
    issued(a_decision(panel), number="125/QĐ-UBND")
    Recognition.objects.update(dossier=entry.dossier, product=entry.dossier.product)
    if star == 5:
        a_central_result(panel, entry, **FIVE)  # type: ignore[arg-type]  # as the paper has it
    else:
        a_central_result(panel, entry)
        chosen(entry, "use")
        issued(a_decision(panel, kind="central"), number="126/QĐ-UBND", decided_on=TODAY)
    former, later = Recognition.objects.order_by("pk")
    assert [(one.star, one.decision and one.decision.number, one.superseded_on) for one in (former, later)] == [
        (4, "125/QĐ-UBND", TODAY),
        (star, None if star == 5 else "126/QĐ-UBND", None),
    ]


def test_ninety_points_by_a_correction_get_an_approval_of_their_own_that_goes_up_with_the_pack() -> None:
    """The second product stands at 88 points; criterion 9 at its level of three brings it over ninety."""
    some_units()
    panel = a_fixed_panel([(88, 88, 88), (88, 88, 88)])
    Entry.objects.filter(pk=panel.entries()[0].pk).update(star=5)
    first = issued(a_decision(panel, kind="approval"), number="124/QĐ-UBND")
    corrected(panel, {"9": 3}, place=1)
    entry = whole(panel, 1)
    assert entry.star == 5
    assert parts_of(entry.dossier, None).approval is None
    assert not [title for title in waiting(panel.officer) if entry.dossier.product.name in title]
    (left,) = results_to_decide(PROVINCE)
    assert left.to_draft == {"approval": 1}
    further = issued(a_decision(panel, kind="approval"), number="125/QĐ-UBND")
    assert [one.dossier for one in awards_of(further)] == [entry.dossier]
    assert [one.dossier for one in awards_of(first)] == [panel.entries()[0].dossier]
    assert parts_of(entry.dossier, None).approval == further
    assert named_counts(Decision.objects.all()) == {first.pk: 1, further.pk: 1}
    assert results_to_decide(PROVINCE) == []
    assert a_decision(panel, kind="approval") in {first, further}


def test_an_approval_lists_what_it_named_after_a_correction_takes_points_away() -> None:
    panel, entry = a_potential()
    corrected(panel)
    (approval,) = Decision.objects.all()
    assert [(one.dossier, one.star) for one in awards_of(approval)] == [(entry.dossier, 5)]
