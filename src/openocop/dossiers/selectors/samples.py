"""Samples of a dossier, and what a round still lacks before its session."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from openocop.accounts.domain.roles import Post
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.domain.samples import Balance, Fate, Purpose, balance, samples_required
from openocop.dossiers.models import Dossier, Round, SampleHandover
from openocop.dossiers.permissions import dossiers_visible_to
from openocop.dossiers.selectors.options import living_on_site

# From the commune's proposal on, samples go with the dossier (art. 6.2d).
AWAITED = (Stage.SUBMITTED, Stage.PROPOSED, Stage.ACCEPTED, Stage.ADVISED, Stage.IN_SESSION)


@dataclass(frozen=True, slots=True)
class DossierSamples:
    """The hand-overs of one dossier with what became of them, and the count for the province and the ministry."""

    required: int
    handovers: Sequence[SampleHandover]
    province: Balance
    ministry: Balance

    @property
    def exempt(self) -> bool:
        return self.required == 0


def samples_of(dossier: Dossier) -> DossierSamples:
    """Return the samples of a dossier, in three queries."""
    required = samples_required(dossier.set_no, living_on_site=living_on_site(dossier.province))
    handovers = list(dossier.sample_handovers.prefetch_related("fates"))
    return DossierSamples(
        required,
        handovers,
        _balance(required, handovers, Purpose.PROVINCE),
        _balance(required, handovers, Purpose.MINISTRY),
    )


def _balance(required: int, handovers: Iterable[SampleHandover], purpose: Purpose) -> Balance:
    meant = [handover for handover in handovers if handover.purpose == purpose]
    fates = [(Fate(fate.fate), fate.count) for handover in meant for fate in handover.fates.all()]
    return balance(required, [handover.count for handover in meant], fates)


@dataclass(frozen=True, slots=True)
class SampleRow:
    """A dossier of a round with its samples for the province; `cold_broken`: a cold chain did not hold."""

    dossier: Dossier
    samples: Balance
    cold_broken: bool


def samples_of_round(post: Post, round: Round, *, on: date) -> list[SampleRow]:
    """Return the dossiers of a round that hand over samples, what is missing first, in four queries."""
    on_site = living_on_site(post.province)
    visible = (
        dossiers_visible_to(post, on=on).filter(round=round, stage__in=AWAITED).select_related("product__producer")
    )
    dossiers = list(visible.order_by("product__sort_key", "id"))
    by_dossier: dict[int, list[SampleHandover]] = defaultdict(list)
    for handover in SampleHandover.objects.filter(dossier__in=visible).prefetch_related("fates"):
        by_dossier[handover.dossier_id].append(handover)
    rows = []
    for dossier in dossiers:
        required = samples_required(dossier.set_no, living_on_site=on_site)
        kept = by_dossier[dossier.pk]
        if required:
            cold = any(handover.kept_cold is False for handover in kept)
            rows.append(SampleRow(dossier, _balance(required, kept, Purpose.PROVINCE), cold))
    return sorted(rows, key=lambda row: row.samples.missing == 0)
