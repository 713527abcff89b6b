"""The commune's check of components as pages and papers read it."""

from __future__ import annotations

from dataclasses import dataclass

from openocop.dossiers.domain.components import Found, Line, components_of
from openocop.dossiers.domain.required_papers import RequiredPaper
from openocop.dossiers.domain.samples import samples_required
from openocop.dossiers.models import ComponentCheck, Dossier
from openocop.dossiers.selectors.options import living_on_site


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """One component with what was found of it; `line` is None before the first check of this filing."""

    component: RequiredPaper
    line: Line | None


def check_of(dossier: Dossier) -> ComponentCheck | None:
    """Return the last check of the filing that stands now, None before one."""
    return ComponentCheck.objects.filter(dossier=dossier, version=dossier.version).last()


def components_for(dossier: Dossier) -> tuple[RequiredPaper, ...]:
    required = samples_required(dossier.set_no, living_on_site=living_on_site(dossier.province))
    return components_of(dossier.release, dossier.kind, samples=required > 0)


def checked_lines(dossier: Dossier, check: ComponentCheck | None) -> list[CheckedLine]:
    kept = check.lines if check else {}
    return [
        CheckedLine(
            component,
            Line(Found(kept[component.slug]["found"]), kept[component.slug]["note"])
            if component.slug in kept
            else None,
        )
        for component in components_for(dossier)
    ]


def missing_words(dossier: Dossier, check: ComponentCheck | None) -> str:
    """Return what the check found missing, a line each, to begin the words of a return with; "" without any."""
    rows = [row for row in checked_lines(dossier, check) if row.line and row.line.found == Found.MISSING]
    return "\n".join(
        f"- {r.component.label}: {r.line.note}" if r.line and r.line.note else f"- {r.component.label}" for r in rows
    )
