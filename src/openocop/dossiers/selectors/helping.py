"""Who helped with a dossier, with what consent, and what was changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from openocop.accounts.domain.roles import Post
from openocop.core.selectors.journal import HistoryRow, history_of
from openocop.criteria.domain.criteria_set import CriteriaSet
from openocop.criteria.domain.releases import criteria_set
from openocop.dossiers.domain.helping import CODE_VALID, spelled
from openocop.dossiers.models import Dossier, HelpCode, HelpConsent
from openocop.dossiers.permissions import dossiers_to_help, helping
from openocop.dossiers.selectors.words import DEEDS

MARK = "helped_under"  # the fact by which an entry of the journal names the consent


@dataclass(frozen=True, slots=True)
class HelpDeed:
    """One thing an officer did for the producer; `changes` says it in words, one line each."""

    row: HistoryRow
    what: str
    changes: Sequence[str]


def helps_of(dossier: Dossier) -> list[HelpConsent]:
    """Return every consent on the dossier, the oldest first."""
    return list(dossier.help_consents.select_related("paper"))


def helps_with_acts(dossier: Dossier) -> list[HelpConsent]:
    """Return the consents under which something was changed: what papers and pages state as a fact."""
    return list(dossier.help_consents.exclude(first_act_on=None))


def has_helped(post: Post, dossier: Dossier) -> bool:
    """Tell whether this person changed the dossier for its producer, in whatever post."""
    return dossier.help_consents.filter(helper=post.user_id).exclude(first_act_on=None).exists()


def own_helps(post: Post, *, on: date) -> list[HelpConsent]:
    """Return the consents this officer may act under today, the one that ends first at the head."""
    rows = helping(post, on=on).select_related("dossier__product__producer", "dossier__round")
    return list(rows.order_by("valid_until", "id"))


def dossier_to_help(post: Post, code: str, *, on: date) -> Dossier | None:
    """Return the draft of this code (its public id) if its producer lies where the officer helps."""
    rows = dossiers_to_help(post, on=on).select_related("product__producer", "round")
    return rows.filter(public_id=spelled(code)).first()


def valid_code(dossier: Dossier, *, at: datetime) -> HelpCode | None:
    return HelpCode.objects.filter(dossier=dossier, made_at__gt=at - CODE_VALID).first()


def last_marked(dossier: Dossier, code: str) -> HistoryRow | None:
    """Return by whom and when the criterion was marked last."""
    marked = (row for row in reversed(history_of(dossier)) if code in row.entry.facts.get("levels", {}))
    return next((row for row in marked if row.entry.verb == "dossier.self_scored"), None)


def help_deeds(dossier: Dossier) -> list[HelpDeed]:
    """Return what officers did for the producer, the latest first, with each change from what to what."""
    sheet = criteria_set(dossier.release, dossier.set_no)
    marks: dict[str, Any] = {}
    deeds = []
    for row in history_of(dossier):
        facts = row.entry.facts
        changes = _levels(sheet, marks, facts.get("levels", {})) if row.entry.verb == "dossier.self_scored" else []
        if "criterion" in facts:
            changes = [facts["criterion"] and _("Criterion %(code)s") % {"code": facts["criterion"]}]
        if MARK in facts:
            deeds.append(HelpDeed(row, str(DEEDS.get(row.entry.verb, row.entry.verb)), list(filter(None, changes))))
    return deeds[::-1]


def _levels(sheet: CriteriaSet, marks: dict[str, Any], changed: dict[str, Any]) -> list[str]:
    """Say each change of a level, and keep it in `marks`."""
    said = []
    for code, mark in changed.items():
        before, after = level_words(sheet, code, marks.get(code, "")), level_words(sheet, code, mark)
        said.append(_("%(code)s: from “%(before)s” to “%(after)s”") % {"code": code, "before": before, "after": after})
        marks[code] = mark
    return said


def level_words(sheet: CriteriaSet, code: str, mark: Any) -> str:
    """Return what a mark says in the words of the sheet; "" is not marked, None that no level fits."""
    if mark == "":
        return _("Not marked yet")
    if mark is None or code not in sheet.position:
        return _("No level fits")
    places = [mark] if isinstance(mark, int) else mark
    levels = sheet.criterion(code).levels
    return "; ".join(levels[place].text for place in places)
