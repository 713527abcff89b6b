"""Taking a report of misuse from somebody without an account, and erasing who it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from openocop.core.domain.chain import Actor
from openocop.core.domain.legal_time import legal_day
from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.core.services.files import store_file
from openocop.core.services.journal import record
from openocop.misuse.domain.reports import MOST_LINE, MOST_PHOTOS, MOST_WORDS, OLDEST, Sighting
from openocop.misuse.models import MisusePhoto, MisuseReport
from openocop.misuse.selectors.reports import known_of
from openocop.registry.domain.photographs import Prepared
from openocop.registry.models import Product

PUBLIC = Actor(login="", name="", role="public", office="")  # nobody the journal could name
MOST_A_DAY = 200  # in one province
_LONGEST_LINK = 500


@transaction.atomic
def report_misuse(
    *,
    province: str,
    sighting: Sighting,
    product: Product | None,
    pictures: Sequence[Prepared],
    client_id: UUID,
    at: datetime,
    is_illustrative: bool = False,
) -> MisuseReport:
    """Take a report in; sent twice it is one.

    Raises:
        Refused: nothing is said, the day cannot be, the link is no address, too many photographs, or too many reports.
    """
    known = MisuseReport.objects.filter(client_id=client_id).first()
    if known is not None:
        return known
    _check(sighting, pictures, at)
    today = MisuseReport.objects.filter(province=province, sent_at__gt=at - timedelta(days=1))
    if today.count() >= MOST_A_DAY:
        raise Refused(_("Too many reports have arrived today. Try again tomorrow, or call the OCOP office."))
    report = MisuseReport(
        province=province,
        client_id=client_id,
        seen=sighting.seen.value,
        words=nfc(sighting.words).strip()[:MOST_WORDS],
        where=nfc(sighting.where).strip()[:MOST_LINE],
        link=sighting.link.strip(),
        about=nfc(sighting.about).strip()[:MOST_LINE],
        seen_on=sighting.seen_on,
        contact=nfc(sighting.contact).strip()[:200],
        product=product,
        known=known_of(product, sighting.seen_on) if product else {},
        sent_at=at,
        is_illustrative=is_illustrative or bool(product and product.is_illustrative),
    )
    try:
        with transaction.atomic():
            report.save()
    except IntegrityError:  # of two taps at the same moment one waited for the other
        return MisuseReport.objects.get(client_id=client_id)
    for number, picture in enumerate(pictures, start=1):
        name = f"phan-anh-{number}.jpg"
        file = store_file(province=province, name=name, media_type="image/jpeg", content=picture.content)
        MisusePhoto.objects.create(province=province, report=report, file=file)
    facts = {"seen": report.seen, "product": product.public_id if product else "", "photographs": len(pictures)}
    record(province=province, actor=PUBLIC, verb="misuse.reported", subject=report, facts=facts)
    return report


@transaction.atomic
def erase_contacts(at: datetime) -> int:
    """Empty the contacts whose time is over; return how many. Done twice, the second finds none."""
    due = MisuseReport.objects.select_for_update().filter(erase_on__lte=legal_day(at), erased_at=None)
    erased = 0
    for report in due:
        report.contact, report.erased_at = "", at
        report.save(update_fields=["contact", "erased_at"])
        erased += 1
    return erased


def _check(sighting: Sighting, pictures: Sequence[Prepared], at: datetime) -> None:
    if not sighting.words.strip() and not pictures:
        raise Refused(_("Say in a few words what you saw, or add a photograph."), field="words")
    on = legal_day(at)
    if not on - OLDEST <= sighting.seen_on <= on:
        raise Refused(_("Choose the day on which you saw it, within the last year."), field="seen_on")
    if len(pictures) > MOST_PHOTOS:
        message = _("Add %(most)d photographs at most: those on which it is seen best.")
        raise Refused(message % {"most": MOST_PHOTOS}, field="photos")
    if sighting.link.strip() and not _is_address(sighting.link.strip()):
        raise Refused(
            _("This is no address of a page. Copy it whole, such as https://…, or leave it empty."), field="link"
        )


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        named = bool(parts.hostname)
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and named
        and text.isprintable()
        and " " not in text
        and len(text) <= _LONGEST_LINK
    )
