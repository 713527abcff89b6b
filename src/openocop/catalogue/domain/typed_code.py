"""A product code as people type it from a label: other separators, no zero before the number, O for 0, I for 1."""

from __future__ import annotations

import re

_LOOKS_LIKE_FIGURES = re.compile(r"[0-9OoIl\s./_‐‑‒–—−-]+")
_LETTERS = str.maketrans("OoIl", "0011")
_GROUPS = re.compile(r"(\d{2})-(\d{5})-(\d{1,4})-(\d{4})")
_RUN = re.compile(r"(\d{2})(\d{5})(\d{2})(\d{4})")


def tidied(typed: str) -> str:
    """Return the code that `typed` means, written as on the certificate; anything else as it was typed."""
    if not _LOOKS_LIKE_FIGURES.fullmatch(typed):
        return typed
    figures = re.sub(r"\D+", "-", typed.translate(_LETTERS)).strip("-")
    found = _GROUPS.fullmatch(figures) or _RUN.fullmatch(figures)
    return f"{found[1]}-{found[2]}-{int(found[3]):02d}-{found[4]}" if found else typed
