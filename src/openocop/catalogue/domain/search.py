"""From what a person typed to a plan of words that both databases answer alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from openocop.core.domain.text import fold, nfc, search_key

_NOT_WORD = re.compile(r"[\W_]+")
MAX_LENGTH = 200
MAX_WORDS = 8
MAX_WORD = 40


@dataclass(frozen=True, slots=True)
class Plan:
    """Folded words that must all occur, the last as a beginning; `marked` are the typed words that carried marks."""

    words: tuple[str, ...]
    marked: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def text(self) -> str:
        return " ".join(self.words)


def plan(typed: str) -> Plan:
    """Return the plan of a typed search; no words when nothing searchable was typed.

    "Đường" and "duong" find the same; typed marks only decide what comes first.
    """
    text = nfc(typed[:MAX_LENGTH])
    words = tuple(word[:MAX_WORD] for word in search_key(text).split()[:MAX_WORDS])
    marked = tuple(word for word in exact_words(text).split()[:MAX_WORDS] if fold(word) != word)
    return Plan(words, marked)


def exact_words(*parts: str) -> str:
    """Return the lower-case words of `parts` with their marks, separated by single spaces."""
    return " ".join([words for part in parts for word in part.split() if (words := _exact_word(word))])


# Names and places are made of few different words: what was worked out for one is kept for the next.
@lru_cache(maxsize=50_000)
def _exact_word(word: str) -> str:
    return _NOT_WORD.sub(" ", nfc(word).lower()).strip()


def fts5_expression(words: tuple[str, ...]) -> str:
    """Return the words as SQLite's FTS5 reads them. Words are folded letters and digits, so quoting is safe."""
    return " ".join(f'"{word}"' for word in words) + "*"


def tsquery_expression(words: tuple[str, ...]) -> str:
    """Return the words as a PostgreSQL tsquery literal; cast, not parsed, so that words stay as they are."""
    return " & ".join(f"'{word}'" for word in words) + ":*"
