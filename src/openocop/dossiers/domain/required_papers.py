"""Which papers the law asks for, by the kind of dossier: data, one list for each release."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

_DATA = Path(__file__).resolve().parent.parent / "data" / "required_papers.yaml"


@dataclass(frozen=True, slots=True)
class RequiredPaper:
    """`how`: form_01, form_02, difference, matter or terms; `source` is the point of the article that asks for it."""

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
    lists = yaml.safe_load(_DATA.read_text(encoding="utf-8")).get(release_id, {})
    if kind not in lists:
        return ()
    source = lists[kind]["source"]
    return tuple(RequiredPaper(source=source, **row) for row in lists[kind]["papers"])


def stated_matters(release_id: str, kind: str) -> tuple[RequiredPaper, ...]:
    """Return what the producer states in words: the matters of a re-assessment, the difference of an upgrade."""
    return tuple(paper for paper in required_papers(release_id, kind) if paper.how in ("matter", "difference", "terms"))
