"""Which column holds which field: what its heading claims, weighed against what its cells look like."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from re import compile as pattern

from openocop.recognition.domain.provincial_list import later_rounds
from openocop.recognition.domain.provincial_list.headers import Header
from openocop.recognition.domain.provincial_list.headings import heading, proper_name
from openocop.recognition.domain.provincial_list.kinds import producer_kind
from openocop.recognition.domain.provincial_list.numbering import style_of
from openocop.recognition.domain.provincial_list.sheet import blank, key
from openocop.recognition.domain.provincial_list.values import day, names_decision, score, star, star_behind_name
from openocop.recognition.domain.provincial_list.vocabulary import INDEX

_INDEX_TEXT = pattern(r"^\(?\d{1,5}(?:\.\d{1,3})*[.)]?$")
_CODE = pattern(r"^[A-Za-zĐđ]{0,6}[-./ ]?\d[\dA-Za-z]*(?:[-./]\w+)*$")
_DIGITS = pattern(r"^[\d.,/\s]+$")
_YEAR_TEXT = pattern(r"^(?:n[ăa]m )?20[0-4]\d$")
_FULL_DATE = pattern(r"\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|th[aá]ng")
_NO_STAR = pattern(r"^(?:khong|chua) (?:dat|xep hang|phan hang)\b")  # as a column of stars says it
_STREET = pattern(r"\b(?:ap|thon|khom|to|so|duong|khu pho|xom|ban|tdp|kp)\b")
_ENOUGH = 1.5
_ENOUGH_WITHOUT_HEADING = 1.15
_NEVER = -3.0  # no heading makes up for such contents
_FIELDS = (
    "producer", "star", "decision_no", "recognised_on", "council_on", "year", "score", "district", "commune", "address",
    "group", "producer_kind", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """How a column looks: shares (0 to 1) of its filled cells of which something is true."""

    filled: int
    full: float
    distinct: float
    words: float
    share: Mapping[str, float]


@lru_cache(maxsize=16_384)
def _looks(text: str) -> frozenset[str]:
    """Return what one cell looks like; a cell may look like several things."""
    found = {name for name, test in _TESTS.items() if test(text)}
    if not found & {"number", "date", "decision", "star", "code"} and any(char.isalpha() for char in text):
        found.add("name")
    return frozenset(found)


def _is_star_text(text: str) -> bool:
    if _NO_STAR.match(key(text)):
        return True
    return isinstance(star(text), int) and not _DIGITS.match(text) and star_behind_name(text) is None


_TESTS: Mapping[str, Callable[[str], bool]] = {
    "number": lambda text: _DIGITS.match(text) is not None,
    "code": lambda text: _CODE.match(text) is not None,
    "index": lambda text: _INDEX_TEXT.match(text) is not None,
    "star": _is_star_text,
    "star_digit": lambda text: _DIGITS.match(text) is not None and star(text) in (3, 4, 5),
    "mark": lambda text: key(text) in {"x", "v", "1"} or text in {"✓", "✔", "X"},
    "points": lambda text: _plausible_points(text),
    "date": lambda text: _FULL_DATE.search(text) is not None and isinstance(day(text), str),
    "year": lambda text: _YEAR_TEXT.match(text) is not None,
    "decision": names_decision,
    "producer": lambda text: producer_kind(text) is not None,
    "district": lambda text: heading(text).kind == "district" and "," not in text,
    "commune": lambda text: heading(text).kind == "commune" and "," not in text,
    "group": lambda text: heading(text).kind == "group",
    "place_name": lambda text: proper_name(text),
    "address": lambda text: "," in text or _STREET.search(key(text)) is not None,
    "kind_word": lambda text: producer_kind(text) is not None and len(text.split()) <= 3,
}


def _plausible_points(text: str) -> bool:
    points = score(text)
    return isinstance(points, Decimal) and points > 5


def evidence_of(cells: Sequence[str]) -> Evidence:
    """Return what the cells of one column look like together."""
    filled = [text for text in cells if not blank(text)]
    if not filled:
        return Evidence(0, 0.0, 0.0, 0.0, {})
    counts: dict[str, int] = {}
    for text in filled:
        for name in _looks(text[:400]):
            counts[name] = counts.get(name, 0) + 1
    total = len(filled)
    words = sum(len(text.split()) for text in filled) / total
    share = {name: count / total for name, count in counts.items()}
    return Evidence(total, total / len(cells), len(set(filled)) / total, words, share)


def _content(field: str, seen: Evidence) -> float:
    """Return how well a column's contents fit a field, about -2 to +2; 0 when they say nothing."""
    if not seen.filled:
        return -0.5
    share: Callable[[str], float] = lambda name: seen.share.get(name, 0.0)  # noqa: E731  # a name for the reader
    name = share("name")
    if field == "product":
        against = 1.5 * share("producer") + 1.2 * max(share("district"), share("commune")) + share("group")
        return (0.5 * seen.distinct - against) if name > 0.5 else _NEVER
    if field == "producer":
        return 1.6 * share("producer") + (0.0 if name > 0.5 else -2.0)
    if field == "producer_kind":
        return 1.5 * share("kind_word") - 0.5
    if field == "star":
        stars = share("star") + 0.6 * share("star_digit")
        return 1.6 * stars if stars > 0.25 else (-1.2 if name > 0.5 or share("number") > 0.5 else -0.3)
    if field == "score":
        return 1.0 if share("points") > 0.6 else -1.5
    if field in ("recognised_on", "council_on"):
        dated = share("date") + 0.3 * share("year")
        return 1.5 * dated if dated > 0.2 else -1.0
    if field == "year":
        ticked = share("star") + share("star_digit") + share("mark") > 0.5  # "2021", "2022" say when, the cells what
        return 1.5 * share("year") if share("year") > 0.2 else _NEVER if ticked else -1.0
    if field == "decision_no":
        return 1.6 * share("decision") if share("decision") > 0.2 else -0.4
    return _place_content(field, seen, share)


def _place_content(field: str, seen: Evidence, share: Callable[[str], float]) -> float:
    if field == "group":
        return 1.3 * share("group") + (0.2 if seen.distinct < 0.6 else 0.0) - (1.0 if share("number") > 0.5 else 0.0)
    if field == "note":
        return 0.0
    if share("name") < 0.5:
        return -2.0
    if field == "address":
        return 1.0 * share("address") - 0.7 * share("place_name")
    unit = share(field)
    bare = share("place_name") * (0.9 if seen.distinct < 0.7 else 0.7) * (1.0 if field == "district" else 0.9)
    return max(1.6 * unit, bare) - 1.4 * share("address") - (0.8 * share("producer") if unit < 0.5 else 0.0)


def assign_columns(
    header: Header | None,
    columns: Sequence[Sequence[str]],
    taken: Mapping[str, int],
    spoken_for: frozenset[int] = frozenset(),
) -> dict[str, int]:
    """Return the column of each field that is told, 0-based; `taken` are those already known, `spoken_for` no field's.

    A field goes to the column where heading and contents together speak loudest; a column has one field. Without a
    heading the contents alone decide, and must be clearer. Besides fields there is `index`, the numbering.
    """
    seen = [evidence_of(cells) for cells in columns]
    header = _over_its_data(header, seen)
    free = set(range(_end(header, seen))) - set(taken.values()) - spoken_for
    found = dict(taken)
    _assign_numbering(header, columns, seen, free, found)
    names = names_under_stars(header, seen, taken)
    if names:
        found |= names | {"product": min(names.values())}
        free -= set(names.values())
    if "product" not in found:
        _take_best(("product",), header, seen, free, found)
    _assign_star_columns(header, seen, free, found)
    fields = [field for field in _FIELDS if field not in found]
    if any(field.startswith("star_") for field in found):
        fields.remove("star") if "star" in fields else None
    while fields and _take_best(fields, header, seen, free, found):
        fields = [field for field in fields if field not in found]
    return found


def _end(header: Header | None, seen: Sequence[Evidence]) -> int:
    """Return the first column beyond the list: where, behind a gap, a table with a numbering of its own begins."""
    fields = [claims[0][0] if claims else "" for claims in header.claims[: len(seen)]] if header else []
    for column in range(2, len(fields)):
        gap = seen[column - 1].filled == 0 and header is not None and not header.texts[column - 1]
        if fields[column] == INDEX and gap and {INDEX, "product"} <= set(fields[:column]):
            return column
    return len(seen)


def names_under_stars(header: Header | None, seen: Sequence[Evidence], taken: Mapping[str, int]) -> dict[str, int]:
    """Return the columns "3 sao", "4 sao" when they hold the products' names instead of marks, else nothing."""
    heads = [claims[0] if claims else ("", 0.0) for claims in header.claims] if header else []
    stars = {
        field: column for column, (field, _) in enumerate(heads) if field.startswith("star_") and column < len(seen)
    }
    stars |= {field: column for field, column in taken.items() if field.startswith("star_")}
    elsewhere = any(field == "product" and strength >= 3 for field, strength in heads)
    given = taken.get("product", min(stars.values(), default=-1)) in stars.values()
    named = [column for column in stars.values() if _holds_names(seen[column])]
    marked = [column for column in stars.values() if seen[column].filled and column not in named]
    return stars if len(stars) > 1 and named and not marked and given and not elsewhere else {}


def _holds_names(seen: Evidence) -> bool:
    return seen.share.get("name", 0) > 0.5 and seen.share.get("mark", 0) < 0.5 and seen.words >= 1.5


def _over_its_data(header: Header | None, seen: Sequence[Evidence]) -> Header | None:
    """Return the heading with the words over a blank column moved over the fullest of the unheaded ones beside it.

    Converters of PDF lay a grid finer than the table: heading and data need not stand in the same column.
    """
    if header is None:
        return None
    claims, moved = list(header.claims), False
    headed = [column for column, text in enumerate(header.texts) if text and column < len(seen)]
    for column, following in zip(headed, [*headed[1:], len(seen)], strict=True):
        beside = range(column + 1, min(following, len(claims), len(seen)))
        fullest = max(beside, key=lambda other: seen[other].filled, default=None)
        if seen[column].filled == 0 and fullest is not None and seen[fullest].filled:
            claims[fullest], claims[column], moved = claims[column], (), True
    return replace(header, claims=tuple(claims)) if moved else header


def _take_best(
    fields: Sequence[str], header: Header | None, seen: Sequence[Evidence], free: set[int], found: dict[str, int]
) -> bool:
    """Give the best pair of field and free column to each other; False when none is good enough."""
    best: tuple[float, int, str] | None = None
    for column in sorted(free):
        for field in fields:
            total = _fit(field, header, column, seen[column], left_of=found.get("product", -1))
            if total is not None and (best is None or total > best[0] + 1e-9):
                best = (total, column, field)
    if best is None:
        return False
    found[best[2]] = best[1]
    free.discard(best[1])
    return True


def _fit(field: str, header: Header | None, column: int, seen: Evidence, left_of: int) -> float | None:
    """Return heading and contents weighed together, None when they do not reach what is needed.

    `left_of` is the column of products: places standing before it need no heading.
    """
    claims = header.claims[column] if header and column < len(header.claims) else ()
    strength = next((strength for name, strength in claims if name == field), 0.0)
    content = _content(field, seen)
    if field == "star" and _stars_of_a_year(header, column, seen):
        strength = 2.0
    if strength:
        content = max(content, -1.4) if strength >= 3 and field != "product" and content > _NEVER else content
        return strength + content if strength + content >= _ENOUGH else None
    if (claims and not (field == "star" and claims[0][1] < 3 and seen.share.get("star", 0) > 0.95)) or field in (
        "note",
        "producer_kind",
        "council_on",
    ):
        return None
    if header is None and field == "product":
        content -= 1.2 * (seen.share.get("address", 0) > 0.8)
        alone = seen.full - 0.2 + content - 0.04 * column - (0.6 if seen.words > 14 else 0.0)
        return alone if seen.filled and alone > 0 else None
    headed = header is not None and column < len(header.texts) and bool(header.texts[column])
    if field == "product" or (field == "score" and header is not None):
        return None
    needed = _ENOUGH if headed else _ENOUGH_WITHOUT_HEADING
    if field == "star":
        needed = 1.2 if header else 0.95
    elif field == "producer":
        needed = 0.7 if header is None else 0.9
    elif field == "district" and header is None and _few_places(seen):
        needed = 0.8
    elif field == "district" and not headed and _heads_blocks(seen, column, left_of):
        needed = 0.6
    return content if content >= needed else None


def _stars_of_a_year(header: Header | None, column: int, seen: Evidence) -> bool:
    """Tell whether a column headed by a year alone, "Năm 2021", holds nothing but stars."""
    of_year = header is not None and later_rounds.names_year(header, column)
    return of_year and seen.share.get("star", 0) + seen.share.get("star_digit", 0) > 0.95


def _few_places(seen: Evidence) -> bool:
    """Tell whether a column holds a few names of two words or so that come again and again."""
    several = seen.distinct * seen.filled >= 2 and seen.distinct < 0.7
    return several and 1.5 <= seen.words <= 2.6 and seen.share.get("place_name", 0) > 0.9


def _heads_blocks(seen: Evidence, column: int, left_of: int) -> bool:
    """Tell whether a column before the products holds names of places only here and there, as at the head of blocks."""
    sparse = seen.filled >= 2 and (seen.full < 0.7 or seen.distinct < 0.5)
    return column < left_of and sparse and seen.words <= 4 and seen.share.get("place_name", 0) > 0.9


def _assign_numbering(
    header: Header | None,
    columns: Sequence[Sequence[str]],
    seen: Sequence[Evidence],
    free: set[int],
    found: dict[str, int],
) -> None:
    for column in sorted(free):
        claims = header.claims[column] if header and column < len(header.claims) else ()
        if claims and claims[0][0] == INDEX:
            found[INDEX] = column
            free.discard(column)
            return
    for column in sorted(free):
        claims = header.claims[column] if header and column < len(header.claims) else ()
        first = not any(seen[other].filled for other in range(column))
        numbers = seen[column].share.get("index", 0) > 0.8 and _counts_up(columns[column])
        if not claims and (numbers or (first and _mostly_numbering(columns[column]))):
            found[INDEX] = column
            free.discard(column)
            return


def _mostly_numbering(cells: Sequence[str]) -> bool:
    """Tell whether a leftmost column only numbers: 1, 2, 1.1, I, A; and is no column of stars."""
    filled = [text for text in cells if text]
    numbering = sum(style_of(text) is not None for text in filled)
    return numbering > len(filled) * 0.85 and not set(filled) <= {"3", "4", "5"}


def _counts_up(cells: Sequence[str]) -> bool:
    numbers = [int(text.rstrip(".)")) for text in cells if text.rstrip(".)").isdigit()]
    rising = sum(later > earlier for earlier, later in pairwise(numbers))
    return len(numbers) >= 3 and rising >= (len(numbers) - 1) * 0.7 and len(set(numbers)) > 3


def _says_stars(header: Header, column: int, seen: Evidence) -> bool:
    """Tell whether a column headed "Hạng sao" has a star on nearly every row: counts of "3 sao" beside it are not."""
    claims = header.claims[column] if column < len(header.claims) else ()
    named = bool(claims) and claims[0][0] == "star" and claims[0][1] >= 3
    return named and seen.full > 0.9 and seen.share.get("star", 0) + seen.share.get("star_digit", 0) > 0.9


def _assign_star_columns(
    header: Header | None, seen: Sequence[Evidence], free: set[int], found: dict[str, int]
) -> None:
    """Give each column headed "3 sao", "4 sao" its own field."""
    if header is None or "star" in found or any(_says_stars(header, column, seen[column]) for column in free):
        return
    for column in sorted(free):
        claims = header.claims[column] if column < len(header.claims) else ()
        if claims and claims[0][0].startswith("star_") and claims[0][0] not in found:
            found[claims[0][0]] = column
            free.discard(column)
