"""Lists of dossiers and their counts. Each starts from what the reader may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet

from openocop.accounts.domain.roles import Post
from openocop.core.domain.text import search_key
from openocop.dossiers.domain.lifecycle import EDITABLE, Stage
from openocop.dossiers.models import Dossier, Evidence, Round
from openocop.dossiers.permissions import dossiers_visible_to, memberships
from openocop.geography.selectors.units import full_names
from openocop.registry.models import Producer, Product

AT_COMMUNE, AT_PRODUCER, PASSED_ON = "o-xa", "cho-chu-the", "da-chuyen"
COMMUNE_TABS: dict[str, frozenset[Stage]] = {
    AT_COMMUNE: frozenset({Stage.SUBMITTED}),
    AT_PRODUCER: frozenset({Stage.RETURNED}),
    PASSED_ON: frozenset({Stage.PROPOSED, Stage.ACCEPTED, Stage.ADVISED, Stage.IN_SESSION, Stage.RESOLVED}),
}
PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class ListRow:
    """`place` is the commune in words, "" when unknown; `total` the self-score, None until it is complete."""

    dossier: Dossier
    place: str
    total: int | None


def _listed(post: Post, *, on: date) -> QuerySet[Dossier]:
    return dossiers_visible_to(post, on=on).select_related("product__producer", "round")


def own_dossiers(post: Post, *, on: date) -> list[Dossier]:
    """Return the dossiers of this account's producers with papers and returns: those to work on first, then by date."""
    papers = Prefetch("evidence", Evidence.objects.filter(removed_at=None).select_related("file"))
    rows = _listed(post, on=on).exclude(stage=Stage.WITHDRAWN).prefetch_related(papers, "returns", "term_papers")
    return sorted(rows.order_by("-opened_at", "-id"), key=lambda dossier: dossier.stage not in EDITABLE)


def producers_of(post: Post, *, on: date) -> list[Producer]:
    """Return the producers this account acts for, by name."""
    members = memberships(post, on=on).select_related("producer").order_by("producer__sort_key")
    return [member.producer for member in members]


def products_to_file(products: QuerySet[Product], rounds: Sequence[Round]) -> list[tuple[Product, Dossier | None]]:
    """Return each product with its dossier where every open round holds one already, None where one may be opened."""
    kept: dict[int, list[Dossier]] = defaultdict(list)
    running = Dossier.objects.filter(round__in=rounds, product__in=products).exclude(stage=Stage.WITHDRAWN)
    for dossier in running.order_by("opened_at"):
        kept[dossier.product_id].append(dossier)
    return [(p, kept[p.pk][-1] if rounds and len(kept[p.pk]) == len(rounds) else None) for p in products]


def commune_dossiers(post: Post, tab: str, *, on: date) -> QuerySet[Dossier]:
    """Return one tab of a local office's inbox, the most urgent first."""
    stages = COMMUNE_TABS.get(tab, COMMUNE_TABS[AT_COMMUNE])
    rows = _listed(post, on=on).filter(stage__in=stages).prefetch_related("term_papers")
    return rows.order_by("due_on", "submitted_at", "id")


def commune_counts(post: Post, *, on: date) -> dict[str, int]:
    """Return how many dossiers stand under each tab, in one query."""
    counts = stage_counts(dossiers_visible_to(post, on=on))
    return {tab: sum(counts.get(stage, 0) for stage in stages) for tab, stages in COMMUNE_TABS.items()}


def province_dossiers(
    post: Post, *, on: date, round: Round | None, stage: str = "", query: str = ""
) -> QuerySet[Dossier]:
    """Return what this reader may see, the latest round first; `query` is compared without accents."""
    rows = _listed(post, on=on)
    if round:
        rows = rows.filter(round=round)
    if stage in set(Stage):
        rows = rows.filter(stage=stage)
    for word in search_key(query).split():
        named = Q(product__search_key__contains=word) | Q(product__producer__search_key__contains=word)
        rows = rows.filter(named)
    return rows.order_by(F("round__opened_on").desc(nulls_last=True), "-round", "product__sort_key", "id")


def stage_counts(rows: QuerySet[Dossier]) -> dict[str, int]:
    """Return the number of dossiers at each stage that has any."""
    return dict(rows.order_by().values_list("stage").annotate(Count("pk")))


def with_places(dossiers: list[Dossier]) -> list[ListRow]:
    """Return rows with the name of each commune, in two queries."""
    pairs = {(d.local_unit_code, d.local_unit_on) for d in dossiers if d.local_unit_code and d.local_unit_on}
    names = full_names(sorted(pairs))
    return [
        ListRow(
            dossier,
            names.get((dossier.local_unit_code, dossier.local_unit_on), "") if dossier.local_unit_on else "",
            dossier.self_score.get("total"),
        )
        for dossier in dossiers
    ]
