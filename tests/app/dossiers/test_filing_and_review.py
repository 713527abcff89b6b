"""A dossier from filing to acceptance: slips, clocks, returns, form 03, and what the journal keeps."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest

from openocop.accounts.domain.roles import Role
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.selectors.journal import verify_chains
from openocop.core.verdict import NotPermitted
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import ReturnNotice
from openocop.dossiers.services.filing import submit_dossier, withdraw_dossier
from openocop.dossiers.services.review import (
    Form03,
    accept_dossier,
    propose_dossier,
    return_dossier,
    return_from_province,
)
from openocop.dossiers.services.self_scores import save_self_score
from openocop.dossiers.services.steps import move_dossier
from tests.factories.dossiers import (
    HERE,
    NOON,
    THERE,
    WORDS,
    a_check,
    a_dossier,
    a_draft,
    a_post,
    a_producer,
    lowest_levels,
    verbs_of,
)

pytestmark = pytest.mark.django_db


# Filing


def test_filing_gives_a_slip_and_starts_the_clock() -> None:
    dossier = a_dossier(Stage.SUBMITTED)
    assert dossier.local_number == "01/PĐK-96-32152-2027"
    # 15 working days after Monday 01/03/2027, no holiday between
    assert (dossier.received_on, dossier.due_on) == (date(2027, 3, 1), date(2027, 3, 22))
    assert (dossier.stage, dossier.version) == (Stage.SUBMITTED, 1)
    assert verbs_of(dossier)[-1] == "dossier.submit"


def test_slips_are_counted_per_office_and_year() -> None:
    first, second = a_dossier(Stage.SUBMITTED), a_dossier(Stage.SUBMITTED)
    by = a_post(Role.PRODUCER)
    elsewhere = a_draft(by, a_producer(member=by, unit=THERE))
    save_self_score(by=by, dossier=elsewhere, levels=lowest_levels(), at=NOON)
    elsewhere = submit_dossier(by=by, dossier=elsewhere, client_id=uuid.uuid4(), at=NOON)
    assert [d.local_number for d in (first, second, elsewhere)] == [
        "01/PĐK-96-32152-2027",
        "02/PĐK-96-32152-2027",
        "01/PĐK-96-32191-2027",
    ]


def test_an_incomplete_self_score_is_not_filed_and_uses_no_number() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_draft(by)
    save_self_score(by=by, dossier=dossier, levels={"1.1": 2}, at=NOON)
    with pytest.raises(Refused, match="30"):  # 32 criteria, one marked, one that does not apply
        submit_dossier(by=by, dossier=dossier, client_id=uuid.uuid4(), at=NOON)
    dossier.refresh_from_db()
    assert (dossier.stage, dossier.local_number) == (Stage.DRAFT, "")
    assert a_dossier(Stage.SUBMITTED).local_number == "01/PĐK-96-32152-2027"


def test_filing_twice_with_one_client_id_files_once() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_draft(by)
    save_self_score(by=by, dossier=dossier, levels=lowest_levels(), at=NOON)
    client_id = uuid.uuid4()
    submit_dossier(by=by, dossier=dossier, client_id=client_id, at=NOON)
    submit_dossier(by=by, dossier=dossier, client_id=client_id, at=NOON)
    with pytest.raises(Refused, match="Đang ở xã"):  # names where it stands
        submit_dossier(by=by, dossier=dossier, client_id=uuid.uuid4(), at=NOON)
    assert verbs_of(dossier).count("dossier.submit") == 1


def test_a_stale_filing_does_not_file_a_returned_dossier_again() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_draft(by)
    save_self_score(by=by, dossier=dossier, levels=lowest_levels(), at=NOON)
    client_id = uuid.uuid4()
    submit_dossier(by=by, dossier=dossier, client_id=client_id, at=NOON)
    commune = a_post(Role.COMMUNE_OFFICER, unit=HERE)
    return_dossier(by=commune, dossier=dossier, reason="Thiếu", client_id=uuid.uuid4(), at=NOON)
    assert submit_dossier(by=by, dossier=dossier, client_id=client_id, at=NOON).stage == Stage.RETURNED


def test_filing_again_is_the_next_version_under_the_same_number_with_a_new_term() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_dossier(Stage.RETURNED, producer_post=by)
    assert dossier.due_on is None
    again = submit_dossier(by=by, dossier=dossier, client_id=uuid.uuid4(), at=NOON + timedelta(days=7))
    assert (again.version, again.local_number) == (2, "01/PĐK-96-32152-2027")
    assert (again.received_on, again.due_on) == (date(2027, 3, 8), date(2027, 3, 29))


def test_what_was_filed_stands_in_the_journal() -> None:
    dossier = a_dossier(Stage.SUBMITTED)
    entry = JournalEntry.objects.get(subject_id=dossier.public_id, verb="dossier.submit")
    assert entry.facts["levels"] == dossier.self_levels
    assert entry.facts["version"] == 1


# The offices


def test_a_return_says_why_and_is_kept() -> None:
    dossier = a_dossier(Stage.RETURNED)
    notice = ReturnNotice.objects.get(dossier=dossier)
    assert (notice.reason, notice.version, notice.office) == ("Thiếu phiếu kiểm nghiệm", 1, "Cơ quan 32152")
    assert verbs_of(dossier)[-1] == "dossier.return"


def test_a_return_without_reason_is_refused() -> None:
    dossier = a_dossier(Stage.SUBMITTED)
    with pytest.raises(Refused) as refused:
        return_dossier(
            by=a_post(Role.COMMUNE_OFFICER, unit=HERE), dossier=dossier, reason=" \n ", client_id=uuid.uuid4(), at=NOON
        )
    assert refused.value.field == "reason"


def test_another_commune_does_not_touch_it() -> None:
    dossier = a_dossier(Stage.SUBMITTED)
    neighbour = a_post(Role.COMMUNE_OFFICER, unit=THERE)
    with pytest.raises(NotPermitted):
        return_dossier(by=neighbour, dossier=dossier, reason="Thiếu", client_id=uuid.uuid4(), at=NOON)
    with pytest.raises(NotPermitted):
        propose_dossier(by=neighbour, dossier=dossier, report=WORDS, client_id=uuid.uuid4(), at=NOON)


def test_a_proposal_carries_the_four_headings() -> None:
    dossier = a_dossier(Stage.PROPOSED)
    report = dossier.local_reports.get()
    assert (report.idea_origin, report.version) == ("Nghề của gia đình", 1)
    assert verbs_of(dossier)[-1] == "dossier.propose"


def test_a_heading_without_words_is_named() -> None:
    dossier = a_dossier(Stage.SUBMITTED)
    with pytest.raises(Refused, match="Nguồn gốc ý tưởng sản phẩm") as refused:
        propose_dossier(
            by=a_post(Role.COMMUNE_OFFICER, unit=HERE),
            dossier=dossier,
            report=Form03(local_material="có", local_labour="có", local_identity="có"),
            client_id=uuid.uuid4(),
            at=NOON,
        )
    assert refused.value.field == "idea_origin"
    dossier.refresh_from_db()
    assert dossier.stage == Stage.SUBMITTED


def test_an_officer_who_read_an_older_filing_is_stopped() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_dossier(Stage.RETURNED, producer_post=by)
    submit_dossier(by=by, dossier=dossier, client_id=uuid.uuid4(), at=NOON)
    commune = a_post(Role.COMMUNE_OFFICER, unit=HERE)
    with pytest.raises(Refused, match="2"):
        propose_dossier(by=commune, dossier=dossier, report=WORDS, client_id=uuid.uuid4(), version=1, at=NOON)


def test_the_second_officer_hears_who_was_first() -> None:
    dossier = a_dossier(Stage.PROPOSED)
    with pytest.raises(Refused, match="Cơ quan 32152"):
        propose_dossier(
            by=a_post(Role.COMMUNE_OFFICER, unit=HERE), dossier=dossier, report=WORDS, client_id=uuid.uuid4(), at=NOON
        )


def test_the_province_accepts_under_its_own_slip() -> None:
    dossier = a_dossier(Stage.ACCEPTED)
    assert (dossier.stage, dossier.province_number) == (Stage.ACCEPTED, "01/PĐK-96-32152-2027")
    assert verbs_of(dossier)[-1] == "dossier.accept"


def test_accepting_twice_with_one_client_id_uses_one_number() -> None:
    dossier = a_dossier(Stage.PROPOSED)
    officer, client_id = a_post(Role.PROVINCIAL_OFFICER), uuid.uuid4()
    for _ in range(2):
        accept_dossier(by=officer, dossier=dossier, client_id=client_id, at=NOON)
    assert verbs_of(dossier).count("dossier.accept") == 1
    other = a_dossier(Stage.PROPOSED)
    assert accept_dossier(by=officer, dossier=other, client_id=uuid.uuid4(), at=NOON).province_number.startswith("02/")


def test_a_dossier_returned_by_the_province_gets_a_second_report() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_dossier(Stage.PROPOSED, producer_post=by)
    officer = a_post(Role.PROVINCIAL_OFFICER)
    return_from_province(by=officer, dossier=dossier, reason="Xem lại bộ tiêu chí", client_id=uuid.uuid4(), at=NOON)
    submit_dossier(by=by, dossier=dossier, client_id=uuid.uuid4(), at=NOON)
    commune = a_post(Role.COMMUNE_OFFICER, unit=HERE)
    with pytest.raises(Refused, match="thành phần"):  # the check was of the first filing
        propose_dossier(by=commune, dossier=dossier, report=WORDS, client_id=uuid.uuid4(), at=NOON)
    a_check(commune, dossier)
    propose_dossier(by=commune, dossier=dossier, report=WORDS, client_id=uuid.uuid4(), at=NOON)
    assert list(dossier.local_reports.order_by("version").values_list("version", flat=True)) == [1, 2]


def test_a_leader_reads_but_does_not_accept() -> None:
    dossier = a_dossier(Stage.PROPOSED)
    with pytest.raises(NotPermitted):
        accept_dossier(by=a_post(Role.LEADER), dossier=dossier, client_id=uuid.uuid4(), at=NOON)


def test_an_accepted_dossier_is_not_withdrawn() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_dossier(Stage.ACCEPTED, producer_post=by)
    with pytest.raises(Refused):
        withdraw_dossier(by=by, dossier=dossier, client_id=uuid.uuid4(), at=NOON)


def test_the_council_s_steps_are_taken_by_the_same_table() -> None:
    dossier = a_dossier(Stage.ACCEPTED)
    chair = a_post(Role.CHAIR)
    for verb, stage in (("take_up", Stage.IN_SESSION), ("resolve", Stage.RESOLVED)):
        assert move_dossier(dossier=dossier, verb=verb, by=chair).stage == stage
    with pytest.raises(Refused):
        move_dossier(dossier=dossier, verb="take_up", by=chair)


def test_the_journal_of_a_whole_way_holds() -> None:
    a_dossier(Stage.ACCEPTED)
    report = verify_chains()
    assert report.valid
