"""From what a person typed to a plan of words that both databases answer alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from openocop.catalogue.domain.synonyms import said_elsewhere
from openocop.core.domain.text import fold, nfc, search_key

_NOT_WORD = re.compile(r"[\W_]+")
_QUANTITY = re.compile(r"(\d+)(g|gr|kg|ml|l|lit)")
# Ends what a product and its producer are called today in a search key; what follows found it under an old name.
OWN_END = "|"
UNITS = frozenset({"g", "gr", "kg", "ml", "l", "lit"})
MAX_LENGTH = 200
MAX_WORDS = 8
MAX_WORD = 40


@dataclass(frozen=True, slots=True)
class Plan:
    """Folded words that must all occur, the last as a beginning; `marked` are the typed words that carried marks.

    `otherwise` are the same words said in another part of the country: a product may bear those instead.
    """

    words: tuple[str, ...]
    marked: tuple[str, ...] = ()
    otherwise: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def text(self) -> str:
        return " ".join(self.words)

    @property
    def every(self) -> tuple[tuple[str, ...], ...]:
        """Return the words as typed, then as said elsewhere."""
        return (self.words, *self.otherwise)

    @property
    def marked_out(self) -> tuple[str, ...]:
        """Return every word that a found product may bear, last the one that may be a beginning."""
        return (*(word for words in self.otherwise for word in words), *self.words)

    def as_typed(self, typed: str) -> str:
        """Return the words as they stand in `typed`, with the marks they have there; mended ones stay plain."""
        written = {fold(word): word for word in exact_words(typed[:MAX_LENGTH]).split()}
        return " ".join(written.get(word, word) for word in self.words)


def plan(typed: str) -> Plan:
    """Return the plan of a typed search; no words when nothing searchable was typed.

    "Đường" and "duong" find the same; typed marks only decide what comes first.
    """
    return as_plan(nfc(typed[:MAX_LENGTH]))


def as_plan(text: str) -> Plan:
    """Return the plan of a text that is short enough and in one normal form."""
    typed = tuple(word[:MAX_WORD] for word in search_key(text).split()[:MAX_WORDS])
    words = tuple(part for word in typed for part in _quantity(word))
    elsewhere = said_elsewhere(words)
    marked = tuple(word for word in exact_words(text).split()[:MAX_WORDS] if fold(word) != word)
    return Plan(words, marked, elsewhere if words == typed else (typed, *elsewhere))


def _quantity(word: str) -> tuple[str, ...]:
    """Return a quantity as products bear it, with a space: "500g" as "500" and "g"; every other word as it is."""
    found = _QUANTITY.fullmatch(word)
    return (found[1], found[2]) if found else (word,)


def exact_words(*parts: str) -> str:
    """Return the lower-case words of `parts` with their marks, separated by single spaces."""
    return " ".join([words for part in parts for word in part.split() if (words := _exact_word(word))])


# Names and places are made of few different words: what was worked out for one is kept for the next.
@lru_cache(maxsize=50_000)
def _exact_word(word: str) -> str:
    return _NOT_WORD.sub(" ", nfc(word).lower()).strip()


def fts5_expression(*alternatives: tuple[str, ...], beginning: str = "*") -> str:
    """Return the words as SQLite's FTS5 reads them. Words are folded letters and digits, so quoting is safe.

    Args:
        beginning: the sign that makes the last word of each a beginning; empty where it is to be a whole word.
    """
    return " OR ".join("(" + " ".join(f'"{word}"' for word in words) + f"{beginning})" for words in alternatives)


def tsquery_expression(*alternatives: tuple[str, ...], beginning: str = ":*") -> str:
    """Return the words as a PostgreSQL tsquery literal; cast, not parsed, so that words stay as they are.

    Args:
        beginning: as of `fts5_expression`.
    """
    return " | ".join("(" + " & ".join(f"'{word}'" for word in words) + f"{beginning})" for words in alternatives)
