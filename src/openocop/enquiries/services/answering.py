"""Answering parts of enquiries, asking the office for help, withdrawing and forgetting."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.journal import SYSTEM
from openocop.core.verdict import require
from openocop.enquiries.domain.parts import ANSWERS, MOST_WORDS, PartState
from openocop.enquiries.models import Enquiry, EnquiryPart
from openocop.enquiries.permissions import may_answer
from openocop.enquiries.services.sending import PUBLIC, recorded

_CHUNK = 200


@transaction.atomic
def answer_part(
    *, part: EnquiryPart, answer: PartState, words: str, version: int, by: Post, at: datetime
) -> EnquiryPart:
    """Answer a part, or answer it anew; the journal keeps that it was, not the words.

    Raises:
        NotPermitted: `by` does not act for its producer.
        Refused: the buyer withdrew it, another answer was given meanwhile, or words are missing that the buyer needs.
    """
    part = _locked(part)
    require(may_answer(by, part, on=legal_day(at)))
    said = nfc(words).strip()[:MOST_WORDS]
    if part.state == PartState.WITHDRAWN:
        raise Refused(_("The buyer has withdrawn the enquiry. Nothing needs an answer any more."))
    if (part.state, part.answer) == (answer, said):
        return part
    if part.version != version:
        raise Refused(_("It was answered meanwhile, perhaps by a colleague. Read that answer before you change it."))
    if answer not in ANSWERS:
        raise Refused(_("Choose one of the three answers."), field="answer")
    if not said and answer == PartState.OFFER:
        raise Refused(_("Write what you offer instead: how much, when, at what price."), field="words")
    part.state, part.answer, part.answered_at = answer, said, at
    part.version += 1
    part.save(update_fields=["state", "answer", "answered_at", "version"])
    recorded(part, by.as_actor(), "enquiry.answered", {"answer": answer.value})
    return part


@transaction.atomic
def ask_for_help(*, part: EnquiryPart, by: Post, at: datetime) -> EnquiryPart:
    """Let the offices of the producer read this part; asked twice it is asked once.

    Raises:
        NotPermitted: `by` does not act for its producer.
    """
    part = _locked(part)
    require(may_answer(by, part, on=legal_day(at)))
    if part.help_asked_at is None:
        part.help_asked_at = at
        part.save(update_fields=["help_asked_at"])
        recorded(part, by.as_actor(), "enquiry.help_asked", {})
    return part


@transaction.atomic
def withdraw_enquiry(*, enquiry: Enquiry, at: datetime) -> None:
    """Take an enquiry back and forget who asked, as whoever holds its receipt wants it; the same again is harmless."""
    enquiry = Enquiry.objects.select_for_update().get(pk=enquiry.pk)
    if enquiry.withdrawn_at is not None:
        return
    enquiry.withdrawn_at = at
    _forget(enquiry, at)
    for part in EnquiryPart.objects.select_for_update().select_related("producer").filter(enquiry=enquiry):
        part.state = PartState.WITHDRAWN
        part.save(update_fields=["state"])
        recorded(part, PUBLIC, "enquiry.withdrawn", {})


def erase_due(today: date, *, at: datetime) -> int:
    """Forget the persons of all enquiries whose time is over; return how many there were."""
    erased = 0
    while keys := list(
        Enquiry.objects.filter(erased_at=None, erase_on__lte=today).order_by("pk").values_list("pk", flat=True)[:_CHUNK]
    ):
        for key in keys:
            erased += _erase(key, at)
    return erased


@transaction.atomic
def _erase(key: int, at: datetime) -> int:
    enquiry = Enquiry.objects.select_for_update().filter(pk=key, erased_at=None).first()
    if enquiry is None:
        return 0
    _forget(enquiry, at)
    for part in enquiry.parts.select_related("producer"):
        recorded(part, SYSTEM, "enquiry.erased", {})
    return 1


def _forget(enquiry: Enquiry, at: datetime) -> None:
    """Empty what is of a person, the answers with it: they may name the person. Products and states stay."""
    enquiry.contact_name = enquiry.phone = enquiry.email = enquiry.place = enquiry.message = ""
    enquiry.erased_at = at
    enquiry.save()
    enquiry.parts.update(answer="")


def _locked(part: EnquiryPart) -> EnquiryPart:
    return EnquiryPart.objects.select_for_update(of=("self",)).select_related("producer", "enquiry").get(pk=part.pk)
