"""What the documents show and name exists: pictures, pages, and the words on the buttons."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*sorted(ROOT.glob("docs/**/*.md")), ROOT / "README.md"]
GUIDES = sorted(ROOT.glob("docs/huong-dan/*.md"))
CATALOGUES = sorted(ROOT.glob("src/openocop/*/locale/vi/LC_MESSAGES/django.po"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_picture_and_link_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    ours = [target for target in targets if "://" not in target]
    assert [target for target in ours if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_what_a_guide_prints_bold_stands_on_a_screen(guide: Path) -> None:
    """A guide that names a button nobody finds is worse than none."""
    spoken = " ".join(_words(catalogue) for catalogue in CATALOGUES)
    bold = re.findall(r"\*\*([^*]+)\*\*", guide.read_text(encoding="utf-8"))
    assert [words for words in bold if words not in spoken] == []


def _words(catalogue: Path) -> str:
    return re.sub(r'"\n"', "", catalogue.read_text(encoding="utf-8"))
