"""Product groups of the law in force: the codes a product's classification may be."""

from __future__ import annotations

from functools import cache

from openocop.criteria.domain.releases import release

RELEASE = "26-2026"


@cache
def product_groups() -> dict[str, str]:
    """Return {code: label} of the 26 product groups, in the order of Annex I of Decision 26/2026/QĐ-TTg."""
    return {group.code: group.label for group in release(RELEASE).product_classes()}
