"""Which words of a name a search hit."""

from __future__ import annotations

from collections.abc import Sequence

from openocop.core.domain.text import search_key


def hits(name: str, words: Sequence[str]) -> list[tuple[str, bool]]:
    """Return the words of `name` as written, neighbours of one kind joined, each run with whether it was searched for.

    The last of `words` is a beginning, as in the search itself.
    """
    runs: list[tuple[str, bool]] = []
    for written in name.split(" "):
        hit = any(_is_hit(key, words) for key in search_key(written).split())
        if runs and runs[-1][1] == hit:
            runs[-1] = (f"{runs[-1][0]} {written}", hit)
        else:
            runs.append((written, hit))
    return runs


def _is_hit(key: str, words: Sequence[str]) -> bool:
    return bool(words) and (key in words or key.startswith(words[-1]))
