"""How headings of the printed sheets are shown on screen."""

from __future__ import annotations


def in_sentence_case(label: str) -> str:
    """Some headings are printed in capitals, which are hard to read in a list; the words stay."""
    return label.capitalize().replace("ocop", "OCOP") if label.isupper() else label
