"""The history of a record for people: what changed, from what to what, when and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from openocop.core.models import JournalActor
from openocop.registry.domain.facts import PRIVATE_FIELDS
from openocop.registry.domain.families import FAMILIES
from openocop.registry.domain.kinds import KINDS
from openocop.registry.models import Producer, ProducerRevision, Product, ProductRevision

LABELS: dict[str, str | Promise] = {
    "name": _("Name"),
    "kind": _("Legal kind"),
    "unit_code": _("Code of the place"),
    "unit_on": _("Day of the place"),
    "unit_basis": _("How the place is known"),
    "unit_basis_note": _("Why the place is inferred"),
    "address": _("Address"),
    "phone": _("Telephone"),
    "email": _("E-mail"),
    "representative": _("Legal representative"),
    "identifiers": _("Official numbers"),
    "founded_on": _("Founded on"),
    "aliases": _("Other names"),
    "note": _("Note"),
    "source_urls": _("Sources"),
    "classification": _("Product group"),
    "family": _("Family of the drawing"),
    "description": _("Description"),
    "story": _("Product story"),
    "packaging": _("How it is packed"),
}
_NOT_SHOWN = PRIVATE_FIELDS | {"identifiers"}
_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that changed; private fields say that they changed, and not their values."""

    label: str | Promise
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """One revision; `who` is empty when the person was erased."""

    revision: ProducerRevision | ProductRevision
    who: str
    differences: list[Difference]


def history_of_record(record: Producer | Product) -> list[Change]:
    """Return every revision of the record, the latest first, in two queries."""
    revisions: Sequence[ProducerRevision | ProductRevision] = list(record.revisions.order_by("number"))
    digests = {revision.by_digest for revision in revisions}
    names = dict(JournalActor.objects.filter(digest__in=digests).values_list("digest", "name"))
    changes = []
    before: dict[str, Any] = {}
    for revision in revisions:
        differences = [_difference(name, before, revision.facts) for name in revision.changed]
        changes.append(Change(revision, names.get(revision.by_digest, ""), differences))
        before = revision.facts
    return changes[::-1]


def _difference(name: str, before: dict[str, Any], after: dict[str, Any]) -> Difference:
    label = LABELS.get(name, name)
    if name in _NOT_SHOWN:
        return Difference(label, "", "")
    return Difference(label, _shown(name, before.get(name)), _shown(name, after.get(name)))


def _shown(name: str, value: Any) -> str:
    if name == "kind" and value in KINDS:
        return KINDS[value].label
    if name == "family":
        return FAMILIES.get(value, "")
    text = "; ".join(value) if isinstance(value, list) else str(value or "")
    return text if len(text) <= _LENGTH else text[:_LENGTH] + "…"
