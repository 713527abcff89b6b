"""A few invented enquiries, so that a producer finds something to answer; after the public site was drawn up."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from openocop.demo.domain.practice import practice
from openocop.demo.services.practice_dossiers import Stand
from openocop.enquiries.domain.parts import Contact, PartState, Source, Wanted, Wishes
from openocop.enquiries.models import EnquiryPart
from openocop.enquiries.services.answering import answer_part, ask_for_help
from openocop.enquiries.services.sending import note_enquiry, send_enquiry

_CONTACT = Contact("Khách mẫu (minh hoạ)", email="minh-hoa@example.invalid")


def send_enquiries(stand: Stand) -> None:
    """Send and note the enquiries of `practice.yaml`, and answer those that are answered there."""
    for row in practice()["enquiries"]:
        wanted = [Wanted(stand.products[name].public_id, number) for name, number in row["asked"].items()]
        needed_on = stand.today + timedelta(days=row["needed_in"]) if "needed_in" in row else None
        wishes, at = Wishes(needed_on, row.get("place", ""), row.get("words", "")), stand.at(row["days_ago"])
        if "source" in row:
            producer = stand.products[next(iter(row["asked"]))].producer
            assert producer is not None  # noqa: S101  # of the invented ones each has a producer
            note_enquiry(
                producer=producer,
                wanted=wanted[0],
                source=Source(row["source"]),
                contact=Contact(""),
                wishes=wishes,
                client_id=uuid4(),
                by=stand.owners[producer.name],
                at=at,
            )
            continue
        enquiry = send_enquiry(
            wanted=wanted,
            contact=_CONTACT,
            wishes=wishes,
            consented=True,
            client_id=uuid4(),
            at=at,
            is_illustrative=True,
        )
        for part in enquiry.parts.select_related("producer"):
            _go_on(stand, part, row)


def _go_on(stand: Stand, part: EnquiryPart, row: dict[str, object]) -> None:
    by, at = stand.owners[part.producer.name], part.sent_at + timedelta(hours=5)
    answers = row.get("answers")
    said = answers.get(part.producer.name) if isinstance(answers, dict) else None
    if said:
        answer_part(part=part, answer=PartState(said["answer"]), words=said["words"], version=0, by=by, at=at)
    if row.get("help"):
        ask_for_help(part=part, by=by, at=at)
