"""Messages are written with what they tell of and sent afterwards, once; a real server on the loopback takes them."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any, cast

import pytest
from aiosmtpd.controller import Controller
from django.db import transaction
from django.utils import timezone

from openocop.accounts.models import User
from openocop.core.models import JournalEntry, OutboxMessage
from openocop.core.services import outbox
from openocop.core.services.outbox import NO_ADDRESS, Words, send_due, write_messages

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 12, 1, 2, tzinfo=UTC)  # nine o'clock in Vietnam


class Postbox:
    """What a server was given. `answer` is what it says to the content of a letter, or to an address."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.answer = "250 OK"
        self.answer_to_address = "250 OK"

    async def handle_RCPT(self, _s: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802  # aiosmtpd's name
        if self.answer_to_address.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer_to_address

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  # aiosmtpd's name
        if self.answer.startswith("250"):
            self.letters.append(cast(EmailMessage, BytesParser(policy=default).parsebytes(envelope.content)))
        return self.answer


@pytest.fixture
def postbox(settings: Any) -> Iterator[Postbox]:
    box = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    server.stop()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """What time it is: the last of the list."""
    moments = [MORNING]
    monkeypatch.setattr(timezone, "now", lambda: moments[-1])
    return moments


def a_person(name: str = "lan", *, agrees: bool = True) -> str:
    user = User.objects.create(
        username=name, full_name="Người Thử", email=f"{name}@example.com", email_agreed_at=MORNING if agrees else None
    )
    return str(user.public_id)


def told(person: str, *keys: str, digest: bool = False, at: datetime = MORNING) -> list[str]:
    words = [Words(person, key, "thu", f"Tin {key}", f"Nội dung {key}", waits_for_digest=digest) for key in keys]
    return write_messages(province="ca-mau", words=words, at=at)


def states() -> dict[str, str]:
    return dict(OutboxMessage.objects.values_list("key", "state"))


def test_a_message_goes_once_in_plain_vietnamese_text(postbox: Postbox, clock: list[datetime]) -> None:
    person = a_person()
    assert (told(person, "a"), told(person, "a")) == (["a"], [])  # what was told is not told again
    assert (send_due(), send_due()) == (1, 0)
    (mail,) = postbox.letters
    assert (mail["To"], mail["Subject"], mail.get_content_type()) == ("lan@example.com", "Tin a", "text/plain")
    assert mail.get_content().strip() == "Nội dung a"
    message = OutboxMessage.objects.get()
    assert (message.state, message.sent_at, message.text) == ("sent", MORNING, "Nội dung a")
    entry = JournalEntry.objects.get(verb="message.sent")
    assert (entry.subject_id, entry.facts) == (message.public_id, {"topic": "thu"})


def test_what_is_rolled_back_is_not_told(postbox: Postbox, clock: list[datetime]) -> None:
    def act() -> None:
        with transaction.atomic():
            told(a_person(), "a")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        act()
    assert (send_due(), postbox.letters) == (0, [])


def test_who_is_killed_after_sending_repeats_that_one_letter_under_its_own_name(
    postbox: Postbox, clock: list[datetime], monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in ("a", "b"):
        told(a_person(key), key)

    def killed(_claimed: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as worker:
        worker.setattr(outbox, "_went", killed)
        with pytest.raises(KeyboardInterrupt):
            send_due()
    assert send_due() == 1  # the other letter; the first is held until its lease ends
    clock.append(MORNING + timedelta(minutes=11))
    assert (send_due(), send_due()) == (1, 0)
    subjects = [mail["Subject"] for mail in postbox.letters]
    assert subjects == ["Tin a", "Tin b", "Tin a"]
    assert postbox.letters[0]["Message-ID"] == postbox.letters[2]["Message-ID"] != postbox.letters[1]["Message-ID"]


def test_reminders_of_a_day_go_in_one_letter_and_later_ones_the_next_morning(
    postbox: Postbox, clock: list[datetime]
) -> None:
    person = a_person()
    told(person, "a", "b", digest=True)
    assert send_due() == 1
    told(person, "c", digest=True)
    assert send_due() == 0
    clock.append(MORNING + timedelta(days=1))
    assert send_due() == 1
    first, second = postbox.letters
    assert (first["Subject"], second["Subject"]) == ("OpenOCOP: 2 việc cần biết", "Tin c")
    assert "1. Tin a\n\nNội dung a" in first.get_content().replace("\r\n", "\n")


def test_at_night_nothing_is_sent(postbox: Postbox, clock: list[datetime]) -> None:
    night = datetime(2026, 12, 1, 14, tzinfo=UTC)  # nine in the evening
    clock.append(night)
    told(a_person(), "a", at=night)
    assert (send_due(), OutboxMessage.objects.get().due_at) == (0, datetime(2026, 12, 2, 0, tzinfo=UTC))
    clock.append(datetime(2026, 12, 2, 0, tzinfo=UTC))  # seven in the morning
    assert send_due() == 1


@pytest.mark.parametrize("withdrawn", [{"email_agreed_at": None}, {"is_active": False}, {"is_illustrative": True}])
def test_who_withdrew_consent_meanwhile_gets_nothing(
    postbox: Postbox, clock: list[datetime], withdrawn: dict[str, Any]
) -> None:
    told(a_person(), "a")
    User.objects.update(**withdrawn)
    assert (send_due(), postbox.letters) == (0, [])
    assert OutboxMessage.objects.values_list("state", "reason").get() == ("given_up", NO_ADDRESS)


def test_an_address_that_is_refused_for_ever_is_given_up_and_the_others_go(
    postbox: Postbox, clock: list[datetime]
) -> None:
    told(a_person("lan"), "a")
    postbox.answer_to_address = "550 unknown"
    assert send_due() == 0
    postbox.answer_to_address = "250 OK"
    told(a_person("mai"), "b")
    assert (send_due(), states()) == (1, {"a": "given_up", "b": "sent"})
    assert "(550)" in OutboxMessage.objects.get(key="a").reason


def test_what_a_server_puts_off_is_tried_ever_more_rarely_and_then_given_up(
    postbox: Postbox, clock: list[datetime]
) -> None:
    told(a_person(), "a")
    postbox.answer = "451 later"
    seen = []
    for _ in range(7):
        send_due()
        message = OutboxMessage.objects.get()
        seen.append((message.state, message.attempts, round((message.due_at - clock[-1]).total_seconds() / 60)))
        clock.append(message.due_at)
    # At 9:00, 9:05, 9:35, 11:35, 19:35 of the first day, then of the two after next.
    assert seen[:4] == [("failed", 1, 5), ("failed", 2, 30), ("failed", 3, 120), ("failed", 4, 480)]
    assert [state for state, _n, _wait in seen[4:]] == ["failed", "failed", "given_up"]
    assert "(451)" in OutboxMessage.objects.get().reason


def test_a_server_that_is_away_costs_one_letter_an_attempt(
    postbox: Postbox, clock: list[datetime], settings: Any
) -> None:
    told(a_person("lan"), "a")
    told(a_person("mai"), "b")
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert (send_due(), sorted(OutboxMessage.objects.values_list("attempts", flat=True))) == (0, [0, 1])
    settings.EMAIL_PORT = port
    clock.append(MORNING + timedelta(minutes=6))
    assert send_due() == 2


def test_without_a_server_messages_wait(clock: list[datetime], settings: Any) -> None:
    settings.EMAIL_HOST = ""
    told(a_person(), "a")
    assert (send_due(), states()) == (0, {"a": "waiting"})
