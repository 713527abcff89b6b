"""Which products come up for re-assessment, by when they file, and what follows for who is late."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.documents.vietnamese import date_short
from openocop.dossiers.domain.lifecycle import Stage
from openocop.dossiers.models import Dossier
from openocop.dossiers.selectors.options import office_options
from openocop.dossiers.selectors.transition import first_filings
from openocop.recognition.domain.reassessment import (
    GRACE_DAYS,
    FilingWindow,
    Place,
    filing_window,
    kept_until,
    place_of,
)
from openocop.recognition.domain.status import ENDING_DAYS, last_day
from openocop.recognition.models import Recognition
from openocop.recognition.selectors.extensions import kept_of
from openocop.recognition.selectors.recognitions import current_recognitions
from openocop.registry.permissions import products_visible_to

AHEAD_DAYS = 90  # how long before a window opens it is shown


@dataclass(frozen=True, slots=True)
class DueRow:
    """A product whose certificate ends. `kept_on` is the last day of art. 12.3, None where it does not reach."""

    recognition: Recognition
    window: FilingWindow
    last_on: date
    place: Place
    filed_on: date | None
    dossier: Dossier | None
    kept_on: date | None


def due_for(post: Post, *, on: date) -> list[DueRow]:
    """Return what this reader may know of, the nearest end first: from 90 days before a window opens to 180 days past
    the certificate's end, in a constant number of queries."""
    soonest, latest = on - timedelta(days=GRACE_DAYS), on + timedelta(days=ENDING_DAYS + AHEAD_DAYS)
    ending = Recognition.objects.filter(
        product__in=products_visible_to(post, on=on).values("pk"),
        withdrawn_on=None,
        valid_until__gt=soonest,
        valid_until__lte=latest,
    )
    found = ending.select_related("product__producer").order_by("valid_until", "product__sort_key", "id")
    speaking = current_recognitions({row.product_id for row in found}, on)
    rows = [row for row in found if row.product_id in speaking and speaking[row.product_id].pk == row.pk]
    prepared = _prepared(rows)
    filed = first_filings(prepared.values())
    kept = kept_of(rows, office_options(post.province))
    return [_row(row, prepared.get(row.product_id), filed, kept[row.pk].until, on) for row in rows if row.pk in kept]


def _prepared(rows: Iterable[Recognition]) -> dict[int, Dossier]:
    """Return the latest dossier for re-assessment of each product, drafts among them."""
    dossiers = Dossier.objects.filter(kind="again", product__in=[row.product_id for row in rows])
    return {d.product_id: d for d in dossiers.exclude(stage=Stage.WITHDRAWN).order_by("opened_at", "id")}


def _row(
    recognition: Recognition, dossier: Dossier | None, filed: Mapping[str, date], kept: date | None, on: date
) -> DueRow:
    end = recognition.valid_until
    assert end is not None  # noqa: S101  # the query asks for it
    return DueRow(
        recognition=recognition,
        window=filing_window(end),
        last_on=last_day(end),
        place=place_of(end, on),
        filed_on=filed.get(dossier.public_id) if dossier else None,
        dossier=dossier,
        kept_on=last_day(kept) if kept and kept > on else None,
    )


def filing_notices(dossier: Dossier, *, on: date) -> list[str]:
    """Return what follows from filing a re-assessment outside its window; [] in it, and where no end is known."""
    if dossier.kind != "again" or dossier.submitted_at is not None:  # what was returned has been filed
        return []
    recognition = current_recognitions([dossier.product_id], on).get(dossier.product_id)
    if recognition is None or recognition.valid_until is None:
        return []
    end = recognition.valid_until
    place, window = place_of(end, on), filing_window(end)
    facts = {
        "end": date_short(last_day(end)),
        "first": date_short(window.opens_on),
        "last": date_short(window.last_on),
    }
    if place == Place.EARLY:
        return [
            _(
                "The certificate ends on %(end)s, so that you file from %(first)s to %(last)s (Article 7.6). Filed "
                "earlier, the dossier does not count as filed in time; keep it as a draft until then."
            )
            % facts
        ]
    if place == Place.LATE:
        return [_late(end, on, dossier.province, facts)]
    if place == Place.ENDED:
        return [
            _(
                "The certificate ended on %(end)s. A re-assessment filed now does not bring it back; until a new "
                "decision the product is not recognised."
            )
            % facts
        ]
    return []


def _late(end: date, on: date, province: str, facts: dict[str, str]) -> str:
    options = office_options(province)
    kept = kept_until(
        end,
        on,
        every_late_filer=options.late_filers == "every_late_filer",
        must_file=options.late_filing == "filed",
    )
    if kept is None:
        return (
            _(
                "The last day to file was %(last)s (Article 7.6). Filed now, the certificate still ends on %(end)s: a "
                "further round does not change that, and by the province's options Article 12.3 does not reach you."
            )
            % facts
        )
    return _(
        "The last day to file was %(last)s (Article 7.6). By the province's options you keep the certificate under "
        "Article 12.3 until the outcome, at most to %(kept)s."
    ) % {**facts, "kept": date_short(last_day(kept))}
