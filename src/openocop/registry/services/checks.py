"""What the register refuses to hold, said with the field, the value and what to do."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from openocop.core.domain.text import nfc
from openocop.core.refusal import Refused
from openocop.geography.selectors.tenants import territory_of
from openocop.geography.selectors.units import units_at
from openocop.registry.domain.facts import MAX_NAME, Identifier, ProducerFacts, ProductFacts
from openocop.registry.domain.families import FAMILIES
from openocop.registry.domain.groups import product_groups
from openocop.registry.domain.identifiers import IDENTIFIER_KINDS, WrongIdentifier, normalised
from openocop.registry.domain.kinds import KINDS, may_be_registered

MAX_LINE, MAX_TEXT, SHOWN = 500, 20_000, 40
_PHONE = re.compile(r"^\+?[0-9][0-9 .\-()]{6,18}$")
_UNIT = tuple[str, date]


class NotRegistrable(Refused):
    """The record as given cannot stand in the register."""


def checked_producer(facts: ProducerFacts, *, on: date) -> ProducerFacts:
    """Return the facts with tidy text.

    Raises:
        NotRegistrable: a name is empty or too long, the legal kind is not admitted, a contact cannot be one.
    """
    verdict = may_be_registered(facts.kind)
    if not verdict:
        raise NotRegistrable(verdict.reason, field="kind")
    if facts.founded_on and facts.founded_on > on:
        raise NotRegistrable(_("The day of founding lies in the future. Check the year."), field="founded_on")
    return replace(
        facts,
        name=_name(facts.name),
        unit_basis_note=_line(facts.unit_basis_note, "unit_basis_note"),
        address=_line(facts.address, "address"),
        phone=_phone(facts.phone),
        email=_email(facts.email),
        representative=_line(facts.representative, "representative", limit=200),
        aliases=tuple(
            dict.fromkeys(_line(alias, "aliases", limit=MAX_NAME) for alias in facts.aliases if alias.strip())
        ),
        note=_text(facts.note, "note"),
        source_urls=_urls(facts.source_urls),
    )


def checked_product(facts: ProductFacts) -> ProductFacts:
    """Return the facts with tidy text.

    Raises:
        NotRegistrable: a name is empty or too long, no such group is in the law or no such family drawn.
    """
    if facts.family and facts.family not in FAMILIES:
        raise NotRegistrable(_("Choose a family of the list."), field="family")
    if facts.classification and facts.classification not in product_groups():
        raise NotRegistrable(
            _("Decision 26/2026/QĐ-TTg has no product group “%(code)s”. Choose one of the list.")
            % {"code": facts.classification[:SHOWN]},
            field="classification",
        )
    return replace(
        facts,
        name=_name(facts.name),
        classification=facts.classification or None,
        description=_text(facts.description, "description"),
        story=_text(facts.story, "story"),
        packaging=_line(facts.packaging, "packaging", limit=MAX_NAME),
        note=_text(facts.note, "note"),
        source_urls=_urls(facts.source_urls),
    )


def checked_identifiers(kind: str, given: Iterable[Identifier], *, on: date) -> list[Identifier]:
    """Return the numbers normalised, those left blank dropped.

    Raises:
        NotRegistrable: a number that this legal kind does not have, or that cannot be right.
    """
    kept = []
    for identifier in given:
        if not identifier.value.strip():
            continue
        if identifier.kind not in KINDS[kind].identifiers:
            label = IDENTIFIER_KINDS[identifier.kind].label
            raise NotRegistrable(
                _("“%(label)s” is not a number of this legal kind. Leave it empty or correct the kind.")
                % {"label": label},
                field=identifier.kind,
            )
        try:
            value = normalised(identifier.kind, nfc(identifier.value), on=on)
        except WrongIdentifier as wrong:
            raise NotRegistrable(str(wrong), field=identifier.kind) from None
        kept.append(replace(identifier, value=value, issued_by=_line(identifier.issued_by, identifier.kind, limit=200)))
    return kept


def check_places(province: str, facts: Collection[ProducerFacts]) -> None:
    """Hold every stated place against the units of its day: listed, and in the province's territory.

    Raises:
        NotRegistrable: no listed unit bore the code that day, or it lay in another province.
    """
    pairs = {(one.unit_code, one.unit_on) for one in facts if one.unit_code and one.unit_on}
    units = units_at(pairs)
    territory = territory_of(province)
    for code, on in sorted(pairs):
        unit = units.get((code, on))
        values = {"code": code, "day": f"{on:%d/%m/%Y}"}
        if unit is None:
            raise NotRegistrable(
                _("No listed unit bore code %(code)s on %(day)s. Choose the place anew.") % values, field="unit"
            )
        if unit.province_code not in territory(on):
            raise NotRegistrable(
                _("Code %(code)s lay in another province on %(day)s. Choose a place in this province.") % values,
                field="unit",
            )


def _name(text: str) -> str:
    name = nfc(text)
    if not name:
        raise NotRegistrable(_("The name is empty. Write it as on the registration papers."), field="name")
    return _short(name, "name", MAX_NAME)


def _line(text: str, field: str, *, limit: int = MAX_LINE) -> str:
    return _short(nfc(text), field, limit)


def _text(text: str, field: str) -> str:
    if not text:
        return text
    paragraphs = (nfc(line) for line in text.splitlines())
    return _short("\n".join(paragraphs).strip(), field, MAX_TEXT)


def _short(text: str, field: str, limit: int) -> str:
    if len(text) > limit:
        raise NotRegistrable(
            _("“%(start)s…” has %(length)d characters; %(limit)d fit here. Shorten it.")
            % {"start": text[:SHOWN], "length": len(text), "limit": limit},
            field=field,
        )
    return text


def _phone(text: str) -> str:
    phone = nfc(text)
    if phone and not _PHONE.match(phone):
        raise NotRegistrable(
            _("“%(value)s” is no telephone number. Write digits only, for example 0290 followed by the number.")
            % {"value": phone[:SHOWN]},
            field="phone",
        )
    return phone


def _email(text: str) -> str:
    email = nfc(text)
    try:
        if email:
            validate_email(email)
    except ValidationError:
        raise NotRegistrable(
            _("“%(value)s” is no e-mail address. Correct it or leave it empty.") % {"value": email[:SHOWN]},
            field="email",
        ) from None
    return email


def _urls(urls: Iterable[str]) -> tuple[str, ...]:
    kept = [url.strip() for url in urls if url.strip()]
    for url in kept:
        if urlsplit(url).scheme not in {"http", "https"} or len(url) > 2000:
            raise NotRegistrable(
                _("“%(value)s” is no web address. It begins with https:// or http://.") % {"value": url[:SHOWN]},
                field="source_urls",
            )
    return tuple(dict.fromkeys(kept))
