"""On which criteria of a product the council is asked to agree."""

from __future__ import annotations

from openocop.criteria.domain.criteria_set import Criterion
from openocop.criteria.domain.regulation import regulation_of
from openocop.criteria.domain.releases import criteria_set
from openocop.evaluation.domain.agreement import divided
from openocop.evaluation.domain.procedure import procedure_of
from openocop.evaluation.models import Conclusion, Entry, Session
from openocop.evaluation.selectors.sheets import sent_sheets, standings


def asked_of_council(session: Session, entry: Entry) -> tuple[Criterion, ...]:
    """Return the criteria on whose minimum requirement the sheets of the last closed ballot are divided.

    None where the council's procedure reads minimum requirements from the sheets alone, before the reveal, and while
    a ballot on the product is open.
    """
    if entry.ballot_open or not procedure_of(session.council.procedure).council_concludes_on_gates:
        return ()
    current = next((one.current for one in standings(session) if one.entry_pk == entry.pk), None)
    if current is None:
        return ()
    printed = criteria_set(entry.dossier.release, entry.dossier.set_no)
    regulation = regulation_of(session.council.round.release, session.council.regulation)
    sheets = sent_sheets(session.pk, only=[entry.pk])[entry.pk][current.number]
    return tuple(printed.criterion(code) for code in divided(printed, regulation, current.result.band, sheets))


def agreed_lines(entry: Entry, conclusion: Conclusion | None) -> list[tuple[str, int]]:
    """Return what was agreed on minimum requirements: the criterion as the sheet names it, and its points."""
    printed = criteria_set(entry.dossier.release, entry.dossier.set_no)
    points = conclusion.points if conclusion else {}
    codes = [code for code in printed.position if code in points]
    return [(f"{code} {printed.criterion(code).caption}", points[code]) for code in codes]
