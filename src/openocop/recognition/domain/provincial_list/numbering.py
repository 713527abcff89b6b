"""The styles in which rows are numbered: 1, 1.1, I, A, a, or a bullet."""

from __future__ import annotations

import re

_STYLES = (
    ("number", re.compile(r"^\(?\d{1,5}[.)]?$")),
    ("dotted", re.compile(r"^\(?\d{1,3}(?:[.,]\d{1,3})+[.)]?$")),
    ("roman", re.compile(r"^\(?[IVXLC]{1,6}[.)]?$")),
    ("capital", re.compile(r"^\(?[A-ZĐ][.)]?$")),
    ("small", re.compile(r"^\(?[a-zđ][.)]?$")),
    ("bullet", re.compile(r"^[-–+•*]$")),
)


def style_of(text: str) -> str | None:
    """Return the style of a running number ("number", "roman", "capital", …), None when the text is none."""
    return next((style for style, rule in _STYLES if rule.match(text)), None)
