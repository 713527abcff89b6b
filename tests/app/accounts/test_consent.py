"""Who agrees to be written to says so themselves, and takes it back the same way; the office reads what was written."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from openocop.accounts.models import User
from openocop.accounts.selectors.addresses import agreed_addresses
from openocop.core.models import JournalEntry, OutboxMessage
from openocop.core.services.outbox import Words, write_messages
from tests.factories.actors import Cast, build_cast
from tests.factories.dossiers import some_units

from .test_menus import client_of

pytestmark = pytest.mark.django_db
CONSENT = "/cua-toi/nhan-thu/"


@pytest.fixture
def cast() -> Cast:
    some_units()
    return build_cast()


def letters_known(user: User) -> dict[str, str]:
    return agreed_addresses([user.public_id])


def test_consent_is_given_and_taken_back_and_the_journal_keeps_no_address(cast: Cast) -> None:
    user, client = cast.producer.user, client_of(cast.producer)
    User.objects.filter(pk=user.pk).update(is_illustrative=False)
    client.post(CONSENT, {"email": "lan@example.com", "agrees": "on"})
    assert letters_known(user) == {user.public_id: "lan@example.com"}
    client.post(CONSENT, {"email": "lan@example.com", "agrees": "on"})  # a double tap leaves no trace
    client.post(CONSENT, {"email": "lan@example.com"})
    assert letters_known(user) == {}
    entries = JournalEntry.objects.filter(subject_id=user.public_id, verb__startswith="account.letters").order_by("id")
    assert [(entry.verb, entry.facts) for entry in entries] == [
        ("account.letters_agreed", {}),
        ("account.letters_refused", {}),
    ]


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"email": "không phải địa chỉ", "agrees": "on"}, "Chưa lưu"),
        ({"email": "", "agrees": "on"}, "Nhập địa chỉ để nhận thư nhắc, hoặc bỏ đồng ý."),
    ],
)
def test_no_consent_without_a_sound_address(cast: Cast, sent: dict[str, str], words: str) -> None:
    response = client_of(cast.producer).post(CONSENT, sent)
    assert response.status_code == 422
    assert words in response.content.decode()


def test_the_office_reads_what_was_written_and_what_became_of_it_but_no_address(cast: Cast) -> None:
    User.objects.filter(pk=cast.producer.user.pk).update(email="lan@example.com", email_agreed_at=timezone.now())
    person = cast.producer.user.public_id

    def wrote(*keys: str) -> None:
        words = [Words(person, key, "thu", f"Tin {key}", "Nội dung <b>đậm</b>") for key in keys]
        write_messages(province="ca-mau", words=words, at=timezone.now())

    client = client_of(cast.provincial_officer)
    assert "Chưa có tin nhắn nào" in client.get("/nhan-su/tin-nhan/").content.decode()
    wrote("mot")
    with CaptureQueriesContext(connection) as few:
        page = client.get("/nhan-su/tin-nhan/").content.decode()
    assert "Chưa đặt máy chủ thư" in page
    assert "Nội dung &lt;b&gt;đậm&lt;/b&gt;" in page
    assert "lan@example.com" not in page
    wrote(*(f"them-{letter}" for letter in "abcdefgh"))
    OutboxMessage.objects.filter(key="mot").update(state="given_up", reason="Hộp thư không nhận")
    with CaptureQueriesContext(connection) as many:
        page = client.get("/nhan-su/tin-nhan/").content.decode()
    assert (len(many), "Hộp thư không nhận" in page) == (len(few), True)
    narrowed = client.get("/nhan-su/tin-nhan/?trang-thai=given_up").content.decode()
    assert ("Tin mot" in narrowed, "Tin them-a" in narrowed) == (True, False)
