"""Telling producers and communes that a certificate ends and by when its re-assessment is filed, once each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from openocop.accounts.domain.roles import Role
from openocop.accounts.models import Appointment
from openocop.core.documents.vietnamese import date_short
from openocop.core.services.journal import SYSTEM, act_of, record_all
from openocop.core.services.outbox import Words, write_messages
from openocop.recognition.domain.renewals import Reminder, reminder_on
from openocop.recognition.models import Recognition
from openocop.recognition.selectors.renewals import TO_COMMUNE, TO_PRODUCER, RenewalRow, renewal_rows
from openocop.registry.models import ProducerMember

_SUBJECTS: Mapping[Reminder, str] = {
    Reminder.OPENS: "Đến lúc nộp hồ sơ đánh giá lại: {product}",
    Reminder.NEARS: "Sắp hết thời gian nộp hồ sơ đánh giá lại: {product}",
    Reminder.MISSED: "Đã qua ngày cuối nộp hồ sơ đánh giá lại: {product}",
}
_TEXTS: Mapping[Reminder, str] = {
    Reminder.OPENS: (
        "Giấy chứng nhận OCOP của sản phẩm {product} ({producer}) có giá trị đến hết ngày {end}. "
        "Hồ sơ đánh giá lại nộp từ {first} đến {last} (Điều 7.6a Quyết định 26/2026/QĐ-TTg). "
        "Nên nộp sớm để còn thời gian bổ sung."
    ),
    Reminder.NEARS: (
        "Giấy chứng nhận OCOP của sản phẩm {product} ({producer}) có giá trị đến hết ngày {end}. "
        "Chưa có hồ sơ đánh giá lại. Ngày cuối được nộp là {last} (Điều 7.6a Quyết định 26/2026/QĐ-TTg)."
    ),
    Reminder.MISSED: (
        "Giấy chứng nhận OCOP của sản phẩm {product} ({producer}) có giá trị đến hết ngày {end}. "
        "Ngày cuối được nộp hồ sơ đánh giá lại là {last}, nay đã qua. Điều gì theo sau được ghi ở trang dưới đây; "
        "cũng có thể hỏi Ủy ban nhân dân cấp xã."
    ),
}


def remind_of_renewals(on: date, *, at: datetime) -> int:
    """Write what is to be told on day `on` in every province; return how many messages there were.

    Done twice, the second finds nothing: who was told of a step of a certificate is not told of it again. Who agreed to
    be written to later is told then.
    """
    ending = Recognition.objects.filter(withdrawn_on=None, valid_until__gt=on)
    provinces = ending.order_by("province").values_list("province", flat=True).distinct()
    return sum(_remind(province, on, at) for province in provinces)


@transaction.atomic
def _remind(province: str, on: date, at: datetime) -> int:
    rows = renewal_rows(Recognition.objects.filter(province=province, superseded_on=None), on=on)
    due = [row for row in rows if row.filed_on is None and row.again_on is None]
    words = {one.key: (row, one) for row, one in _words(province, due, on)}
    written = write_messages(province=province, words=[one for _row, one in words.values()], at=at)
    acts = [
        act_of(
            province=province,
            actor=SYSTEM,
            verb="renewal.reminded",
            subject=words[key][0].recognition,
            facts={"reminder": key.split(":")[1], "to": words[key][1].topic},
        )
        for key in written
    ]
    record_all(acts)
    return len(written)


def _words(province: str, rows: list[RenewalRow], on: date) -> Iterator[tuple[RenewalRow, Words]]:
    members, officers = _members(province, rows, on), _officers(province, on)
    for row in rows:
        recognition = row.recognition
        assert recognition.valid_until is not None  # noqa: S101  # it ends
        reminder = reminder_on(recognition.valid_until, on)
        if reminder is None:
            continue
        maker = recognition.product.producer
        facts = {
            "product": recognition.product.name,
            "producer": maker.name if maker else "chưa rõ chủ thể",
            "end": date_short(row.last_on),
            "first": date_short(row.window.opens_on),
            "last": date_short(row.window.last_on),
        }
        people = [(person, TO_PRODUCER, "recognition:due") for person in members.get(maker.pk if maker else 0, ())]
        people += [(person, TO_COMMUNE, "recognition:renewals") for person in officers.get(row.commune, ())]
        for person, topic, page in people:
            yield (
                row,
                Words(
                    addressee=person,
                    key=f"renewal:{reminder}:{recognition.public_id}:{person}",
                    topic=topic,
                    subject=_SUBJECTS[reminder].format(**facts),
                    text=f"{_TEXTS[reminder].format(**facts)}\n\n{_foot(page)}",
                    waits_for_digest=True,
                    is_illustrative=recognition.is_illustrative,
                ),
            )


def _foot(page: str) -> str:
    there, consent = (f"{settings.OPENOCOP_URL}{reverse(name)}" for name in (page, "accounts:consent"))
    return f"Xem việc cần làm: {there}\nThư tự động, không cần trả lời. Thôi nhận thư: {consent}"


def _members(province: str, rows: list[RenewalRow], on: date) -> dict[int, list[str]]:
    """Return who acts for each producer and agreed to be written to."""
    producers = {row.recognition.product.producer_id for row in rows}
    members = ProducerMember.objects.filter(_running(on), province=province, producer__in=producers - {None})
    agreed = members.filter(user__email_agreed_at__isnull=False).order_by("pk")
    found: dict[int, list[str]] = {}
    for producer, person in agreed.values_list("producer_id", "user__public_id").distinct():
        found.setdefault(producer, []).append(person)
    return found


def _officers(province: str, on: date) -> dict[str, list[str]]:
    """Return the officers of each commune, by its code of today, who agreed to be written to."""
    posts = Appointment.objects.filter(_running(on), province=province, role=Role.COMMUNE_OFFICER)
    agreed = posts.filter(user__email_agreed_at__isnull=False).order_by("pk")
    found: dict[str, list[str]] = {}
    for unit, person in agreed.values_list("office__unit_code", "user__public_id").distinct():
        found.setdefault(unit or "", []).append(person)
    found.pop("", None)
    return found


def _running(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_until=None) | Q(valid_until__gt=on))
