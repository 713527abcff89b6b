"""An enquiry reaches each producer with its own part, once; it is answered, withdrawn and forgotten."""

from __future__ import annotations

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from openocop.accounts.models import User
from openocop.core.models import JournalEntry, OutboxMessage
from openocop.core.refusal import Refused
from openocop.core.verdict import NotPermitted
from openocop.enquiries.domain.parts import Contact, PartState, Source, Wanted, Wishes
from openocop.enquiries.models import Enquiry, EnquiryPart
from openocop.enquiries.services import sending
from openocop.enquiries.services.answering import answer_part, ask_for_help, erase_due, withdraw_enquiry
from openocop.enquiries.services.sending import note_enquiry
from openocop.registry.models import Product
from tests.factories.actors import Cast
from tests.factories.enquiries import CONTACT, WISHES, an_enquiry, sold_product
from tests.factories.registry import AT, a_producer


@pytest.fixture
def shrimp(cast: Cast) -> Product:
    return sold_product(cast, "Tôm khô", a_producer(cast, member=cast.producer))


@pytest.fixture
def tea(cast: Cast, shrimp: Product) -> Product:
    return sold_product(cast, "Trà mãng cầu", a_producer(cast, "HTX Hai", member=cast.rival_producer))


def test_each_producer_gets_its_own_part_with_names_and_prices_as_they_were(shrimp: Product, tea: Product) -> None:
    enquiry = an_enquiry(shrimp, tea)
    shown = {part.producer_id: [str(line) for line in part.lines.all()] for part in enquiry.parts.all()}
    assert shown == {shrimp.producer_id: ["Tôm khô"], tea.producer_id: ["Trà mãng cầu"]}
    line = enquiry.parts.get(producer=shrimp.producer).lines.get()
    assert (line.pack_name, line.price, line.price_stated_at, line.quantity) == ("Hũ", 185_000, AT, 10)
    assert len(enquiry.receipt_key) == 26


def test_a_double_tap_is_one_enquiry(shrimp: Product) -> None:
    client_id = uuid4()
    assert an_enquiry(shrimp, client_id=client_id) == an_enquiry(shrimp, client_id=client_id)
    assert Enquiry.objects.count() == EnquiryPart.objects.count() == 1


def test_those_who_act_for_a_producer_are_written_to_without_a_word_of_the_buyer(
    cast: Cast, shrimp: Product, tea: Product
) -> None:
    an_enquiry(shrimp, tea)
    assert not OutboxMessage.objects.exists(), "nobody has agreed yet"
    User.objects.update(email_agreed_at=AT)
    an_enquiry(shrimp, tea)
    letters = {one.addressee: f"{one.subject}\n{one.text}" for one in OutboxMessage.objects.all()}
    assert letters.keys() == {cast.producer.user.public_id, cast.rival_producer.user.public_id}
    mine = letters[cast.producer.user.public_id]
    assert "Có khách hỏi mua: Tôm khô" in mine
    assert "Trà" not in mine
    for word in (CONTACT.name, CONTACT.phone, CONTACT.email, WISHES.place, WISHES.message):
        assert word not in mine


def test_the_journal_never_has_the_person_or_the_words(cast: Cast, shrimp: Product) -> None:
    part = an_enquiry(shrimp).parts.get()
    answer_part(part=part, answer=PartState.OFFER, words="Có 5 hũ", version=0, by=cast.producer.post, at=AT)
    told = json.dumps([entry.facts for entry in JournalEntry.objects.all()], ensure_ascii=False)
    for word in (CONTACT.name, CONTACT.phone, CONTACT.email, WISHES.place, WISHES.message, "Có 5 hũ"):
        assert word not in told
    assert [one.verb for one in JournalEntry.objects.filter(verb__startswith="enquiry").order_by("pk")] == [
        "enquiry.sent",
        "enquiry.answered",
    ]


def test_what_cannot_be_sent_is_refused_in_words(cast: Cast, shrimp: Product) -> None:
    nobody = sold_product(cast, "Cá khô", None)
    silent = sold_product(cast, "Muối ớt", a_producer(cast, "HTX Vắng"))
    with pytest.raises(Refused, match="chưa đồng ý"):
        an_enquiry(shrimp, consented=False)
    with pytest.raises(Refused, match="số điện thoại"):
        an_enquiry(shrimp, contact=Contact("Chị Khách"))
    with pytest.raises(Refused, match="Không hỏi mua được"):
        an_enquiry(nobody, silent)
    with pytest.raises(Refused, match="từ 1 đến 100000"):
        an_enquiry(shrimp, quantity=100_001)
    assert not Enquiry.objects.exists()
    assert an_enquiry(shrimp, silent).parts.get().producer == shrimp.producer


def test_a_flood_waits_for_tomorrow(shrimp: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "MOST_TO_ONE_A_DAY", 2)
    an_enquiry(shrimp)
    an_enquiry(shrimp)
    with pytest.raises(Refused, match="được hỏi rất nhiều"):
        an_enquiry(shrimp)
    an_enquiry(shrimp, at=AT + timedelta(days=2))


def test_an_answer_is_given_changed_and_not_written_over(cast: Cast, shrimp: Product) -> None:
    part, by = an_enquiry(shrimp).parts.get(), cast.producer.post
    with pytest.raises(Refused, match="Ghi rõ đề nghị"):
        answer_part(part=part, answer=PartState.OFFER, words=" ", version=0, by=by, at=AT)
    with pytest.raises(Refused, match="ba cách trả lời"):
        answer_part(part=part, answer=PartState.WITHDRAWN, words="", version=0, by=by, at=AT)
    answer_part(part=part, answer=PartState.CAN, words="Giao ngày 18", version=0, by=by, at=AT)
    again = answer_part(part=part, answer=PartState.CAN, words="Giao ngày 18", version=0, by=by, at=AT)
    assert again.version == 1, "the same answer twice is one"
    with pytest.raises(Refused, match="vừa được trả lời"):
        answer_part(part=part, answer=PartState.CANNOT, words="", version=0, by=by, at=AT)
    answer_part(part=part, answer=PartState.CANNOT, words="Hết hàng", version=1, by=by, at=AT)
    part.refresh_from_db()
    assert (part.state, part.answer, part.version) == ("cannot", "Hết hàng", 2)


def test_only_the_producer_answers_asks_for_help_and_notes(cast: Cast, shrimp: Product) -> None:
    part = an_enquiry(shrimp).parts.get()
    assert shrimp.producer is not None
    for name, post in cast.posts().items():
        if name == "producer":
            continue
        with pytest.raises(NotPermitted):
            answer_part(part=part, answer=PartState.CAN, words="", version=0, by=post, at=AT)
        with pytest.raises(NotPermitted):
            ask_for_help(part=part, by=post, at=AT)
        with pytest.raises(NotPermitted):
            note_enquiry(
                producer=shrimp.producer,
                wanted=Wanted(shrimp.public_id, 1),
                source=Source.PHONE,
                contact=Contact(""),
                wishes=Wishes(),
                client_id=uuid4(),
                by=post,
                at=AT,
            )
    assert Enquiry.objects.count() == 1


def test_what_came_by_telephone_is_noted_once_and_nobody_is_written_to(
    cast: Cast, shrimp: Product, tea: Product
) -> None:
    assert shrimp.producer is not None
    facts = {"source": Source.PHONE, "contact": Contact("Anh Ba"), "wishes": Wishes(), "client_id": uuid4()}
    noted = {
        note_enquiry(
            producer=shrimp.producer, wanted=Wanted(shrimp.public_id, 3), by=cast.producer.post, at=AT, **facts
        ).pk
        for _tap in range(2)
    }
    assert len(noted) == 1
    assert not OutboxMessage.objects.exists()
    with pytest.raises(Refused, match="mở quá lâu"):
        an_enquiry(shrimp, client_id=facts["client_id"])
    with pytest.raises(Refused, match="Chọn một sản phẩm của cơ sở"):
        note_enquiry(
            producer=shrimp.producer,
            wanted=Wanted(tea.public_id, 3),
            by=cast.producer.post,
            at=AT,
            **{**facts, "client_id": uuid4()},
        )


def test_whoever_withdraws_is_forgotten_at_once(cast: Cast, shrimp: Product) -> None:
    enquiry = an_enquiry(shrimp)
    part = enquiry.parts.get()
    answer_part(part=part, answer=PartState.CAN, words="Chào chị Khách Thử", version=0, by=cast.producer.post, at=AT)
    withdraw_enquiry(enquiry=enquiry, at=AT)
    withdraw_enquiry(enquiry=enquiry, at=AT)
    enquiry.refresh_from_db()
    part.refresh_from_db()
    assert (enquiry.contact_name, enquiry.phone, enquiry.email, enquiry.place, enquiry.message) == ("",) * 5
    assert (part.state, part.answer) == ("withdrawn", "")
    assert JournalEntry.objects.filter(verb="enquiry.withdrawn").count() == 1
    with pytest.raises(Refused, match="Khách đã rút"):
        answer_part(part=part, answer=PartState.CAN, words="", version=1, by=cast.producer.post, at=AT)


def test_the_person_is_forgotten_when_the_time_is_over(cast: Cast, shrimp: Product) -> None:
    enquiry = an_enquiry(shrimp)
    assert enquiry.erase_on == date(2027, 2, 22)
    assert erase_due(date(2027, 2, 21), at=timezone.now()) == 0
    assert erase_due(date(2027, 2, 22), at=timezone.now()) == 1
    assert erase_due(date(2027, 2, 22), at=timezone.now()) == 0
    enquiry.refresh_from_db()
    assert (enquiry.contact_name, enquiry.phone, enquiry.email, enquiry.message) == ("",) * 4
    assert enquiry.parts.get().lines.get().product_name == "Tôm khô"
