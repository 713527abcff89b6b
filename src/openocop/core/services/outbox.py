"""The outbox: a message is written with what it tells of, and sent afterwards by the ticker (decision 0025).

SMTP knows no exactly-once: a server that has accepted a letter cannot be asked afterwards whether it did. So a letter
is claimed and its Message-ID kept before it is sent, one letter at a time, and what became of it is written at once.
Who is killed in between leaves one letter whose fate is unknown; when its lease has run out it goes again under the
same Message-ID, by which receiving systems know a letter they have already. Every other letter goes once.
"""

from __future__ import annotations

import smtplib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from openocop.core.domain.outbox import LEASE, day_began, letter, next_attempt, out_of_quiet
from openocop.core.models import Channel, OutboxMessage, OutboxState
from openocop.core.services.journal import SYSTEM, Act, act_of, record_all

MOST_IN_A_LETTER = 100
_OPEN = (OutboxState.WAITING, OutboxState.FAILED)
NO_ADDRESS = "Người nhận không có địa chỉ thư hoặc không đồng ý nhận thư"


@dataclass(frozen=True, slots=True)
class Words:
    """What is told to one person: `key` names it, once for ever in a province; the rest is Vietnamese plain text."""

    addressee: str
    key: str
    topic: str
    subject: str
    text: str
    waits_for_digest: bool = False
    is_illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Letter:
    """Messages that go in one e-mail, claimed by whoever sends it."""

    letter_id: str
    messages: Sequence[OutboxMessage]


def write_messages(*, province: str, words: Iterable[Words], at: datetime) -> list[str]:
    """Write messages in the caller's transaction and return their keys; what was told before is left out.

    Both ends are safe: two that write the same at once meet at the unique key, and one of them is left out.
    """
    wanted = {one.key: one for one in words}
    known = set(OutboxMessage.objects.filter(province=province, key__in=list(wanted)).values_list("key", flat=True))
    rows = [
        OutboxMessage(
            province=province,
            addressee=one.addressee,
            key=one.key,
            topic=one.topic,
            subject=one.subject[:200],
            text=one.text,
            waits_for_digest=one.waits_for_digest,
            is_illustrative=one.is_illustrative,
            written_at=at,
            due_at=out_of_quiet(at),
        )
        for one in wanted.values()
        if one.key not in known
    ]
    OutboxMessage.objects.bulk_create(rows, ignore_conflicts=True)
    return [row.key for row in rows]


def send_due() -> int:
    """Send the letters that are due and return how many went; none where no server is named.

    To be called outside a transaction: each letter is claimed, sent and written down by itself. A server that cannot be
    reached ends the run, so that one attempt is lost and not one of each letter.
    """
    if not settings.EMAIL_HOST or out_of_quiet(timezone.now()) > timezone.now():
        return 0
    sent = 0
    with_server = get_connection()
    try:
        while (claimed := _claim(timezone.now())) is not None:
            reached, went = _send(claimed, with_server)
            sent += went
            if not reached:
                break
    finally:
        with_server.close()
    return sent


@transaction.atomic
def _claim(now: datetime) -> Letter | None:
    """Take the next letter: hold its messages until the lease ends and give it its name.

    Two workers take turns at the first row: the later one finds it held, with all that goes with it, and looks on.
    """
    due = _due(now)
    first = due.select_for_update().order_by("due_at", "pk").first()
    if first is None:
        return None
    together = [first]
    if first.letter_id:  # it was claimed before: the letter stays as it was
        together = list(due.select_for_update().filter(letter_id=first.letter_id).order_by("pk"))
    elif first.waits_for_digest:
        others = due.filter(addressee=first.addressee, waits_for_digest=True, letter_id="")
        together = list(others.select_for_update().order_by("pk")[:MOST_IN_A_LETTER])
    name = first.letter_id or uuid.uuid4().hex
    keys = [message.pk for message in together]
    OutboxMessage.objects.filter(pk__in=keys).update(letter_id=name, leased_until=now + LEASE)
    return Letter(name, together)


def _due(now: datetime) -> QuerySet[OutboxMessage]:
    """Return what may go now. Who had a digest today gets the next one tomorrow."""
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    today = OutboxMessage.objects.filter(waits_for_digest=True, state=OutboxState.SENT, sent_at__gte=day_began(now))
    had_one = Q(waits_for_digest=True, letter_id="", addressee__in=today.values("addressee"))
    due = OutboxMessage.objects.filter(free, channel=Channel.EMAIL, state__in=_OPEN, due_at__lte=now)
    return due.exclude(had_one)


def _send(claimed: Letter, with_server: BaseEmailBackend) -> tuple[bool, int]:
    """Send one letter and write down what became of it; tell whether the server was reached and whether it went."""
    person = claimed.messages[0].addressee
    address = import_string(settings.EMAIL_ADDRESSES)([person]).get(person)
    if address is None:
        _give_up(claimed, NO_ADDRESS)
        return True, 0
    subject, text = letter([(message.subject, message.text) for message in claimed.messages])
    domain = settings.DEFAULT_FROM_EMAIL.rstrip(">").rpartition("@")[2]
    mail = EmailMessage(
        " ".join(subject.split()),
        text,
        to=[address],
        connection=with_server,
        headers={"Message-ID": f"<{claimed.letter_id}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    try:
        with_server.open()
        mail.send()
    except smtplib.SMTPRecipientsRefused as error:
        code = max(code for code, _said in error.recipients.values())
        _refused(claimed, f"Máy chủ thư không nhận địa chỉ của người nhận ({code})", for_ever=code >= 500)
        return True, 0
    except smtplib.SMTPDataError as error:
        _refused(claimed, f"Máy chủ thư từ chối nội dung ({error.smtp_code})", for_ever=error.smtp_code >= 500)
        return True, 0
    except (
        smtplib.SMTPResponseException
    ) as error:  # of the sender, the password or the server itself: not of this letter
        _refused(claimed, f"Máy chủ thư từ chối ({error.smtp_code})")
        return False, 0
    except (OSError, smtplib.SMTPException) as error:  # the line went dead: the letter may have arrived
        _refused(claimed, f"Mất kết nối với máy chủ thư ({type(error).__name__})", keep_name=True)
        return False, 0
    _went(claimed)
    return True, 1


@transaction.atomic
def _went(claimed: Letter) -> None:
    now = timezone.now()
    _rows(claimed).update(state=OutboxState.SENT, sent_at=now, leased_until=None, reason="")
    _record(claimed, "message.sent", {})


@transaction.atomic
def _refused(claimed: Letter, reason: str, *, for_ever: bool = False, keep_name: bool = False) -> None:
    """Write down why it did not go, and when it is tried again.

    What surely did not arrive loses its name, so that it joins the next digest; what may have arrived keeps it.
    """
    attempts = _attempts(claimed)
    again = None if for_ever else next_attempt(attempts, timezone.now())
    if again is None:
        _give_up(claimed, reason)
        return
    _rows(claimed).update(
        state=OutboxState.FAILED,
        attempts=attempts,
        reason=reason,
        due_at=again,
        leased_until=None,
        letter_id=claimed.letter_id if keep_name else "",
    )


@transaction.atomic
def _give_up(claimed: Letter, reason: str) -> None:
    _rows(claimed).update(state=OutboxState.GIVEN_UP, attempts=_attempts(claimed), reason=reason, leased_until=None)
    _record(claimed, "message.given_up", {"reason": reason})


def _attempts(claimed: Letter) -> int:
    return 1 + max(message.attempts for message in claimed.messages)


def _rows(claimed: Letter) -> QuerySet[OutboxMessage]:
    return OutboxMessage.objects.filter(pk__in=[message.pk for message in claimed.messages])


def _record(claimed: Letter, verb: str, facts: dict[str, str]) -> None:
    acts: list[Act] = [
        act_of(province=m.province, actor=SYSTEM, verb=verb, subject=m, facts={"topic": m.topic, **facts})
        for m in claimed.messages
    ]
    record_all(acts)
