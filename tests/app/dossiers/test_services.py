"""A dossier's way by its services: what each does, refuses, and leaves in the journal."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest

from openocop.accounts.domain.roles import Role
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.services.filing import submit_dossier, withdraw_dossier
from openocop.dossiers.services.opening import open_dossier
from openocop.dossiers.services.rounds import open_round
from openocop.dossiers.services.self_scores import save_self_score
from openocop.registry.models import Producer
from tests.factories.dossiers import (
    HERE,
    NOON,
    OLD_COMMUNE,
    SET,
    a_dossier,
    a_draft,
    a_post,
    a_producer,
    a_product,
    a_round,
    lowest_levels,
    some_units,
    verbs_of,
)

pytestmark = pytest.mark.django_db


# Rounds


def round_facts(**changed: object) -> dict[str, object]:
    facts: dict[str, object] = {
        "code": "2027-2",
        "name": "Đợt 2 năm 2027",
        "release": "26-2026",
        "opened_on": date(2027, 7, 1),
        "propose_before": date(2027, 10, 30),
        "evaluate_before": date(2027, 12, 30),
    }
    return facts | changed


def test_the_provincial_office_opens_a_round_of_the_law() -> None:
    round = open_round(by=a_post(Role.PROVINCIAL_OFFICER), **round_facts())  # type: ignore[arg-type]
    assert JournalEntry.objects.get(subject_id=round.public_id).verb == "round.opened"


def test_nobody_else_opens_a_round() -> None:
    with pytest.raises(NotPermitted):
        open_round(by=a_post(Role.COMMUNE_OFFICER, unit=HERE), **round_facts())  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"release": "26-2027"}, "release"),
        ({"propose_before": date(2027, 12, 31)}, "propose_before"),
        ({"propose_before": date(2027, 10, 1)}, "plan_basis"),  # a third round needs its plan
    ],
)
def test_a_round_against_the_law_is_refused(changed: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        open_round(by=a_post(Role.PROVINCIAL_OFFICER), **round_facts(**changed))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_supplementary_round_stands_on_its_plan() -> None:
    by = a_post(Role.PROVINCIAL_OFFICER)
    facts = round_facts(propose_before=date(2027, 10, 1), plan_basis="Kế hoạch số 1 (minh hoạ)")
    assert open_round(by=by, **facts).plan_basis == "Kế hoạch số 1 (minh hoạ)"  # type: ignore[arg-type]


def test_a_code_is_used_once() -> None:
    by = a_post(Role.PROVINCIAL_OFFICER)
    open_round(by=by, **round_facts())  # type: ignore[arg-type]
    with pytest.raises(Refused) as refused:
        open_round(by=by, **round_facts())  # type: ignore[arg-type]
    assert refused.value.field == "code"


# Opening


def test_a_producer_opens_a_draft_that_freezes_its_release() -> None:
    dossier = a_draft(a_post(Role.PRODUCER))
    assert (dossier.stage, dossier.release, dossier.set_no, dossier.version) == (Stage.DRAFT, "26-2026", 8, 1)
    assert (dossier.local_unit_code, dossier.local_unit_on) == (HERE, date(2027, 3, 1))
    assert verbs_of(dossier) == ["dossier.opened"]


def test_a_producer_of_a_former_commune_belongs_to_the_one_it_joined() -> None:
    by = a_post(Role.PRODUCER)
    some_units()
    producer = a_producer(member=by, unit=OLD_COMMUNE, unit_on=date(2022, 11, 30))
    assert a_draft(by, producer).local_unit_code == HERE


def test_opening_again_with_the_same_client_id_gives_the_same_dossier() -> None:
    by = a_post(Role.PRODUCER)
    facts = {
        "product": a_product(a_producer(member=by)),
        "round": a_round(),
        "set_no": SET,
        "kind": "first",
        "at": NOON,
    }
    client_id = uuid.uuid4()
    first = open_dossier(by=by, client_id=client_id, **facts)  # type: ignore[arg-type]
    assert open_dossier(by=by, client_id=client_id, **facts) == first  # type: ignore[arg-type]
    with pytest.raises(Refused) as refused:
        open_dossier(by=by, client_id=uuid.uuid4(), **facts)  # type: ignore[arg-type]
    assert refused.value.field == "product"
    assert verbs_of(first) == ["dossier.opened"]


def test_a_withdrawn_dossier_makes_room_for_a_new_one() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_draft(by)
    withdraw_dossier(by=by, dossier=dossier, client_id=uuid.uuid4(), at=NOON)
    again = open_dossier(
        by=by, product=dossier.product, round=dossier.round, set_no=SET, kind="first", client_id=uuid.uuid4(), at=NOON
    )
    assert again.pk != dossier.pk


def test_a_rival_does_not_open_a_dossier_for_another_s_product() -> None:
    product = a_product(a_producer(member=a_post(Role.PRODUCER)))
    rival = a_post(Role.PRODUCER)
    a_producer(member=rival)
    with pytest.raises(NotPermitted):
        open_dossier(
            by=rival, product=product, round=a_round(), set_no=SET, kind="first", client_id=uuid.uuid4(), at=NOON
        )


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"set_no": 27}, "set_no"), ({"kind": "second"}, "kind"), ({"at": NOON + timedelta(60)}, "round")],
)
def test_a_dossier_that_fits_nothing_is_refused(changed: dict[str, object], field: str) -> None:
    by = a_post(Role.PRODUCER)
    facts = {
        "product": a_product(a_producer(member=by)),
        "round": a_round(),
        "set_no": SET,
        "kind": "first",
        "at": NOON,
    }
    with pytest.raises(Refused) as refused:
        open_dossier(by=by, client_id=uuid.uuid4(), **(facts | changed))  # type: ignore[arg-type]
    assert refused.value.field == field


def test_a_set_known_in_part_is_refused() -> None:
    by = a_post(Role.PRODUCER)
    some_units()
    old = open_round(
        by=a_post(Role.PROVINCIAL_OFFICER),
        **round_facts(release="148-2023", plan_basis="Kế hoạch (minh hoạ)"),  # type: ignore[arg-type]
    )
    with pytest.raises(Refused) as refused:  # set 7 of 148/2023 is partial in the packaged data
        open_dossier(
            by=by, product=a_product(a_producer(member=by)), round=old, set_no=7, kind="first",
            client_id=uuid.uuid4(), at=NOON,
        )  # fmt: skip
    assert refused.value.field == "set_no"


def test_a_producer_whose_commune_is_unknown_is_told_so() -> None:
    by = a_post(Role.PRODUCER)
    a_round()
    with pytest.raises(Refused, match="xã"):
        a_draft(by, a_producer(member=by, unit=""))


def test_a_large_enterprise_is_no_ocop_producer() -> None:
    by = a_post(Role.PRODUCER)
    a_round()
    with pytest.raises(Refused, match="Doanh nghiệp lớn không thuộc danh sách") as refused:  # 26/2026 art. 2.3
        a_draft(by, a_producer(member=by, kind="large_enterprise"))
    assert refused.value.field == "product"


def test_a_kind_that_became_unclear_is_asked_for_at_filing() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_draft(by)
    save_self_score(by=by, dossier=dossier, levels=lowest_levels(), at=NOON)
    Producer.objects.update(kind="establishment")
    with pytest.raises(Refused, match="không phải loại hình pháp lý"):
        submit_dossier(by=by, dossier=dossier, client_id=uuid.uuid4(), at=NOON)


# Self-score


def test_marks_are_kept_and_added_to() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_draft(by)
    save_self_score(by=by, dossier=dossier, levels={"1.1": 2}, at=NOON)
    progress = save_self_score(by=by, dossier=dossier, levels={"1.2": 1}, at=NOON)
    dossier.refresh_from_db()
    assert dossier.self_levels == {"1.1": 2, "1.2": 1}
    assert (progress.score.total, dossier.self_score) == (4, {})
    assert verbs_of(dossier) == ["dossier.opened", "dossier.self_scored", "dossier.self_scored"]


def test_the_same_marks_again_change_nothing() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_draft(by)
    for _ in range(2):
        save_self_score(by=by, dossier=dossier, levels={"1.1": None}, at=NOON)
    assert verbs_of(dossier) == ["dossier.opened", "dossier.self_scored"]


def test_a_complete_sheet_stores_its_score() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_draft(by)
    assert save_self_score(by=by, dossier=dossier, levels=lowest_levels(), at=NOON).complete
    dossier.refresh_from_db()
    # The first printed levels of set 8 (26/2026) add up to 20 points; see its annex.
    assert dossier.self_score["total"] == sum(dossier.self_score["points"])
    assert dossier.self_score["assessor"] == "self"


def test_a_bad_level_names_its_criterion_and_keeps_the_draft() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_draft(by)
    save_self_score(by=by, dossier=dossier, levels={"1.1": 2}, at=NOON)
    with pytest.raises(
        Refused, match=r"1\.2 Vùng nguyên liệu được cấp chứng nhận chất lượng: không có mức 7"
    ) as refused:
        save_self_score(by=by, dossier=dossier, levels={"1.2": 7}, at=NOON)
    assert refused.value.field == "1.2"
    dossier.refresh_from_db()
    assert dossier.self_levels == {"1.1": 2}


def test_a_rival_and_an_officer_do_not_mark_it() -> None:
    dossier = a_draft(a_post(Role.PRODUCER))
    for stranger in (a_post(Role.PRODUCER), a_post(Role.PROVINCIAL_OFFICER), a_post(Role.COMMUNE_OFFICER, unit=HERE)):
        with pytest.raises(NotPermitted):
            save_self_score(by=stranger, dossier=dossier, levels={"1.1": 1}, at=NOON)


def test_a_filed_sheet_is_closed() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_dossier(Stage.SUBMITTED, producer_post=by)
    with pytest.raises(NotPermitted):
        save_self_score(by=by, dossier=dossier, levels={"1.1": 1}, at=NOON)
