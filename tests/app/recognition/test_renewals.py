"""Certificates that end within 180 days: how far each has come, who is told what and when, and what files hold."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from openocop.accounts.domain.roles import Post, Role
from openocop.accounts.models import User
from openocop.core.models import JournalEntry, OutboxMessage
from openocop.dossiers.domain.required_papers import stated_matters
from openocop.dossiers.models import Dossier
from openocop.dossiers.services.changes import state_changes
from openocop.dossiers.services.filing import submit_dossier
from openocop.dossiers.services.self_scores import save_self_score
from openocop.evaluation.models import Recusal, Seat
from openocop.recognition.domain.renewals import Reminder, Step, reminder_on
from openocop.recognition.models import Recognition
from openocop.recognition.selectors.renewals import funnels, narrowed, renewals_for
from openocop.recognition.services.records import SourcedRecognition, record_recognitions_from_source
from openocop.recognition.services.reminders import remind_of_renewals
from openocop.registry.models import Producer
from tests.factories.dossiers import (
    HERE,
    OLD_COMMUNE,
    PROVINCE,
    THERE,
    a_draft,
    a_post,
    a_producer,
    a_product,
    lowest_levels,
    some_units,
)
from tests.factories.evaluation import signed_in
from tests.factories.recognition import recognised

pytestmark = pytest.mark.django_db
# Decided on 01/03/2024: holds until the end of 01/03/2027, filing from 03/09/2026 to 01/11/2026.
DECIDED_ON = date(2024, 3, 1)
OPEN_ON = date(2026, 9, 3)


def at(day: date) -> datetime:
    return datetime.fromisoformat(f"{day.isoformat()}T09:00+07:00")


def an_ending(
    by: Post | None = None, *, unit: str = HERE, unit_on: date = date(2026, 1, 1), name: str = ""
) -> Recognition:
    """Recognise a new product of a producer in `unit` on 01/03/2024."""
    some_units()
    product = a_product(a_producer(member=by, unit=unit, unit_on=unit_on), name)
    row = SourcedRecognition(product=product, star=3, decided_on=DECIDED_ON)
    (recognition,) = record_recognitions_from_source(province=PROVINCE, rows=[row], by=None)
    return recognition


def who_agrees(post: Post) -> Post:
    User.objects.filter(pk=post.user_id).update(email=f"{post.login}@example.com", email_agreed_at=at(OPEN_ON))
    return post


def a_filed_one() -> Recognition:
    """Return a certificate whose re-assessment was opened and submitted on 05/09/2026."""
    by, day = a_post(Role.PRODUCER), at(date(2026, 9, 5))
    dossier = a_draft(by, at=day)
    save_self_score(by=by, dossier=dossier, levels=lowest_levels(), at=day)
    Dossier.objects.filter(pk=dossier.pk).update(kind="again")
    dossier.refresh_from_db()
    row = SourcedRecognition(product=dossier.product, star=3, decided_on=DECIDED_ON)
    (recognition,) = record_recognitions_from_source(province=PROVINCE, rows=[row], by=None)
    words = {matter.slug: "Không thay đổi" for matter in stated_matters(dossier.release, dossier.kind)}
    dossier = state_changes(by=by, dossier=dossier, words=words, at=day)
    submit_dossier(by=by, dossier=dossier, client_id=uuid.uuid4(), at=day)
    return recognition


def test_each_certificate_stands_at_the_furthest_step_and_counts_take_in_what_came_further() -> None:
    on = date(2026, 12, 10)  # the clock of these tests, by which the journal tells the day of filing
    told, still = an_ending(), an_ending(unit=THERE)
    OutboxMessage.objects.create(
        province=PROVINCE, addressee="a", key=f"renewal:opens:{told.public_id}:a", topic="renewal.producer",
        state="sent", written_at=at(OPEN_ON), due_at=at(OPEN_ON), sent_at=at(OPEN_ON),
    )  # fmt: skip
    filed, again = a_filed_one(), an_ending()
    newer = SourcedRecognition(product=again.product, star=4, decided_on=date(2026, 11, 20))
    record_recognitions_from_source(province=PROVINCE, rows=[newer], by=None)
    rows = renewals_for(a_post(Role.PROVINCIAL_OFFICER), on=on)
    assert {row.recognition.pk: row.step for row in rows} == {
        told.pk: Step.TOLD,
        still.pk: Step.ENDING,
        filed.pk: Step.SUBMITTED,
        again.pk: Step.RECOGNISED,
    }
    lines = [(line.commune, line.name, line.counts) for line in funnels(rows)]
    assert lines == [(HERE, "Xã Đầm Dơi", (3, 3, 2, 2, 1)), (THERE, "Xã Năm Căn", (1, 0, 0, 0, 0))]
    for place, step in enumerate(Step):  # every count is the length of its list
        assert len(narrowed(rows, commune=HERE, step=step)) == (3, 3, 2, 2, 1)[place]


def test_who_is_told_sees_their_own_and_a_place_of_before_the_merger_is_that_of_today() -> None:
    recognition = an_ending(unit=OLD_COMMUNE, unit_on=date(2024, 1, 1))
    unknown = an_ending(unit="")
    here, there = (a_post(Role.COMMUNE_OFFICER, unit=unit) for unit in (HERE, THERE))
    leader, elsewhere = a_post(Role.LEADER), a_post(Role.LEADER, province="an-giang")
    seen = {p: [r.recognition.pk for r in renewals_for(p, on=OPEN_ON)] for p in (here, there, leader, elsewhere)}
    assert (seen[here], seen[there], seen[elsewhere]) == ([recognition.pk], [], [])
    assert sorted(seen[leader]) == [recognition.pk, unknown.pk]
    rows = renewals_for(leader, on=OPEN_ON)
    assert {(line.commune, line.name) for line in funnels(rows)} == {(HERE, "Xã Đầm Dơi"), ("", "")}


def test_who_stepped_aside_from_a_product_does_not_find_it() -> None:
    (recognition,) = recognised()
    assert recognition.dossier is not None
    Recognition.objects.filter(pk=recognition.pk).update(valid_from=DECIDED_ON, valid_until=date(2027, 3, 2))
    officer = a_post(Role.PROVINCIAL_OFFICER)
    assert len(renewals_for(officer, on=date(2026, 12, 10))) == 1
    seat = Seat.objects.filter(council__round=recognition.dossier.round).latest("pk")
    Seat.objects.filter(pk=seat.pk).update(user=officer.user_id)
    Recusal.objects.create(
        province=PROVINCE, seat=seat, dossier=recognition.dossier, reason="người nhà", declared_at=at(OPEN_ON)
    )
    assert renewals_for(officer, on=date(2026, 12, 10)) == []


@pytest.mark.parametrize(
    ("on", "reminder"),
    [
        (date(2026, 9, 2), None),
        (date(2026, 9, 3), Reminder.OPENS),  # 180 days before the end
        (date(2026, 10, 17), Reminder.OPENS),
        (date(2026, 10, 18), Reminder.NEARS),  # two weeks before the last day
        (date(2026, 11, 1), Reminder.NEARS),
        (date(2026, 11, 2), Reminder.MISSED),  # less than 120 whole days
        (date(2027, 3, 1), Reminder.MISSED),
        (date(2027, 3, 2), None),
    ],
)
def test_what_there_is_to_tell_on_a_day(on: date, reminder: Reminder | None) -> None:
    assert reminder_on(date(2027, 3, 2), on) == reminder


def test_producer_and_commune_are_told_once_each_time_and_only_who_agreed() -> None:
    by, silent = who_agrees(a_post(Role.PRODUCER)), a_post(Role.PRODUCER)
    recognition = an_ending(by, name="Mắm tép")
    an_ending(silent)
    officer = who_agrees(a_post(Role.COMMUNE_OFFICER, unit=HERE))
    who_agrees(a_post(Role.COMMUNE_OFFICER, unit=THERE))
    day_before = OPEN_ON - timedelta(days=1)
    counts = [remind_of_renewals(on, at=at(on)) for on in (day_before, OPEN_ON, OPEN_ON, OPEN_ON + timedelta(days=9))]
    assert counts == [0, 3, 0, 0]  # the producer who agreed of one, the commune's officer of both
    message = OutboxMessage.objects.get(topic="renewal.producer")
    person = User.objects.get(pk=by.user_id).public_id
    assert (message.addressee, message.waits_for_digest, message.key) == (
        person,
        True,
        f"renewal:opens:{recognition.public_id}:{person}",
    )
    assert message.subject == "Đến lúc nộp hồ sơ đánh giá lại: Mắm tép"
    assert "có giá trị đến hết ngày 01/03/2027" in message.text
    assert "nộp từ 03/09/2026 đến 01/11/2026" in message.text
    entries = JournalEntry.objects.filter(verb="renewal.reminded", subject_id=recognition.public_id).order_by("id")
    assert [entry.facts for entry in entries] == [
        {"reminder": "opens", "to": "renewal.producer"},
        {"reminder": "opens", "to": "renewal.commune"},
    ]
    assert officer.unit_code == HERE
    who_agrees(silent)  # later, and told then
    assert remind_of_renewals(OPEN_ON + timedelta(days=10), at=at(OPEN_ON)) == 1
    assert remind_of_renewals(date(2026, 11, 2), at=at(date(2026, 11, 2))) == 4


def test_who_has_filed_or_is_recognised_again_is_left_alone() -> None:
    who_agrees(a_post(Role.COMMUNE_OFFICER, unit=HERE))
    a_filed_one()
    again = an_ending()
    newer = SourcedRecognition(product=again.product, star=4, decided_on=date(2026, 9, 1))
    record_recognitions_from_source(province=PROVINCE, rows=[newer], by=None)
    withdrawn = an_ending()
    Recognition.objects.filter(pk=withdrawn.pk).update(withdrawn_on=date(2026, 9, 1))
    assert remind_of_renewals(OPEN_ON, at=at(OPEN_ON)) == 0


@pytest.fixture
def officer() -> Any:
    return signed_in(a_post(Role.PROVINCIAL_OFFICER))


def test_counts_lead_to_lists_and_queries_do_not_grow(officer: Any) -> None:
    assert "Chưa có giấy chứng nhận sắp hết hạn" in officer.get("/cong-nhan/danh-gia-lai/theo-xa/").content.decode()
    an_ending(name="Mắm tép")
    with CaptureQueriesContext(connection) as few:
        page = officer.get("/cong-nhan/danh-gia-lai/theo-xa/").content.decode()
    assert f'href="/cong-nhan/danh-gia-lai/theo-doi/?xa={HERE}&amp;buoc=ending"' in page
    for _ in range(4):
        an_ending(unit=THERE)
        an_ending(unit="")
    with CaptureQueriesContext(connection) as many:
        officer.get("/cong-nhan/danh-gia-lai/theo-xa/")
    assert len(many) == len(few)
    listed = officer.get(f"/cong-nhan/danh-gia-lai/theo-doi/?xa={HERE}&buoc=ending").content.decode()
    assert ("Mắm tép" in listed, "đã quá ngày cuối" in listed) == (True, True)
    assert "Không tìm thấy" in officer.get("/cong-nhan/danh-gia-lai/theo-doi/?xa=khong-co").content.decode()


def test_files_hold_the_list_and_run_nothing(officer: Any) -> None:
    recognition = an_ending(name="=1+1")
    assert recognition.product.producer is not None
    Producer.objects.filter(pk=recognition.product.producer.pk).update(name="Cơ sở Thử")
    text = b"".join(officer.get("/cong-nhan/danh-gia-lai/theo-doi.csv")).decode("utf-8-sig")
    assert text.splitlines()[1] == "'=1+1,Cơ sở Thử,Xã Đầm Dơi,3,2027-03-01,2026-09-03,2026-11-01,,,,,"
    book = load_workbook(BytesIO(b"".join(officer.get("/cong-nhan/danh-gia-lai/theo-doi.xlsx"))))
    rows = list(book.active.values)
    assert (rows[0][0], rows[1][0], f"{rows[1][4]:%d/%m/%Y}") == ("Sản phẩm", "'=1+1", "01/03/2027")
