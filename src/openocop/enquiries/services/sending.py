"""Taking enquiries in: one enquiry, one part for each producer that is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.chain import Actor
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.journal import record
from openocop.core.services.outbox import Words, write_messages
from openocop.core.verdict import require
from openocop.enquiries.domain.parts import MOST_LINES, MOST_QUANTITY, MOST_WORDS, Contact, Source, Wanted, Wishes
from openocop.enquiries.domain.parts import erase_on as erased_from
from openocop.enquiries.models import Enquiry, EnquiryLine, EnquiryPart
from openocop.enquiries.permissions import may_note
from openocop.enquiries.selectors.asked import Askable, askables, reachable
from openocop.registry.models import Producer

PUBLIC = Actor(login="", name="", role="public", office="")  # nobody the journal could name
A_DAY = timedelta(days=1)
MOST_A_DAY = 300  # without an account, in one province
MOST_TO_ONE_A_DAY = 40
_SUBJECT = "Có khách hỏi mua: {products}"
_TEXT = (
    "Một khách vừa hỏi {producer} về: {products}. Thư này không ghi tên và cách liên hệ của khách.\n\n"
    "Xem và trả lời: {there}\nThư tự động, không cần trả lời. Thôi nhận thư: {consent}"
)


@transaction.atomic
def send_enquiry(
    *,
    wanted: Sequence[Wanted],
    contact: Contact,
    wishes: Wishes,
    consented: bool,
    client_id: UUID,
    at: datetime,
    is_illustrative: bool = False,
) -> Enquiry:
    """Send what somebody without an account asks, to each producer its own part; sent twice it is one enquiry.

    Raises:
        Refused: no consent, no way to answer, nothing that can be asked for, or too much of it today.
    """
    known = Enquiry.objects.filter(client_id=client_id, noted_by=None).first()
    if known:
        return known
    on = legal_day(at)
    _check(consented, contact, wanted)
    found = {one.listing.public_id: one for one in askables([one.product for one in wanted], on)}
    asked = [(one, found[one.product]) for one in wanted if one.product in found and not found[one.product].why_not]
    if not asked:
        raise Refused(_("None of these products can be asked for here. Choose others."))
    producers = {one.producer.pk: one.producer for _wanted, one in asked if one.producer}
    _refuse_flood(producers, at)
    province = asked[0][1].listing.province
    invented = is_illustrative or all(one.listing.is_illustrative for _wanted, one in asked)
    try:
        with transaction.atomic():
            enquiry = _create(
                province, Source.FORM, contact, wishes, client_id, at, consented_at=at, is_illustrative=invented
            )
    except IntegrityError:  # of two taps at the same moment one waited for the other
        return _of_the_other_tap(client_id)
    for key, producer in sorted(producers.items()):
        lines = [(one, askable) for one, askable in asked if askable.producer and askable.producer.pk == key]
        part = _part(enquiry, producer, lines, at)
        recorded(part, PUBLIC, "enquiry.sent", {"products": [one.product for one, _askable in lines]})
        _tell(part, lines, at)
    return enquiry


@transaction.atomic
def note_enquiry(
    *,
    producer: Producer,
    wanted: Wanted,
    source: Source,
    contact: Contact,
    wishes: Wishes,
    client_id: UUID,
    by: Post,
    at: datetime,
) -> EnquiryPart:
    """Write down what came to a producer by telephone or chat; noted twice it is one enquiry. Nobody is written to.

    Raises:
        NotPermitted: `by` does not act for the producer.
        Refused: the product is not a public one of this producer.
    """
    on = legal_day(at)
    require(may_note(by, producer, on=on))
    known = EnquiryPart.objects.filter(enquiry__client_id=client_id, producer=producer).first()
    if known:
        return known
    found = [one for one in askables([wanted.product], on) if one.producer and one.producer.pk == producer.pk]
    if not found:
        raise Refused(_("Choose one of your products on the public site."), field="product")
    _check_quantity(wanted)
    invented = producer.is_illustrative
    enquiry = _create(
        producer.province, source, contact, wishes, client_id, at, noted_by_id=by.user_id, is_illustrative=invented
    )
    part = _part(enquiry, producer, [(wanted, found[0])], at)
    recorded(part, by.as_actor(), "enquiry.noted", {"source": source.value, "products": [wanted.product]})
    return part


def _check(consented: bool, contact: Contact, wanted: Sequence[Wanted]) -> None:
    if not consented:
        raise Refused(_("Without your consent nothing is sent to the producers."), field="consent")
    if not contact.phone and not contact.email:
        raise Refused(_("Give a telephone number or an e-mail address, so that they can answer."), field="phone")
    if len(wanted) > MOST_LINES:
        message = _("One enquiry asks for %(most)d products. Take some off the list and send two.")
        raise Refused(message % {"most": MOST_LINES})
    for one in wanted:
        _check_quantity(one)


def _check_quantity(one: Wanted) -> None:
    if not 1 <= one.quantity <= MOST_QUANTITY:
        raise Refused(_("Write how many, from 1 to %(most)d.") % {"most": MOST_QUANTITY}, field="quantity")


def _refuse_flood(producers: dict[int, Producer], at: datetime) -> None:
    today = EnquiryPart.objects.filter(sent_at__gt=at - A_DAY, enquiry__noted_by=None)
    provinces = {one.province for one in producers.values()}
    if today.filter(province__in=provinces).values("enquiry").distinct().count() >= MOST_A_DAY:
        raise Refused(_("Too many enquiries have arrived today. Try again tomorrow, or call the producer."))
    if any(today.filter(producer=key).count() >= MOST_TO_ONE_A_DAY for key in producers):
        raise Refused(_("One of these producers was asked very often today. Try again tomorrow, or leave it out."))


def _create(
    province: str, source: Source, contact: Contact, wishes: Wishes, client_id: UUID, at: datetime, **columns: object
) -> Enquiry:
    sent_on = legal_day(at)
    return Enquiry.objects.create(
        province=province,
        client_id=client_id,
        source=source,
        contact_name=nfc(contact.name)[:200],
        phone=contact.phone,
        email=contact.email,
        needed_on=wishes.needed_on,
        place=nfc(wishes.place)[:200],
        message=nfc(wishes.message)[:MOST_WORDS],
        sent_at=at,
        erase_on=erased_from(sent_on, wishes.needed_on),
        **columns,
    )


def _part(enquiry: Enquiry, producer: Producer, lines: Sequence[tuple[Wanted, Askable]], at: datetime) -> EnquiryPart:
    part = EnquiryPart.objects.create(province=producer.province, enquiry=enquiry, producer=producer, sent_at=at)
    for wanted, askable in lines:
        pack = next((one for one in askable.offer.packs if one.pack.public_id == wanted.pack), None)
        EnquiryLine.objects.create(
            province=producer.province,
            part=part,
            product=askable.listing.product,
            product_name=askable.listing.name,
            pack=pack.pack if pack else None,
            pack_name=pack.pack.name if pack else "",
            price=pack.price if pack else None,
            price_stated_at=pack.stated_at if pack else None,
            quantity=wanted.quantity,
        )
    return part


def _tell(part: EnquiryPart, lines: Sequence[tuple[Wanted, Askable]], at: datetime) -> None:
    """Write to those who act for the producer and agreed to it; the address is asked for when the letter goes."""
    facts = {
        "producer": part.producer.name,
        "products": ", ".join(one.listing.name for _wanted, one in lines),
        "there": f"{settings.OPENOCOP_URL}{reverse('received:part', args=[part.public_id])}",
        "consent": f"{settings.OPENOCOP_URL}{reverse('accounts:consent')}",
    }
    people = reachable([part.producer_id], legal_day(at), agreed=True).get(part.producer_id, [])
    plain = Words("", "", "enquiry", _SUBJECT.format(**facts), _TEXT.format(**facts))
    invented = part.enquiry.is_illustrative
    words = [
        replace(plain, addressee=one, key=f"enquiry:{part.public_id}:{one}", is_illustrative=invented) for one in people
    ]
    write_messages(province=part.province, words=words, at=at)


def _of_the_other_tap(client_id: UUID) -> Enquiry:
    sent = Enquiry.objects.filter(client_id=client_id, noted_by=None).first()
    if sent is None:
        raise Refused(_("The page stood open too long. Look at it once more and send it again."))
    return sent


def recorded(part: EnquiryPart, actor: Actor, verb: str, facts: dict[str, object]) -> None:
    """Put into the journal what happened to a part; never who asked, or what was said."""
    told = {"producer": part.producer.public_id, **facts}
    record(province=part.province, actor=actor, verb=verb, subject=part, facts=told)
