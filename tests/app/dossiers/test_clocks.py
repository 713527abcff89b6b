"""Terms, components, late dossiers, the change of the law: what the authority records, and what it never does."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta

import pytest

from openocop.accounts.domain.roles import Post, Role
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from openocop.dossiers.domain.components import Found, Line
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.domain.transition import Standing
from openocop.dossiers.models import Dossier, Round
from openocop.dossiers.selectors.checks import components_for, missing_words
from openocop.dossiers.selectors.clocks import clock_of, reassessment_clock
from openocop.dossiers.selectors.transition import standing_of
from openocop.dossiers.selectors.waiting import dossiers_waiting
from openocop.dossiers.services.checking import check_components
from openocop.dossiers.services.evidence import attach_evidence
from openocop.dossiers.services.filing import submit_dossier
from openocop.dossiers.services.options import choose_options
from openocop.dossiers.services.review import accept_dossier, propose_dossier, return_dossier
from openocop.dossiers.services.rolling import roll_over
from openocop.dossiers.services.rounds import open_round
from openocop.dossiers.services.self_scores import save_self_score
from openocop.dossiers.services.steps import move_dossier
from openocop.dossiers.services.terms import record_term_paper, resume_term
from openocop.dossiers.services.transition import decide_transition
from tests.factories.dossiers import (
    HERE,
    NOON,
    THERE,
    WORDS,
    a_check,
    a_dossier,
    a_draft,
    a_post,
    a_round,
    lowest_levels,
    verbs_of,
)
from tests.factories.papers import a_pdf

pytestmark = pytest.mark.django_db
PAPER = {"kind": "pause", "number": "15/UBND", "issued_on": date(2027, 3, 3), "issuer": "UBND tỉnh"}


def days(count: int) -> datetime:
    return NOON + timedelta(days=count)


def recording(officer: Post) -> None:
    """Let the province record papers on the term."""
    choose_options(by=officer, options={"term_notices": "recorded"}, basis="Văn bản 1 (minh hoạ)", at=NOON)


# Papers on the term


def test_a_pause_is_read_beside_article_7_and_never_in_its_place() -> None:
    recording(a_post(Role.PROVINCIAL_OFFICER))
    dossier, commune = a_dossier(Stage.SUBMITTED), a_post(Role.COMMUNE_OFFICER, unit=HERE)
    client_id = uuid.uuid4()
    stated = PAPER | {"starts_on": date(2027, 3, 4), "client_id": client_id, "at": days(2)}
    paper = record_term_paper(by=commune, dossier=dossier, **stated)  # type: ignore[arg-type]
    assert record_term_paper(by=commune, dossier=dossier, **stated) == paper  # type: ignore[arg-type]
    clock = clock_of(dossier, today=date(2027, 3, 10))
    assert clock is not None
    assert clock.note == "hết hạn 22/03/2027"
    assert clock.noticed == (
        "Theo Điều 7.2: hạn 22/03/2027; nếu tính tạm dừng theo văn bản số 15/UBND (03/03/2027): "
        "đang tạm dừng, còn 13 ngày làm việc."
    )
    resume_term(by=commune, paper=paper, resumes_on=date(2027, 3, 11), at=days(9))
    with pytest.raises(Refused):
        resume_term(by=commune, paper=paper, resumes_on=date(2027, 3, 15), at=days(9))
    read = clock_of(Dossier.objects.get(pk=dossier.pk), today=date(2027, 3, 10))
    assert read is not None
    assert read.noticed.endswith("hạn 29/03/2027.")
    dossier.refresh_from_db()
    assert dossier.due_on == date(2027, 3, 22)
    assert verbs_of(dossier)[-2:] == ["dossier.term_pause", "dossier.term_resumed"]


def test_without_the_option_no_paper_is_recorded() -> None:
    dossier, commune = a_dossier(Stage.SUBMITTED), a_post(Role.COMMUNE_OFFICER, unit=HERE)
    stated = PAPER | {"starts_on": date(2027, 3, 4), "client_id": uuid.uuid4(), "at": NOON}
    with pytest.raises(NotPermitted, match=r"Điều 7.2 không quy định tạm dừng"):
        record_term_paper(by=commune, dossier=dossier, **stated)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"starts_on": date(2027, 2, 26)}, "starts_on"),
        ({"resumes_on": date(2027, 3, 4)}, "resumes_on"),
        ({"number": "  "}, "number"),
        ({"issuer": ""}, "issuer"),
    ],
)
def test_a_paper_that_contradicts_itself_is_refused(changed: dict[str, object], field: str) -> None:
    recording(a_post(Role.PROVINCIAL_OFFICER))
    dossier, commune = a_dossier(Stage.SUBMITTED), a_post(Role.COMMUNE_OFFICER, unit=HERE)
    stated = PAPER | {"starts_on": date(2027, 3, 4), "client_id": uuid.uuid4(), "at": NOON} | changed
    with pytest.raises(Refused) as refused:
        record_term_paper(by=commune, dossier=dossier, **stated)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_what_departs_from_the_defaults_stands_on_a_paper() -> None:
    officer = a_post(Role.PROVINCIAL_OFFICER)
    with pytest.raises(Refused) as refused:
        choose_options(by=officer, options={"late_filers": "every_late_filer"}, at=NOON)
    assert refused.value.field == "basis"
    assert choose_options(by=officer, options={}, at=NOON).options["late_filers"] == "transition_only"
    with pytest.raises(NotPermitted):
        choose_options(by=a_post(Role.LEADER), options={}, at=NOON)


# Components


def test_the_commune_proposes_after_it_has_checked_this_filing() -> None:
    dossier, commune = a_dossier(Stage.SUBMITTED), a_post(Role.COMMUNE_OFFICER, unit=HERE)
    with pytest.raises(Refused, match="kiểm tra thành phần"):
        propose_dossier(by=commune, dossier=dossier, report=WORDS, client_id=uuid.uuid4(), at=NOON)
    a_check(commune, dossier)
    propose_dossier(by=commune, dossier=dossier, report=WORDS, client_id=uuid.uuid4(), at=NOON)
    assert verbs_of(dossier)[-2:] == ["dossier.checked", "dossier.propose"]


def test_a_check_names_what_it_does_not_say_and_begins_the_return_s_words() -> None:
    dossier, commune = a_dossier(Stage.SUBMITTED), a_post(Role.COMMUNE_OFFICER, unit=HERE)
    lines = {c.slug: Line(Found.PRESENT) for c in components_for(dossier)}
    some = {"form_01": lines["form_01"]}
    with pytest.raises(Refused) as refused:
        check_components(by=commune, dossier=dossier, lines=some, client_id=uuid.uuid4(), at=NOON)
    assert refused.value.field == "form_02"
    lines["samples"] = Line(Found.MISSING, "mới có 3 mẫu")
    check = check_components(by=commune, dossier=dossier, lines=lines, client_id=uuid.uuid4(), at=NOON)
    assert missing_words(dossier, check) == "- 05 sản phẩm mẫu do chủ thể cung cấp: mới có 3 mẫu"
    with pytest.raises(NotPermitted):
        a_check(a_post(Role.COMMUNE_OFFICER, unit=THERE), dossier)


def test_what_runs_under_an_earlier_decision_is_not_checked_by_the_list_of_this_one() -> None:
    dossier = a_dossier(Stage.SUBMITTED)
    Dossier.objects.filter(pk=dossier.pk).update(release="148-2023")
    with pytest.raises(NotPermitted, match="hồ sơ này theo quyết định trước"):
        check_components(
            by=a_post(Role.COMMUNE_OFFICER, unit=HERE), dossier=dossier, lines={}, client_id=uuid.uuid4(), at=NOON
        )


# Late for the round


def a_later_round() -> Round:
    return open_round(
        by=a_post(Role.PROVINCIAL_OFFICER),
        code="2027-2",
        name="Đợt 2 năm 2027",
        release="26-2026",
        opened_on=date(2027, 4, 1),
        propose_before=date(2027, 10, 30),
        evaluate_before=date(2027, 12, 30),
    )


def test_late_dossiers_move_by_one_recorded_act_with_everything_in_them() -> None:
    by = a_post(Role.PRODUCER)
    filed = a_dossier(Stage.SUBMITTED, producer_post=by, at=days(30))  # 31/3, due on 22/4
    draft, in_time = a_draft(by), a_dossier(Stage.PROPOSED, producer_post=by)
    attach_evidence(by=by, dossier=draft, client_id=uuid.uuid4(), name="a.pdf", content=a_pdf(), at=NOON)
    first, second = a_round(), a_later_round()
    officer, limit = a_post(Role.PROVINCIAL_OFFICER), days(60)  # 30/4/2027, the limit itself
    with pytest.raises(Refused, match="chưa có hồ sơ trễ"):
        roll_over(by=officer, round=first, into=second, at=days(59))
    done = roll_over(by=officer, round=first, into=second, at=limit)
    assert {dossier.pk for dossier in done.moved} == {filed.pk, draft.pk}
    before = (filed.self_levels, filed.self_score, filed.local_number, filed.version, filed.due_on, filed.stage)
    filed.refresh_from_db()
    assert filed.round == second
    assert (filed.self_levels, filed.self_score, filed.local_number, filed.version, filed.due_on, filed.stage) == before
    assert draft.evidence.count() == 1
    assert Dossier.objects.get(pk=in_time.pk).round == first
    assert JournalEntry.objects.get(subject_id=filed.public_id, verb="dossier.rolled_over").facts == {
        "from": "2027-1",
        "to": "2027-2",
        "version": 1,
    }
    assert roll_over(by=officer, round=first, into=second, at=limit).moved == ()  # twice is harmless


def test_a_proposal_after_the_limit_moves_before_it_is_accepted() -> None:
    dossier = a_dossier(Stage.SUBMITTED, at=days(50))  # 20/4, within its term until 14/5
    first, second = a_round(), a_later_round()
    commune, officer = a_post(Role.COMMUNE_OFFICER, unit=HERE), a_post(Role.PROVINCIAL_OFFICER)
    a_check(commune, dossier, at=days(62))
    propose_dossier(by=commune, dossier=dossier, report=WORDS, client_id=uuid.uuid4(), at=days(62))
    with pytest.raises(Refused, match="sau hạn của đợt"):
        accept_dossier(by=officer, dossier=dossier, client_id=uuid.uuid4(), at=days(63))
    assert [moved.pk for moved in roll_over(by=officer, round=first, into=second, at=days(63)).moved] == [dossier.pk]
    assert accept_dossier(by=officer, dossier=dossier, client_id=uuid.uuid4(), at=days(63)).stage == Stage.ACCEPTED


def test_what_cannot_move_stays_and_is_named() -> None:
    dossier = a_dossier(Stage.SUBMITTED)
    first, second = a_round(), a_later_round()
    facts = {"province": "ca-mau", "kind": "first", "release": "26-2026", "set_no": 8, "opened_at": NOON}
    Dossier.objects.create(round=second, product=dossier.product, **facts)
    done = roll_over(by=a_post(Role.PROVINCIAL_OFFICER), round=first, into=second, at=days(60))
    assert done.moved == ()
    assert [reason for _dossier, reason in done.left] == ["Sản phẩm đã có hồ sơ trong đợt đó."]
    with pytest.raises(NotPermitted):
        roll_over(by=a_post(Role.LEADER), round=first, into=second, at=days(60))


def test_the_office_is_told_what_is_late_and_how_long_a_round_still_takes_proposals() -> None:
    a_dossier(Stage.SUBMITTED)
    officer, chair = a_post(Role.PROVINCIAL_OFFICER), a_post(Role.CHAIR)
    a_later_round()
    late = {thing.title for thing in dossiers_waiting(officer, on=date(2027, 4, 30))}
    assert "1 hồ sơ của “Đợt 1 năm 2027” không kịp hạn" in late
    assert [(thing.title, thing.lead) for thing in dossiers_waiting(chair, on=date(2027, 6, 20))] == [
        ("Đợt 1 năm 2027: tổ chức đánh giá", "Ngày cuối 29/06/2027: còn 9 ngày.")
    ]


# The change of the law


def at(day: str) -> datetime:
    """Return nine in the morning of a day, written as in "2026-07-22"; "2026-07-21T23:59" names the minute."""
    return datetime.fromisoformat(f"{day}+07:00" if "T" in day else f"{day}T09:00+07:00")


def an_old_dossier(kind: str = "first") -> Dossier:
    """Return a dossier of the decision of 2023 that was handed in on 21/05/2026 and has no result."""
    dossier = a_dossier(Stage.SUBMITTED)
    Dossier.objects.filter(pk=dossier.pk).update(release="148-2023", kind=kind, submitted_at=at("2026-05-21"))
    return Dossier.objects.get(pk=dossier.pk)


def test_what_is_unfinished_stops_for_a_recorded_decision() -> None:
    dossier, commune = an_old_dossier(), a_post(Role.COMMUNE_OFFICER, unit=HERE)
    reason, client_id = "Thiếu", uuid.uuid4()
    with pytest.raises(Refused, match=r"dừng theo Điều 12.2"):
        return_dossier(by=commune, dossier=dossier, reason=reason, client_id=client_id, at=at("2026-07-22T00:01"))
    officer, today = a_post(Role.PROVINCIAL_OFFICER), at("2026-07-22")
    decided = {"number": "9/UBND", "decided_on": date(2026, 7, 22), "basis": "Đã họp xong, chờ ký.", "at": today}
    with pytest.raises(NotPermitted):
        decide_transition(by=commune, dossier=dossier, way="finish", **decided)  # type: ignore[arg-type]
    decide_transition(by=officer, dossier=dossier, way="finish", **decided)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        decide_transition(by=officer, dossier=dossier, way="close", **decided)  # type: ignore[arg-type]
    returned = return_dossier(by=commune, dossier=dossier, reason=reason, client_id=client_id, at=today)
    assert returned.stage == Stage.RETURNED
    assert returned.self_levels == dossier.self_levels
    assert returned.release == "148-2023"


def test_on_the_last_day_it_still_moves_and_a_running_dossier_is_not_decided_on() -> None:
    dossier, commune = an_old_dossier(), a_post(Role.COMMUNE_OFFICER, unit=HERE)
    last = at("2026-07-21T23:59")
    with pytest.raises(Refused, match="không bị dừng"):
        decide_transition(
            by=a_post(Role.PROVINCIAL_OFFICER),
            dossier=dossier,
            way="close",
            number="1",
            decided_on=date(2026, 7, 21),
            basis="x",
            at=last,
        )
    assert return_dossier(by=commune, dossier=dossier, reason="Thiếu", client_id=uuid.uuid4(), at=last).version == 1


def test_a_dossier_closed_by_decision_moves_no_more() -> None:
    dossier, today = an_old_dossier("again"), at("2026-06-22")
    decide_transition(
        by=a_post(Role.PROVINCIAL_OFFICER),
        dossier=dossier,
        way="file_anew",
        number="3/UBND",
        decided_on=date(2026, 6, 22),
        basis="Nộp lại theo 26/2026.",
        at=today,
    )
    with pytest.raises(Refused, match="3/UBND"):
        move_dossier(dossier=dossier, verb="return", by=a_post(Role.COMMUNE_OFFICER, unit=HERE), on=date(2026, 6, 23))


def test_a_dossier_filed_again_after_a_return_keeps_the_day_it_was_first_handed_in() -> None:
    dossier = an_old_dossier()
    Dossier.objects.filter(pk=dossier.pk).update(version=2)
    assert standing_of(Dossier.objects.get(pk=dossier.pk), today=date(2026, 6, 1)) == Standing.FINISHING


def test_a_draft_of_the_former_decision_is_not_filed_under_the_present_one() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_draft(by)
    save_self_score(by=by, dossier=dossier, levels=lowest_levels(), at=NOON)
    Dossier.objects.filter(pk=dossier.pk).update(release="148-2023", self_levels={})
    with pytest.raises(Refused, match="Hãy mở hồ sơ mới"):
        submit_dossier(by=by, dossier=dossier, client_id=uuid.uuid4(), at=NOON)


def test_45_days_run_from_the_complete_proposal_of_a_re_assessment() -> None:
    dossier = a_dossier(Stage.PROPOSED)
    assert reassessment_clock(dossier, today=date(2027, 3, 2)) is None
    Dossier.objects.filter(pk=dossier.pk).update(kind="again")
    clock = reassessment_clock(Dossier.objects.get(pk=dossier.pk), today=date(2027, 4, 16))
    assert clock is not None
    assert (clock.proposed_on, clock.due_on, clock.left) == (date(2027, 3, 1), date(2027, 4, 15), -1)
