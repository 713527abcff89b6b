"""Which papers the law asks for, by the kind of dossier: data, one list for each release."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_DATA = Path(__file__).resolve().parent.parent / "data" / "required_papers.yaml"


@dataclass(frozen=True, slots=True)
class RequiredPaper:
    """`how`: form_01, form_02, difference, matter, terms or handed_in; `source`: the point of the article that asks."""

    slug: str
    label: str
    how: str
    source: str
    paper_kind: str = ""


@cache
def required_papers(release_id: str, kind: str) -> tuple[RequiredPaper, ...]:
    """Return what a dossier of `kind` ("first", "upgrade", "again") consists of; nothing for a release not read.

    Source: 26/2026/QĐ-TTg art. 6.1.
    """
    lists = _lists_of(release_id)
    if kind not in lists:
        return ()
    source = lists[kind]["source"]
    return tuple(RequiredPaper(source=source, **row) for row in lists[kind]["papers"])


def handed_in(release_id: str, *, samples: bool) -> tuple[RequiredPaper, ...]:
    """Return what every dossier hands in over the counter; `samples`: whether this one hands over any.

    Source: 26/2026/QĐ-TTg art. 6.2d and 7.1.
    """
    rows = _lists_of(release_id).get("handed_in", ())
    return tuple(RequiredPaper(how="handed_in", **row) for row in rows if samples or row["slug"] != "samples")


def stated_matters(release_id: str, kind: str) -> tuple[RequiredPaper, ...]:
    """Return what the producer states in words: the matters of a re-assessment, the difference of an upgrade."""
    return tuple(paper for paper in required_papers(release_id, kind) if paper.how in ("matter", "difference", "terms"))


@cache
def _lists_of(release_id: str) -> dict[str, Any]:
    lists: dict[str, Any] = yaml.safe_load(_DATA.read_text(encoding="utf-8")).get(release_id, {})
    return lists
