"""A producer's papers: kept once, pointed to, renewed by a paper of their own, watched months ahead."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from openocop.accounts.domain.roles import Post, Role
from openocop.core.domain.legal_time import legal_day
from openocop.core.models import JournalEntry, StoredFile
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier, Evidence
from openocop.dossiers.permissions import papers_visible_to
from openocop.dossiers.selectors.pages import dossier_page
from openocop.dossiers.selectors.vault import papers_listed, papers_waiting, state_counts
from openocop.dossiers.services.evidence import (
    attach_evidence,
    confirm_evidence,
    point_to_paper,
    remove_evidence,
    take_newer,
)
from openocop.dossiers.services.filing import submit_dossier
from openocop.dossiers.services.self_scores import save_self_score
from openocop.registry.models import ProducerPaper
from tests.factories.dossiers import (
    HERE,
    NOON,
    THERE,
    a_dossier,
    a_draft,
    a_kept_paper,
    a_post,
    a_producer,
    lowest_levels,
    some_units,
)
from tests.factories.evaluation import signed_in
from tests.factories.papers import a_pdf

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 1)


def point(by: Post, dossier: Dossier, source: ProducerPaper | Evidence, criterion: str = "", **facts: str) -> Evidence:
    return point_to_paper(
        by=by, dossier=dossier, client_id=uuid.uuid4(), source=source, criterion=criterion, at=NOON, **facts
    )


def test_one_file_proves_two_criteria_and_is_stored_once() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_draft(by)
    content = a_pdf()
    sent = [
        attach_evidence(
            by=by, dossier=dossier, client_id=uuid.uuid4(), name=name, content=content, criterion="1.1", at=NOON
        )
        for name in ("so-kho.pdf", "so-kho-lan-nua.pdf")
    ]
    other = point(by, dossier, sent[0], "1.2", page="7", note="cột sơ chế")
    assert {one.file for one in (*sent, other)} == {StoredFile.objects.get()}
    assert (other.title, other.page, other.note, other.paper) == ("so-kho", "7", "cột sơ chế", None)


def test_a_kept_paper_is_pointed_to_by_every_dossier_without_a_second_upload() -> None:
    by = a_post(Role.PRODUCER)
    producer = a_producer(member=by)
    paper = a_kept_paper(by, producer, until=date(2028, 1, 1))
    drafts = [a_draft(by, producer), a_draft(by, producer)]
    assert {point(by, draft, paper, "1.1").paper for draft in drafts} == {paper}
    assert StoredFile.objects.count() == 1
    row = papers_listed(by, on=TODAY).get()
    assert (row, row.used) == (paper, 2)


def test_only_one_s_own_papers_are_pointed_to() -> None:
    by, rival = a_post(Role.PRODUCER), a_post(Role.PRODUCER)
    dossier = a_draft(by)
    theirs = a_kept_paper(rival, a_producer(member=rival))
    with pytest.raises(Refused):
        point(by, dossier, theirs)
    elsewhere = point(rival, a_draft(rival, theirs.producer), theirs)
    with pytest.raises(Refused):
        point(by, dossier, elsewhere)
    with pytest.raises(NotPermitted):
        a_kept_paper(by, theirs.producer)
    assert not dossier.evidence.exists()


def test_a_renewed_paper_is_a_row_of_its_own_and_the_old_one_stays() -> None:
    by = a_post(Role.PRODUCER)
    producer = a_producer(member=by)
    old = a_kept_paper(by, producer, until=date(2027, 3, 10))
    dossier = a_draft(by, producer)
    evidence = point(by, dossier, old, "1.1", page="2", note="chỉ tiêu vi sinh")
    new = a_kept_paper(by, producer, until=date(2028, 3, 10), older=old)
    old.refresh_from_db()
    assert (old.valid_until, old.superseded_by) == (date(2027, 3, 10), new)
    assert list(papers_listed(by, on=TODAY)) == [new]
    assert list(papers_listed(by, on=TODAY, state="older")) == [old]
    for _ in range(2):  # a double tap changes nothing more
        taken = take_newer(by=by, evidence=evidence, at=NOON)
    assert dossier.evidence.filter(removed_at=None).count() == 1
    now = dossier.evidence.get(removed_at=None)
    assert (now.paper, now.criterion, now.page, now.note) == (new, "1.1", "2", "chỉ tiêu vi sinh")
    assert taken.pk == evidence.pk  # the older one, which was taken out
    with pytest.raises(Refused, match="đã có bản mới"):
        a_kept_paper(by, producer, older=old)
    verbs = JournalEntry.objects.filter(subject_id=new.public_id).values_list("verb", flat=True)
    assert list(verbs) == ["paper.renewed"]


def test_the_same_sending_adds_once() -> None:
    by = a_post(Role.PRODUCER)
    producer = a_producer(member=by)
    paper, client_id = a_kept_paper(by, producer), uuid.uuid4()
    dossier = a_draft(by, producer)
    twice = [point_to_paper(by=by, dossier=dossier, client_id=client_id, source=paper, at=NOON) for _ in range(2)]
    assert twice[0] == twice[1]


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"kind": "passport"}, "kind"),
        ({"issued_on": date(2027, 3, 2)}, "issued_on"),
        ({"issued_on": date(2027, 1, 2)}, "last_day"),
    ],
)
def test_days_and_kinds_that_cannot_be_are_refused(facts: dict[str, object], field: str) -> None:
    by = a_post(Role.PRODUCER)
    with pytest.raises(Refused) as refused:
        a_kept_paper(by, a_producer(member=by), until=date(2027, 1, 2), **facts)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert not ProducerPaper.objects.exists()


def test_offices_read_what_the_dossiers_before_them_point_to() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_draft(by)
    assert dossier.product.producer is not None
    used, unused = (a_kept_paper(by, dossier.product.producer) for _ in range(2))
    evidence = point(by, dossier, used, "1.1")
    commune, other = a_post(Role.COMMUNE_OFFICER, unit=HERE), a_post(Role.COMMUNE_OFFICER, unit=THERE)
    assert not papers_visible_to(commune, on=TODAY).exists()  # a draft is not before the commune
    save_self_score(by=by, dossier=dossier, levels=lowest_levels(), at=NOON)
    submit_dossier(by=by, dossier=dossier, client_id=uuid.uuid4(), at=NOON)
    assert list(papers_visible_to(commune, on=TODAY)) == [used]
    assert list(papers_visible_to(a_post(Role.PROVINCIAL_OFFICER), on=TODAY)) == [used]
    assert set(papers_visible_to(by, on=TODAY)) == {used, unused}
    for stranger in (other, a_post(Role.ADVISER), a_post(Role.PRODUCER), a_post(Role.COUNCIL_MEMBER)):
        assert not papers_visible_to(stranger, on=TODAY).exists()
    Evidence.objects.filter(pk=evidence.pk).update(removed_at=NOON)
    assert not papers_visible_to(commune, on=TODAY).exists()


def test_what_ends_is_told_months_ahead() -> None:
    by = a_post(Role.PRODUCER)
    producer = a_producer(member=by)
    for days in (0, 20, 100, 400):
        a_kept_paper(by, producer, until=TODAY + timedelta(days=days))
    a_kept_paper(by, producer)
    assert state_counts(by, on=TODAY) == {
        "": 5,
        "running": 1,
        "ends_180": 1,
        "ends_90": 0,
        "ends_30": 1,
        "ended": 1,
        "no_term": 1,
        "older": 0,
    }
    told = papers_waiting(by, on=TODAY)
    assert [(thing.title, thing.urgent) for thing in told] == [
        ("1 giấy tờ đã hết hạn", True),
        ("2 giấy tờ hết hạn trong 180 ngày tới", True),
    ]


def test_a_dossier_warns_of_a_paper_that_ends_before_the_evaluation() -> None:
    """Round 1 of 2027 is evaluated before 30/06/2027: a paper must hold on 29/06."""
    by = a_post(Role.PRODUCER)
    dossier = a_draft(by)
    for until in (date(2027, 2, 1), date(2027, 6, 29), date(2027, 6, 30)):
        point(by, dossier, a_kept_paper(by, dossier.product.producer, until=until))
    warned = dossier_page(by, dossier, on=TODAY).terms
    assert [(one.paper.valid_until, one.has_ended) for one in warned] == [
        (date(2027, 2, 1), True),
        (date(2027, 6, 29), False),
    ]


def test_evidence_remembers_the_level_it_was_put_in_beside() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_draft(by)
    paper = a_kept_paper(by, dossier.product.producer)
    early = point(by, dossier, paper, "1.1")
    save_self_score(by=by, dossier=dossier, levels={"1.1": 1}, at=NOON)
    dossier.refresh_from_db()
    assert not early.is_outdated(dossier.self_levels)  # nothing was claimed then
    evidence = point(by, dossier, paper, "1.1")
    save_self_score(by=by, dossier=dossier, levels={"1.1": 2}, at=NOON)
    dossier.refresh_from_db()
    assert evidence.claimed == {"1.1": 1}
    assert evidence.is_outdated(dossier.self_levels)
    shown = signed_in(by).get(f"/ho-so/{dossier.public_id}/tu-danh-gia/1/").content.decode()
    assert shown.count("đính kèm khi tự chấm mức khác") == 1
    assert not confirm_evidence(by=by, evidence=evidence, at=NOON).is_outdated(dossier.self_levels)
    remove_evidence(by=by, evidence=evidence, at=NOON)


def a_signed_in_producer() -> Client:
    some_units()
    by = a_post(Role.PRODUCER)
    a_producer(member=by)
    return signed_in(by)


def test_the_pages_keep_renew_list_and_export() -> None:
    client = a_signed_in_producer()
    empty = client.get("/ho-so/giay-to/").content.decode()
    assert "Chưa có giấy tờ nào" in empty
    form = client.get("/ho-so/giay-to/them/")
    sent = {
        "client_id": form.context["form"]["client_id"].value(),
        "producer": form.context["form"]["producer"].initial,
        "kind": "facility_conditions",
        "number": "=1+1",
        "issuer": "Chi cục An toàn thực phẩm",
        "issued_on": "02/01/2024",
    }
    lacking = client.post("/ho-so/giay-to/them/", sent | {"file": a_sent_pdf()})
    assert lacking.status_code == 422
    assert "Loại giấy tờ này thường có ngày hết hạn" in lacking.content.decode()
    last_day = legal_day(timezone.now()) + timedelta(days=40)
    kept = client.post("/ho-so/giay-to/them/", sent | {"last_day": f"{last_day:%d/%m/%Y}", "file": a_sent_pdf()})
    paper = ProducerPaper.objects.get()
    assert kept["Location"] == f"/ho-so/giay-to/{paper.public_id}/"
    assert paper.valid_until == last_day + timedelta(days=1)
    listed = client.get("/ho-so/giay-to/?tinh-trang=ends_90").content.decode()
    assert "Giấy chứng nhận cơ sở đủ điều kiện" in listed
    assert "Hết hạn trong 90 ngày" in listed
    exported = b"".join(client.get("/ho-so/giay-to/giay-to.csv")).decode("utf-8-sig")
    assert (
        f"Giấy chứng nhận cơ sở đủ điều kiện,'=1+1,Chi cục An toàn thực phẩm,2024-01-02,{last_day:%Y-%m-%d}" in exported
    )
    assert "1 giấy tờ hết hạn trong 180 ngày tới" in client.get("/ho-so/viec-can-lam/").content.decode()


def a_sent_pdf() -> SimpleUploadedFile:
    return SimpleUploadedFile("attp.pdf", a_pdf(), "application/pdf")


@pytest.mark.parametrize("papers", [1, 3])
def test_a_list_asks_the_same_few_times(papers: int, django_assert_num_queries: object) -> None:
    by = a_post(Role.PRODUCER)
    producer = a_producer(member=by)
    for _ in range(papers):
        a_kept_paper(by, producer)
    client = signed_in(by)
    client.get("/ho-so/giay-to/")
    with django_assert_num_queries(5):  # type: ignore[operator]
        client.get("/ho-so/giay-to/")


def test_a_filed_dossier_takes_no_paper() -> None:
    by = a_post(Role.PRODUCER)
    dossier = a_dossier(Stage.SUBMITTED, producer_post=by)
    with pytest.raises(NotPermitted):
        point(by, dossier, a_kept_paper(by, dossier.product.producer))
