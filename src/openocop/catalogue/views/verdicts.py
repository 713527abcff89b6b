"""The words of a certificate's standing: what it is, what to do, what was checked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from openocop.catalogue.selectors.verification import CertificatePage
from openocop.catalogue.words import term_unknown_reason, term_unknown_story
from openocop.core.documents.vietnamese import date_short
from openocop.recognition.domain.status import IN_FORCE, State, last_day
from openocop.recognition.models import Certificate, Recognition
from openocop.ui.templatetags.ui import sao


@dataclass(frozen=True, slots=True)
class Check:
    kind: str
    title: str
    note: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """`kind` names the band and the seal; their shape tells as much as their colour."""

    kind: str
    title: str
    text: str
    advice: str


def verdict_of(shown: CertificatePage) -> Verdict:
    """Return the verdict in short everyday sentences; one on an invented record says so in its first words."""
    verdict = _replaced(shown, shown.replaced) if shown.replaced is not None else _verdict(shown)
    if shown.recognition.is_illustrative:
        return replace(verdict, title=_("Illustration. %(title)s") % {"title": verdict.title})
    return verdict


def _replaced(shown: CertificatePage, former: Certificate) -> Verdict:
    """A certificate that was corrected is not fake; another paper says what holds."""
    number = shown.certificate.number if shown.certificate else ""
    day = date_short(former.replaced_on) if former.replaced_on else ""
    return Verdict(
        "expired",
        _("This certificate was replaced by number %(number)s") % {"number": number},
        _("Since %(day)s the paper with number %(former)s is no longer used. Below stands what holds now.")
        % {"day": day, "former": former.number},
        _("Ask for the newer certificate, and compare name, producer and stars with the record."),
    )


def _verdict(shown: CertificatePage) -> Verdict:
    """Expired and unknown are not fake."""
    stars, state = sao(shown.recognition.star), shown.status.state
    if state == State.EXTENDED:
        return _extended(shown, stars)
    if state in IN_FORCE:
        return _running(shown, stars)
    if state == State.EXPIRED:
        day = date_short(last_day(shown.status.since)) if shown.status.since else ""
        return Verdict(
            "expired",
            _("Once OCOP with %(stars)s, the certificate has ended") % {"stars": stars},
            _("Its last day was %(day)s, by the data held here. It is not fake, but its stars may not be shown now.")
            % {"day": day},
            _("Look at the production date: a lot made before that day may rightly carry the stars."),
        )
    if state == State.WITHDRAWN:
        day = date_short(shown.status.since) if shown.status.since else ""
        return Verdict(
            "withdrawn",
            _("This certificate was withdrawn"),
            _("The product is no longer an OCOP product under this certificate since %(day)s.") % {"day": day},
            _("Do not buy because of the stars on the pack. If it is still sold with them, tell the commune's office."),
        )
    if state == State.SUPERSEDED:
        return _superseded(shown.recognition)
    if state == State.NOT_BEGUN:
        return Verdict(
            "unknown",
            _("This certificate does not hold yet"),
            _("Its first day is %(day)s.") % {"day": date_short(shown.status.until) if shown.status.until else ""},
            _("Look again on that day."),
        )
    return Verdict(
        "unknown",
        _("Named as OCOP with %(stars)s; until when is not known") % {"stars": stars},
        term_unknown_story(shown.recognition.council_on),
        _("Look at the dates printed on the certificate, or ask the producer for the decision."),
    )


def _superseded(former: Recognition) -> Verdict:
    """What the ministry's result led to speaks for the product; the earlier paper was genuine and not withdrawn."""
    later, day = former.superseded_by, date_short(former.superseded_on) if former.superseded_on else ""
    number = (later.decision.number if later.decision else later.decision_no_as_printed) if later else ""
    facts = {"day": day, "stars": sao(later.star if later else None), "number": number}
    return Verdict(
        "expired",
        _("A later recognition took the place of this one"),
        _(
            "Since %(day)s the product is recognised with %(stars)s by decision %(number)s. The earlier one was not "
            "withdrawn; it is no longer used."
        )
        % facts,
        _("Ask for the newer certificate, and compare name, producer and stars with the record."),
    )


def checks_of(shown: CertificatePage) -> list[Check]:
    """Return what was looked at, and what only the visitor can look at."""
    recognition, state = shown.recognition, shown.status.state
    if shown.certificate is not None:
        checks = [Check("ok", _("In the province's register of certificates"), shown.certificate.number)]
    elif recognition.source_urls:
        note = _("The list has no certificate number.")
        checks = [Check("ok", _("In a published list of recognised products"), note)]
    else:
        note = _("The record names neither a certificate nor a published source.")
        checks = [Check("ok", _("In the recognitions that the province recorded here"), note)]
    if state == State.WITHDRAWN:
        note = f"{recognition.withdrawal_ground} ({recognition.withdrawal_decision})"
        checks.append(Check("bad", _("Withdrawn"), note))
    else:
        checks.append(Check("ok", _("Not withdrawn"), _("No decision of withdrawal is recorded.")))
    if recognition.valid_until is None:
        checks.append(Check("none", _("End of the term"), term_unknown_reason(recognition.council_on)))
    elif state == State.EXTENDED and shown.status.until is not None:
        note = _("To %(day)s at most, until the outcome of the re-assessment") % {
            "day": date_short(last_day(shown.status.until))
        }
        checks.append(Check("soon", _("Past its term, kept under Article 12.3"), note))
    elif state in IN_FORCE:
        note = _("Last day %(day)s") % {"day": date_short(last_day(recognition.valid_until))}
        checks.append(Check("soon" if state == State.ENDING else "ok", _("Within its term"), note))
    elif state == State.SUPERSEDED and recognition.superseded_on is not None:
        note = _("Since %(day)s") % {"day": date_short(recognition.superseded_on)}
        checks.append(Check("out", _("Superseded by a later recognition"), note))
    elif state == State.EXPIRED:
        note = _("Ended on %(day)s") % {"day": date_short(last_day(recognition.valid_until))}
        checks.append(Check("out", _("Past its term"), note))
    if shown.replaced is not None:
        checks.append(Check("out", _("The certificate that was asked for"), _replaced_words(shown.replaced)))
    if shown.newer is not None:
        checks.append(Check("soon", _("There is a newer recognition of this product"), sao(shown.newer.star)))
    checks.append(Check("none", _("Is it this product?"), _("Compare name, producer, stars and weight yourself.")))
    return checks


def _replaced_words(former: Certificate) -> str:
    return _("Number %(number)s, replaced by the one above") % {"number": former.number}


def _extended(shown: CertificatePage, stars: str) -> Verdict:
    """The printed term is over, and the law keeps the certificate until the authority decides (26/2026 art. 12.3)."""
    printed, kept = shown.recognition.valid_until, shown.status.until
    return Verdict(
        "valid",
        _("OCOP with %(stars)s, still valid under Article 12.3") % {"stars": stars},
        _(
            "The printed term ended on %(printed)s. The certificate holds until the outcome of the re-assessment, to "
            "%(day)s at most."
        )
        % {
            "printed": date_short(last_day(printed)) if printed else "",
            "day": date_short(last_day(kept)) if kept else "",
        },
        _("Compare name, producer and stars on the pack with the record. Tell the commune's office if they differ."),
    )


def _running(shown: CertificatePage, stars: str) -> Verdict:
    end = shown.recognition.valid_until
    return Verdict(
        "valid",
        _("OCOP with %(stars)s, the certificate holds") % {"stars": stars},
        _("It holds until %(day)s and was not withdrawn. One thing no machine does for you: compare the pack.")
        % {"day": date_short(last_day(end)) if end else ""},
        _("Compare name, producer and stars on the pack with the record. Tell the commune's office if they differ."),
    )
