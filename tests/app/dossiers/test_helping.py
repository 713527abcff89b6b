"""Helper mode: nothing without the producer's consent, everything under it marked, and its end at once."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from openocop.accounts.domain.roles import Post, Role
from openocop.core.domain.legal_time import legal_day
from openocop.core.models import JournalEntry
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from openocop.dossiers.domain.helping import CODE_VALID, Way, spelled
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.domain.papers import Paper
from openocop.dossiers.models import Dossier, HelpConsent
from openocop.dossiers.permissions import dossiers_visible_to
from openocop.dossiers.selectors.form_papers import form_02, form_03, latest_report
from openocop.dossiers.selectors.helping import dossier_to_help, help_deeds
from openocop.dossiers.services.evidence import attach_evidence, remove_evidence
from openocop.dossiers.services.filing import submit_dossier, withdraw_dossier
from openocop.dossiers.services.helping import Agreement, end_help, make_help_code, record_help
from openocop.dossiers.services.review import propose_dossier
from openocop.dossiers.services.self_scores import save_self_score
from tests.factories.actors import Person, build_cast
from tests.factories.dossiers import (
    HERE,
    NOON,
    THERE,
    WORDS,
    a_check,
    a_consent,
    a_dossier,
    a_draft,
    a_post,
    lowest_levels,
)
from tests.factories.papers import a_pdf

pytestmark = pytest.mark.django_db
TODAY = legal_day(NOON)
BY_PHONE = Agreement(
    way=Way.TELEPHONE,
    given_by="Trần Thị Thử",
    given_on=TODAY,
    last_on=TODAY + timedelta(days=29),
    note="Gọi số 0290 000 000 lúc 9 giờ",
)
SIGNED = replace(BY_PHONE, way=Way.COUNTER, note="", paper=Paper(a_pdf(), "application/pdf"), paper_name="giấy.pdf")


def agree(by: Post, dossier: Dossier, agreement: Agreement = SIGNED, **facts: Any) -> HelpConsent:
    facts = {"client_id": uuid.uuid4(), "at": NOON} | facts
    return record_help(by=by, dossier=dossier, agreement=agreement, **facts)


def mark(by: Post, dossier: Dossier, place: int = 1, **facts: Any) -> None:
    save_self_score(by=by, dossier=dossier, levels={"1.1": place}, **{"at": NOON, **facts})


@pytest.fixture
def producer() -> Post:
    return a_post(Role.PRODUCER)


@pytest.fixture
def officer() -> Post:
    return a_post(Role.COMMUNE_OFFICER, unit=HERE)


def test_without_consent_an_officer_changes_and_sees_nothing(producer: Post, officer: Post) -> None:
    draft = a_draft(producer)
    assert not dossiers_visible_to(officer, on=TODAY).exists()
    for by in (officer, a_post(Role.PROVINCIAL_OFFICER)):
        with pytest.raises(NotPermitted):
            mark(by, draft)


@pytest.mark.parametrize("role", [Role.COMMUNE_OFFICER, Role.PROVINCIAL_OFFICER])
def test_whatever_is_done_under_a_consent_says_so(producer: Post, role: Role) -> None:
    helper = a_post(role, unit=HERE if role == Role.COMMUNE_OFFICER else "")
    draft = a_draft(producer)
    consent = agree(helper, draft)
    assert list(dossiers_visible_to(helper, on=TODAY)) == [draft]
    mark(helper, draft)
    paper = attach_evidence(by=helper, dossier=draft, client_id=uuid.uuid4(), name="a.pdf", content=a_pdf(), at=NOON)
    remove_evidence(by=helper, evidence=paper, at=NOON)
    mark(producer, draft, 0)
    entries = JournalEntry.objects.filter(subject_id=draft.public_id).order_by("sequence")
    assert [(entry.verb, entry.facts.get("helped_under"), entry.actor_role) for entry in entries] == [
        ("dossier.opened", None, "producer"),
        ("dossier.help_agreed", None, role.value),
        ("dossier.self_scored", consent.public_id, role.value),
        ("dossier.paper_added", consent.public_id, role.value),
        ("dossier.paper_removed", consent.public_id, role.value),
        ("dossier.self_scored", None, "producer"),
    ]
    consent.refresh_from_db()
    assert (consent.first_act_on, consent.last_act_on) == (TODAY, TODAY)


def test_the_producer_sees_each_change_from_what_to_what(producer: Post, officer: Post) -> None:
    draft = a_draft(producer)
    mark(producer, draft, 0)
    agree(officer, draft)
    mark(officer, draft, 1)
    (deed,) = help_deeds(draft)
    assert deed.row.actor == officer.name
    assert deed.what == "tự chấm điểm"
    (change,) = deed.changes
    assert change.startswith("1.1: từ “")
    assert change.count("”") == 2


def test_a_consent_is_for_one_dossier_and_for_its_term(producer: Post, officer: Post) -> None:
    draft, other = a_draft(producer), a_draft(producer)
    agree(officer, draft)
    with pytest.raises(NotPermitted):
        mark(officer, other)
    mark(officer, draft, at=NOON + timedelta(days=29))
    with pytest.raises(NotPermitted):
        mark(officer, draft, at=NOON + timedelta(days=30))


def test_the_producer_ends_it_at_once_and_what_was_done_stays_marked(producer: Post, officer: Post) -> None:
    draft = a_draft(producer)
    consent = agree(officer, draft)
    mark(officer, draft)
    for _ in range(2):  # a repeat is harmless
        end_help(by=producer, consent=consent, at=NOON)
    with pytest.raises(NotPermitted):
        mark(officer, draft, 0)
    assert not dossiers_visible_to(officer, on=TODAY).exists()
    assert len(help_deeds(draft)) == 1
    ended = JournalEntry.objects.filter(subject_id=draft.public_id, verb="dossier.help_ended")
    assert ended.count() == 1


def test_nobody_else_ends_it(producer: Post, officer: Post) -> None:
    consent = agree(officer, a_draft(producer))
    for by in (a_post(Role.PRODUCER), a_post(Role.COMMUNE_OFFICER, unit=HERE), a_post(Role.LEADER)):
        with pytest.raises(NotPermitted):
            end_help(by=by, consent=consent, at=NOON)
    end_help(by=officer, consent=consent, at=NOON)


def test_a_newer_consent_takes_the_place_of_the_earlier_one(producer: Post, officer: Post) -> None:
    draft = a_draft(producer)
    first = agree(officer, draft)
    client_id = uuid.uuid4()
    second = agree(officer, draft, replace(SIGNED, may_submit=True), client_id=client_id)
    assert agree(officer, draft, client_id=client_id) == second  # a double tap
    first.refresh_from_db()
    assert (first.ended_at, second.ended_at) == (NOON, None)
    end_help(by=producer, consent=second, at=NOON)
    with pytest.raises(NotPermitted):
        mark(officer, draft)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"given_by": " "}, "given_by"),
        ({"given_on": TODAY + timedelta(days=1)}, "given_on"),
        ({"given_on": TODAY - timedelta(days=91)}, "given_on"),
        ({"last_on": TODAY - timedelta(days=1)}, "last_on"),
        ({"last_on": TODAY + timedelta(days=90)}, "last_on"),
        ({"paper": None}, "paper"),
        ({"way": Way.TELEPHONE}, "note"),
        ({"way": Way.CODE, "code": "abcdefgh"}, "code"),
        ({"way": Way.TELEPHONE, "note": "x", "paper": None, "may_submit": True}, "paper"),
    ],
)
def test_a_consent_that_does_not_hold_is_refused(
    producer: Post, officer: Post, change: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        agree(officer, a_draft(producer), replace(SIGNED, **change))
    assert refused.value.field == field
    assert not HelpConsent.objects.exists()


def test_a_code_from_the_producers_page_works_once_for_a_day(producer: Post, officer: Post) -> None:
    draft = a_draft(producer)
    by_code = replace(BY_PHONE, way=Way.CODE, note="")
    code = make_help_code(by=producer, dossier=draft, at=NOON).code
    with pytest.raises(Refused):
        agree(officer, draft, replace(by_code, code=code), at=NOON + CODE_VALID)
    written = f"{code[:4]}-{code[4:]}".upper()
    assert spelled(written) == code
    assert agree(officer, draft, replace(by_code, code=written)).way == Way.CODE
    with pytest.raises(Refused):
        agree(a_post(Role.COMMUNE_OFFICER, unit=HERE), draft, replace(by_code, code=code))
    with pytest.raises(NotPermitted):
        make_help_code(by=officer, dossier=draft, at=NOON)


def test_only_the_office_of_the_area_helps_and_only_with_drafts(producer: Post, officer: Post) -> None:
    draft = a_draft(producer)
    elsewhere = a_post(Role.COMMUNE_OFFICER, unit=THERE)
    for by in (elsewhere, a_post(Role.ADVISER), a_post(Role.PROVINCIAL_OFFICER, province="bac-ninh")):
        assert dossier_to_help(by, draft.public_id, on=TODAY) is None
        with pytest.raises(NotPermitted):
            agree(by, draft)
    assert dossier_to_help(officer, f" {draft.public_id.upper()} ", on=TODAY) == draft
    with pytest.raises(NotPermitted):
        agree(officer, a_dossier(Stage.SUBMITTED, producer_post=producer))


def test_an_officer_submits_only_under_a_signed_consent_that_says_so(producer: Post, officer: Post) -> None:
    draft = a_draft(producer)
    agree(officer, draft, BY_PHONE)
    save_self_score(by=officer, dossier=draft, levels=lowest_levels(), at=NOON)
    with pytest.raises(NotPermitted):
        submit_dossier(by=officer, dossier=draft, client_id=uuid.uuid4(), at=NOON)
    consent = agree(officer, draft, replace(SIGNED, may_submit=True))
    with pytest.raises(NotPermitted):
        withdraw_dossier(by=officer, dossier=draft, client_id=uuid.uuid4(), at=NOON)
    client_id = uuid.uuid4()
    for _ in range(2):  # a double tap
        filed = submit_dossier(by=officer, dossier=draft, client_id=client_id, at=NOON)
    assert filed.stage == Stage.SUBMITTED
    entry = JournalEntry.objects.get(subject_id=draft.public_id, verb="dossier.submit")
    assert entry.facts["helped_under"] == consent.public_id
    with pytest.raises(NotPermitted):
        mark(officer, filed)


def test_the_database_keeps_no_right_to_submit_without_a_paper(producer: Post, officer: Post) -> None:
    consent = agree(officer, a_draft(producer), BY_PHONE)
    with pytest.raises(IntegrityError), transaction.atomic():
        HelpConsent.objects.filter(pk=consent.pk).update(may_submit=True)


def test_forms_02_and_03_state_who_helped(producer: Post, officer: Post) -> None:
    draft = a_draft(producer)
    agree(officer, draft, replace(SIGNED, may_submit=True))
    save_self_score(by=officer, dossier=draft, levels=lowest_levels(), at=NOON)
    submit_dossier(by=officer, dossier=draft, client_id=uuid.uuid4(), at=NOON)
    draft.refresh_from_db()
    assert form_02(draft, producer, on=TODAY).helped == (
        f"{officer.name} ({officer.office}) điền giúp ngày 01/03/2027 theo sự đồng ý của chủ thể "
        "(Trần Thị Thử, ký giấy đồng ý, ngày 01/03/2027).",
    )
    a_check(officer, draft)
    report = propose_dossier(by=officer, dossier=draft, report=WORDS, client_id=uuid.uuid4(), at=NOON)
    assert report.reporter_helped
    assert form_03(draft, report, officer, on=TODAY).helped == f"{officer.name}, đã điền giúp hồ sơ cho chủ thể"


def test_another_officer_of_the_office_did_not_help(producer: Post, officer: Post) -> None:
    draft = a_draft(producer)
    agree(officer, draft, replace(SIGNED, may_submit=True))
    save_self_score(by=officer, dossier=draft, levels=lowest_levels(), at=NOON)
    submit_dossier(by=officer, dossier=draft, client_id=uuid.uuid4(), at=NOON)
    colleague = a_post(Role.COMMUNE_OFFICER, unit=HERE)
    a_check(colleague, draft)
    propose_dossier(by=colleague, dossier=draft, report=WORDS, client_id=uuid.uuid4(), at=NOON)
    report = latest_report(draft)
    assert report is not None
    assert not report.reporter_helped
    assert form_03(draft, report, colleague, on=TODAY).helped == ""


# Pages


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def text(client: Client, url: str) -> str:
    return client.get(url, follow=True).content.decode()


def test_an_officer_records_a_consent_and_fills_in() -> None:
    cast = build_cast()
    draft = a_draft(cast.producer.post)
    producer, officer = client_of(cast.producer), client_of(cast.commune_officer)
    assert "Bạn chưa điền giúp ai" in text(officer, "/ho-so/dien-giup/")
    day = legal_day(a_consent(cast.provincial_officer.post, draft).recorded_at)
    form = {
        "client_id": str(uuid.uuid4()),
        "dossier": "zzzz zzzz zzzz",
        "way": "counter",
        "given_by": "Trần Thị Thử",
        "given_on": f"{day:%d/%m/%Y}",
        "last_on": f"{day:%d/%m/%Y}",
        "may_submit": "on",
    }
    answer = officer.post("/ho-so/dien-giup/", form | {"paper": SimpleUploadedFile("giay.pdf", a_pdf())})
    assert answer.status_code == 422
    assert "Không có hồ sơ nháp nào" in answer.content.decode()
    form["dossier"] = draft.public_id
    for paper, problem in ((b"MZ", "Chỉ nhận PDF"), (a_pdf(action="/Launch"), "lệnh khởi chạy")):
        answer = officer.post("/ho-so/dien-giup/", form | {"paper": SimpleUploadedFile("giay.pdf", paper)})
        assert problem in answer.content.decode()
    answer = officer.post("/ho-so/dien-giup/", form | {"paper": SimpleUploadedFile("giay.pdf", a_pdf())})
    assert answer["Location"] == f"/ho-so/{draft.public_id}/tu-danh-gia/"
    page = text(officer, f"/ho-so/{draft.public_id}/tu-danh-gia/")
    assert "Bạn đang điền giúp" in page
    officer.post(f"/ho-so/{draft.public_id}/muc/", {"criterion": "1.1", "level": "1"})
    own = text(producer, f"/ho-so/{draft.public_id}/")
    assert "Cán bộ Người thử xa (UBND xã Đầm Dơi) điền giúp ngày" in own
    page = text(producer, f"/ho-so/{draft.public_id}/dien-giup/")
    assert "1.1: từ “Chưa chấm” thành “" in page
    consent = HelpConsent.objects.get(helper=cast.commune_officer.user)
    producer.post(f"/ho-so/{draft.public_id}/dien-giup/{consent.public_id}/het/")
    assert "Chấm dứt ngày" in text(producer, f"/ho-so/{draft.public_id}/dien-giup/")
    assert officer.get(f"/ho-so/{draft.public_id}/tu-danh-gia/").status_code == 404


def test_the_province_sees_that_who_reported_had_helped() -> None:
    cast = build_cast()
    officer, draft = cast.commune_officer.post, a_draft(cast.producer.post)
    a_consent(officer, draft)
    save_self_score(by=officer, dossier=draft, levels=lowest_levels())
    submit_dossier(by=officer, dossier=draft, client_id=uuid.uuid4())
    client = client_of(cast.commune_officer)
    assert "Bạn đã điền giúp hồ sơ này." in text(client, f"/ho-so/{draft.public_id}/mau-03/")
    a_check(officer, draft, at=timezone.now())
    propose_dossier(by=officer, dossier=draft, report=WORDS, client_id=uuid.uuid4())
    page = text(client_of(cast.provincial_officer), f"/ho-so/{draft.public_id}/")
    assert "Cán bộ lập Mẫu 03 đã điền giúp hồ sơ này." in page
    assert "điền giúp chủ thể" in page
